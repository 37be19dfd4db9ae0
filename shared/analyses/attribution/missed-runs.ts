import { median } from '../statistics/quantile.ts';
import type { Exposures } from './lag-model.ts';
import type { TimedStream } from './timed-stream.ts';

/** A gap of more periods than this is the pause between two bursts, not a row of runs that were missed. */
const MOST_MISSED = 12;

/** Runs that did not happen, and the period at which they were due. */
export interface MissedRuns {
  readonly exposures: Exposures;
  readonly periodMs: number;
}

/** Of the gaps between runs: so many must be whole periods, each to a quarter of one. */
const WHOLE_PERIODS = 0.8;
const PERIOD_TOLERANCE = 0.25;
/** Of a stream that skips more runs than it makes, the gaps must lie closer to whole periods: else any gaps would do. */
const CLOSE_TOLERANCE = 0.1;
const MOSTLY_MISSED = 0.6;

/** Times at which a regular stream should have run and did not; null when it is not regular or misses none. */
export function missedRuns(ts: TimedStream): MissedRuns | null {
  if (ts.start.length < 5 || !Number.isFinite(ts.medianGap)) return null;
  const gaps = ts.start.subarray(1).map((b, i) => b - (ts.start[i] as number));
  const usual = missedAt(ts, gaps, ts.medianGap, PERIOD_TOLERANCE);
  if (usual && usual.exposures.start.length <= MOSTLY_MISSED * gaps.length) return usual;
  // Where most runs are missed the usual gap is several periods: the period is the shortest gap that comes again.
  const sorted = gaps.toSorted();
  const shortest = (sorted[0] as number) > 0 ? (sorted[0] as number) : (sorted[1] as number);
  const again = gaps.filter((gap) => Math.abs(gap - shortest) <= CLOSE_TOLERANCE * shortest);
  return shortest > 0 && shortest < 0.75 * ts.medianGap
    ? missedAt(ts, gaps, median(again), CLOSE_TOLERANCE)
    : null;
}

/** The runs that were due every `period` ms and did not come; null where the gaps are not whole periods. */
function missedAt(ts: TimedStream, gaps: Float64Array, period: number, tolerance: number): MissedRuns | null {
  const start: number[] = [];
  const until: number[] = [];
  let regular = 0;
  let bursts = 0;
  for (const [i, gap] of gaps.entries()) {
    const k = Math.round(gap / period);
    if (k >= 1 && Math.abs(gap - k * period) <= tolerance * period) regular++;
    if (k > MOST_MISSED) bursts++;
    if (k < 2) continue;
    const from = ts.start[i] as number;
    start.push(from + period);
    until.push(from + gap + 0.15 * period);
  }
  if (start.length < 2 || regular < WHOLE_PERIODS * gaps.length || bursts * 2 > start.length) return null;
  return {
    exposures: {
      start: Float64Array.from(start),
      until: Float64Array.from(until),
      weight: new Float64Array(start.length).fill(1),
    },
    periodMs: period,
  };
}
