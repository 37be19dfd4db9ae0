import { median } from './statistics/quantile.ts';

/** Bins [from, to) of one window; `open`: the data ends inside it. */
export interface BinWindow {
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
}

/** What the hysteresis needs: rates and residuals per bin (NaN = no data), and the base. */
export interface Levels {
  readonly rate: Float64Array;
  readonly residual: Float64Array;
  readonly exposure: Float64Array;
  readonly base: number;
  readonly binMs: number;
}

/** Deviations and shares of the way from base to peak at which a window starts and ends (engine.md, section 1). */
const ON = { deviations: 6, way: 0.3 };
const OFF = { deviations: 3, way: 0.2 };
/** Later searches must find at least this share of the first peak: ripples after a large outage are not windows. */
const SMALLEST_PEAK_SHARE = 0.15;
const SEARCHES = 3;
/** On simulated incidents no window with less of the median excess was one of theirs (`npm run judge`). */
const SPECK = 0.02;
const SHORTEST_CALM_MS = 75_000;
const JOIN_RATIO = 20;
/** Bins between a window and what still belongs to it. */
const NEAR_BINS = 1;
/** Of a window's length, and of its excess: how soon after it, and how far below it, a tail goes on. */
const TAIL = { gap: 0.15, height: 0.4 };
/** Excess of one end of a step beside that of its other end. */
const STEADY = 0.75;

/** The rate above which half of the excess failures lie, among the bins not taken; null when nothing exceeds the base. */
export function peakRate(levels: Levels, taken: Uint8Array): number | null {
  const bins: [rate: number, excess: number][] = [];
  let total = 0;
  for (let i = 0; i < levels.rate.length; i++) {
    const rate = levels.rate[i] as number;
    if (taken[i] || !(rate > levels.base) || !((levels.residual[i] as number) >= ON.deviations)) continue;
    const excess = (rate - levels.base) * (levels.exposure[i] as number);
    bins.push([rate, excess]);
    total += excess;
  }
  if (bins.length === 0) return null;
  bins.sort((a, b) => b[0] - a[0]);
  let seen = 0;
  for (const [rate, excess] of bins) {
    seen += excess;
    if (seen * 2 >= total) return rate;
  }
  return bins.at(-1)?.[0] ?? null;
}

/** All windows in time order: the search is repeated in the rest with the rest's own peak. */
export function findWindows(levels: Levels): { windows: BinWindow[]; peak: number | null } {
  const taken = new Uint8Array(levels.rate.length);
  const windows: BinWindow[] = [];
  /** Where what drains after each window has come to. */
  const drained = new Map<BinWindow, number>();
  let first: number | null = null;
  for (let search = 0; search < SEARCHES; search++) {
    const peak = peakRate(levels, taken);
    if (peak === null) break;
    first ??= peak;
    if (peak - levels.base < SMALLEST_PEAK_SHARE * (first - levels.base)) break;
    const found = hysteresis(levels, peak, taken);
    for (const w of found) {
      const beside = windows.findIndex((known) => touches(w, known));
      const source = windows.find((known) => drainsFrom(levels, w, known, drained.get(known) ?? known.to));
      if (beside >= 0 && isSteady(levels, w)) windows[beside] = both(w, windows[beside] as BinWindow);
      else if (source) drained.set(source, w.to);
      else if (beside < 0) windows.push(w);
    }
    for (const w of found) taken.fill(1, w.from, w.to);
  }
  return { windows: withoutSpecks(levels, windows).sort((a, b) => a.from - b.from), peak: first };
}

/** What has just begun may still grow; any other window with next to no excess beside the usual one is a speck. */
function withoutSpecks(levels: Levels, windows: readonly BinWindow[]): BinWindow[] {
  const excess = windows.map(({ from, to }) => {
    const { failures, exposure } = pooled(levels, from, to);
    return failures - levels.base * exposure;
  });
  const least = windows.length < 3 ? 0 : SPECK * median(excess);
  return windows.filter(({ open }, i) => open || (excess[i] as number) >= least);
}

/** A ramp before or a drain after a window that is already known is part of that one, not a window of its own. */
function touches(w: BinWindow, known: BinWindow): boolean {
  return w.to <= known.from
    ? known.from - w.to <= NEAR_BINS
    : w.from - known.to <= NEAR_BINS && w.from >= known.to;
}

/**
 * A queue, retries or a cache that fills again leave a tail that dies down in pieces: what begins soon after a far higher
 * window, beside that one's length, or soon after the piece before it, is that tail.
 */
function drainsFrom(levels: Levels, w: BinWindow, known: BinWindow, to: number): boolean {
  const gap = w.from - to;
  if (gap < 0 || gap > Math.max(NEAR_BINS, TAIL.gap * (known.to - known.from))) return false;
  const excess = ({ from, to: end }: BinWindow): number => {
    const { failures, exposure } = pooled(levels, from, end);
    return failures / exposure - levels.base;
  };
  return excess(w) < TAIL.height * excess(known);
}

/**
 * As high in its first third as in its last: a step of its own, as where a release reaches a tenth of the users before all
 * of them. The failure began with it; a ramp or a drain is judged by its window alone.
 */
function isSteady(levels: Levels, { from, to }: BinWindow): boolean {
  const third = Math.floor((to - from) / 3);
  if (third < 2) return false;
  const [first, last] = [pooled(levels, from, from + third), pooled(levels, to - third, to)];
  const excess = (part: typeof first): number => part.failures / part.exposure - levels.base;
  const [a, b] = [excess(first), excess(last)];
  return Math.min(a, b) >= STEADY * Math.max(a, b);
}

function both(a: BinWindow, b: BinWindow): BinWindow {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to), open: a.open || b.open };
}

function hysteresis(levels: Levels, peak: number, taken: Uint8Array): BinWindow[] {
  const { rate, residual, base } = levels;
  const n = rate.length;
  const on = base + ON.way * (peak - base);
  const off = base + OFF.way * (peak - base);
  const failing = new Uint8Array(n);
  let inside = false;
  for (let i = 0; i < n; i++) {
    const r = rate[i] as number;
    if (taken[i]) inside = false;
    else if (Number.isNaN(r)) failing[i] = inside ? 1 : 0;
    else {
      const d = residual[i] as number;
      if (!inside && r >= on && d >= ON.deviations) inside = true;
      else if (inside && (r < off || d < OFF.deviations)) inside = false;
      failing[i] = inside ? 1 : 0;
    }
  }
  mergeShortGaps(failing, taken, Math.max(1, Math.round(SHORTEST_CALM_MS / levels.binMs)));
  return stretched(joined(runsOf(failing, rate), levels, off, taken), levels, taken);
}

/** Failures in a bin at half a window's rate, from which on a bin shows by itself whether it fails. */
const PLAIN = 10;
/** So many times likelier the base must be, over a stretch beyond an end, until nothing further is asked. */
const GIVEN_UP = 1000;

/**
 * Where a failing bin holds few failures only the worst bins stand out: a window reaches as far to both sides as half its
 * rate is likelier than the base, summed from its end (Poisson; the cumulative sum of Page 1954).
 */
function stretched(windows: readonly BinWindow[], levels: Levels, taken: Uint8Array): BinWindow[] {
  const { rate, exposure, base } = levels;
  const reach = (start: number, step: 1 | -1, end: number, half: number): number => {
    const healthy = Math.max(base, 1e-3 * half);
    let best = 0;
    let sum = 0;
    let to = start;
    for (let i = start; i !== end && !taken[i]; i += step) {
      if (Number.isNaN(rate[i] as number)) continue;
      const asked = exposure[i] as number;
      sum += (rate[i] as number) * asked * Math.log(half / healthy) - asked * (half - healthy);
      if (sum > best) {
        best = sum;
        to = i + step;
      } else if (sum < best - Math.log(GIVEN_UP)) break;
    }
    return to;
  };
  const kept: BinWindow[] = [];
  for (const [n, window] of windows.entries()) {
    const { failures, exposure: asked } = pooled(levels, window.from, window.to);
    const half = (0.5 * failures) / asked;
    if (!(half > base) || (half * asked) / (window.to - window.from) >= PLAIN) {
      kept.push(window);
      continue;
    }
    const from = reach(window.from - 1, -1, (kept.at(-1)?.to ?? 0) - 1, half) + 1;
    const to = reach(window.to, 1, windows[n + 1]?.from ?? rate.length, half);
    kept.push({ from, to, open: window.open || to >= rate.length });
  }
  return kept;
}

/**
 * Joins neighbours whose gap, pooled, still fails: single bins of a few failures look calm by chance, and at its limit a
 * service flickers. The gap's counts (Poisson) must be likelier by JOIN_RATIO at half the neighbours' rate than at the base,
 * and its rate not below the limit at which a window ends: of all windows, or of these two where the gap is shorter than
 * they are together.
 */
function joined(windows: BinWindow[], levels: Levels, off: number, taken: Uint8Array): BinWindow[] {
  const kept: BinWindow[] = [];
  for (const window of windows) {
    const last = kept.at(-1);
    const gap = last ? pooled(levels, last.to, window.from) : null;
    if (last && gap && gap.exposure > 0 && !taken.subarray(last.to, window.from).includes(1)) {
      const before = pooled(levels, last.from, last.to);
      const after = pooled(levels, window.from, window.to);
      const half = (0.5 * (before.failures + after.failures)) / (before.exposure + after.exposure);
      const short = window.from - last.to < window.to - window.from + (last.to - last.from);
      const end = short ? Math.min(off, levels.base + OFF.way * (2 * half - levels.base)) : off;
      const healthy = Math.max(levels.base, 1e-3 * half);
      const ratio = gap.failures * Math.log(half / healthy) - gap.exposure * (half - healthy);
      if (half > healthy && gap.failures >= end * gap.exposure && ratio > Math.log(JOIN_RATIO)) {
        kept[kept.length - 1] = { ...window, from: last.from };
        continue;
      }
    }
    kept.push(window);
  }
  return kept;
}

function pooled({ rate, exposure }: Levels, from: number, to: number) {
  let failures = 0;
  let asked = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(rate[i] as number)) continue;
    failures += (rate[i] as number) * (exposure[i] as number);
    asked += exposure[i] as number;
  }
  return { failures, exposure: asked };
}

/** A calm of a bin, or of a minute in finer bins, does not end a window. */
function mergeShortGaps(failing: Uint8Array, taken: Uint8Array, longest: number): void {
  let last = -1;
  for (let i = 0; i < failing.length; i++) {
    if (taken[i]) last = -1;
    else if (failing[i]) {
      if (last >= 0 && i - last - 1 <= longest) failing.fill(1, last, i);
      last = i;
    }
  }
}

/** Runs of failing bins; what has no data at a run's end is not part of it, but at the end of the data leaves it open. */
function runsOf(failing: Uint8Array, rate: Float64Array): BinWindow[] {
  let lastKnown = rate.length - 1;
  while (lastKnown >= 0 && Number.isNaN(rate[lastKnown] as number)) lastKnown--;
  const windows: BinWindow[] = [];
  for (let i = 0; i < failing.length; i++) {
    if (!failing[i]) continue;
    let to = i;
    while (to < failing.length && failing[to]) to++;
    let end = to;
    while (end > i && Number.isNaN(rate[end - 1] as number)) end--;
    windows.push({ from: i, to: end, open: end - 1 >= lastKnown });
    i = to;
  }
  return windows;
}
