import type { StreamKind } from '../incident/stream.ts';
import { eventKindIn, streamOfKind } from './event-kind.ts';
import { arrayAt, type JsonObject, numberAt, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

function isAnnotation(one: JsonObject): boolean {
  return (
    numberAt(one.time) !== null &&
    numberAt(one.timeEnd) !== null &&
    typeof one.text === 'string' &&
    (one.dashboardId !== undefined || one.dashboardUID !== undefined || one.alertId !== undefined)
  );
}

/** The tag that says what an annotation is of: the first one that names no kind itself. */
function serviceIn(tags: readonly string[]): string | null {
  const named =
    tags.find((tag) => /^(service|app):/i.test(tag)) ?? tags.find((tag) => eventKindIn(tag) === null);
  return named === undefined ? null : named.replace(/^(service|app):/i, '');
}

/** Grafana's annotations API: `[{time, timeEnd, text, tags, alertId}]`. An annotation without a known kind is a note. */
export const grafanaAnnotations: Importer = {
  id: 'grafana-annotations',
  format: 'Grafana annotations',
  sniff(head) {
    const records = headRecords(head);
    return records.length > 0 && records.filter(isAnnotation).length / records.length > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const start = tally.times.read(one.time);
        if (start === null) return 'an annotation without a time';
        const last = tally.times.read(one.timeEnd);
        const end = last !== null && last > start ? last : null;
        const text = (textAt(one.text) ?? '')
          .replace(/<[^>]{1,200}>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim();
        const tags = arrayAt(one.tags).flatMap((tag) => textAt(tag) ?? []);
        const alert = (numberAt(one.alertId) ?? 0) > 0 ? (textAt(one.alertName) ?? 'alerts') : null;
        const kind = alert === null ? (eventKindIn(tags.join(' ')) ?? eventKindIn(text)) : 'alert';
        const ref = tally.ref(record, { from: start, to: (end ?? start) + 1 });
        if (kind === null) {
          if (text === '') return 'an annotation that says nothing';
          sink.note({ at: start, text, byRole: null, ref });
          return undefined;
        }
        const service = serviceIn(tags);
        const stream = alert ?? streamOfKind(kind, service);
        streams.set(stream, kind);
        const about = service === null ? [] : [service];
        sink.event(plainEvent({ stream, kind, start, end, title: text === '' ? stream : text, about, ref }));
        return undefined;
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};
