import type { RecordRef } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import { wordTable } from '../incident/word-table.ts';
import { firstOf, isObject, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { kubernetesObjects, workloadOf } from './kubernetes-object.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

/** What a reason of the event API means for the streams; the rest is what a cluster says all day. */
const KINDS: Readonly<Record<string, StreamKind>> = wordTable({
  ScalingReplicaSet: 'autoscale',
  SuccessfulRescale: 'autoscale',
  TriggeredScaleUp: 'autoscale',
  ScaleDown: 'autoscale',
  Killing: 'restart',
  BackOff: 'restart',
  OOMKilling: 'restart',
  Evicted: 'restart',
  Preempted: 'restart',
  NodeNotReady: 'restart',
  Rebooted: 'restart',
  TaintManagerEviction: 'restart',
  // The provider takes a node back, or says that it will (AWS termination handler, Karpenter, GKE, AKS).
  SpotInterruption: 'maintenance',
  SpotInterrupted: 'maintenance',
  RebalanceRecommendation: 'maintenance',
  SpotRebalanceRecommendation: 'maintenance',
  ScheduledEvent: 'maintenance',
  PreemptScheduled: 'maintenance',
  FreezeScheduled: 'maintenance',
  RebootScheduled: 'maintenance',
  RedeployScheduled: 'maintenance',
  TerminateScheduled: 'maintenance',
  Unhealthy: 'alert',
  Failed: 'alert',
  FailedScheduling: 'alert',
  FailedMount: 'alert',
  // Flux and Argo CD; a reconciliation that changes nothing is reported all day and is none of these.
  InstallSucceeded: 'deploy',
  UpgradeSucceeded: 'deploy',
  RollbackSucceeded: 'deploy',
  OperationCompleted: 'deploy',
});

/** A run of a cron job, told of by what its controller says when it makes the job and when it sees it done. */
interface CronRun {
  readonly stream: string;
  start: number | null;
  end: number | null;
  failed: boolean;
  ref: RecordRef;
}

/** A step of an autoscaler or a rollout: how many there are to be, and how many there were where that is said. */
interface Step {
  readonly owner: string;
  readonly size: number;
  readonly up: boolean | null;
  /** The replica set that a deployment gives more or fewer of its pods. */
  readonly replicas: string | null;
  readonly emit: (stream: string, rollout?: string) => void;
  readonly at: number;
}

/** What a controller calls a thing by its full name; a pod, a job and a replica set carry the mark of one run or revision. */
const NAMED_IN_FULL = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'HorizontalPodAutoscaler',
  'CronJob',
  'HelmRelease',
  'Kustomization',
  'Application',
]);

/** Within it the pods of a deployment move from one replica set to the next. */
const ROLLOUT_MS = 15 * MINUTE_MS;

/**
 * Steps of which a rollout is made: a deployment that moves its pods to another replica set takes a new version, which is no
 * scaling. The step that begins one carries the name of the new replica set, those that follow in it carry null.
 */
function rolloutsIn(steps: readonly Step[]): ReadonlyMap<Step, string | null> {
  const found = new Map<Step, string | null>();
  const byOwner = new Map<string, Step[]>();
  for (const step of steps) {
    const own = byOwner.get(step.owner);
    if (own) own.push(step);
    else byOwner.set(step.owner, [step]);
  }
  for (const own of byOwner.values()) {
    let current: string | null = null;
    let since = Number.NEGATIVE_INFINITY;
    for (const step of own) {
      const { replicas, up, at } = step;
      if (replicas === null) continue;
      if (up === true && current !== replicas) {
        // Of the first set on record it is not known what it took over from, unless another is emptied beside it.
        const takesOver =
          current !== null ||
          own.some(
            (other) =>
              other.up === false &&
              other.replicas !== null &&
              other.replicas !== replicas &&
              Math.abs(other.at - at) <= ROLLOUT_MS,
          );
        current = replicas;
        if (!takesOver) continue;
        since = at;
        found.set(step, replicas);
      } else if (at <= since + ROLLOUT_MS && (up === true || current !== replicas)) found.set(step, null);
      else current ??= replicas;
    }
  }
  return found;
}

const SCALINGS = new Set(['SuccessfulRescale', 'ScalingReplicaSet']);

/** Which way a step goes, as its message tells it; null where only the new size is told. */
function directionOf(message: string): boolean | null {
  if (/\bscaled up\b/i.test(message)) return true;
  if (/\bscaled down\b/i.test(message)) return false;
  const [, now, before] = /\bto (\d+) from (\d+)/i.exec(message) ?? [];
  return now === undefined || before === undefined ? null : Number(now) > Number(before);
}

/** Of an autoscaler's first step, before which no size is known. */
function reasonOf(message: string): boolean | null {
  if (/\babove\b/i.test(message)) return true;
  return /\bbelow\b/i.test(message) ? false : null;
}

const REPLICA_SET = /\breplica set (\S+)/i;
const CREATED = /^Created job (\S+)$/;
const COMPLETED = /^Saw completed job: (\S+?),? (?:condition|status): (\w+)/;

/** `kubectl get events -o json`: items with `reason`, `message`, `involvedObject` and first and last time. */
export const kubernetesEvents: Importer = {
  id: 'kubernetes-events',
  format: 'Kubernetes events (kubectl)',
  sniff(head) {
    const records = kubernetesObjects(head);
    return records.some(
      (one) => one.kind === 'Event' || (isObject(one.involvedObject) && one.reason !== undefined),
    )
      ? 0.97
      : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    const runs = new Map<string, CronRun>();
    const steps: Step[] = [];
    /** Takes an event of a cron job; false when it says nothing of a run. */
    const tellsOfRun = (cronJob: string, message: string, at: number, ref: RecordRef): boolean => {
      const created = CREATED.exec(message)?.[1];
      const [, completed, condition = ''] = COMPLETED.exec(message) ?? [];
      const job = created ?? completed;
      if (job === undefined) return false;
      const run = runs.get(job) ?? { stream: cronJob, start: null, end: null, failed: false, ref };
      runs.set(job, run);
      if (created !== undefined) run.start = at;
      else {
        run.end = at;
        run.failed = /failed/i.test(condition);
      }
      return true;
    };
    return jsonDocumentParser(context, sink, [['items', '*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = objectAt(record.value);
        const reason = textAt(one.reason) ?? 'event';
        const first = tally.times.read(
          firstOf(one, ['firstTimestamp', 'eventTime', 'lastTimestamp']) ??
            pathAt(one, 'metadata', 'creationTimestamp'),
        );
        const last = tally.times.read(firstOf(one, ['lastTimestamp', 'eventTime']));
        if (first === null) return 'an event without a time';
        const object = objectAt(one.involvedObject ?? one.regarding);
        const name = textAt(object.name);
        const told = textAt(one.message) ?? textAt(one.note);
        const ref = tally.ref(record, { from: first, to: (last ?? first) + 1 });
        if (object.kind === 'CronJob' && name !== null && told !== null && tellsOfRun(name, told, first, ref))
          return undefined;
        const kind = KINDS[reason] ?? 'alert';
        // Nodes come and go under names of their own: what befalls one after the other is one stream.
        const inFull = NAMED_IN_FULL.has(textAt(object.kind) ?? '');
        const owner =
          name === null ? '' : object.kind === 'Node' ? 'nodes ' : `${inFull ? name : workloadOf(name)} `;
        const stream = `${owner}${reason}`;
        const emit = (start: number, as = stream, rollout: string | null = null) => {
          const of = rollout === null ? kind : 'deploy';
          streams.set(as, of);
          sink.event({
            stream: as,
            kind: of,
            start,
            end: null,
            title: rollout ?? told ?? reason,
            status: null,
            size: null,
            sizeUnit: null,
            about: name === null ? [] : [name],
            expected: false,
            ref,
          });
        };
        // A counted event keeps its first and last time only; those between are not known.
        const times =
          last !== null && last > first && (numberAt(one.count) ?? 1) > 1 ? [first, last] : [first];
        const size = told === null ? Number.NaN : Number(/\b(?:New size:|to) (\d+)/.exec(told)?.[1]);
        if (SCALINGS.has(reason) && told !== null && Number.isFinite(size)) {
          const up = directionOf(told) ?? reasonOf(told);
          const replicas = REPLICA_SET.exec(told)?.[1] ?? null;
          for (const at of times)
            steps.push({ owner, size, up, replicas, at, emit: (as, rollout) => emit(at, as, rollout) });
        } else for (const at of times) emit(at);
        return undefined;
      },
      end(tally) {
        // To take instances away is another event than to add some: each has consequences of its own.
        const sizes = new Map<string, number>();
        const ordered = steps.toSorted((a, b) => a.at - b.at);
        const rollouts = rolloutsIn(ordered);
        for (const step of ordered) {
          const rollout = rollouts.get(step);
          if (rollout === null) continue;
          if (rollout !== undefined) {
            step.emit(`${step.owner}deployments`, rollout);
            continue;
          }
          const before = sizes.get(step.owner);
          sizes.set(step.owner, step.size);
          const up = step.up ?? (before === undefined ? null : step.size > before);
          step.emit(`${step.owner}${up === null ? 'scaling' : up ? 'scaled up' : 'scaled down'}`);
        }
        for (const [job, run] of runs) {
          // Events are kept for an hour: of a run that began before only the end is known.
          if (run.start === null) continue;
          streams.set(run.stream, 'job');
          const status = run.end === null ? null : run.failed ? 'failed' : 'succeeded';
          const { stream, start, end, ref } = run;
          sink.event(plainEvent({ stream, kind: 'job', start, end, title: job, status, ref }));
        }
        coverStreams(streams, sink, tally.times.span());
      },
    });
  },
};
