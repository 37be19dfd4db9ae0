import { arrayAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { kubernetesObjects } from './kubernetes-object.ts';
import { plainEvent } from './plain-event.ts';

/** `kubectl get nodes -o json`: the last change of each condition. */
export const kubernetesNodes: Importer = {
  id: 'kubernetes-nodes',
  format: 'Kubernetes nodes (kubectl)',
  sniff: (head) => (kubernetesObjects(head).some((one) => one.kind === 'Node') ? 0.97 : 0),
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['items', '*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = objectAt(record.value);
        const name = textAt(pathAt(one, 'metadata', 'name'));
        if (name === null || (one.kind !== undefined && one.kind !== 'Node'))
          return `a ${textAt(one.kind) ?? 'thing'}, not a Node`;
        let taken = 0;
        for (const entry of arrayAt(pathAt(one, 'status', 'conditions'))) {
          const condition = objectAt(entry);
          const at = tally.times.read(condition.lastTransitionTime);
          if (at === null) continue;
          taken += 1;
          const type = textAt(condition.type) ?? 'condition';
          const status = textAt(condition.status) ?? 'Unknown';
          // Ready should hold, the pressures should not; a change back to that is the end of something that is not listed.
          const well = (type === 'Ready') === (status === 'True');
          const reason = textAt(condition.reason);
          sink.event(
            plainEvent({
              stream: `nodes ${type}`,
              kind: type === 'Ready' ? 'restart' : 'alert',
              start: at,
              title: `${name}: ${type} became ${status}${reason === null ? '' : ` (${reason})`}${well ? '' : ', and still is'}`,
              about: [name],
              ref: tally.refAt(record, at),
            }),
          );
        }
        return taken === 0 ? 'a node without conditions' : undefined;
      },
    });
  },
};
