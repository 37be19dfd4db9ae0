import type { FailureSeries } from './failure-series.ts';
import type { BinWindow } from './segment-windows.ts';

const LARGEST_SLICE = 2_000;

/**
 * PELT with a quasi-Poisson cost (Killick, Fearnhead & Eckley 2012): where it sees another number of windows than the
 * hysteresis does, those windows are uncertain. Looked at around each window only, so three weeks of minutes stay fast.
 */
export function disputedWindows(
  series: FailureSeries,
  windows: readonly BinWindow[],
  base: number,
  peak: number,
): boolean[] {
  if (series.measures === 'level') return windows.map(() => false);
  const threshold = base + 0.25 * (peak - base);
  return windows.map((w, k) => {
    const margin = Math.max(12, w.to - w.from);
    const from = Math.max(0, w.from - margin, (windows[k - 1]?.to ?? 0) + 1);
    const to = Math.min(
      series.failures.length,
      w.to + margin,
      windows[k + 1]?.from ?? Number.POSITIVE_INFINITY,
    );
    if (to - from > LARGEST_SLICE) return false;
    const segments = pelt(series.failures.subarray(from, to), series.exposure.subarray(from, to), base);
    let groups = 0;
    let before = false;
    for (const s of segments) {
      const high = s.rate >= Math.min(threshold, base + 0.4 * Math.max(0, localPeak(series, w) - base));
      if (high && !before && s.to - s.from >= 1) groups++;
      before = high;
    }
    return groups !== 1;
  });
}

function localPeak(series: FailureSeries, w: BinWindow): number {
  let failures = 0;
  let exposure = 0;
  for (let i = w.from; i < w.to; i++) {
    if (Number.isNaN(series.failures[i] as number)) continue;
    failures += series.failures[i] as number;
    exposure += series.exposure[i] as number;
  }
  return exposure > 0 ? failures / exposure : 0;
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

function pelt(failures: Float64Array, exposure: Float64Array, base: number): Segment[] {
  const n = failures.length;
  const f = new Float64Array(n + 1);
  const e = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const known = !Number.isNaN(failures[i] as number);
    f[i + 1] = (f[i] as number) + (known ? (failures[i] as number) : 0);
    e[i + 1] = (e[i] as number) + (known ? (exposure[i] as number) : 0);
  }
  // Inside a window the rate wanders: a dispersion taken from its size keeps the penalty from splitting on that.
  const mean = (e[n] as number) > 0 ? (f[n] as number) / n : 0;
  const penalty = 3 * Math.log(Math.max(3, n)) * Math.max(1, 0.05 * mean);
  const cost = (a: number, b: number): number => {
    const k = (f[b] as number) - (f[a] as number);
    const x = (e[b] as number) - (e[a] as number);
    if (x <= 0) return 0;
    const rate = Math.max(k / x, base * 0.1, 1e-9);
    return rate * x - k * Math.log(rate);
  };
  const best = new Float64Array(n + 1);
  const from = new Int32Array(n + 1);
  best[0] = -penalty;
  let open: number[] = [0];
  for (let t = 1; t <= n; t++) {
    let low = Number.POSITIVE_INFINITY;
    let at = 0;
    for (const s of open) {
      const total = (best[s] as number) + cost(s, t) + penalty;
      if (total < low) {
        low = total;
        at = s;
      }
    }
    best[t] = low;
    from[t] = at;
    open = open.filter((s) => (best[s] as number) + cost(s, t) <= low);
    open.push(t);
  }
  const segments: Segment[] = [];
  for (let t = n; t > 0; t = from[t] as number) {
    const a = from[t] as number;
    const x = (e[t] as number) - (e[a] as number);
    segments.unshift({ from: a, to: t, rate: x > 0 ? ((f[t] as number) - (f[a] as number)) / x : 0 });
  }
  return segments;
}
