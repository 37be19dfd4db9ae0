import type { Incident } from '../../incident/incident.ts';
import type { Stream } from '../../incident/stream.ts';
import type { TimeRange } from '../../incident/time-range.ts';
import type { Intervention, PreventionModel, ReplayOutcome } from '../analysis-result.ts';
import type { Contrast, FullGauge } from '../contrast/contrast.ts';
import type { DataOf, Finding } from '../finding.ts';
import { isKind } from '../finding.ts';
import type { FixLedger, KnownClock } from '../fixes/fix-ledger.ts';
import { loadAtOnsets } from '../forecast/forecast.ts';
import type { Segmentation } from '../segmentation.ts';
import { median } from '../statistics/quantile.ts';
import { largest } from '../statistics/sums.ts';
import { type CauseVerdict, triggerOf } from '../verdict.ts';
import { count, duration, figure, list, perMinute } from '../wording.ts';
import { type Demand, demandOf, type RunLength, runLengthOf } from './demand.ts';
import { replayedWindows } from './replay-runs.ts';

export interface PreventionInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly verdict: CauseVerdict;
  readonly causal: readonly Finding[];
  readonly compared: Contrast;
  readonly changed: readonly Finding[];
  readonly ledger: FixLedger;
  readonly clock: KnownClock | null;
}

/** Today, doubled, and doubled again. */
const GROWTH = [1, 2, 4] as const;
/** What a limit should leave free beyond today's need. */
const MARGIN = 1.1;

/** What would have prevented the windows, replayed for every subset of interventions. Null without a cause. */
export function prevention(input: PreventionInput): PreventionModel | null {
  const { verdict, incident } = input;
  if (verdict.cause === null) return null;
  const id = verdict.cause.replace(/#\d+$/, '');
  const stream = incident.streams.find((s) => s.id === id);
  if (stream && (stream.kind === 'job' || runLengthOf(stream) !== null) && stream.kind !== 'deploy')
    return ofRuns(input, stream);
  const candidate = verdict.candidates.find((c) => c.id === verdict.cause);
  if (candidate?.kind === 'traffic') return ofTraffic(input);
  if (candidate?.kind === 'accumulation') return ofAccumulation(input);
  if (stream) return ofEvents(input, stream);
  return null;
}

/** Whether a set of interventions holds at a growth, with the reason; `windows` are those that would remain. */
type Judge = (
  chosen: readonly Intervention[],
  growth: number,
) => { readonly holds: boolean; readonly why: string };

function replay(
  interventions: readonly Intervention[],
  remaining: (growth: number) => readonly TimeRange[] | null,
  unexplained: readonly TimeRange[],
  judge: Judge,
): ReplayOutcome[] {
  // A pause beside anything else says nothing new: it is replayed alone.
  const lasting = interventions.filter((one) => one.verb !== 'pause');
  const subsets = Array.from({ length: 2 ** lasting.length }, (_, mask) =>
    lasting.filter((_, i) => (mask & (2 ** i)) !== 0),
  )
    .concat(interventions.filter((one) => one.verb === 'pause').map((one) => [one]))
    .sort((a, b) => a.length - b.length);
  return GROWTH.flatMap((growth) =>
    subsets.flatMap((chosen) => {
      const without = remaining(growth);
      // Growth that cannot be computed is not replayed, rather than guessed.
      if (without === null) return [];
      const verdict = judge(chosen, growth);
      const windows = verdict.holds
        ? [...unexplained]
        : [...without, ...unexplained].sort((a, b) => a.from - b.from);
      const rest =
        verdict.holds && unexplained.length > 0
          ? ` ${count(unexplained.length, 'window')} that it does not explain would remain.`
          : '';
      return [
        {
          interventions: chosen.map((one) => one.id),
          growth,
          windows: windows.map(({ from, to }) => ({ from, to })),
          failingMs: windows.reduce((sum, w) => sum + w.to - w.from, 0),
          why: `${verdict.why}${rest}`,
        },
      ];
    }),
  );
}

function ofRuns(input: PreventionInput, stream: Stream): PreventionModel {
  const { incident, segmentation, compared, causal, ledger, clock } = input;
  const full =
    compared.full.find((f) => f.during?.stream === stream.id && f.test.gauge.origin === 'stated') ??
    compared.full.find((f) => f.during?.stream === stream.id) ??
    null;
  const demand = full && compared.comparison ? demandOf(full, stream, compared.comparison) : null;
  const length = runLengthOf(stream);
  const lags = triggerOf(causal, stream.id)?.lagMs ?? [0, 0];
  const explained = explainedWindows(segmentation, stream, lags);
  const notice = noticeFor(input, stream, full);
  const interventions: Intervention[] = [
    ...(full && demand ? gaugeInterventions(stream, full, demand) : []),
    pause(stream),
    ...(notice ? [notice] : []),
  ];
  const outcomes = replay(
    interventions,
    (growth) => {
      if (growth === 1) return explained.inside;
      if (!length) return null;
      return replayedWindows(
        { incident, segmentation, stream: stream.id, length, clock, ledger, lagMs: median(lags) },
        growth,
      );
    },
    explained.outside,
    (chosen, growth) => judgeRuns(chosen, growth, stream, full, demand, length),
  );
  return {
    culprit: stream.id,
    gauge: full?.test.gauge.gauge.id ?? null,
    limit: full?.test.limit ?? null,
    sizeSubject: notice?.target ?? (stream.sizeUnit ? stream.id : null),
    interventions,
    outcomes,
  };
}

function judgeRuns(
  chosen: readonly Intervention[],
  growth: number,
  stream: Stream,
  full: FullGauge | null,
  demand: Demand | null,
  length: RunLength | null,
): { holds: boolean; why: string } {
  const verbs = new Map(chosen.map((one) => [one.verb, one]));
  const grown = growth === 1 ? 'today' : `with ${growth} times the size`;
  if (verbs.has('pause')) return { holds: true, why: `Without its runs ${stream.id} starts no failure.` };
  if (!full || !demand) {
    return {
      holds: false,
      why: verbs.has('notice')
        ? `Notice alone changes nothing ${grown}: nothing in the evidence says what to make room in.`
        : `Nothing is changed about the runs of ${stream.id}.`,
    };
  }
  const name = full.test.gauge.gauge.id;
  if (verbs.has('separate'))
    return {
      holds: true,
      why: `The runs no longer take from ${name}; the others need ${figure(Math.ceil(demand.others))} of ${figure(demand.limit)}.`,
    };
  if (verbs.has('cap')) {
    const slower = length && growth > 1 ? ' The runs take longer instead.' : '';
    return {
      holds: true,
      why: `The others keep what they need, ${figure(Math.ceil(demand.others))} of ${figure(demand.limit)}, whatever the size.${slower}`,
    };
  }
  const need = Math.ceil(demand.others + demand.culprit * growth);
  const assumed = demand.basis === 'seen-only' && growth > 1 ? ', if its need grows with its size' : '';
  const limit = verbs.has('limit') ? raisedLimit(demand) : demand.limit;
  if (verbs.has('limit')) {
    if (need <= limit)
      return { holds: true, why: `Needs ${figure(need)} of ${figure(limit)} ${grown}${assumed}.` };
    if (verbs.has('notice'))
      return {
        holds: true,
        why: `Would need ${figure(need)} ${grown}${assumed}, more than ${figure(limit)}: with notice the limit is raised before the growth arrives.`,
      };
    return {
      holds: false,
      why: `Needs ${figure(need)} ${grown}${assumed}, more than the ${figure(limit)} that were made room for.`,
    };
  }
  if (verbs.has('notice') && growth > 1) {
    return {
      holds: true,
      why: `Would need ${figure(need)} ${grown}${assumed}, more than ${figure(limit)}: with notice room is made before the growth arrives.`,
    };
  }
  return {
    holds: false,
    why: verbs.has('notice')
      ? `Notice alone makes no room: ${figure(Math.max(need, limit + 1))} needed ${grown}, ${figure(limit)} allowed.`
      : `${figure(Math.max(need, limit + 1))} needed ${grown}, ${figure(limit)} allowed.`,
  };
}

function gaugeInterventions(stream: Stream, full: FullGauge, demand: Demand): Intervention[] {
  const gauge = full.test.gauge.gauge.id;
  const raised = raisedLimit(demand);
  const share = Math.floor(demand.limit - MARGIN * demand.others);
  return [
    {
      id: `limit:${gauge}`,
      verb: 'limit',
      target: gauge,
      action: `Raise the limit of ${gauge} from ${figure(demand.limit)} to ${figure(raised)} and set an alert well below it`,
    },
    ...(share >= 1
      ? [
          {
            id: `cap:${stream.id}`,
            verb: 'cap' as const,
            target: stream.id,
            action: `Let ${stream.id} hold at most ${figure(share)} of the ${figure(demand.limit)} of ${gauge}`,
          },
        ]
      : []),
    {
      id: `separate:${stream.id}`,
      verb: 'separate',
      target: stream.id,
      action: `Give ${stream.id} its own share, apart from ${gauge}`,
    },
  ];
}

/** The smallest round multiple of today's limit that holds today's need and a tenth more. */
function raisedLimit(demand: Demand): number {
  const need = MARGIN * (demand.others + demand.culprit);
  for (let factor = 1.25; factor < 64; factor += factor < 3 ? 0.25 : 1) {
    const limit = Math.ceil(demand.limit * factor);
    if (limit >= need) return limit;
  }
  return Math.ceil(need);
}

function pause(stream: Stream): Intervention {
  return {
    id: `pause:${stream.id}`,
    verb: 'pause',
    target: stream.id,
    action: `Pause ${stream.id} until one of the others is in place`,
  };
}

/** Notice of the growth: where a recorded change dates a change in the runs of the culprit. */
function noticeFor(input: PreventionInput, stream: Stream, full: FullGauge | null): Intervention | null {
  const levels = new Set(
    input.changed.flatMap((f) => (isKind(f, 'change-point') && f.data.subject === stream.id ? [f.key] : [])),
  );
  const recorded = input.changed.flatMap((f): DataOf<'recorded-change'>[] =>
    isKind(f, 'recorded-change') &&
    f.data.explains !== null &&
    levels.has(f.data.explains) &&
    f.strength === 'strong'
      ? [f.data]
      : [],
  );
  const change = recorded.find((c) => c.notKnownTo.length > 0) ?? recorded[0];
  if (!change) return null;
  const target = change.about.find((id) => id !== stream.id) ?? stream.id;
  const owners = input.incident.teams
    .filter((team) => team.owns.includes(stream.id) || (full && team.owns.includes(full.test.gauge.gauge.id)))
    .map((team) => team.name);
  const who =
    change.notKnownTo.length > 0
      ? change.notKnownTo
      : owners.length > 0
        ? owners
        : [`the owners of ${stream.id}`];
  const room = full
    ? `, early enough to make room in ${full.test.gauge.gauge.id}`
    : `, early enough to test a run of ${stream.id}`;
  return {
    id: `notice:${target}`,
    verb: 'notice',
    target,
    action: `Tell ${list(who)} before ${target} changes${room}`,
  };
}

/** Windows that began within the lag of a run, and the others. */
function explainedWindows(
  s: Segmentation,
  stream: Stream,
  lags: readonly [number, number],
): { inside: TimeRange[]; outside: TimeRange[] } {
  const end = s.from + s.rate.length * s.binMs;
  const tolerance = 2 * s.binMs;
  const inside: TimeRange[] = [];
  const outside: TimeRange[] = [];
  for (const episode of s.episodes) {
    const due = stream.events.some(
      (e) =>
        !e.expected &&
        episode.from >= e.start + Math.min(0, lags[0]) - tolerance &&
        episode.from <= Math.max(e.start + lags[1], lags[1] > 0 ? 0 : (e.end ?? e.start)) + tolerance,
    );
    (due ? inside : outside).push({ from: episode.from, to: episode.to ?? end });
  }
  return { inside, outside };
}

function allWindows(s: Segmentation): TimeRange[] {
  const end = s.from + s.rate.length * s.binMs;
  return s.episodes.map((e) => ({ from: e.from, to: e.to ?? end }));
}

function ofTraffic({ segmentation }: PreventionInput): PreventionModel | null {
  const threshold = loadAtOnsets(segmentation);
  const requests = segmentation.requests;
  if (threshold === null || !requests) return null;
  const peak = largest(requests.filter((n) => n !== null));
  const factor = Math.ceil(((1.25 * peak) / threshold) * 4) / 4;
  const at = perMinute(threshold, segmentation.binMs);
  const interventions: Intervention[] = [
    {
      id: 'limit:capacity',
      verb: 'limit',
      target: 'traffic',
      action: `Make room for ${figure(factor)} times the load at which it began to fail (${at})`,
    },
    {
      id: 'cap:traffic',
      verb: 'cap',
      target: 'traffic',
      action: `Admit no more than ${at}; turn the rest away early, or let it wait`,
    },
  ];
  const overload = (growth: number): TimeRange[] => joined(segmentation, (n) => n * growth >= threshold);
  const outcomes = replay(
    interventions,
    (growth) => (growth === 1 ? allWindows(segmentation) : overload(growth)),
    [],
    (chosen, growth) => {
      const verbs = new Set(chosen.map((one) => one.verb));
      const grown = growth === 1 ? 'Today' : `With ${growth} times the load`;
      const top = perMinute(peak * growth, segmentation.binMs);
      if (verbs.has('cap'))
        return {
          holds: true,
          why: `${grown} nothing above ${at} is let in; what is turned away is not served.`,
        };
      if (verbs.has('limit') && peak * growth < factor * threshold)
        return {
          holds: true,
          why: `${grown} the peak is ${top}, below ${perMinute(factor * threshold, segmentation.binMs)}.`,
        };
      return {
        holds: false,
        why: `${grown} the peak is ${top}, above ${perMinute(verbs.has('limit') ? factor * threshold : threshold, segmentation.binMs)}.`,
      };
    },
  );
  return { culprit: 'traffic', gauge: null, limit: null, sizeSubject: 'traffic', interventions, outcomes };
}

/** Stretches of bins whose requests satisfy the condition. */
function joined(s: Segmentation, over: (requests: number) => boolean): TimeRange[] {
  const ranges: { from: number; to: number }[] = [];
  s.requests?.forEach((n, i) => {
    if (n === null || !over(n)) return;
    const from = s.from + i * s.binMs;
    const last = ranges.at(-1);
    if (last && from <= last.to + s.binMs) last.to = from + s.binMs;
    else ranges.push({ from, to: from + s.binMs });
  });
  return ranges;
}

function ofAccumulation({ segmentation }: PreventionInput): PreventionModel {
  const reliefs = segmentation.episodes.slice(1).flatMap((e, i) => {
    const before = segmentation.episodes[i]?.to ?? null;
    return before === null ? [] : [e.from - before];
  });
  const shortest = reliefs.length > 0 ? Math.min(...reliefs) : null;
  const interventions: Intervention[] = [
    {
      id: 'restore:accumulation',
      verb: 'restore',
      target: 'accumulation',
      action: 'Find what fills up, and release it as fast as it comes in',
    },
    ...(shortest !== null
      ? [
          {
            id: 'move:restart',
            verb: 'move' as const,
            target: 'restart',
            action: `Until then, restart before it is full: every ${duration(0.75 * shortest)}`,
          },
        ]
      : []),
  ];
  const outcomes = replay(
    interventions,
    (growth) => (growth === 1 ? allWindows(segmentation) : null),
    [],
    (chosen) => {
      if (chosen.some((one) => one.verb === 'restore'))
        return { holds: true, why: 'What does not fill up does not run over.' };
      if (chosen.length > 0)
        return {
          holds: true,
          why: `The shortest time to fill was ${duration(shortest ?? 0)}; a restart comes sooner.`,
        };
      return { holds: false, why: 'It fills up again after every recovery.' };
    },
  );
  return { culprit: 'accumulation', gauge: null, limit: null, sizeSubject: null, interventions, outcomes };
}

/** Deployments, configuration, flags, vendors: what came in can be taken back, or be kept from reaching everything. */
function ofEvents({ segmentation, verdict, causal }: PreventionInput, stream: Stream): PreventionModel {
  const lags = triggerOf(causal, verdict.cause ?? stream.id)?.lagMs ?? [0, 0];
  const outer = stream.kind === 'vendor' || stream.kind === 'dependency';
  const windows = explainedWindows(segmentation, stream, lags);
  const interventions: Intervention[] = [
    outer
      ? {
          id: `separate:${stream.id}`,
          verb: 'separate',
          target: stream.id,
          action: `Keep failures of ${stream.id} from reaching the callers: a short time limit and a way to answer without it`,
        }
      : {
          id: `restore:${stream.id}`,
          verb: 'restore',
          target: stream.id,
          action: `Take back what ${verdict.cause ?? stream.id} brought in, then bring it in to a small part first`,
        },
  ];
  const lasting = windows.inside.length === 0;
  const outcomes = replay(
    interventions,
    (growth) => (growth === 1 ? (lasting ? allWindows(segmentation) : windows.inside) : null),
    lasting ? [] : windows.outside,
    (chosen) =>
      chosen.length > 0
        ? {
            holds: true,
            why: outer
              ? `Failures of ${stream.id} stay where they are.`
              : `Without ${verdict.cause ?? stream.id} it is as it was before.`,
          }
        : { holds: false, why: `Each ${stream.kind} event of ${stream.id} brings it back.` },
  );
  return { culprit: stream.id, gauge: null, limit: null, sizeSubject: null, interventions, outcomes };
}
