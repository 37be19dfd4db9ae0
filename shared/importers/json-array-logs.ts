import { arrayAt, pathAt } from './field-access.ts';
import type { FileHead, Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { jsonHead } from './json-head.ts';
import { envelopedParts } from './log-envelope.ts';

/** Where log stores put their records; a bare array is the last one. */
const LISTS: readonly (readonly string[])[] = [
  ['hits', 'hits'],
  ['events'],
  ['Events'],
  ['entries'],
  ['records'],
  ['Records'],
  ['results'],
  ['logs'],
  ['messages'],
  ['data'],
  [],
];

/** The lists of a document's head, also those whose records are lists of fields. */
function listed(head: FileHead): readonly unknown[] {
  const json = jsonHead(head);
  if (json?.shape !== 'object') return json?.records ?? [];
  return LISTS.flatMap((keys) => arrayAt(pathAt(json.value, ...keys))).slice(0, 50);
}

/** Log records in one JSON document: a bare array, Elasticsearch hits, CloudWatch events, Google Cloud entries. */
export const jsonArrayLogs: Importer = {
  id: 'json-array-logs',
  format: 'Logs (JSON document)',
  givesLogs: true,
  sniff(head) {
    if (jsonHead(head)?.shape === 'lines') return 0;
    const records = listed(head);
    const fit = records.filter((record) => {
      const parts = envelopedParts(record);
      return parts !== null && parts.time !== undefined;
    });
    return records.length === 0 ? 0 : 0.6 * (fit.length / records.length);
  },
  parse(context, sink) {
    let found = 0;
    return jsonDocumentParser(
      context,
      sink,
      LISTS.map((keys) => [...keys, '*']),
      {
        record(record, tally) {
          const parts = envelopedParts(record.value);
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
        scalar(path, value) {
          // Elasticsearch says how many it found, and gives 10 or as many as were asked for.
          if (/^hits\.total(\.value)?$/.test(path.join('.')) && typeof value === 'number') found = value;
        },
        end(tally) {
          if (found > tally.taken()) {
            const note = `${tally.taken().toLocaleString('en')} of at least ${found.toLocaleString('en')} records are in the export`;
            sink.gap({ kind: 'page-limit', note, range: null });
          }
        },
      },
    );
  },
};
