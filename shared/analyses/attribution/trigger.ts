import type { Stream, StreamKind } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { logWeightedSum } from '../statistics/log-sum.ts';
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
/** In bins: how far an edge may lie from where the counts put it. */
const LEAST_SPREAD = 0.25;
const SPREADS_MIN = [0.45, 1.2, 3];
/** Minutes, as the spreads; looked at only around the best lag. */
const FINEST = 0.15;
const FINE_STEPS = Array.from({ length: 13 }, (_, i) => i - 6);
/** ln of a likelihood ratio. */
const FAR_BEHIND = 8;
/** Distance of two lags that are tried, in their spread. */
const LAG_STEP = 1.2;
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
  return SPREADS_MIN.map((m) => Math.max(LEAST_SPREAD * model.risk.binMs, m * MINUTE_MS * scale));
}

/** A run that does harm at once, or always after the same time: the spread that fine bins can show, ms; null where they cannot. */
function fineSpread(model: LagModel): number | null {
  const [narrow] = lagSpreads(model);
  const fine = Math.max(
    LEAST_SPREAD * model.risk.binMs,
    (FINEST * (narrow ?? 0)) / (SPREADS_MIN[0] as number),
  );
  return narrow !== undefined && fine < 0.6 * narrow ? fine : null;
}

/** Lags close around one, with the prior weight that lies there. */
function lagsAround({ lag, density }: { lag: number; density: number }, sd: number): [number, number][] {
  return FINE_STEPS.map((k): [number, number] => [lag + k * LAG_STEP * sd, density * sd]).filter(
    ([at]) => at >= Math.min(0, lag),
  );
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
  for (let lag = 0; lag <= longest + 1; lag += LAG_STEP * sd) {
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
  let best: TriggerFit | null = null as TriggerFit | null;
  let bestValue = Number.NEGATIVE_INFINITY;
  const early = !SET_OFF.includes(ts.stream.kind);
  const longest = Math.max(risk.binMs, Math.min(ts.reachMs ?? 0.5 * risk.intervalMs, ts.medianGap));
  const spreads = lagSpreads(model).slice(SPREADS_LEFT_OUT[detail]);
  const gone = detail === 'full' && SCHEDULED.includes(ts.stream.kind) ? missedRuns(ts) : null;
  const fine = detail === 'full' ? fineSpread(model) : null;
  const share = 1 / (spreads.length + (fine === null ? 0 : 1));
  for (const [variant, prior] of variants(model, ts, detail === 'full', gone !== null)) {
    const missed = variant.mode === 'missed' ? gone : null;
    const reach = missed ? missed.periodMs * 1.2 : longest;
    const anew = (lag: number, sd: number): Exposures =>
      missed?.exposures ?? exposuresFor(ts, variant, risk.seen[0] ?? 0, risk.binMs, lag, sd);
    let around = { lag: 0, density: 0, value: Number.NEGATIVE_INFINITY };
    const scan = (lags: readonly [lag: number, weight: number][], sd: number): void => {
      let exposures = anew(0, sd);
      let over = 0;
      for (const [lag, weight] of lags) {
        if (variant.mode === 'during') {
          const past = runsPast(ts, lag - sd - risk.binMs);
          if (past !== over) exposures = anew(lag, sd);
          over = past;
        }
        const value = model.at(exposures, lag, sd);
        values.push(value);
        weights.push(prior * weight * share);
        const score = value + Math.log(prior * weight);
        if (score > around.value) around = { lag, density: weight / sd, value: score };
        if (score > bestValue) {
          bestValue = score;
          best = { logLikelihood: 0, variant, lagMs: lag, sdMs: sd, exposures };
        }
      }
    };
    for (const sd of missed ? spreads.map((x) => Math.max(x, 0.08 * missed.periodMs)) : spreads)
      scan(lagGrid(model, sd, reach, early && !missed), sd);
    // What is far behind adds nothing however closely it is looked at.
    if (fine !== null && !missed && around.value > bestValue - FAR_BEHIND)
      scan(lagsAround(around, fine), fine);
  }
  if (!best) throw new Error('a stream was tested with no variant');
  return { ...best, logLikelihood: logWeightedSum(values, weights) };
}

function variants(
  model: LagModel,
  ts: TimedStream,
  thorough: boolean,
  misses: boolean,
): [TriggerVariant, number][] {
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
  if (misses) {
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
