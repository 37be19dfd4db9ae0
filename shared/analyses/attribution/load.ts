import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';

/** Mean load, requests per bin, over the minute (at least 60 requests' worth of bins) that ends before each bin (or in it); NaN where unknown. */
export function smoothLoad(s: Segmentation): Float64Array {
  const requests = s.requests ?? [];
  const known = requests.filter((r): r is number => r !== null);
  const mean = known.reduce((a, b) => a + b, 0) / Math.max(1, known.length);
  const width = Math.min(
    30,
    Math.max(1, Math.round(MINUTE_MS / s.binMs), Math.ceil(60 / Math.max(1e-9, mean))),
  );
  const edges = mean >= 100;
  const load = new Float64Array(requests.length).fill(Number.NaN);
  for (let i = 0; i < requests.length; i++) {
    let sum = 0;
    let n = 0;
    for (let j = Math.max(0, i - width); j < i; j++) {
      const r = requests[j];
      if (r === null || r === undefined) continue;
      sum += r;
      n++;
    }
    if (n * 2 < width) continue;
    load[i] = sum / n;
    // At the edge: a sudden surge and its failure share a bin. Each failing request may have been sent twice.
    const now = requests[i];
    if (edges && now !== null && now !== undefined)
      load[i] = Math.max(load[i] as number, now / (1 + (s.rate[i] ?? 0)));
  }
  return load;
}
