import { CONSEQUENCE_KINDS, type Incident } from '../../incident/incident.ts';
import type { Stream, StreamKind } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Candidate } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { type AccumulationFit, fitAccumulation } from './accumulation.ts';
import { attemptsStream } from './attempts-stream.ts';
import { type Background, background, stepLikelihood } from './background.ts';
import type { Features } from './combiner.ts';
import { fillsBetween } from './fills-between.ts';
import { LagModel } from './lag-model.ts';
import { type HealthyBlocks, healthyBlocks, levelShift } from './level-shift.ts';
import { smoothLoad } from './load.ts';
import { LoadModel } from './load-model.ts';
import { recoveryFactor } from './recovery.ts';
import { type RiskSet, riskSet } from './risk.ts';
import { fitTraffic, type TrafficFit } from './traffic.ts';
import {
  type FitDetail,
  fitTrigger,
  lagSpreads,
  type TimedStream,
  type TriggerFit,
  timed,
} from './trigger.ts';
import { type TriggerCounts, triggerCounts } from './trigger-counts.ts';
import { windowShape } from './window-shape.ts';

/** A candidate with what speaks for it. `evidence` is ln Bayes factor against the background. */
export interface Weighed {
  readonly id: string;
  readonly kind: Candidate['kind'];
  readonly evidence: number;
  readonly features: Features;
  readonly trigger: {
    readonly stream: Stream;
    readonly fit: TriggerFit;
    readonly counts: TriggerCounts;
    readonly endsWithRun: boolean;
  } | null;
  /** The stream itself, also when it has no event in the span. */
  readonly stream: Stream | null;
  /** A single change: its time, ms since the first bin. */
  readonly stepAt: number | null;
  readonly traffic: TrafficFit | null;
  readonly accumulation: AccumulationFit | null;
}

export interface AllEvidence {
  readonly risk: RiskSet;
  readonly background: Background;
  readonly candidates: readonly Weighed[];
  readonly streamsTested: number;
}

const STEP_KINDS: readonly StreamKind[] = [
  'deploy',
  'config',
  'flag',
  'data',
  'maintenance',
  'certificate',
  'vendor',
];
const FULL_STREAMS = 60;
const LIGHT_STREAMS = 300;
const PAIR_STREAMS = 6;
/** Changes weighed as the beginning of harm by load: the latest before the second window. */
const LOADED_STEPS = 40;
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
  const shape = windowShape(s, risk);
  const climb = Math.max(shape.climb, 2 * fillsBetween(incident, risk));
  const load = s.requests ? { perBin: smoothLoad(s), binMs: s.binMs } : null;
  const streams = incident.streams
    .filter((stream) => !CONSEQUENCE_KINDS.includes(stream.kind))
    .map((stream) => timed(stream, risk.origin, risk.spanMs, 0.5 * risk.intervalMs, load));
  const tested = streams.filter((ts) => ts.start.length > 0);
  const n = Math.max(1, risk.seen.length);
  const K = Math.log(Math.max(1, testedAs ?? tested.length));
  const detail = tested.length <= FULL_STREAMS ? null : promising(model, tested);
  const weigh = (ts: TimedStream): Weighed => {
    const fit = fitTrigger(model, ts, detail ? (detail.get(ts.stream.id) ?? 'coarse') : 'full');
    const counts = triggerCounts(risk, fit);
    const ends = recoveryOf(risk, model, ts, fit, counts);
    const evidence = fit.logLikelihood - base.logLikelihood + ends;
    return {
      id: ts.stream.id,
      kind: ts.stream.kind,
      evidence,
      features: {
        ...streamFeatures(evidence - ends, ends, fit, counts, risk, K, canFollow(ts.stream.kind)),
        // What a missing run should have emptied climbs as well.
        ...(fit.variant.mode === 'missed' ? { climb } : {}),
      },
      trigger: { stream: ts.stream, fit, counts, endsWithRun: ends > 0.7 },
      stream: ts.stream,
      stepAt: null,
      traffic: null,
      accumulation: null,
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
  const blocks = healthyBlocks(s, risk);
  const rivals = Math.log(Math.max(1, changesBefore(tested, lastForSteps(risk))));
  for (const ts of tested)
    if (STEP_KINDS.includes(ts.stream.kind)) weighed.push(...steps(model, ts, base, blocks, rivals));
  weighed.push(...pairs(model, tested, weighed, base, n, K));
  const loads = LoadModel.of(s, risk);
  const traffic = loads && fitTraffic(s, risk, loads);
  const trafficEvidence = traffic ? traffic.logLikelihood - base.logLikelihood : -8;
  weighed.push({
    ...blank('traffic', 'traffic', trafficEvidence, 0),
    features: trafficFeatures(trafficEvidence, traffic, n),
    traffic,
  });
  if (loads) weighed.push(...stepsAboveLoad(s, risk, loads, base, tested));
  const resets = [
    ...readyTimes,
    ...incident.streams
      .filter((st) => st.kind === 'restart')
      .flatMap((st) => st.events.map((e) => e.end ?? e.start)),
  ]
    .map((t) => t - risk.origin)
    .sort((a, b) => a - b);
  const filled = fitAccumulation(model, s, resets);
  const evidence = Math.max(-30, filled.logLikelihood - base.logLikelihood);
  weighed.push({
    ...blank('accumulation', 'accumulation', evidence, 0),
    features: {
      accumulation: 1,
      // Nothing like one filling time; then whether it counts from the last end, or in requests, as no clock would.
      irregular: between(-6, evidence, 0),
      sinceEnd: beyond(-6, filled.byTime, base.ownClock, 6),
      byUse: beyond(0, filled.byRequests, Math.max(filled.byTime, base.clock), 8),
      // Emptied by a listed run again and again: then that stream's missing runs explain the climb.
      climb: climb * (1 - emptiedByRuns(risk, tested)),
      rise: between(-0.5, shape.rise, 0.6),
      restarted: endedByRestart(risk, resets),
    },
    accumulation: filled,
  });
  weighed.push({ ...blank('none', 'none', 0, 0), features: {} });
  return { risk, background: base, candidates: weighed, streamsTested: tested.length };
}

/** An outage elsewhere or a date is not set off by the failure here, however late somebody noted it. */
function canFollow(kind: StreamKind): boolean {
  return kind !== 'dependency' && kind !== 'vendor' && kind !== 'certificate' && kind !== 'maintenance';
}

function clip(evidence: number): number {
  return between(-25, evidence, 60);
}

/** By how much `a` exceeds `b`, held between two bounds; 0 where both are unknown (minus infinity). */
function beyond(low: number, a: number, b: number, high: number): number {
  return a === b ? between(low, 0, high) : between(low, a - b, high);
}

function between(low: number, x: number, high: number): number {
  return Math.max(low, Math.min(high, x));
}

function blank(id: string, kind: Candidate['kind'], evidence: number, tested: number): Weighed {
  return {
    id,
    kind,
    evidence,
    features: { evidence: clip(evidence), stream: 1, tested },
    trigger: null,
    stream: null,
    stepAt: null,
    traffic: null,
    accumulation: null,
  };
}

function streamFeatures(
  onsets: number,
  ends: number,
  fit: TriggerFit,
  counts: TriggerCounts,
  risk: RiskSet,
  tested: number,
  mayFollow: boolean,
): Features {
  const n = Math.max(1, counts.windows);
  const follows = mayFollow ? counts.follows : 0;
  const joined = counts.explained * 2 < n ? Math.min(0, ends) : ends * (counts.explained / n);
  const perWindow = Math.max(-5, onsets / n);
  return {
    // What comes after the onset is as well explained by the failure setting it off: that evidence favours neither.
    evidence: clip(onsets) * (1 - follows),
    perWindow: perWindow * (1 - follows),
    // Ends that agree with a few windows out of many are chance; they bear out what the onsets say, and no more than that.
    ends: Math.min(10, joined, Math.max(1, 0.6 * onsets)),
    late: fit.variant.mode === 'missed' ? 0 : Math.max(0, fit.lagMs) / risk.intervalMs,
    covered: counts.explained / n,
    follows,
    afterwards: perWindow * follows,
    harmless: counts.exposures > 0 ? counts.harmless / counts.exposures : 0,
    stream: 1,
    tested,
  };
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

/** Does the window end with the run that explains it (or, for a missed run, with the next one)? */
function recoveryOf(
  risk: RiskSet,
  model: LagModel,
  ts: TimedStream,
  fit: TriggerFit,
  counts: TriggerCounts,
): number {
  const seen = risk.onsets.filter((o) => o.seen);
  const endings = seen.flatMap((o, j) => {
    if (o.recovery === null) return [];
    const k = counts.by[j] ?? -1;
    if (k < 0) return [{ onset: o.at, recovery: o.recovery, end: null }];
    if (fit.variant.mode === 'missed') {
      const next = ts.start.findIndex((t) => t > o.at);
      return [{ onset: o.at, recovery: o.recovery, end: next < 0 ? null : (ts.start[next] as number) }];
    }
    const end = ts.end[k];
    return [
      {
        onset: o.at,
        recovery: o.recovery,
        end: end === undefined || Number.isNaN(end) || end <= o.at ? null : end,
      },
    ];
  });
  return recoveryFactor(risk, endings, lagSpreads(model));
}

/** A change that made it worse for good came before the second window. */
function lastForSteps({ seen }: RiskSet): number {
  return seen[Math.min(1, seen.length - 1)] ?? 0;
}

/** Changes of any stream that could have made it worse: of several before the first window each is as likely at first. */
function changesBefore(streams: readonly TimedStream[], last: number): number {
  let count = 0;
  for (const ts of streams)
    if (STEP_KINDS.includes(ts.stream.kind)) for (const at of ts.start) if (at <= last) count++;
  return count;
}

/** Each single change of the stream after which the rate may have changed for good. */
function steps(
  model: LagModel,
  ts: TimedStream,
  base: Background,
  blocks: HealthyBlocks,
  rivals: number,
): Weighed[] {
  const last = lastForSteps(model.risk);
  const found: Weighed[] = [];
  for (let i = 0; i < ts.start.length; i++) {
    const at = ts.start[i] as number;
    if (at > last) break;
    const number = 1 + ts.stream.events.findIndex((e) => e.start - model.risk.origin === at);
    const value = logMeanExp([0.002, 0.05, 0.25].map((before) => stepLikelihood(model, at, before)));
    const evidence = value - base.logLikelihood;
    found.push({
      ...blank(`${ts.stream.id}#${number}`, ts.stream.kind, evidence, 0),
      features: {
        step: 1,
        // The calm before it says as much about three windows as about twelve.
        quiet: clip(evidence),
        ...levelShift(blocks, at),
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
function stepsAboveLoad(
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
      const number = 1 + ts.stream.events.findIndex((e) => e.start - risk.origin === at);
      const evidence = fit.logLikelihood - base.logLikelihood;
      return [
        {
          ...blank(`${ts.stream.id}#${number}`, ts.stream.kind, evidence, 0),
          features: { ...trafficFeatures(evidence, fit, n), since: 1 },
          stepAt: at,
          traffic: fit,
        },
      ];
    });
}

function trafficFeatures(evidence: number, fit: TrafficFit | null, windows: number): Features {
  return {
    evidence: clip(evidence),
    perWindow: evidence / windows,
    traffic: 1,
    fall: Math.min(0, fit?.fallAtRecovery ?? 0) * -1,
    rank: (fit?.meanRank ?? 0.5) - 0.9,
  };
}

/** Two jobs that do harm only together: an exposure is the moment when both are running. */
function pairs(
  model: LagModel,
  streams: readonly TimedStream[],
  weighed: readonly Weighed[],
  base: Background,
  n: number,
  tested: number,
): Weighed[] {
  const byId = new Map(weighed.map((w) => [w.id, w]));
  const running = streams
    .filter(
      (ts) =>
        ts.start.length >= n &&
        ts.end.reduce((c, e) => c + (Number.isNaN(e) ? 0 : 1), 0) * 5 >= ts.start.length * 4,
    )
    .map((ts) => ({ ts, covered: insideShare(model.risk, ts) }))
    .filter((x) => x.covered >= 0.5)
    .sort((a, b) => b.covered - a.covered || (a.ts.stream.id < b.ts.stream.id ? -1 : 1))
    .slice(0, PAIR_STREAMS);
  const found: Weighed[] = [];
  for (let i = 0; i < running.length; i++) {
    for (let j = i + 1; j < running.length; j++) {
      const a = running[i]?.ts;
      const b = running[j]?.ts;
      if (!a || !b) continue;
      const both = together(a, b);
      if (both.start.length < 2) continue;
      const fit = fitTrigger(model, both, 'light');
      const counts = triggerCounts(model.risk, fit);
      const ends = recoveryOf(model.risk, model, both, fit, counts);
      const evidence = fit.logLikelihood - base.logLikelihood + ends;
      const alone = Math.max(byId.get(a.stream.id)?.evidence ?? 0, byId.get(b.stream.id)?.evidence ?? 0);
      if (evidence < alone + 1 || counts.explained * 2 < n) continue;
      const names = [a.stream.id, b.stream.id].sort();
      found.push({
        ...blank(names.join('&'), 'pair', evidence, tested),
        features: {
          ...streamFeatures(evidence - ends, ends, fit, counts, model.risk, tested, true),
          stream: 0,
          pair: 1,
        },
        trigger: { stream: both.stream, fit, counts, endsWithRun: ends > 0.7 },
      });
    }
  }
  return found.sort((x, y) => y.evidence - x.evidence).slice(0, 3);
}

function insideShare(risk: RiskSet, ts: TimedStream): number {
  const hit = risk.seen.filter((at) =>
    ts.start.some((t, k) => t <= at + risk.binMs && (ts.end[k] as number) >= at - 2 * MINUTE_MS),
  );
  return hit.length / Math.max(1, risk.seen.length);
}

function together(a: TimedStream, b: TimedStream): TimedStream {
  const start: number[] = [];
  const end: number[] = [];
  let j = 0;
  for (let i = 0; i < a.start.length; i++) {
    while (j < b.start.length && (b.end[j] as number) <= (a.start[i] as number)) j++;
    for (let k = j; k < b.start.length && (b.start[k] as number) < (a.end[i] as number); k++) {
      start.push(Math.max(a.start[i] as number, b.start[k] as number));
      end.push(Math.min(a.end[i] as number, b.end[k] as number));
    }
  }
  const gaps = start
    .slice(1)
    .map((t, i) => t - (start[i] ?? t))
    .sort((x, y) => x - y);
  return {
    stream: a.stream,
    start: Float64Array.from(start),
    end: Float64Array.from(end),
    cut: new Uint8Array(start.length),
    medianGap: gaps[gaps.length >> 1] ?? Number.POSITIVE_INFINITY,
    load: null,
    reachMs: null,
  };
}

/** Largest share of recoveries at which runs of one stream start or end, beyond what their number makes likely. */
function emptiedByRuns(risk: RiskSet, streams: readonly TimedStream[]): number {
  const recoveries = risk.onsets.flatMap((o) => (o.recovery === null ? [] : [o.recovery]));
  if (recoveries.length < 3) return 0;
  const reach = Math.max(2 * MINUTE_MS, 1.5 * risk.binMs);
  let most = 0;
  for (const ts of streams) {
    if (ts.stream.kind !== 'job' || ts.start.length > 500) continue;
    const hit = recoveries.filter(
      (t) =>
        ts.start.some((from) => Math.abs(t - from) <= reach) ||
        ts.end.some((to) => Math.abs(t - to) <= reach),
    );
    const byChance = Math.min(1, (ts.start.length * 4 * reach) / Math.max(1, risk.spanMs));
    most = Math.max(most, (hit.length / recoveries.length - byChance) / Math.max(0.05, 1 - byChance));
  }
  return most >= 0.6 ? most : 0;
}

/** Share of the windows that ended as a restart or fix took effect, beyond what their number inside the windows makes likely. */
function endedByRestart(risk: RiskSet, resets: readonly number[]): number {
  const ended = risk.onsets.flatMap((o) => (o.recovery === null ? [] : [{ from: o.at, to: o.recovery }]));
  if (ended.length === 0) return 0;
  const reach = Math.max(3 * MINUTE_MS, 2 * risk.binMs);
  const after = 1.5 * risk.binMs;
  let hit = 0;
  let inside = 0;
  let failing = 0;
  for (const { from, to } of ended) {
    if (resets.some((t) => t >= to - reach && t <= to + after)) hit++;
    for (const t of resets) if (t >= from && t <= to + after) inside++;
    failing += to - from + after;
  }
  const byChance = 1 - Math.exp((-inside * Math.min(reach + after, failing / ended.length)) / failing);
  return between(0, (hit / ended.length - byChance) / Math.max(0.05, 1 - byChance), 1);
}
