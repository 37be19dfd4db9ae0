import type { RecordRef } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import { eventKindIn, streamOfKind } from './event-kind.ts';
import { firstOf, isObject, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';
import { labelsOfTags } from './tags.ts';

const MARK = /^\s*\[(Triggered|Re-Triggered|Recovered|Warn|No data|Renotify)[^\]]*\]\s*/i;
interface Told {
  readonly time: unknown;
  readonly title: string;
  readonly text: string | null;
  readonly tags: unknown;
  readonly monitor: boolean;
  readonly recovered: boolean;
  readonly says: string;
}

/** v1: `{title, text, date_happened, alert_type, source, tags, monitor_id}`. */
function fromV1(one: JsonObject): Told | null {
  const title = textAt(one.title);
  if (title === null) return null;
  const source = textAt(firstOf(one, ['source', 'source_type_name'])) ?? '';
  const monitor = one.monitor_id != null || MARK.test(title) || /^(alert|monitor)/i.test(source);
  return {
    time: one.date_happened,
    title,
    text: textAt(one.text),
    tags: one.tags,
    monitor,
    recovered: one.alert_type === 'success' || /^\s*\[Recovered/i.test(title),
    says: [source, ...(Array.isArray(one.tags) ? one.tags : []), title].join(' '),
  };
}

/** v2: `{type: "event", attributes: {timestamp, message, tags, attributes: {title, evt, monitor, status}}}`. */
function fromV2(one: JsonObject): Told | null {
  const outer = objectAt(one.attributes);
  const inner = isObject(outer.attributes) ? outer.attributes : outer;
  const evt = objectAt(inner.evt);
  const name = textAt(pathAt(inner, 'monitor', 'name'));
  const title = name ?? textAt(inner.title) ?? textAt(evt.name) ?? textAt(outer.title);
  if (title === null) return null;
  const type = textAt(evt.type) ?? textAt(inner.category) ?? '';
  const change = textAt(pathAt(inner, 'monitor', 'transition', 'trans_name')) ?? '';
  return {
    time: outer.timestamp ?? inner.timestamp,
    title,
    text: textAt(outer.message),
    tags: outer.tags,
    monitor: isObject(inner.monitor) || /monitor/.test(type) || MARK.test(title),
    recovered: /recover/i.test(change) || /^\s*\[Recovered/i.test(title),
    says: [type, ...(Array.isArray(outer.tags) ? outer.tags : []), title].join(' '),
  };
}

interface Alert {
  readonly stream: string;
  readonly start: number;
  readonly title: string;
  readonly about: readonly string[];
  readonly ref: RecordRef;
  readonly recovered: boolean;
}

/** The event stream of Datadog, v1 and v2: alerts from trigger to recovery, deployments and changes, the rest as notes. */
export const datadogEvents: Importer = {
  id: 'datadog-events',
  format: 'Datadog events',
  sniff(head) {
    const v1 = headRecords(head, 'events').filter(
      (one) => one.date_happened !== undefined && one.title !== undefined,
    );
    const v2 = headRecords(head, 'data').filter((one) => one.type === 'event' && isObject(one.attributes));
    return v1.length + v2.length > 0 ? 0.97 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    const alerts: Alert[] = [];
    return jsonDocumentParser(
      context,
      sink,
      [
        ['events', '*'],
        ['data', '*'],
      ],
      {
        record(record, tally) {
          const one = objectAt(record.value);
          const told = one.date_happened === undefined ? fromV2(one) : fromV1(one);
          if (!told) return 'an event without a title';
          const at = tally.times.read(told.time);
          if (at === null) return 'an event without a time';
          const ref = tally.refAt(record, at);
          const service = labelsOfTags(told.tags).service ?? null;
          const about = service === null ? [] : [service];
          if (told.monitor) {
            const stream = told.title.replace(MARK, '').slice(0, 200);
            streams.set(stream, 'alert');
            alerts.push({ stream, start: at, title: told.title, about, ref, recovered: told.recovered });
            return undefined;
          }
          const kind = eventKindIn(told.says);
          if (kind === null) {
            const text = told.text === null ? told.title : `${told.title}: ${told.text}`;
            sink.note({ at, text, byRole: null, ref });
            return undefined;
          }
          const stream = streamOfKind(kind, service);
          streams.set(stream, kind);
          sink.event(plainEvent({ stream, kind, start: at, title: told.title, about, ref }));
          return undefined;
        },
        end(tally) {
          // Newest first or oldest first: a recovery ends the last alert of its monitor before it.
          const open = new Map<string, Alert>();
          const send = (alert: Alert, end: number | null) => {
            const { stream, start, title, about, ref } = alert;
            sink.event(plainEvent({ stream, kind: 'alert', start, end, title, about, ref }));
          };
          for (const alert of alerts.sort((a, b) => a.start - b.start)) {
            const before = open.get(alert.stream);
            if (!alert.recovered) {
              if (before) continue;
              open.set(alert.stream, alert);
            } else if (before) {
              send(before, alert.start);
              open.delete(alert.stream);
            } else send(alert, null);
          }
          for (const alert of open.values()) send(alert, null);
          coverStreams(streams, sink, tally.times.span());
        },
      },
    );
  },
};
