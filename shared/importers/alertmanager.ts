import type { StreamKind } from '../incident/stream.ts';
import { firstOf, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

function isAlert(one: JsonObject): boolean {
  return (
    textAt(pathAt(one, 'labels', 'alertname')) !== null &&
    (one.startsAt !== undefined || one.activeAt !== undefined)
  );
}

/** Alerts of Alertmanager (API and webhook) and of Prometheus: `{labels: {alertname}, startsAt | activeAt, endsAt, state}`. */
export const alertmanager: Importer = {
  id: 'alertmanager',
  format: 'Alerts (Prometheus, Alertmanager)',
  sniff(head) {
    const records = [
      ...headRecords(head),
      ...headRecords(head, 'alerts'),
      ...headRecords(head, 'data', 'alerts'),
    ];
    return records.length > 0 && records.filter(isAlert).length / records.length > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['*'], ['alerts', '*'], ['data', 'alerts', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const stream = textAt(pathAt(one, 'labels', 'alertname'));
        const start = tally.times.read(firstOf(one, ['startsAt', 'activeAt']));
        if (stream === null || start === null) return 'an alert without labels.alertname or startsAt';
        // An alert that is still active ends in the year 1, or a few minutes ahead of the export.
        const stated = tally.times.peek(one.endsAt);
        const over = textAt(firstOf(objectAt(one.status), ['state'])) !== 'active' || stated === null;
        const end = stated !== null && stated > start && (over || one.status === 'resolved') ? stated : null;
        if (end !== null) tally.times.count(end);
        const service = textAt(pathAt(one, 'labels', 'service')) ?? textAt(pathAt(one, 'labels', 'job'));
        const summary = textAt(pathAt(one, 'annotations', 'summary'));
        streams.set(stream, 'alert');
        sink.event(
          plainEvent({
            stream,
            kind: 'alert',
            start,
            end,
            title: summary === null ? stream : `${stream}: ${summary}`,
            about: service === null ? [] : [service],
            ref: tally.ref(record, { from: start, to: (end ?? start) + 1 }),
          }),
        );
        return undefined;
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};
