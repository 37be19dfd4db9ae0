import type { StreamKind } from '../../incident/stream.ts';
import type { Segmentation } from '../segmentation.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { type Background, stepLikelihood } from './background.ts';
import type { Features } from './combiner.ts';
import type { LagModel } from './lag-model.ts';
import { type HealthyLevels, healthyLevels, levelShift } from './level-shift.ts';
import type { LoadModel } from './load-model.ts';
import type { RiskSet } from './risk.ts';
import type { TimedStream } from './timed-stream.ts';
import { fitTraffic, type TrafficFit } from './traffic.ts';
import { blank, clip, type Weighed } from './weighed.ts';

/** Kinds of which a single event may change things for good. */
const STEP_KINDS: readonly StreamKind[] = [
  'deploy',
  'config',
  'flag',
  'data',
  'maintenance',
  'certificate',
  'vendor',
];
/** Changes weighed as the beginning of harm by load: the latest before the second window. */
const LOADED_STEPS = 40;

/** Single changes of the streams that may have made it worse for good; a stream's three likeliest. */
export function changesForGood(
  s: Segmentation,
  model: LagModel,
  base: Background,
  streams: readonly TimedStream[],
): Weighed[] {
  const levels = healthyLevels(s, model.risk);
  const able = streams.filter((ts) => STEP_KINDS.includes(ts.stream.kind));
  const rivals = Math.log(Math.max(1, changesBefore(able, lastForSteps(model.risk))));
  return able.flatMap((ts) => steps(model, ts, base, levels, rivals));
}

/** A change that made it worse for good came before the second window. */
function lastForSteps({ seen }: RiskSet): number {
  return seen[Math.min(1, seen.length - 1)] ?? 0;
}

/** `<stream>#<n>` of the change at `at` (ms since the first bin); n from 1 in time order. */
function changeId({ stream }: TimedStream, at: number, risk: RiskSet): string {
  return `${stream.id}#${1 + stream.events.findIndex((e) => e.start - risk.origin === at)}`;
}

/** Changes of any stream that could have made it worse: of several before the first window each is as likely at first. */
function changesBefore(streams: readonly TimedStream[], last: number): number {
  let count = 0;
  for (const ts of streams) for (const at of ts.start) if (at <= last) count++;
  return count;
}

/** Each single change of the stream after which the rate may have changed for good. */
function steps(
  model: LagModel,
  ts: TimedStream,
  base: Background,
  levels: HealthyLevels,
  rivals: number,
): Weighed[] {
  const last = lastForSteps(model.risk);
  const found: Weighed[] = [];
  for (let i = 0; i < ts.start.length; i++) {
    const at = ts.start[i] as number;
    if (at > last) break;
    const value = logMeanExp([0.002, 0.05, 0.25].map((before) => stepLikelihood(model, at, before)));
    const evidence = value - base.logLikelihood;
    found.push({
      ...blank(changeId(ts, at, model.risk), ts.stream.kind, evidence, 0),
      features: {
        step: 1,
        // The calm before it says as much about three windows as about twelve, and as much whether they then keep a rhythm or not.
        quiet: clip(value - base.rate),
        ...levelShift(levels, at),
        rivals,
      },
      stepAt: at,
    });
  }
  return found
    .sort((a, b) => b.evidence - (b.features.elsewhere ?? 0) - a.evidence + (a.features.elsewhere ?? 0))
    .slice(0, 3);
}

/**
 * Changes from which on a load does harm that it did not before: each as a second mechanism of the same candidate. Where no
 * such load was seen before the change the two cannot be told apart, and share what the load explains.
 */
export function stepsAboveLoad(
  s: Segmentation,
  risk: RiskSet,
  loads: LoadModel,
  base: Background,
  streams: readonly TimedStream[],
): Weighed[] {
  const last = lastForSteps(risk);
  const n = Math.max(1, risk.seen.length);
  return streams
    .filter((ts) => STEP_KINDS.includes(ts.stream.kind))
    .flatMap((ts) => Array.from(ts.start, (at) => ({ ts, at })).filter(({ at }) => at <= last))
    .sort((a, b) => b.at - a.at || (a.ts.stream.id < b.ts.stream.id ? -1 : 1))
    .slice(0, LOADED_STEPS)
    .flatMap(({ ts, at }): Weighed[] => {
      const fit = fitTraffic(s, risk, loads, at);
      if (!fit) return [];
      const evidence = fit.logLikelihood - base.logLikelihood;
      return [
        {
          ...blank(changeId(ts, at, risk), ts.stream.kind, evidence, 0),
          features: { ...trafficFeatures(evidence, fit, n), since: 1 },
          stepAt: at,
          traffic: fit,
        },
      ];
    });
}

/** What the combiner sees of a load above which it fails. */
export function trafficFeatures(evidence: number, fit: TrafficFit | null, windows: number): Features {
  return {
    evidence: clip(evidence),
    perWindow: evidence / windows,
    traffic: 1,
    fall: Math.min(0, fit?.fallAtRecovery ?? 0) * -1,
    rank: (fit?.meanRank ?? 0.5) - 0.9,
  };
}
