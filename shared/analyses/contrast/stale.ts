import type { Series } from '../../incident/series.ts';

/**
 * For how long a sample tells how a gauge stands, ms: two of its intervals. One that is written as things happen (a
 * collection, a query) has no steady interval: there two of its longer gaps.
 */
export function staleAfterMs({ times, intervalMs }: Pick<Series, 'times' | 'intervalMs'>): number {
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const longer = gaps.sort((a, b) => a - b)[Math.floor(0.95 * gaps.length)] ?? intervalMs;
  return 2 * Math.max(intervalMs, Math.min(longer, MOST_INTERVALS * intervalMs));
}

/** A gap longer than this is a hole in the record, whatever its share of the gaps. */
const MOST_INTERVALS = 10;
