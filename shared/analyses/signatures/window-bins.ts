import type { Segmentation } from '../segmentation.ts';

/** One failure window in bins [from, to) of the segmentation; only those whose onset and recovery were both seen. */
export interface WindowBins {
  readonly from: number;
  readonly to: number;
}

/** Windows that began and ended inside the data. */
export function closedWindows(s: Segmentation): WindowBins[] {
  return s.episodes.flatMap((episode) => {
    if (episode.to === null) return [];
    const from = Math.round((episode.from - s.from) / s.binMs);
    const to = Math.round((episode.to - s.from) / s.binMs);
    const seen = from > 0 && s.rate[from - 1] !== null && s.rate[from - 1] !== undefined;
    return seen && to > from ? [{ from, to }] : [];
  });
}

/** Mean of the known values in bins [from, to); null when none is known. */
export function meanOf(values: readonly (number | null)[], from: number, to: number): number | null {
  let sum = 0;
  let n = 0;
  for (let i = Math.max(0, from); i < Math.min(values.length, to); i++) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    sum += value;
    n++;
  }
  return n === 0 ? null : sum / n;
}

/** Bins outside all windows, by at least `margin` bins, where `values` are known. */
export function healthyBins(
  s: Segmentation,
  values: readonly (number | null)[],
  margin: number,
): { readonly bin: number; readonly value: number }[] {
  const taken = new Uint8Array(values.length);
  for (const episode of s.episodes) {
    const from = Math.round((episode.from - s.from) / s.binMs) - margin;
    const to = episode.to === null ? values.length : Math.round((episode.to - s.from) / s.binMs) + margin;
    taken.fill(1, Math.max(0, from), Math.max(0, Math.min(values.length, to)));
  }
  return values.flatMap((value, bin) => (value === null || taken[bin] ? [] : [{ bin, value }]));
}
