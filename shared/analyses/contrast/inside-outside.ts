import type { Series } from '../../incident/series.ts';
import { HOUR_MS, overlapMs, type TimeRange } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';

/** Where measurements count as inside a failure window, and where as outside: one stretch around the windows. */
export interface Comparison {
  readonly span: TimeRange;
  readonly windows: readonly TimeRange[];
  /** Left out on each side of a window, ms: a bin may be half and half. */
  readonly marginMs: number;
}

/** Samples of one series, split by the windows; parallel to `at`. */
export interface SplitSamples {
  readonly at: readonly number[];
  readonly values: readonly number[];
  /** Index of the window, -1 = outside. */
  readonly window: Int32Array;
}

/** Of a longer series every n-th sample is compared: ranks do not become surer by more of the same minutes. */
const MOST_SAMPLES = 4000;
/** At least this much before the first window is compared, when the evidence has it. */
const BEFORE_MS = 2 * HOUR_MS;

/** The stretch to compare: the windows and as much healthy time around them, inside the coverage of the failure series. */
export function comparisonOf(segmentation: Segmentation): Comparison | null {
  const { episodes, binMs, from } = segmentation;
  const first = episodes[0];
  const last = episodes.at(-1);
  if (!first || !last) return null;
  const to = from + binMs * segmentation.rate.length;
  const lastEnd = last.to ?? to;
  const around = Math.max(BEFORE_MS, lastEnd - first.from);
  return {
    span: { from: Math.max(from, first.from - around), to: Math.min(to, lastEnd + around) },
    windows: episodes.map((episode) => ({ from: episode.from, to: episode.to ?? to })),
    marginMs: binMs,
  };
}

/** Samples inside and outside the windows. A bin of a count belongs to a window when half of it does. */
export function splitByWindows(series: Series, comparison: Comparison): SplitSamples {
  const { span, windows, marginMs } = comparison;
  const width = series.measures === 'count' ? series.intervalMs : 0;
  const at: number[] = [];
  const values: number[] = [];
  const window: number[] = [];
  let w = 0;
  const first = firstIndexAt(series.times, span.from);
  const step = Math.max(1, Math.floor((firstIndexAt(series.times, span.to) - first) / MOST_SAMPLES));
  for (let i = first; i < series.times.length; i += step) {
    const time = series.times[i] as number;
    if (time >= span.to) break;
    const value = series.values[i];
    if (value === null || value === undefined) continue;
    while (w < windows.length && (windows[w] as TimeRange).to + marginMs <= time) w += 1;
    const here = windows[w];
    const before = windows[w - 1];
    let index = -1;
    if (here) {
      const inside =
        width > 0
          ? overlapMs(here, { from: time, to: time + width }) * 2 >= width
          : time >= here.from && time < here.to;
      if (inside) index = w;
      else if (time + width > here.from - marginMs && time < here.to + marginMs) continue;
    }
    if (index < 0 && before && time < before.to + marginMs) continue;
    at.push(time);
    values.push(value);
    window.push(index);
  }
  return { at, values, window: Int32Array.from(window) };
}

/** Index of the first time at or after `at` (binary search). */
export function firstIndexAt(times: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last value at or before `at`, no older than `staleMs`; null when there is none. */
export function valueAt(series: Series, at: number, staleMs: number): number | null {
  for (let i = firstIndexAt(series.times, at + 1) - 1; i >= 0; i -= 1) {
    if ((series.times[i] as number) < at - staleMs) return null;
    const value = series.values[i];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}
