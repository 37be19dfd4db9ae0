import { isObject, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { type LogParts, logPartsOf } from './json-log-record.ts';
import { levelInText } from './text-log-parser.ts';

/** Where log stores put their records; a bare array is the last one. */
const LISTS: readonly (readonly string[])[] = [
  ['hits', 'hits'],
  ['events'],
  ['entries'],
  ['records'],
  ['results'],
  ['logs'],
  ['messages'],
  ['data'],
  [],
];

/** Elasticsearch keeps the record in `_source`, Splunk in `result`, Google Cloud its text in `textPayload`. */
function partsOf(value: unknown): LogParts | null {
  const outer = objectAt(value);
  const record: JsonObject = isObject(outer._source)
    ? outer._source
    : isObject(outer.result)
      ? outer.result
      : outer;
  const payload = record.jsonPayload ?? record.textPayload;
  if (payload !== undefined) {
    const inner = isObject(payload) ? logPartsOf(payload) : null;
    const message = inner?.message ?? textAt(payload);
    const outerParts = logPartsOf({ ...record, message: message ?? '-' });
    return outerParts === null || message === null
      ? null
      : {
          ...outerParts,
          message,
          service: textAt(pathAt(record, 'resource', 'labels', 'container_name')) ?? outerParts.service,
        };
  }
  const parts = logPartsOf(record);
  return parts === null ? null : { ...parts, level: parts.level ?? levelInText(parts.message) };
}

/** Log records in one JSON document: a bare array, Elasticsearch hits, CloudWatch events, Google Cloud entries. */
export const jsonArrayLogs: Importer = {
  id: 'json-array-logs',
  format: 'Logs (JSON document)',
  sniff(head) {
    if (jsonHead(head)?.shape === 'lines') return 0;
    const records = LISTS.flatMap((keys) => headRecords(head, ...keys));
    const fit = records.filter((record) => {
      const parts = partsOf(record);
      return parts !== null && parts.time !== undefined;
    });
    return records.length === 0 ? 0 : 0.6 * (fit.length / records.length);
  },
  parse(context, sink) {
    return jsonDocumentParser(
      context,
      sink,
      LISTS.map((keys) => [...keys, '*']),
      {
        record(record, tally) {
          const parts = partsOf(record.value);
          if (!parts) return 'no message field (message, msg, event, text, log or error)';
          const at = tally.times.read(parts.time);
          if (at === null) return 'no time that can be read';
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
      },
    );
  },
};
