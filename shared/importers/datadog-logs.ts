import { isObject, type JsonObject, objectAt, textAt } from './field-access.ts';
import type { ImportContext, Importer, ImportSink } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead, shareWith } from './json-head.ts';
import { jsonLogParser } from './json-lines-logs.ts';
import { fieldsOf, type LogParts } from './json-log-record.ts';
import { levelOf } from './log-level.ts';
import { labelsOfTags } from './tags.ts';

const NOT_FIELDS = new Set([
  'timestamp',
  'service',
  'status',
  'message',
  'tags',
  'attributes',
  'id',
  'level',
]);

/**
 * Parts of the attributes of a log event (Datadog API: v2 "Search logs", `data[].attributes`; v1 `logs[].content`
 * has the same fields).
 */
export function datadogParts(event: JsonObject): LogParts | null {
  const inner = objectAt(event.attributes);
  const message = textAt(event.message) ?? textAt(inner.message) ?? textAt(inner.msg);
  if (message === null) return null;
  const host = textAt(event.host);
  return {
    time: event.timestamp ?? inner.timestamp,
    level: levelOf(event.status) ?? levelOf(inner.level) ?? levelOf(inner.status),
    service: textAt(event.service),
    message,
    fields: {
      ...labelsOfTags(event.tags),
      ...fieldsOf(inner, NOT_FIELDS),
      ...(host === null ? {} : { host }),
    },
  };
}

function importer(
  id: string,
  format: string,
  path: readonly string[],
  inner: string,
  sniff: Importer['sniff'],
): Importer {
  return {
    id,
    format,
    givesLogs: true,
    sniff,
    parse(context: ImportContext, sink: ImportSink) {
      return jsonDocumentParser(context, sink, [path], {
        record(record, tally) {
          const event = objectAt(record.value)[inner];
          const parts = isObject(event) ? datadogParts(event) : null;
          if (!parts) return `no ${inner} with a message`;
          const at = tally.times.read(parts.time);
          if (at === null) return `"${String(parts.time).slice(0, 60)}" is no time`;
          sink.log({
            at,
            level: parts.level,
            service: parts.service,
            message: parts.message,
            fields: parts.fields,
            ref: tally.refAt(record, at),
          });
          return undefined;
        },
      });
    },
  };
}

/** `{data: [{type: "log", attributes: {timestamp, host, service, status, message, tags, attributes}}]}`. */
export const datadogLogsV2 = importer(
  'datadog-logs-v2',
  'Datadog logs (v2)',
  ['data', '*'],
  'attributes',
  (head) => {
    const records = headRecords(head, 'data').filter(
      (record) => isObject(record.attributes) && record.type !== 'event',
    );
    const events = records.map((record) => objectAt(record.attributes));
    const typed = records.filter((record) => record.type === 'log').length > records.length / 2;
    return typed || (events.length > 0 && shareWith(events, ['timestamp', 'message']) > 0.4) ? 0.95 : 0;
  },
);

/** `{logs: [{id, content: {timestamp, host, service, message, tags, attributes}}], nextLogId, status}`. */
export const datadogLogsV1 = importer(
  'datadog-logs-v1',
  'Datadog logs (v1)',
  ['logs', '*'],
  'content',
  (head) => {
    const events = headRecords(head, 'logs').map((record) => objectAt(record.content));
    return events.length > 0 && shareWith(events, ['timestamp', 'message']) > 0.4 ? 0.95 : 0;
  },
);

/** The same events one a line, as the archive and `--jsonl` scripts write them. */
export const datadogLogLines: Importer = {
  id: 'datadog-log-lines',
  format: 'Datadog logs (JSON lines)',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    if (json?.shape !== 'lines') return 0;
    const inner = json.records.map((record) => objectAt(record.attributes ?? record.content));
    return shareWith(inner, ['timestamp', 'message']) > 0.4 ? 0.9 : 0;
  },
  parse: (context, sink) =>
    jsonLogParser(context, sink, (object) => datadogParts(objectAt(object.attributes ?? object.content))),
};
