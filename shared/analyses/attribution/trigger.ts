import type { StreamKind } from '../../incident/stream.ts';
import { logSum, logWeightedSum } from '../statistics/log-sum.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Exposures, LagModel } from './lag-model.ts';
import { fineSpread, lagGrid, lagSpreads, lagsAround } from './lags.ts';
import { missedRuns } from './missed-runs.ts';
import { RunEffects } from './run-effects.ts';
import { runLengths, type TimedStream } from './timed-stream.ts';
import { countedRuns, ENDS_KNOWN, mayBeSetOff, type TriggerVariant, variants } from './trigger-variants.ts';
import { withUnrecorded } from './unrecorded-runs.ts';

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

/** Prior that runs of which nothing is on record took place when they were due. */
const UNRECORDED = 0.15;
/** What is due: that an eviction, a deployment or a page did not come is no missed run. */
const SCHEDULED: readonly StreamKind[] = ['job', 'data', 'maintenance', 'certificate'];
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
  const setOff = mayBeSetOff(ts);
  const longest = Math.max(risk.binMs, Math.min(ts.reachMs ?? usualReach(ts, risk.intervalMs), ts.medianGap));
  const spreads = lagSpreads(model).slice(SPREADS_LEFT_OUT[detail]);
  const gone = detail === 'full' && SCHEDULED.includes(ts.stream.kind) ? missedRuns(ts) : [];
  const fine = detail === 'full' || detail === 'close' ? fineSpread(model) : null;
  const share = 1 / (spreads.length + (fine === null ? 0 : 1));
  const firstOnset = risk.seen[0] ?? 0;
  const grids = spreads.map((sd) => [sd, lagGrid(model, sd, longest, !setOff)] as const);
  const full = detail === 'full';
  const weigh = (runs: TimedStream, effects: RunEffects, variant: TriggerVariant, prior: number): void => {
    const missed = gone.find(({ lost }) => lost === variant.lost) ?? null;
    const counted = missed ? null : countedRuns(runs, variant, firstOnset);
    const during = variant.mode === 'during';
    const values: number[] = [];
    const mosts: number[] = [];
    const weights: number[] = [];
    let around = { lag: 0, sd: 0, density: 0, value: Number.NEGATIVE_INFINITY };
    const scan = (lags: readonly [lag: number, weight: number][], sd: number): void => {
      for (const [lag, weight] of lags) {
        // A run that begins after the onset may be long because the service fails.
        if (lag < 0 && variant.minRunMs > 0) continue;
        const done = missed
          ? model.effects(missed.exposures, lag, sd)
          : effects.at(lag, sd)[during ? 'during' : 'free'];
        const [value, most] = model.weigh(done, counted);
        values.push(value);
        mosts.push(most);
        weights.push(prior * weight * share);
        const score = value + Math.log(prior * weight);
        if (score > around.value) around = { lag, sd, density: weight / sd, value: score };
      }
    };
    if (missed)
      for (const sd of spreads.map((x) => Math.max(x, 0.08 * missed.periodMs)))
        scan(lagGrid(model, sd, missed.periodMs * 1.2, false), sd);
    else for (const [sd, lags] of grids) scan(lags, sd);
    // What is far behind adds nothing however closely it is looked at.
    if (fine !== null && !missed && around.value > bestValue - FAR_BEHIND)
      scan(lagsAround(around, fine), fine);
    bestValue = Math.max(bestValue, around.value);
    const { lag, sd } = around;
    const exposures = effects.exposures(during, lag, sd);
    tried.push({
      runs,
      variant,
      lagMs: lag,
      sdMs: sd,
      exposures: missed?.exposures ?? {
        ...exposures,
        weight: exposures.weight.map((one, k) => one * (counted?.[k] ?? 1)),
      },
      logLikelihood: logWeightedSum(values, weights),
      mostly: logWeightedSum(mosts, weights),
    });
  };
  const recorded = new RunEffects(model, ts);
  for (const [variant, prior] of variants(ts, firstOnset, full, gone))
    weigh(ts, recorded, variant, prior * (completed ? 1 - UNRECORDED : 1));
  if (completed) {
    const effects = new RunEffects(model, completed);
    for (const [variant, prior] of variants(completed, firstOnset, false, []))
      weigh(completed, effects, variant, prior * UNRECORDED);
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
