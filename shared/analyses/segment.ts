import type { Incident } from '../incident/incident.ts';
import { overlapMs, type TimeRange } from '../incident/time-range.ts';
import { type FailureSeries, sumOfKnown } from './failure-series.ts';
import type { Episode } from './finding.ts';
import { type Base, findBase, rates } from './segment-base.ts';
import { type SteadyStretches, steadyStretches } from './segment-blocks.ts';
import { disputedWindows } from './segment-check.ts';
import { failureSeries, requestsBeside } from './segment-series.ts';
import { type BinWindow, findWindows } from './segment-windows.ts';
import type { Segmentation } from './segmentation.ts';
import { poissonResidual } from './statistics/deviance.ts';
import { median, quantile } from './statistics/quantile.ts';
import { count, list, share } from './wording.ts';

/** Above this share of failing requests with no window, everything fails rather than nothing. */
const ALL_FAILING = 0.05;

/** Deviations of a failing bin beyond which its neighbours need not be asked. */
const SHOWS = 9;
/** What a window has that no bin shows by itself: failures, failures a request, and how many times the base that is. */
const CLEAR = { failures: 10, rate: 0.01, times: 4 };

/** Finds the failure windows (engine.md, section 1). Never throws: what is missing is said in `nothing`. */
export function segment(incident: Incident): Segmentation {
  const series = failureSeries(incident);
  if (!series) return without(incident);
  const usable = series.failures.reduce((n, f) => n + (Number.isNaN(f) ? 0 : 1), 0);
  const rate = rates(series);
  const { steady, base, windows, peak } = searched(series);
  const disputed = disputedWindows(steady, windows, base.rate, peak ?? base.rate);
  const scale =
    series.measures === 'rate' || shareLike(series, rate)
      ? 1
      : 1 /
        Math.max(
          peak ?? 0,
          quantile(
            rate.filter((r) => !Number.isNaN(r)),
            1,
          ),
          1e-12,
        );
  const episodes = windows
    .map((w, i) => asEpisode(series, rate, w, disputed[i] ?? false, scale))
    .filter((e) => inWindow(e, incident.window));
  return {
    from: series.from,
    binMs: series.binMs,
    rate: Array.from(rate, (r) => (Number.isNaN(r) ? null : r * scale)),
    errors: known(series.failures),
    requests: series.measures === 'rate' ? known(series.exposure) : null,
    load: known(series.measures === 'rate' ? series.exposure : requestsBeside(incident, series)),
    label: series.label,
    ...(series.missing ? { missing: true } : {}),
    ...(series.alerted ? { alerted: true } : {}),
    series: series.series,
    computedFrom: series.computedFrom,
    baseRate: base.rate * scale,
    peakRate: (peak ?? base.rate) * scale,
    episodes,
    coverage: covered(series),
    nothing: episodes.length > 0 ? null : whyNothing(series, usable, base.rate),
  };
}

/** What was searched for windows: the series itself, or steady stretches of it where its bins hold too little. */
interface Searched extends ReturnType<typeof findWindows> {
  readonly steady: FailureSeries;
  readonly base: Base;
}

function searched(series: FailureSeries): Searched {
  const search = (stretches: SteadyStretches | null): Searched => {
    const steady = stretches?.series ?? series;
    const base = findBase(steady, stretches?.blocks ?? null);
    const { exposure } = steady;
    const levels = {
      rate: rates(steady),
      residual: base.residual,
      exposure,
      base: base.rate,
      binMs: series.binMs,
    };
    return { steady, base, ...findWindows(levels) };
  };
  if (series.measures === 'count') return search(steadyStretches(series));
  const plain = search(null);
  if (series.measures !== 'rate' || showsInBins(series, plain)) return plain;
  const pooled = search(steadyStretches(series));
  // Of stretches of any length some hold more failures than others by chance.
  const windows = pooled.windows.filter(({ from, to }) => {
    const failed = sumOfKnown(series.failures.subarray(from, to));
    const asked = sumOfKnown(series.exposure.subarray(from, to));
    const clear = Math.max(CLEAR.rate, CLEAR.times * pooled.base.rate);
    return failed >= CLEAR.failures && failed >= clear * asked;
  });
  // Steady stretches may join what the bins tell apart: they count where they find no fewer.
  return windows.length >= plain.windows.length ? { ...pooled, windows } : plain;
}

/** True when a single bin of the usual size that fails as most of the failing ones do stands well above the base. */
function showsInBins({ exposure }: FailureSeries, { peak, base }: Searched): boolean {
  const usual = median(exposure.filter((e) => e > 0));
  return peak !== null && poissonResidual(peak * usual, base.rate * usual) >= SHOWS;
}

function known(values: Float64Array): (number | null)[];
function known(values: Float64Array | null): (number | null)[] | null;
function known(values: Float64Array | null): (number | null)[] | null {
  return values && Array.from(values, (v) => (Number.isNaN(v) ? null : v));
}

function shareLike(series: FailureSeries, rate: Float64Array): boolean {
  return series.measures === 'level' && rate.every((r) => !(r > 1));
}

function asEpisode(
  series: FailureSeries,
  rate: Float64Array,
  w: BinWindow,
  uncertain: boolean,
  scale: number,
): Episode {
  const inside = rate.slice(w.from, w.to).filter((r) => !Number.isNaN(r));
  return {
    from: series.from + w.from * series.binMs,
    to: w.open ? null : series.from + w.to * series.binMs,
    peakRate: Math.max(0, ...inside) * scale,
    uncertain,
  };
}

function inWindow(episode: Episode, window: TimeRange | null): boolean {
  if (!window) return true;
  return overlapMs(window, { from: episode.from, to: episode.to ?? Number.POSITIVE_INFINITY }) > 0;
}

/** Runs of bins with data as ranges. */
function covered(series: FailureSeries): TimeRange[] {
  const ranges: TimeRange[] = [];
  for (let i = 0; i < series.failures.length; i++) {
    if (Number.isNaN(series.failures[i] as number)) continue;
    const first = i;
    while (i < series.failures.length && !Number.isNaN(series.failures[i] as number)) i++;
    ranges.push({ from: series.from + first * series.binMs, to: series.from + i * series.binMs });
  }
  return ranges;
}

function whyNothing(series: FailureSeries, known: number, base: number): string {
  if (known < 10)
    return `Too little data in ${series.label} to tell failing from healthy: ${known} usable intervals.`;
  if (series.measures === 'rate' && base >= ALL_FAILING) {
    return `It fails the whole time: ${share(base)} of the requests throughout, with no healthy stretch to compare. Bring the same series from a day before it began.`;
  }
  return `No failure window: ${series.label} stayed as usual throughout. If it did fail, another series has to show it.`;
}

function without(incident: Incident): Segmentation {
  const spans = incident.sources.flatMap((s) => (s.span ? [s.span] : []));
  const from = spans.length > 0 ? Math.min(...spans.map((s) => s.from)) : incident.now;
  return {
    from,
    binMs: 60_000,
    rate: [],
    errors: [],
    requests: null,
    load: null,
    label: 'no failure series',
    series: [],
    computedFrom: [],
    baseRate: 0,
    peakRate: 0,
    episodes: [],
    coverage: [],
    nothing: `Nothing in the evidence counts failures: no errors metric, no error lines, no latency with its unit, no alerts that say when they ended, no tickets. ${wayOut(incident)}`,
  };
}

/** Series that are named to choose from; the others are counted. */
const NAMED = 4;

/** What to do without a failure series: name one of those at hand, or bring one. */
function wayOut({ series }: Incident): string {
  const bring = 'Bring errors and requests over time';
  if (series.length === 0) return `${bring}.`;
  const named = series.slice(0, NAMED).map(({ id }) => id);
  const rest = series.length - named.length;
  const all = rest > 0 ? [...named, count(rest, 'other', 'others')] : named;
  const are = all.length < 2 ? 'is' : 'are';
  return `${bring}, or name in incident.yaml (series: {errors: ...}) the one that counts what fails: ${list(all)} ${are} at hand.`;
}
