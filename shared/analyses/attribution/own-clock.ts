import { median } from '../statistics/quantile.ts';
import type { TimedStream } from './timed-stream.ts';

/** Of the gaps between runs so many must be whole periods, each to so much of one. */
const WHOLE_PERIODS = 0.7;
const TOLERANCE = 0.06;
const FEWEST_RUNS = 5;

/** Whether a stream keeps a time of its own: from start to start, or from an end to the next start. */
export function keepsOwnClock(ts: TimedStream): boolean {
  if (ts.start.length < FEWEST_RUNS) return false;
  const next = ts.start.subarray(1);
  return (
    steady(next.map((t, i) => t - (ts.start[i] as number))) ||
    steady(next.map((t, i) => t - (ts.end[i] as number)))
  );
}

function steady(all: Float64Array): boolean {
  const gaps = all.filter((gap) => gap > 0);
  if (gaps.length < FEWEST_RUNS - 1) return false;
  const period = median(gaps);
  const whole = gaps.filter((gap) => {
    const k = Math.max(1, Math.round(gap / period));
    return Math.abs(gap - k * period) <= TOLERANCE * period;
  });
  return whole.length >= WHOLE_PERIODS * gaps.length;
}
