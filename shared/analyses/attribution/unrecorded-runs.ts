import { median } from '../statistics/quantile.ts';
import { runLengths, type TimedStream } from './timed-stream.ts';

/** Of the gaps between runs: so many must be whole periods, each to so much of one. */
const WHOLE_PERIODS = 0.9;
const TOLERANCE = 0.12;
const FEWEST_GAPS = 5;
/** A longer gap, in periods, is a pause or the end of an export. */
const MOST_IN_A_ROW = 3;
/** Share of the runs that may be missing from the record. */
const MOST_UNRECORDED = 0.25;

/**
 * A regular stream together with the runs that were due and of which nothing is on record, for records are lost: at what time
 * one began is known from its neighbours, and it is taken to have lasted as long as usual. Null where nothing is missing, or the
 * stream is not regular.
 */
export function withUnrecorded(ts: TimedStream): TimedStream | null {
  const period = ts.medianGap;
  const n = ts.start.length;
  if (n <= FEWEST_GAPS || !Number.isFinite(period) || period <= 0) return null;
  const start: number[] = [];
  const of: number[] = [];
  let regular = 0;
  for (let i = 0; i < n; i++) {
    const at = ts.start[i] as number;
    start.push(at);
    of.push(i);
    if (i + 1 === n) break;
    const gap = (ts.start[i + 1] as number) - at;
    const k = Math.round(gap / period);
    if (k < 1 || Math.abs(gap - k * period) > TOLERANCE * Math.sqrt(k) * period) continue;
    regular++;
    for (let j = 1; j < k && k - 1 <= MOST_IN_A_ROW; j++) {
      start.push(at + (j * gap) / k);
      of.push(-1);
    }
  }
  const lost = start.length - n;
  if (lost === 0 || lost > MOST_UNRECORDED * n || regular < WHOLE_PERIODS * (n - 1)) return null;
  const lengths = runLengths(ts);
  const usual = lengths.length === 0 ? Number.NaN : median(lengths);
  return {
    ...ts,
    start: Float64Array.from(start),
    end: Float64Array.from(of, (i, j) => (i < 0 ? (start[j] as number) + usual : (ts.end[i] as number))),
    cut: Uint8Array.from(of, (i) => (i < 0 ? 0 : (ts.cut[i] as number))),
    unrecorded: Uint8Array.from(of, (i) => (i < 0 ? 1 : 0)),
    load: ts.load ? Float64Array.from(of, (i) => (i < 0 ? Number.NaN : (ts.load?.[i] as number))) : null,
  };
}
