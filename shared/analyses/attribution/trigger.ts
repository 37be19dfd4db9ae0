import type { StreamKind } from '../../incident/stream.ts';
import { logWeightedSum } from '../statistics/log-sum.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Lost } from '../wording.ts';
import type { Exposures, LagModel } from './lag-model.ts';
import { fineSpread, lagGrid, lagSpreads, lagsAround } from './lags.ts';
import { type MissedRuns, missedRuns } from './missed-runs.ts';
import { runLengths, type TimedStream } from './timed-stream.ts';
import { withUnrecorded } from './unrecorded-runs.ts';

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

/** The best explanation by one stream and the evidence averaged over all of them. */
export interface TriggerFit {
  readonly logLikelihood: number;
  readonly variant: TriggerVariant;
  readonly lagMs: number;
  readonly sdMs: number;
  readonly exposures: Exposures;
  /** The stream as it was weighed: as recorded, or together with runs that were due and are not on record. */
  readonly runs: TimedStream;
  /** As `logLikelihood`, where it brings most of the windows. */
  readonly mostly: number;
  /** Of the evidence, what comes from runs that did not take place, 0 to 1. */
  readonly missedShare: number;
}

/** One variant by itself. */
type Tried = Omit<TriggerFit, 'missedShare'>;

/** Kinds of events that the symptom itself may set off: they must come first, by whole bins. */
const SET_OFF: readonly StreamKind[] = ['autoscale', 'restart', 'alert', 'ticket'];
const PRIOR = { during: 0.6, since: 0.3, minRun: 0.2, minLoad: 0.1, missed: 0.12, unrecorded: 0.15 };

/** What is due: that an eviction, a deployment or a page did not come is no missed run. */
const SCHEDULED: readonly StreamKind[] = ['job', 'data', 'maintenance', 'certificate'];
/** Share of the runs whose end must be known for it to count. */
const ENDS_KNOWN = 0.6;
/** A run that goes on over more intervals than this meets windows at any lag. */
const MOST_INTERVALS = 3;
/** ln of a likelihood ratio that no closer look makes up for. */
const FAR_BEHIND = 8;

/** How closely a stream is looked at: 'close' in every spread, but at no shortest harmful run and no missed runs; the lighter ones in fewer spreads. */
export type FitDetail = 'full' | 'close' | 'light' | 'coarse';
const SPREADS_LEFT_OUT: Readonly<Record<FitDetail, number>> = { full: 0, close: 0, light: 1, coarse: 2 };

/**
 * Evidence for a stream as the trigger: averaged over lag, spread, mode, start of its effect and shortest harmful run, and over
 * whether it ran as recorded or also when it was due and nothing is on record (`completed`; null where no run is missing).
 */
export function fitTrigger(
  model: LagModel,
  ts: TimedStream,
  detail: FitDetail = 'full',
  completed: TimedStream | null = detail === 'full' ? withUnrecorded(ts) : null,
): TriggerFit {
  const { risk } = model;
  const tried: Tried[] = [];
  let bestValue = Number.NEGATIVE_INFINITY;
  const early = !SET_OFF.includes(ts.stream.kind);
  const longest = Math.max(risk.binMs, Math.min(ts.reachMs ?? usualReach(ts, risk.intervalMs), ts.medianGap));
  const spreads = lagSpreads(model).slice(SPREADS_LEFT_OUT[detail]);
  const gone = detail === 'full' && SCHEDULED.includes(ts.stream.kind) ? missedRuns(ts) : [];
  const fine = detail === 'full' || detail === 'close' ? fineSpread(model) : null;
  const share = 1 / (spreads.length + (fine === null ? 0 : 1));
  const all = [
    ...variants(model, ts, detail === 'full', gone).map(
      ([variant, prior]) =>
        [ts, variant, prior * (completed ? 1 - PRIOR.unrecorded : 1)] as [
          TimedStream,
          TriggerVariant,
          number,
        ],
    ),
    ...(completed ? variants(model, completed, false, []) : []).map(
      ([variant, prior]) =>
        [completed, variant, prior * PRIOR.unrecorded] as [TimedStream, TriggerVariant, number],
    ),
  ];
  for (const [runs, variant, prior] of all) {
    const missed = gone.find(({ lost }) => lost === variant.lost) ?? null;
    const reach = missed ? missed.periodMs * 1.2 : longest;
    const anew = (lag: number, sd: number): Exposures =>
      missed?.exposures ?? exposuresFor(runs, variant, risk.seen[0] ?? 0, risk.binMs, lag, sd);
    // A run that begins after the onset may be long because the service fails.
    const mayBeLate = early && !missed && variant.minRunMs === 0;
    const values: number[] = [];
    const mosts: number[] = [];
    const weights: number[] = [];
    let around = { lag: 0, sd: 0, density: 0, value: Number.NEGATIVE_INFINITY, exposures: anew(0, 0) };
    const scan = (lags: readonly [lag: number, weight: number][], sd: number): void => {
      let exposures = anew(0, sd);
      let over = 0;
      for (const [lag, weight] of lags) {
        if (variant.mode === 'during') {
          const past = runsPast(runs, lag - sd - risk.binMs);
          if (past !== over) exposures = anew(lag, sd);
          over = past;
        }
        const [value, most] = model.weigh(exposures, lag, sd);
        values.push(value);
        mosts.push(most);
        weights.push(prior * weight * share);
        const score = value + Math.log(prior * weight);
        if (score > around.value) around = { lag, sd, density: weight / sd, value: score, exposures };
      }
    };
    for (const sd of missed ? spreads.map((x) => Math.max(x, 0.08 * missed.periodMs)) : spreads)
      scan(lagGrid(model, sd, reach, mayBeLate), sd);
    // What is far behind adds nothing however closely it is looked at.
    if (fine !== null && !missed && around.value > bestValue - FAR_BEHIND)
      scan(lagsAround(around, fine), fine);
    bestValue = Math.max(bestValue, around.value);
    const { lag, sd, exposures } = around;
    tried.push({
      runs,
      variant,
      lagMs: lag,
      sdMs: sd,
      exposures,
      logLikelihood: logWeightedSum(values, weights),
      mostly: logWeightedSum(mosts, weights),
    });
  }
  const total = logSum(tried.map((t) => t.logLikelihood));
  const missing = logSum(tried.flatMap((t) => (t.variant.mode === 'missed' ? [t.logLikelihood] : [])));
  const likeliest = tried.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  return {
    ...likeliest,
    mostly: logSum(tried.map((t) => t.mostly)),
    logLikelihood: total,
    missedShare: Math.exp(missing - total),
  };
}

/** Lags until half the usual interval, and as long as its runs usually go on: ms. */
function usualReach(ts: TimedStream, intervalMs: number): number {
  const lengths = runLengths(ts);
  const run =
    lengths.length >= ENDS_KNOWN * ts.start.length && lengths.length > 0 ? quantile(lengths, 0.9) : 0;
  return Math.max(0.5 * intervalMs, Math.min(run, MOST_INTERVALS * intervalMs));
}

function logSum(values: readonly number[]): number {
  return logWeightedSum(
    values,
    values.map(() => 1),
  );
}

function variants(
  model: LagModel,
  ts: TimedStream,
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
  const firstOnset = model.risk.seen[0] ?? 0;
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
