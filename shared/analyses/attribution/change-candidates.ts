import type { Stream } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { between } from '../statistics/between.ts';
import { logMeanExp, logSum } from '../statistics/log-sum.ts';
import { type Background, stepLikelihood } from './background.ts';
import type { Features } from './combiner.ts';
import { type GaugeLevel, type ShiftBeside, shiftBeside } from './gauge-shift.ts';
import type { LagModel } from './lag-model.ts';
import type { HealthyLevels } from './level-shift.ts';
import type { LoadModel } from './load-model.ts';
import type { RiskSet } from './risk.ts';
import type { SingleChange } from './single-changes.ts';
import { fitTraffic, type TrafficFit } from './traffic.ts';
import { blank, clip, type Weighed } from './weighed.ts';

/** Of a stream's changes the three likeliest are weighed, and any that a record tells of. */
const MOST_OF_A_STREAM = 3;
/** Changes that only a record tells of: the likeliest. */
const MOST_RECORDED = 40;
/** Changes weighed as the beginning of harm by load: the latest before the second window. */
const LOADED_STEPS = 40;

/** Single changes that may have made it worse for good: of several before the first window each is as likely at first. */
export function changesForGood(
  model: LagModel,
  base: Background,
  shifts: ReadonlyMap<SingleChange, ShiftBeside>,
  changes: readonly SingleChange[],
): Weighed[] {
  const tested = testedOf(changes);
  const values = new Map(tested.map((change) => [change, worseSince(model, change)] as const));
  const rivals = rivalsOf([...values.values()]);
  const bySource = new Map<Stream | null, SingleChange[]>();
  for (const change of tested) {
    const group = bySource.get(change.stream);
    if (group) group.push(change);
    else bySource.set(change.stream, [change]);
  }
  return [...bySource].flatMap(([stream, group]) =>
    group
      .map((change) => step(change, values.get(change) ?? 0, base, shifts.get(change), rivals))
      .sort((a, b) => b.evidence + (b.features.shift ?? 0) - a.evidence - (a.features.shift ?? 0))
      .filter((w, i) => (stream === null ? i < MOST_RECORDED : i < MOST_OF_A_STREAM || w.records.length > 0)),
  );
}

/** What shifts with each change that time can test: both of its mechanisms are weighed with it. */
export function shiftsBeside(
  levels: HealthyLevels,
  gauges: readonly GaugeLevel[],
  changes: readonly SingleChange[],
  spanMs: number,
): ReadonlyMap<SingleChange, ShiftBeside> {
  return new Map(
    testedOf(changes).map((change) => [change, shiftBeside(levels, gauges, change.at, spanMs)] as const),
  );
}

function testedOf(changes: readonly SingleChange[]): SingleChange[] {
  return changes.filter(({ untested }) => untested === null);
}

/** ln number of changes that explain the windows about as well as the best of them does: what is of long before is no rival. */
function rivalsOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : logSum(values) - Math.max(...values);
}

/** A change after which the rate may have changed for good. */
function step(
  change: SingleChange,
  value: number,
  base: Background,
  beside: ShiftBeside | undefined,
  rivals: number,
): Weighed {
  const evidence = value - base.logLikelihood;
  return {
    ...ofChange(change, evidence),
    shown: beside?.shown ?? null,
    features: {
      step: 1,
      // The calm before it says as much about three windows as about twelve, and as much whether they then keep a rhythm or not.
      quiet: clip(value - base.rate),
      clocked: between(0, base.clock - base.rate, 8),
      shift: beside?.factor ?? 0,
      rivals,
    },
  };
}

/** ln likelihood that it is worse from a change on, until it was taken back where it was. */
function worseSince(model: LagModel, change: SingleChange): number {
  return (
    logMeanExp([0.002, 0.05, 0.25].map((before) => stepLikelihood(model, change.at, change.until, before))) +
    endsAsTakenBack(model.risk, change)
  );
}

/** Share of what was taken back that ends the failure at once. */
const ENDS_AT_ONCE = 0.85;
/** Bins within which that shows. */
const AT_ONCE_BINS = 2;

/** ln Bayes factor of a window that ends as the change is taken back against one that ends anywhere, at most 4. */
function endsAsTakenBack({ onsets, binMs, spanMs }: RiskSet, { at, until }: SingleChange): number {
  if (until === null) return 0;
  const near = AT_ONCE_BINS * Math.max(binMs, MINUTE_MS);
  const open = onsets.find((o) => o.at >= at - near && o.at < until && (o.recovery ?? spanMs) > until - near);
  if (!open) return 0;
  const end = open.recovery ?? spanMs;
  const length = Math.max(4 * near, end - open.at);
  const atOnce = Math.abs(end - until) <= near ? length / (2 * near) : 0;
  return Math.min(4, Math.log(ENDS_AT_ONCE * atOnce + 1 - ENDS_AT_ONCE));
}

function ofChange({ id, kind, at, records }: SingleChange, evidence: number): Weighed {
  return { ...blank(id, kind, evidence, 0), stepAt: at, records };
}

/**
 * Changes on record that time cannot test: they are named, may be contradicted, and take nothing from the others.
 * `windows`: how many there are.
 */
export function untestedChanges(changes: readonly SingleChange[], windows: number): Weighed[] {
  return changes.flatMap((change) =>
    change.untested === null
      ? []
      : [{ ...ofChange(change, -6 - windows), features: { absent: 1 }, untested: change.untested }],
  );
}

/**
 * Changes from which on a load does harm that it did not before: each as a second mechanism of the same candidate. Where no
 * such load was seen before the change the two cannot be told apart, and share what the load explains.
 */
export function stepsAboveLoad(
  risk: RiskSet,
  loads: LoadModel,
  base: Background,
  shifts: ReadonlyMap<SingleChange, ShiftBeside>,
  changes: readonly SingleChange[],
): Weighed[] {
  const n = Math.max(1, risk.seen.length);
  const tested = testedOf(changes);
  const rivals = Math.log(Math.max(1, tested.length));
  const source = ({ stream, id }: SingleChange): string => stream?.id ?? id;
  return tested
    .sort((a, b) => b.at - a.at || (source(a) < source(b) ? -1 : 1))
    .slice(0, LOADED_STEPS)
    .flatMap((change): Weighed[] => {
      const fit = fitTraffic(loads, change.at);
      if (!fit) return [];
      const beside = shifts.get(change);
      const evidence = fit.logLikelihood - base.logLikelihood + endsAsTakenBack(risk, change);
      return [
        {
          ...ofChange(change, evidence),
          shown: beside?.shown ?? null,
          features: {
            ...trafficFeatures(evidence, fit, n),
            since: 1,
            // What lowers a limit shows between the windows too.
            shift: beside?.factor ?? 0,
            rivals,
          },
          traffic: fit,
        },
      ];
    });
}

/** What the combiner sees of a load above which it fails. */
export function trafficFeatures(evidence: number, fit: TrafficFit | null, windows: number): Features {
  const leap = fit?.leap ?? 0;
  const perWindow = evidence / windows;
  return {
    // A load that leaps with the failure is as well explained by clients that ask again, as what follows an onset is.
    evidence: clip(evidence) * (1 - leap),
    perWindow: perWindow * (1 - leap),
    leapt: perWindow * leap,
    traffic: 1,
    rank: (fit?.meanRank ?? 0.5) - 0.9,
  };
}
