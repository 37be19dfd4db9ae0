import type { Stream } from '../../incident/stream.ts';
import type { Intervention, PreventionModel } from '../analysis-result.ts';
import type { FullGauge } from '../contrast/full-gauge.ts';
import type { DataOf } from '../finding.ts';
import { isKind } from '../finding.ts';
import { median } from '../statistics/quantile.ts';
import { triggerOf } from '../verdict.ts';
import { duration, figure, list } from '../wording.ts';
import { type Demand, demandOf, type RunLength, runLengthOf } from './demand.ts';
import { explainedWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replayedWindows } from './replay-runs.ts';
import { replaySubsets } from './replay-subsets.ts';

/** What a limit should leave free beyond today's need. */
const MARGIN = 1.1;

/** What would have prevented the windows that begin with the runs of a stream. */
export function preventionOfRuns(input: PreventionInput, stream: Stream): PreventionModel {
  const { incident, segmentation, compared, causal, ledger, clock } = input;
  const full =
    compared.full.find((f) => f.during?.stream === stream.id && f.test.gauge.origin === 'stated') ??
    compared.full.find((f) => f.during?.stream === stream.id) ??
    null;
  const demand = full && compared.comparison ? demandOf(full, stream, compared.comparison) : null;
  const length = runLengthOf(stream);
  const trigger = triggerOf(causal, stream.id);
  const lags = trigger?.lagMs ?? [0, 0];
  const explained = explainedWindows(segmentation, stream, lags);
  const short = demand ? null : (trigger?.harmlessBelowMs ?? null);
  const notice = noticeFor(input, stream, full);
  const interventions: Intervention[] = [
    ...(full && demand ? gaugeInterventions(stream, full, demand) : []),
    ...(short !== null ? [shortRuns(stream, short)] : []),
    pause(stream, (full !== null && demand !== null) || short !== null),
    ...(notice ? [notice] : []),
  ];
  const outcomes = replaySubsets(
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
    (chosen, growth) => judgeRuns(chosen, growth, { stream, full, demand, length, short }),
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

/** What a replay knows of the runs: the gauge that they fill, or the length up to which they did no harm. */
interface RunsUnderReplay {
  readonly stream: Stream;
  readonly full: FullGauge | null;
  readonly demand: Demand | null;
  readonly length: RunLength | null;
  readonly short: number | null;
}

function judgeRuns(
  chosen: readonly Intervention[],
  growth: number,
  { stream, full, demand, length, short }: RunsUnderReplay,
): { holds: boolean; why: string } {
  const verbs = new Map(chosen.map((one) => [one.verb, one]));
  const grown = growth === 1 ? 'today' : `with ${growth} times the size`;
  if (verbs.has('pause')) return { holds: true, why: `Without its runs ${stream.id} starts no failure.` };
  if (!full || !demand) {
    if (short !== null && verbs.has('cap')) {
      return {
        holds: true,
        why: `Runs under ${duration(short)} did no harm; more work means more runs, not longer ones.`,
      };
    }
    if (short !== null && verbs.has('notice') && growth > 1) {
      return {
        holds: true,
        why: `With notice the runs are split before they take longer than the ${duration(short)} that did no harm.`,
      };
    }
    return {
      holds: false,
      why: verbs.has('notice')
        ? short !== null
          ? `Notice alone changes nothing ${grown}: the runs are as long as they are.`
          : `Notice alone changes nothing ${grown}: nothing in the evidence says what to make room in.`
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
      action: isShare(full)
        ? `Make ${figure(raised / demand.limit)} times the room behind ${gauge} and set an alert well below ${figure(demand.limit)}`
        : `Raise the limit of ${gauge} from ${figure(demand.limit)} to ${figure(raised)} and set an alert well below it`,
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

/** A percentage or a ratio is full at 100 or at 1: more room is more of what it measures, not a higher limit. */
function isShare({ test }: FullGauge): boolean {
  const { gauge } = test.gauge;
  if (/percent|^%$|ratio|fraction/i.test(gauge.unit ?? '')) return true;
  const whole = gauge.values.every((value) => value === null || Number.isInteger(value));
  return (test.limit === 1 || test.limit === 100) && !whole;
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

/** Where no limit is known, the runs themselves show how long one may take. */
function shortRuns(stream: Stream, harmlessMs: number): Intervention {
  return {
    id: `cap:${stream.id}`,
    verb: 'cap',
    target: stream.id,
    action: `Split the runs of ${stream.id}, so that none takes longer than the ${duration(harmlessMs)} that did no harm`,
  };
}

/** `lasting`: there is another one to pause it for. */
function pause(stream: Stream, lasting: boolean): Intervention {
  return {
    id: `pause:${stream.id}`,
    verb: 'pause',
    target: stream.id,
    action: lasting
      ? `Pause ${stream.id} until one of the others is in place`
      : `Pause ${stream.id}, or run it where the service is not in use, until it is known how it does harm`,
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
