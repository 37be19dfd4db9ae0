import type { StreamKind } from '../../incident/stream.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Lost } from '../wording.ts';
import type { Exposures } from './lag-model.ts';
import type { MissedRuns } from './missed-runs.ts';
import { runLengths, type TimedStream } from './timed-stream.ts';

/** How a stream may bring onsets. */
export interface TriggerVariant {
  /** `during`: only a run that is still going on at the lag does harm. `missed`: a run that did not do its work does. */
  readonly mode: 'free' | 'during' | 'missed';
  /** Only events since shortly before the first window count. */
  readonly since: boolean;
  /** Only runs at least this long count, ms; 0 = all. */
  readonly minRunMs: number;
  /** Only events at this load or more count, requests per bin; 0 = all. */
  readonly minLoad: number;
  /** In the mode `missed`: which of the missed runs. */
  readonly lost?: Lost;
}

/** Kinds of events that the symptom itself may set off: they must come first, by whole bins. */
const SET_OFF: readonly StreamKind[] = ['autoscale', 'restart', 'alert', 'ticket'];
const PRIOR = { during: 0.6, since: 0.3, minRun: 0.2, minLoad: 0.1, missed: 0.12 };
/** Share of the runs whose end must be known for it to count. */
export const ENDS_KNOWN = 0.6;
/** Weight of a run that is over by the time at which only one that goes on does harm. */
const OVER = 0.05;

/** Whether an event of this stream may be an effect of the onset it seems to bring. */
export function mayBeSetOff({ stream }: TimedStream): boolean {
  return SET_OFF.includes(stream.kind);
}

/**
 * The ways in which a stream may bring onsets, with their prior, which sums to 1. `thorough`: also by its long runs, and its
 * runs under load, alone; `gone`: its runs that did not do their work.
 */
export function variants(
  ts: TimedStream,
  firstOnset: number,
  thorough: boolean,
  gone: readonly MissedRuns[],
): [TriggerVariant, number][] {
  const withEnd = ts.end.reduce((n, e) => n + (Number.isNaN(e) ? 0 : 1), 0);
  const during = withEnd >= ENDS_KNOWN * ts.start.length && ts.start.length > 0 ? PRIOR.during : 0;
  const modes: ['free' | 'during', number][] =
    during > 0
      ? [
          ['free', 1 - during],
          ['during', during],
        ]
      : [['free', 1]];
  const sinceMatters = sinceIndex(ts, firstOnset) > 0;
  const lengths = runLengths(ts);
  const varied = lengths.length >= 5 && quantile(lengths, 0.9) > 1.4 * quantile(lengths, 0.1);
  const limits =
    varied && thorough ? [...new Set([0.3, 0.5, 0.65, 0.8].map((p) => quantile(lengths, p)))] : [];
  const loads = thorough ? loadLimits(ts) : [];
  const found: [TriggerVariant, number][] = [];
  for (const [mode, weight] of modes) {
    for (const since of sinceMatters ? [false, true] : [false]) {
      const prior = weight * (sinceMatters ? (since ? PRIOR.since : 1 - PRIOR.since) : 1);
      const [forRuns, forLoads] = [
        limits.length > 0 ? PRIOR.minRun : 0,
        loads.length > 0 ? PRIOR.minLoad : 0,
      ];
      found.push([{ mode, since, minRunMs: 0, minLoad: 0 }, prior * (1 - forRuns - forLoads)]);
      for (const minRunMs of limits)
        found.push([{ mode, since, minRunMs, minLoad: 0 }, (prior * forRuns) / limits.length]);
      for (const minLoad of loads)
        found.push([{ mode, since, minRunMs: 0, minLoad }, (prior * forLoads) / loads.length]);
    }
  }
  if (gone.length > 0) {
    for (const entry of found) entry[1] *= 1 - PRIOR.missed;
    for (const { lost } of gone)
      found.push([
        { mode: 'missed', since: false, minRunMs: 0, minLoad: 0, lost },
        PRIOR.missed / gone.length,
      ]);
  }
  return found;
}

/** The last event before the first onset: from here on it has been at work, if it was not always. */
function sinceIndex(ts: TimedStream, firstOnset: number): number {
  let index = 0;
  for (let i = 0; i < ts.start.length; i++) if ((ts.start[i] as number) <= firstOnset) index = i;
  return index;
}

/** Loads from which on its events may do harm, where they met loads that differ. */
function loadLimits({ load }: TimedStream): number[] {
  const known = load?.filter((x) => x > 0) ?? new Float64Array(0);
  if (known.length < 6 || quantile(known, 0.9) < 1.3 * quantile(known, 0.1)) return [];
  return [...new Set([0.3, 0.5, 0.7].map((p) => quantile(known, p)))];
}

/** 1 for each run that counts under a variant, whatever the lag. */
export function countedRuns(ts: TimedStream, variant: TriggerVariant, firstOnset: number): Uint8Array {
  const first = variant.since ? sinceIndex(ts, firstOnset) : 0;
  return Uint8Array.from(ts.start, (start, i) => {
    if (i < first) return 0;
    // A run that was cut short may have been a long one.
    if (variant.minRunMs > 0 && (ts.end[i] as number) - start < variant.minRunMs && !ts.cut[i]) return 0;
    return variant.minLoad > 0 && (ts.load?.[i] as number) < variant.minLoad ? 0 : 1;
  });
}

/** The runs as exposures; those that are over by `after` their start, ms, hardly count. */
export function runExposures(ts: TimedStream, after: number | null): Exposures {
  return {
    start: ts.start,
    until: new Float64Array(ts.start.length).fill(Number.POSITIVE_INFINITY),
    weight: ts.start.map((start, i) => (after !== null && (ts.end[i] as number) - start < after ? OVER : 1)),
    strict: mayBeSetOff(ts),
  };
}
