import type { StreamKind } from '../incident/stream.ts';
import { wordTable } from '../incident/word-table.ts';
import { arrayAt, firstOf, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { kubernetesObjects } from './kubernetes-object.ts';
import { plainEvent } from './plain-event.ts';
import { runStatusOf } from './run-status.ts';
import { coverStreams } from './stream-coverage.ts';

/** One rollout that an object tells of; times are still as they are written. */
interface Rollout {
  readonly start: unknown;
  readonly end: unknown;
  readonly revision: string | null;
  readonly status: string | null;
}

function nameOf(one: JsonObject): string | null {
  return textAt(objectAt(one.metadata).name);
}

/** Argo CD keeps the last syncs of an application in `status.history`, the newest last. */
function ofApplication(one: JsonObject): Rollout[] {
  return arrayAt(pathAt(one, 'status', 'history')).map((entry) => {
    const { deployStartedAt, deployedAt, revision, revisions } = objectAt(entry);
    return {
      start: deployStartedAt ?? deployedAt,
      end: deployStartedAt === undefined ? null : deployedAt,
      revision: textAt(revision) ?? textAt(arrayAt(revisions)[0]),
      status: 'succeeded',
    };
  });
}

/** Flux keeps the last releases of a HelmRelease in `status.history`, the newest first. */
function ofHelmRelease(one: JsonObject): Rollout[] {
  return arrayAt(pathAt(one, 'status', 'history')).map((entry) => {
    const { lastDeployed, chartVersion, appVersion, status } = objectAt(entry);
    return {
      start: lastDeployed,
      end: null,
      revision: textAt(firstOf({ appVersion, chartVersion }, ['appVersion', 'chartVersion'])),
      status: textAt(status),
    };
  });
}

/** A deployment makes a replica set for each revision: when it was made is when the rollout began. */
function ofReplicaSet(one: JsonObject): Rollout[] {
  const { creationTimestamp, annotations } = objectAt(one.metadata);
  const revision = textAt(objectAt(annotations)['deployment.kubernetes.io/revision']);
  const image = textAt(objectAt(arrayAt(pathAt(one, 'spec', 'template', 'spec', 'containers'))[0]).image);
  return [{ start: creationTimestamp, end: null, revision: image ?? revision, status: null }];
}

/** The deployment that a replica set belongs to. */
function ownerOf(one: JsonObject): string | null {
  const owner = arrayAt(objectAt(one.metadata).ownerReferences)
    .map(objectAt)
    .find((each) => each.kind === 'Deployment');
  return textAt(owner?.name) ?? nameOf(one)?.replace(/-[a-z0-9]{6,10}$/, '') ?? null;
}

const KINDS: Readonly<
  Record<string, { of(one: JsonObject): Rollout[]; name(one: JsonObject): string | null }>
> = wordTable({
  Application: { of: ofApplication, name: nameOf },
  HelmRelease: { of: ofHelmRelease, name: nameOf },
  ReplicaSet: { of: ofReplicaSet, name: ownerOf },
});

/** What was rolled out in a cluster and when, from what Argo CD, Flux and Kubernetes keep of it (`kubectl get -o json`). */
export const kubernetesRollouts: Importer = {
  id: 'kubernetes-rollouts',
  format: 'Rollouts (Argo CD, Flux, replica sets)',
  sniff(head) {
    const objects = kubernetesObjects(head);
    const known = objects.filter((one) => KINDS[textAt(one.kind) ?? ''] !== undefined);
    return known.length > 0 && known.length >= objects.length * 0.6 ? 0.96 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    const kind = kubernetesObjects(context.head)[0]?.kind;
    return jsonDocumentParser(context, sink, [['items', '*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = objectAt(record.value);
        const known = KINDS[textAt(one.kind) ?? textAt(kind) ?? ''];
        if (!known) return `a ${textAt(one.kind) ?? 'thing'}, which keeps no rollouts`;
        const name = known.name(one);
        const namespace = textAt(objectAt(one.metadata).namespace);
        let taken = 0;
        for (const rollout of known.of(one)) {
          const start = tally.times.read(rollout.start);
          if (start === null || name === null) continue;
          const end = tally.times.peek(rollout.end);
          if (end !== null && end >= start) tally.times.count(end);
          const stream = `${name} deployments`;
          streams.set(stream, 'deploy');
          taken += 1;
          sink.event(
            plainEvent({
              stream,
              kind: 'deploy',
              start,
              end,
              title: [name, rollout.revision].filter((part) => part !== null).join(' '),
              status: runStatusOf(rollout.status),
              about: [name, namespace, rollout.revision].filter((part) => part !== null),
              ref: tally.ref(record, { from: start, to: (end ?? start) + 1 }),
            }),
          );
        }
        return taken > 0 ? undefined : 'it keeps no rollout with a time';
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};
