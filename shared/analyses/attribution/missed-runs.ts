import { median } from '../statistics/quantile.ts';
import type { Lost } from '../wording.ts';
import type { Exposures } from './lag-model.ts';
import type { TimedStream } from './timed-stream.ts';

/** A gap of more periods than this is the pause between two bursts, not a row of runs that were missed. */
const MOST_MISSED = 12;

/** Runs that did not do their work, and the period at which they were due. */
export interface MissedRuns {
  readonly exposures: Exposures;
  readonly periodMs: number;
  readonly lost: Lost;
}

/** Of the gaps between runs: so many must be whole periods, each to a quarter of one. */
const WHOLE_PERIODS = 0.8;
const PERIOD_TOLERANCE = 0.25;
/** Of a stream that skips more runs than it makes, the gaps must lie closer to whole periods: else any gaps would do. */
const CLOSE_TOLERANCE = 0.1;
const MOSTLY_MISSED = 0.6;

/**
 * Times at which a regular stream should have done its work and did not: because it did not run or because it failed; and,
 * for a record may be lost, those of the runs on record that failed alone. Empty when it misses none.
 */
export function missedRuns(ts: TimedStream): readonly MissedRuns[] {
  const missed = notDone(ts);
  const failed = failedRuns(ts);
  // Where all are on record they are placed by their own starts, not by when they were due.
  return (failed && missed?.lost === 'failed' ? [failed] : [missed, failed]).filter((one) => one !== null);
}

function notDone(ts: TimedStream): MissedRuns | null {
  if (ts.done.length < 5 || !Number.isFinite(ts.medianGap)) return null;
  const gaps = ts.done.subarray(1).map((b, i) => b - (ts.done[i] as number));
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

/** The first of each row of runs that failed, until the next that did not. */
function failedRuns(ts: TimedStream): MissedRuns | null {
  const done = new Set(ts.done);
  const first = ts.start.filter((t, i) => !done.has(t) && (i === 0 || done.has(ts.start[i - 1] as number)));
  if (first.length < 2 || ts.done.length < 3) return null;
  const until = first.map((t) => {
    const next = ts.done.find((x) => x > t);
    return next === undefined ? Number.POSITIVE_INFINITY : next + 0.15 * ts.medianGap;
  });
  return {
    exposures: { start: first, until, weight: new Float64Array(first.length).fill(1) },
    periodMs: ts.medianGap,
    lost: 'failed',
  };
}

/** The runs that were due every `period` ms and did no work; null where the gaps are not whole periods. */
function missedAt(ts: TimedStream, gaps: Float64Array, period: number, tolerance: number): MissedRuns | null {
  const start: number[] = [];
  const until: number[] = [];
  let regular = 0;
  let bursts = 0;
  for (const [i, gap] of gaps.entries()) {
    const k = Math.round(gap / period);
    // What each run is late adds up.
    if (k >= 1 && Math.abs(gap - k * period) <= tolerance * Math.sqrt(k) * period) regular++;
    if (k > MOST_MISSED) bursts++;
    if (k < 2) continue;
    const from = ts.done[i] as number;
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
    lost: lostAt(ts, start, tolerance * period),
  };
}

/** Whether runs are on record that began when they were due, each within `tolerance` ms. */
function lostAt(ts: TimedStream, due: readonly number[], tolerance: number): Lost {
  const tookPlace = due.filter((t) => ts.start.some((from) => Math.abs(from - t) <= tolerance)).length;
  return tookPlace === 0 ? 'absent' : tookPlace === due.length ? 'failed' : 'either';
}
