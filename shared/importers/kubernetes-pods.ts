import type { StreamKind } from '../incident/stream.ts';
import { arrayAt, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { kubernetesObjects, workloadOf } from './kubernetes-object.ts';
import { plainEvent } from './plain-event.ts';

/** `kubectl get pods -o json`: when pods started, and how and when the containers in them ended last. */
export const kubernetesPods: Importer = {
  id: 'kubernetes-pods',
  format: 'Kubernetes pods (kubectl)',
  sniff: (head) => (kubernetesObjects(head).some((one) => one.kind === 'Pod') ? 0.97 : 0),
  parse(context, sink) {
    // A pod keeps its last restart only: nothing is said of the time before, so no coverage is claimed.
    return jsonDocumentParser(context, sink, [['items', '*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = objectAt(record.value);
        const name = textAt(pathAt(one, 'metadata', 'name'));
        if (name === null || (one.kind !== undefined && one.kind !== 'Pod'))
          return `a ${textAt(one.kind) ?? 'thing'}, not a Pod`;
        const started = tally.times.read(
          pathAt(one, 'status', 'startTime') ?? pathAt(one, 'metadata', 'creationTimestamp'),
        );
        const ready = arrayAt(pathAt(one, 'status', 'conditions'))
          .map(objectAt)
          .find((c) => c.type === 'Ready');
        tally.times.read(ready?.lastTransitionTime);
        const workload = workloadOf(name);
        const ref = tally.ref(record, tally.times.span());
        const kind: StreamKind = 'restart';
        if (started !== null) {
          const node = textAt(pathAt(one, 'spec', 'nodeName'));
          sink.event(
            plainEvent({
              stream: `${workload} pod starts`,
              kind,
              start: started,
              title: `${name} started`,
              about: [name, node].filter((part) => part !== null),
              ref,
            }),
          );
        }
        for (const entry of arrayAt(pathAt(one, 'status', 'containerStatuses'))) {
          const container = objectAt(entry);
          const last = objectAt(pathAt(container, 'lastState', 'terminated'));
          const ended = tally.times.read(last.finishedAt);
          if (ended === null) continue;
          const again = tally.times.read(pathAt(container, 'state', 'running', 'startedAt'));
          const reason = textAt(last.reason) ?? `exit code ${textAt(last.exitCode) ?? 'unknown'}`;
          const count = numberAt(container.restartCount) ?? 1;
          sink.event(
            plainEvent({
              stream: `${workload} restarts`,
              kind,
              start: ended,
              end: again,
              title: `${name} ended (${reason}), restart ${count}`,
              about: [name],
              ref,
            }),
          );
        }
        return started === null ? 'a pod without a start' : undefined;
      },
    });
  },
};
