import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';

/** Clients commonly ask up to three times in all. */
const ATTEMPTS = 3;

/** Load around each bin, requests per bin; NaN where unknown. */
export interface SmoothLoad {
  /** Mean over the minute (at least 60 requests' worth of bins) that ends before the bin. */
  readonly before: Float64Array;
  /** The same, or what the bin itself was asked where that is more: a sudden surge and its failure share a bin. */
  readonly atEdge: Float64Array;
}

/** The load before and in each bin, without what failed and was asked again. */
export function smoothLoad(s: Segmentation): SmoothLoad {
  const requests = s.load ?? [];
  const known = requests.filter((r): r is number => r !== null);
  const mean = known.reduce((a, b) => a + b, 0) / Math.max(1, known.length);
  const width = Math.min(
    30,
    Math.max(1, Math.round(MINUTE_MS / s.binMs), Math.ceil(60 / Math.max(1e-9, mean))),
  );
  const edges = mean >= 100;
  const before = new Float64Array(requests.length).fill(Number.NaN);
  for (let i = 0; i < requests.length; i++) {
    let sum = 0;
    let n = 0;
    for (let j = Math.max(0, i - width); j < i; j++) {
      const r = requests[j];
      if (r === null || r === undefined) continue;
      sum += r;
      n++;
    }
    if (n * 2 >= width) before[i] = sum / n;
  }
  const atEdge = before.map((load, i) => {
    const now = requests[i];
    return edges && !Number.isNaN(load) && now !== null && now !== undefined
      ? Math.max(load, now * (1 - (1 - 1 / ATTEMPTS) * (s.requests ? Math.min(1, s.rate[i] ?? 0) : 0)))
      : load;
  });
  return { before, atEdge };
}
