import type { StreamKind } from '../incident/stream.ts';
import { wordTable } from '../incident/word-table.ts';
import { firstOf, isObject, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { kubernetesObjects, workloadOf } from './kubernetes-object.ts';
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
  Unhealthy: 'alert',
  Failed: 'alert',
  FailedScheduling: 'alert',
  FailedMount: 'alert',
});

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
        const kind = KINDS[reason] ?? 'alert';
        const owner = name === null ? '' : `${workloadOf(name)} `;
        const stream = `${owner}${reason}`;
        streams.set(stream, kind);
        const emit = (start: number) => {
          sink.event({
            stream,
            kind,
            start,
            end: null,
            title: textAt(one.message) ?? textAt(one.note) ?? reason,
            status: null,
            size: null,
            sizeUnit: null,
            about: name === null ? [] : [name],
            expected: false,
            ref: tally.ref(record, { from: first, to: (last ?? first) + 1 }),
          });
        };
        emit(first);
        // A counted event keeps its first and last time only; those between are not known.
        if (last !== null && last > first && (numberAt(one.count) ?? 1) > 1) emit(last);
        return undefined;
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};
