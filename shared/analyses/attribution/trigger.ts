import type { Stream, StreamKind } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { median, quantile } from '../statistics/quantile.ts';
import type { Exposures, LagModel } from './lag-model.ts';

/** How a stream may bring onsets. */
export interface TriggerVariant {
  /** `during`: only a run that is still going on at the lag does harm. `missed`: a run that did not happen does. */
  readonly mode: 'free' | 'during' | 'missed';
  /** Only events since shortly before the first window count. */
  readonly since: boolean;
  /** Only runs at least this long count, ms; 0 = all. */
  readonly minRunMs: number;
  /** Only events at this load or more count, requests per bin; 0 = all. */
  readonly minLoad: number;
}

/** The best explanation by one stream and the evidence averaged over all of them. */
export interface TriggerFit {
  readonly logLikelihood: number;
  readonly variant: TriggerVariant;
  readonly lagMs: number;
  readonly sdMs: number;
  readonly exposures: Exposures;
}

/** Events of a stream in ms since the first bin. */
export interface TimedStream {
  readonly stream: Stream;
  readonly start: Float64Array;
  /** NaN where the end is unknown. */
  readonly end: Float64Array;
  readonly cut: Uint8Array;
  readonly medianGap: number;
  /** Load at the start of each, requests per bin, NaN where unknown; null without a request series. */
  readonly load: Float64Array | null;
  /** Longest lag that is tested, ms; null = half the usual interval. */
  readonly reachMs: number | null;
}

/** Kinds of events that the symptom itself may set off: they must come first, by whole bins. */
const SET_OFF: readonly StreamKind[] = ['autoscale', 'restart', 'alert', 'ticket'];
const SPREADS_MIN = [0.45, 1.2, 3];
const USUAL_INTERVAL_MS = 45 * MINUTE_MS;
const PRIOR = { during: 0.6, since: 0.3, minRun: 0.2, minLoad: 0.1, missed: 0.12, early: 0.04 };

/** The stream's events inside the span of the failure series (and one interval before it). */
export function timed(
  stream: Stream,
  origin: number,
  spanMs: number,
  marginMs: number,
  load: { readonly perBin: Float64Array; readonly binMs: number } | null = null,
): TimedStream {
  const events = stream.events.filter((e) => e.start - origin >= -marginMs && e.start - origin < spanMs);
  const start = Float64Array.from(events, (e) => e.start - origin);
  const gaps = start.subarray(1).map((t, i) => t - (start[i] as number));
  return {
    stream,
    start,
    end: Float64Array.from(events, (e) => (e.end === null ? Number.NaN : e.end - origin)),
    cut: Uint8Array.from(events, (e) => (e.status === 'cancelled' || e.status === 'running' ? 1 : 0)),
    medianGap: gaps.length > 0 ? median(gaps) : Number.POSITIVE_INFINITY,
    reachMs: null,
    load: load ? start.map((t) => load.perBin[Math.floor(t / load.binMs)] ?? Number.NaN) : null,
  };
}

/** Standard deviations of a lag to try, ms: absolute minutes, widened slowly with the distance of the onsets. */
export function lagSpreads(model: LagModel): number[] {
  const scale = Math.min(3, Math.max(0.2, Math.sqrt(model.risk.intervalMs / USUAL_INTERVAL_MS)));
  return SPREADS_MIN.map((m) => Math.max(0.4 * model.risk.binMs, m * MINUTE_MS * scale));
}

/** Lags with their prior weight: from 0 to the longest, short ones likelier, a few slightly before the event. */
function lagGrid(
  model: LagModel,
  sd: number,
  longest: number,
  early: boolean,
): [lag: number, weight: number][] {
  const typical = 2 * MINUTE_MS + 0.08 * model.risk.intervalMs;
  const grid: [number, number][] = [];
  let total = 0;
  for (let lag = 0; lag <= longest + 1; lag += 1.2 * sd) {
    const weight = 1 / (1 + lag / typical) ** 1.5;
    grid.push([lag, weight]);
    total += weight;
  }
  for (const entry of grid) entry[1] /= total;
  if (early) for (const back of [1, 2]) grid.push([-back * MINUTE_MS, PRIOR.early / 2]);
  return grid;
}

/** What is due: that an eviction, a deployment or a page did not come is no missed run. */
const SCHEDULED: readonly StreamKind[] = ['job', 'data', 'maintenance', 'certificate'];
/** A gap of more periods than this is the pause between two bursts, not a row of runs that were missed. */
const MOST_MISSED = 12;

/** How closely a stream is looked at: the lighter ones try fewer spreads, no shortest harmful run and no missed runs. */
export type FitDetail = 'full' | 'light' | 'coarse';
const SPREADS_LEFT_OUT: Readonly<Record<FitDetail, number>> = { full: 0, light: 1, coarse: 2 };

/** Evidence for a stream as the trigger: averaged over lag, spread, mode, start of its effect and shortest harmful run. */
export function fitTrigger(model: LagModel, ts: TimedStream, detail: FitDetail = 'full'): TriggerFit {
  const { risk } = model;
  const values: number[] = [];
  const weights: number[] = [];
  let best: TriggerFit | null = null;
  let bestValue = Number.NEGATIVE_INFINITY;
  const early = !SET_OFF.includes(ts.stream.kind);
  const longest = Math.max(risk.binMs, Math.min(ts.reachMs ?? 0.5 * risk.intervalMs, ts.medianGap));
  const spreads = lagSpreads(model).slice(SPREADS_LEFT_OUT[detail]);
  for (const [variant, prior] of variants(model, ts, detail === 'full')) {
    const missed = variant.mode === 'missed';
    const times = missed ? missedRuns(ts) : null;
    const reach = missed ? ts.medianGap * 1.2 : longest;
    for (const sd of missed ? spreads.map((x) => Math.max(x, 0.08 * ts.medianGap)) : spreads) {
      let exposures =
        missed && times ? times : exposuresFor(ts, variant, risk.seen[0] ?? 0, risk.binMs, 0, sd);
      let over = 0;
      for (const [lag, weight] of lagGrid(model, sd, reach, early && !missed)) {
        if (variant.mode === 'during') {
          const past = runsPast(ts, lag - sd - risk.binMs);
          if (past !== over) exposures = exposuresFor(ts, variant, risk.seen[0] ?? 0, risk.binMs, lag, sd);
          over = past;
        }
        const value = model.at(exposures, lag, sd);
        values.push(value);
        weights.push((prior * weight) / spreads.length);
        if (value + Math.log(prior * weight) > bestValue) {
          bestValue = value + Math.log(prior * weight);
          best = { logLikelihood: 0, variant, lagMs: lag, sdMs: sd, exposures };
        }
      }
    }
  }
  if (!best) throw new Error('a stream was tested with no variant');
  return { ...best, logLikelihood: logMeanExp(values, weights) };
}

function variants(model: LagModel, ts: TimedStream, thorough: boolean): [TriggerVariant, number][] {
  const withEnd = ts.end.reduce((n, e) => n + (Number.isNaN(e) ? 0 : 1), 0);
  const during = withEnd * 5 >= ts.start.length * 3 && ts.start.length > 0 ? PRIOR.during : 0;
  const modes: ['free' | 'during', number][] =
    during > 0
      ? [
          ['free', 1 - during],
          ['during', during],
        ]
      : [['free', 1]];
  const firstOnset = model.risk.seen[0] ?? 0;
  const sinceMatters = sinceIndex(ts, firstOnset) > 0;
  const lengths = ts.end.map((e, i) => e - (ts.start[i] as number)).filter((d) => d > 0);
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
  if (thorough && SCHEDULED.includes(ts.stream.kind) && missedRuns(ts) !== null) {
    for (const entry of found) entry[1] *= 1 - PRIOR.missed;
    found.push([{ mode: 'missed', since: false, minRunMs: 0, minLoad: 0 }, PRIOR.missed]);
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

/** Runs that are over by `after` their start, ms. */
function runsPast(ts: TimedStream, after: number): number {
  let n = 0;
  for (let i = 0; i < ts.start.length; i++) if ((ts.end[i] as number) - (ts.start[i] as number) < after) n++;
  return n;
}

function exposuresFor(
  ts: TimedStream,
  variant: TriggerVariant,
  firstOnset: number,
  binMs: number,
  lag: number,
  sd: number,
): Exposures {
  const n = ts.start.length;
  const weight = new Float64Array(n).fill(1);
  const first = variant.since ? sinceIndex(ts, firstOnset) : 0;
  for (let i = 0; i < n; i++) {
    const length = (ts.end[i] as number) - (ts.start[i] as number);
    if (i < first) weight[i] = 0;
    // A run that was cut short may have been a long one.
    else if (variant.minRunMs > 0 && length < variant.minRunMs && !ts.cut[i]) weight[i] = 0;
    else if (variant.minLoad > 0 && (ts.load?.[i] as number) < variant.minLoad) weight[i] = 0;
    else if (variant.mode === 'during' && length + sd + binMs < lag) weight[i] = 0.05;
  }
  return {
    start: ts.start,
    until: new Float64Array(n).fill(Number.POSITIVE_INFINITY),
    weight,
    strict: SET_OFF.includes(ts.stream.kind),
  };
}

/** Times at which a regular stream should have run and did not; null when it is not regular or misses none. */
export function missedRuns(ts: TimedStream): Exposures | null {
  if (ts.start.length < 5 || !Number.isFinite(ts.medianGap)) return null;
  const period = ts.medianGap;
  const times: number[] = [];
  const until: number[] = [];
  let regular = 0;
  let gapsSeen = 0;
  let bursts = 0;
  for (let i = 1; i < ts.start.length; i++) {
    const a = ts.start[i - 1] as number;
    const b = ts.start[i] as number;
    const k = Math.round((b - a) / period);
    gapsSeen++;
    if (k >= 1 && Math.abs(b - a - k * period) <= 0.25 * period) regular++;
    if (k > MOST_MISSED) bursts++;
    if (k < 2) continue;
    times.push(a + period);
    until.push(b + 0.15 * period);
  }
  if (times.length < 2 || regular < 0.8 * gapsSeen || times.length > 0.6 * gapsSeen) return null;
  if (bursts * 2 > times.length) return null;
  return {
    start: Float64Array.from(times),
    until: Float64Array.from(until),
    weight: new Float64Array(times.length).fill(1),
  };
}
