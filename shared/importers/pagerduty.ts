import type { RecordRef } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import type { TimeRange } from '../incident/time-range.ts';
import { firstOf, isObject, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer, ImportSink } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { coverStreams } from './stream-coverage.ts';

/** "checkout-api" of a service reference. */
function serviceOf(one: JsonObject): string | null {
  return (
    textAt(pathAt(one, 'service', 'summary')) ??
    textAt(pathAt(one, 'incident', 'service', 'summary')) ??
    textAt(pathAt(one, 'service', 'name'))
  );
}

function alertStream(service: string | null): string {
  return service === null ? 'pages' : `${service} pages`;
}

/** What an entry says in words: the note of an annotation, else its summary. */
function entryText(entry: JsonObject): string {
  return (
    textAt(pathAt(entry, 'channel', 'summary')) ??
    textAt(pathAt(entry, 'channel', 'content')) ??
    textAt(pathAt(entry, 'note', 'content')) ??
    textAt(pathAt(entry, 'channel', 'body')) ??
    textAt(entry.summary) ??
    textAt(entry.description) ??
    ''
  );
}

interface Page {
  from: number;
  to: number | null;
  title: string;
  service: string | null;
  ref: RecordRef;
}

/** The pages of a whole export as alerts; one whose trigger is not in the export is an instant at its end. */
function sendPages(pages: Iterable<Page>, sink: ImportSink, span: TimeRange | null): void {
  const streams = new Map<string, StreamKind>();
  for (const page of pages) {
    const start = Number.isNaN(page.from) ? page.to : page.from;
    if (start === null) continue;
    const stream = alertStream(page.service);
    streams.set(stream, 'alert');
    sink.event({
      stream,
      kind: 'alert',
      start,
      end: Number.isNaN(page.from) ? null : page.to,
      title: page.title,
      status: null,
      size: null,
      sizeUnit: null,
      about: page.service === null ? [] : [page.service],
      expected: false,
      ref: page.ref,
    });
  }
  coverStreams(streams, sink, span);
}

/**
 * Log entries (PagerDuty REST "List log entries"): newest first, types `trigger_`, `acknowledge_`, `escalate_`,
 * `notify_`, `annotate_`, `resolve_log_entry`. An incident from trigger to resolve is one page; annotations are notes.
 */
export const pagerdutyLogEntries: Importer = {
  id: 'pagerduty-log-entries',
  format: 'PagerDuty log entries',
  sniff(head) {
    const entries = headRecords(head, 'log_entries');
    const bare = headRecords(head).filter((one) => /_log_entry(_reference)?$/.test(textAt(one.type) ?? ''));
    return entries.length > 0 || bare.length > 0 ? 0.97 : 0;
  },
  parse(context, sink) {
    const pages = new Map<string, Page>();
    return jsonDocumentParser(context, sink, [['log_entries', '*'], ['*']], {
      record(record, tally) {
        const entry = objectAt(record.value);
        const type = textAt(entry.type) ?? '';
        const at = tally.times.read(entry.created_at);
        if (at === null) return 'an entry without created_at';
        const ref = tally.refAt(record, at);
        const incident = textAt(pathAt(entry, 'incident', 'id')) ?? '';
        const known = pages.get(incident);
        const title = textAt(pathAt(entry, 'incident', 'summary')) ?? textAt(entry.summary) ?? 'page';
        if (type.startsWith('trigger')) {
          pages.set(incident, { from: at, to: known?.to ?? null, title, service: serviceOf(entry), ref });
        } else if (type.startsWith('resolve')) {
          // Newest first: the resolution comes before the trigger.
          pages.set(incident, {
            from: known?.from ?? Number.NaN,
            to: at,
            title,
            service: known?.service ?? serviceOf(entry),
            ref: known?.ref ?? ref,
          });
        } else if (/^(annotat|note|status_update)/.test(type)) {
          const text = entryText(entry);
          if (text !== '') sink.note({ at, text, byRole: null, ref });
        }
        return undefined;
      },
      end(tally) {
        sendPages(pages.values(), sink, tally.times.span());
      },
    });
  },
};

/** `{incidents: [...]}` and `{alerts: [...]}` of the REST API. */
export const pagerdutyIncidents: Importer = {
  id: 'pagerduty-incidents',
  format: 'PagerDuty incidents',
  sniff(head) {
    const records = [...headRecords(head, 'incidents'), ...headRecords(head, 'alerts')];
    const fit = records.filter(
      (one) =>
        one.created_at !== undefined &&
        (isObject(one.service) || one.incident_number !== undefined || one.severity !== undefined) &&
        one.incident_updates === undefined &&
        one.incident_status === undefined,
    );
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.93 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(
      context,
      sink,
      [
        ['incidents', '*'],
        ['alerts', '*'],
      ],
      {
        record(record, tally) {
          const one = objectAt(record.value);
          const start = tally.times.read(one.created_at);
          if (start === null) return 'no created_at';
          const resolved = textAt(one.status) === 'resolved';
          const end = resolved
            ? tally.times.read(firstOf(one, ['resolved_at', 'last_status_change_at']))
            : null;
          const service = serviceOf(one);
          const stream = alertStream(service);
          streams.set(stream, 'alert');
          sink.event({
            stream,
            kind: 'alert',
            start,
            end: end !== null && end >= start ? end : null,
            title: textAt(one.title) ?? textAt(one.summary) ?? 'page',
            status: null,
            size: null,
            sizeUnit: null,
            about: service === null ? [] : [service],
            expected: false,
            ref: tally.refAt(record, start),
          });
          return undefined;
        },
        end: (tally) => coverStreams(streams, sink, tally.times.span()),
      },
    );
  },
};

/** Webhooks v3, one document or one a line: `{event: {event_type, occurred_at, data}}`. */
export const pagerdutyWebhook: Importer = {
  id: 'pagerduty-webhook',
  format: 'PagerDuty webhook events',
  sniff(head) {
    const json = jsonHead(head);
    const first = json?.shape === 'object' ? json.value : json?.records[0];
    const event = objectAt(first).event;
    return isObject(event) && event.event_type !== undefined && event.occurred_at !== undefined ? 0.97 : 0;
  },
  parse(context, sink) {
    const open = new Map<string, Page>();
    return jsonDocumentParser(context, sink, [['event'], ['*', 'event']], {
      record(record, tally) {
        const event = objectAt(record.value);
        const type = textAt(event.event_type) ?? '';
        const at = tally.times.read(event.occurred_at);
        if (at === null) return 'an event without occurred_at';
        const data = objectAt(event.data);
        const ref = tally.refAt(record, at);
        if (type === 'incident.annotated' || type === 'incident.status_update_published') {
          const text = textAt(data.content) ?? textAt(data.message);
          if (text !== null) sink.note({ at, text, byRole: null, ref });
          return undefined;
        }
        const id = textAt(data.id) ?? '';
        const known = open.get(id);
        const title = textAt(data.title) ?? known?.title ?? 'page';
        const service = serviceOf(data) ?? known?.service ?? null;
        if (type === 'incident.triggered')
          open.set(id, { from: at, to: known?.to ?? null, title, service, ref });
        else if (type === 'incident.resolved') {
          open.set(id, { from: known?.from ?? Number.NaN, to: at, title, service, ref: known?.ref ?? ref });
        }
        return undefined;
      },
      end(tally) {
        sendPages(open.values(), sink, tally.times.span());
      },
    });
  },
};
