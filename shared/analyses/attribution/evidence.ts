import { CONSEQUENCE_KINDS, type Incident } from '../../incident/incident.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { doseScore } from '../dose.ts';
import type { Segmentation } from '../segmentation.ts';
import { between } from '../statistics/between.ts';
import { fitAccumulation } from './accumulation.ts';
import { attemptsStream } from './attempts-stream.ts';
import { type Background, background } from './background.ts';
import { brimShare, reachesBrim } from './brim.ts';
import {
  changesForGood,
  shiftsBeside,
  stepsAboveLoad,
  trafficFeatures,
  untestedChanges,
} from './change-candidates.ts';
import { emptiedByRuns, endedByRestart } from './emptied.ts';
import { fillsBetween } from './fills-between.ts';
import { gaugeLevels } from './gauge-shift.ts';
import { LagModel } from './lag-model.ts';
import { healthyLevels } from './level-shift.ts';
import { smoothLoad } from './load.ts';
import { LoadModel } from './load-model.ts';
import { pairs } from './pair-candidates.ts';
import { type RiskSet, riskSet } from './risk.ts';
import { singleChanges } from './single-changes.ts';
import { canFollow, isSetOffAtOnce, recoveryOf, streamFeatures } from './stream-features.ts';
import { type TimedStream, timed } from './timed-stream.ts';
import { fitTraffic } from './traffic.ts';
import { type FitDetail, fitTrigger } from './trigger.ts';
import { harmfulRuns, triggerCounts } from './trigger-counts.ts';
import { blank, type Weighed } from './weighed.ts';
import { windowShape } from './window-shape.ts';

/** All candidates of one incident, each mechanism weighed by itself. */
export interface AllEvidence {
  readonly risk: RiskSet;
  readonly background: Background;
  readonly candidates: readonly Weighed[];
  readonly streamsTested: number;
  /** Changes that only a record tells of. */
  readonly changesTested: number;
}

const FULL_STREAMS = 60;
const LIGHT_STREAMS = 300;
/** Services whose deployments may empty what fills up: each takes as long to weigh as the recoveries. */
const MOST_RELEASED = 8;
/** Cold caches and lost connections show within minutes. */
const ATTEMPT_REACH_MS = 10 * MINUTE_MS;

/** Scores every candidate on the same onsets and recoveries. `testedAs`: streams tested before the weaker were left out. */
export function weighAll(
  incident: Incident,
  s: Segmentation,
  readyTimes: readonly number[],
  testedAs: number | null = null,
): AllEvidence {
  const risk = riskSet(s);
  const model = new LagModel(risk);
  const base = background(model);
  const levels = healthyLevels(s, risk);
  const gauges = gaugeLevels(incident, risk, levels);
  const shape = windowShape(s, risk);
  const brim = reachesBrim(incident, risk);
  const full = brimShare(brim);
  const climb = Math.max(shape.climb, 2 * Math.max(fillsBetween(incident, risk), full));
  const smooth = smoothLoad(s);
  const load = s.load ? { perBin: smooth.atEdge, binMs: s.binMs } : null;
  const streams = incident.streams
    .filter((stream) => !CONSEQUENCE_KINDS.includes(stream.kind))
    .map((stream) => timed(stream, risk.origin, risk.spanMs, 0.5 * risk.intervalMs, load));
  const tested = streams.filter((ts) => ts.start.length > 0);
  const n = Math.max(1, risk.seen.length);
  const K = Math.log(Math.max(1, testedAs ?? tested.length));
  const detail = tested.length <= FULL_STREAMS ? null : promising(model, tested);
  const firstOnset = risk.origin + (risk.seen[0] ?? 0);
  const dose = ({ stream }: TimedStream): number =>
    detail && !detail.has(stream.id) ? 0 : between(-2, doseScore(stream, s, firstOnset), 4);
  const weigh = (ts: TimedStream): Weighed => {
    const fit = fitTrigger(model, ts, detail ? (detail.get(ts.stream.id) ?? 'coarse') : 'full');
    const counts = triggerCounts(risk, fit);
    const ends = recoveryOf(risk, model, fit, counts);
    const evidence = fit.logLikelihood - base.logLikelihood + ends;
    return {
      ...blank(ts.stream.id, ts.stream.kind, evidence, K),
      features: {
        ...streamFeatures(
          evidence - ends,
          ends,
          fit,
          counts,
          risk,
          K,
          canFollow(ts.stream.kind),
          isSetOffAtOnce(ts.stream.kind),
        ),
        // What a missing run should have emptied climbs as well.
        climb: fit.missedShare * climb,
        dose: (1 - fit.missedShare) * dose(ts),
      },
      trigger: {
        stream: ts.stream,
        fit,
        counts,
        endsWithRun: ends > 0.7,
        harmful: harmfulRuns(risk, ts, fit, counts),
      },
      stream: ts.stream,
    };
  };
  const weighed = streams.map((ts) =>
    ts.start.length > 0
      ? weigh(ts)
      : { ...blank(ts.stream.id, ts.stream.kind, -6 - n, K), features: { absent: 1 }, stream: ts.stream },
  );
  const own = attemptsStream(incident);
  if (own) {
    const ts = timed(own, risk.origin, risk.spanMs, 0);
    const fixes =
      ts.start.length < 3
        ? null
        : weigh({ ...ts, reachMs: Math.min(ATTEMPT_REACH_MS, 0.15 * risk.intervalMs) });
    // Every team restarts what fails: they are named only where windows do begin as they take effect.
    if (fixes && fixes.evidence > 2 && (fixes.trigger?.counts.explained ?? 0) * 2 >= n) weighed.push(fixes);
  }
  const changes = singleChanges(incident, risk, tested);
  const shifts = shiftsBeside(levels, gauges, changes, risk.spanMs);
  weighed.push(...changesForGood(model, base, shifts, changes), ...untestedChanges(changes, n));
  weighed.push(...pairs(model, tested, weighed, base, n, K));
  const loads = LoadModel.of(s, risk, smooth);
  const traffic = loads && fitTraffic(loads);
  const trafficEvidence = traffic ? traffic.logLikelihood - base.logLikelihood : -8;
  weighed.push({
    ...blank('traffic', 'traffic', trafficEvidence, 0),
    features: trafficFeatures(trafficEvidence, traffic, n),
    traffic,
  });
  if (loads) weighed.push(...stepsAboveLoad(risk, loads, base, shifts, changes));
  const resets = [
    ...readyTimes,
    ...incident.streams
      .filter((st) => st.kind === 'restart')
      .flatMap((st) => st.events.map((e) => e.end ?? e.start)),
  ]
    .map((t) => t - risk.origin)
    .sort((a, b) => a - b);
  const releases = streams
    .filter((ts) => ts.stream.kind === 'deploy' && ts.start.length > 0)
    .sort((a, b) => b.start.length - a.start.length)
    .slice(0, MOST_RELEASED)
    .map((ts) => ({ stream: ts.stream.id, times: Array.from(ts.start) }));
  const filled = fitAccumulation(model, s, smooth, resets, releases);
  // Emptied by a listed run again and again: then that stream's missing runs explain what climbs.
  const mine = 1 - emptiedByRuns(risk, tested, weighed);
  const evidence = Math.max(-30, filled.logLikelihood - base.logLikelihood);
  // A listed stream that counts from the same ends says as much, unless it only follows.
  const listed = weighed.reduce(
    (most, w) => (w.trigger ? Math.max(most, w.features.evidence ?? w.evidence) : most),
    0,
  );
  const others = Math.max(base.ownClock, base.rate, listed > 0 ? base.logLikelihood + listed : base.rate);
  const sinceEnd = beyond(-6, filled.byTime, others, 20);
  // What a gauge shows to be full takes its own time to fill.
  const untold = 1 - full;
  weighed.push({
    ...blank('accumulation', 'accumulation', evidence, 0),
    features: {
      accumulation: 1,
      // Nothing like one filling time, or one that counts from the last start; then whether it counts from the last end, or in
      // requests, as no clock would.
      irregular: Math.min(between(-6, evidence, 0), sinceEnd) * untold,
      sinceEnd: Math.max(0, sinceEnd),
      byUse: beyond(0, filled.byRequests, Math.max(filled.byTime, base.clock), 8),
      climb: climb * mine,
      rise: between(-0.5, shape.rise, 0.6),
      restarted: endedByRestart(risk, resets),
    },
    accumulation: { ...filled, brim },
  });
  weighed.push({ ...blank('none', 'none', 0, 0), features: {} });
  return {
    risk,
    background: base,
    candidates: weighed,
    streamsTested: tested.length,
    changesTested: changes.filter(({ stream, untested }) => stream === null && untested === null).length,
  };
}

/** By how much `a` exceeds `b`, held between two bounds; 0 where both are unknown (minus infinity). */
function beyond(low: number, a: number, b: number, high: number): number {
  return a === b ? between(low, 0, high) : between(low, a - b, high);
}

/** With very many streams only those that may explain something are looked at in every variant. */
function promising(model: LagModel, streams: readonly TimedStream[]): Map<string, FitDetail> {
  const { seen, intervalMs, spanMs } = model.risk;
  const scored = streams.map((ts) => {
    const reach = Math.min(0.5 * intervalMs, ts.medianGap);
    let hit = 0;
    for (const at of seen) if (ts.start.some((t) => t <= at + MINUTE_MS && at - t <= reach)) hit++;
    const byChance = Math.min(1, (ts.start.length * reach) / spanMs);
    return { id: ts.stream.id, score: hit - seen.length * byChance };
  });
  scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return new Map(scored.slice(0, LIGHT_STREAMS).map((x, i) => [x.id, i < FULL_STREAMS ? 'full' : 'light']));
}
