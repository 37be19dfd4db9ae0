import type { Stream, StreamEvent } from '../../incident/stream.ts';
import { median, quantile } from '../statistics/quantile.ts';

/** Events of a stream in ms since the first bin. */
export interface TimedStream {
  readonly stream: Stream;
  readonly start: Float64Array;
  /** NaN where the end is unknown. */
  readonly end: Float64Array;
  readonly cut: Uint8Array;
  /** Starts of the runs that did their work, as far as is known: not of those that failed or broke off. */
  readonly done: Float64Array;
  readonly medianGap: number;
  /** 1 where a run was due and nothing is on record of it; null where all are on record. */
  readonly unrecorded: Uint8Array | null;
  /** Load at the start of each, requests per bin, NaN where unknown; null without a request series. */
  readonly load: Float64Array | null;
  /** Longest lag that is tested, ms; null = half the usual interval. */
  readonly reachMs: number | null;
}

/** The stream's events inside the span of the failure series (and one interval before it). */
export function timed(
  stream: Stream,
  origin: number,
  spanMs: number,
  marginMs: number,
  load: { readonly perBin: Float64Array; readonly binMs: number } | null = null,
): TimedStream {
  const events = stream.events.filter(
    (e) => e.returns === undefined && e.start - origin >= -marginMs && e.start - origin < spanMs,
  );
  const start = Float64Array.from(events, (e) => e.start - origin);
  const gaps = start.subarray(1).map((t, i) => t - (start[i] as number));
  const brokeOff = shortest(events);
  return {
    stream,
    start,
    done: start.filter((_, i) => !undone(events[i] as StreamEvent, brokeOff)),
    end: Float64Array.from(events, (e) => (e.end === null ? Number.NaN : e.end - origin)),
    cut: Uint8Array.from(events, (e) => (e.status === 'cancelled' || e.status === 'running' ? 1 : 0)),
    medianGap: gaps.length > 0 ? median(gaps) : Number.POSITIVE_INFINITY,
    unrecorded: null,
    reachMs: null,
    load: load ? start.map((t) => load.perBin[Math.floor(t / load.binMs)] ?? Number.NaN) : null,
  };
}

/** Lengths of the runs whose end is known, ms. */
export function runLengths({ start, end }: TimedStream): Float64Array {
  return end.map((at, i) => at - (start[i] as number)).filter((length) => length > 0);
}

/** Of its usual length a run that broke off has less than this, where all the others keep near it. */
const BROKE_OFF = 0.35;
const NEAR = [0.5, 2] as const;
const FEWEST_WHOLE = 8;

function undone({ start, end, status }: StreamEvent, brokeOff: number): boolean {
  if (status === 'failed' || status === 'cancelled') return true;
  // A script that found its lock taken, or nothing where it looked, succeeds as well.
  return end !== null && end - start < brokeOff;
}

/** Length below which a run is taken to have broken off, ms; 0 where lengths vary too much to tell. */
function shortest(events: readonly StreamEvent[]): number {
  const lengths = events.flatMap((e) => (e.end === null ? [] : [e.end - e.start]));
  if (lengths.length < FEWEST_WHOLE) return 0;
  // Even where nearly half broke off, the longer half tells the usual length.
  const usual = quantile(lengths, 0.75);
  const whole = lengths.filter((length) => length >= BROKE_OFF * usual);
  const steady =
    whole.length >= FEWEST_WHOLE &&
    quantile(whole, 0.05) > NEAR[0] * usual &&
    quantile(whole, 0.95) < NEAR[1] * usual;
  return steady ? BROKE_OFF * usual : 0;
}
