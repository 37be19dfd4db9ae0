import { firstOf, isObject, type JsonObject, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';

const LISTS = ['timeline', 'incident_updates', 'notes', 'updates', 'entries', 'events', 'messages'] as const;
const AT = ['time', 'timestamp', 'at', 'created_at', 'createdAt', 'date', 'ts', 'occurred_at'] as const;
const TEXT = [
  'note',
  'notes',
  'action',
  'what_happened',
  'what',
  'update',
  'comment',
  'entry',
  'event',
  'summary',
  'description',
  'text',
  'content',
  'message',
] as const;
/** What log lines have and accounts of people do not. */
const OF_LOGS = ['level', 'severity', 'service', 'host', 'logger', 'status', 'stream', 'kind'] as const;

function isNote(one: JsonObject): boolean {
  return (
    firstOf(one, AT) !== undefined &&
    textAt(firstOf(one, TEXT)) !== null &&
    firstOf(one, OF_LOGS) === undefined
  );
}

/** An incident's timeline as JSON, by hand or of some tool: a time and what was noted. */
export const timelineJson: Importer = {
  id: 'timeline-json',
  format: 'Incident timeline (JSON)',
  sniff(head) {
    const named = LISTS.slice(0, 2).flatMap((name) => headRecords(head, name));
    const others = [...LISTS.slice(2).flatMap((name) => headRecords(head, name)), ...headRecords(head)];
    const share = (records: readonly JsonObject[]) =>
      records.length === 0 ? 0 : records.filter(isNote).length / records.length;
    if (share(named) > 0.6) return 0.9;
    // "message" alone says a log line as well as a note.
    const people = others.filter((one) => one.message === undefined && one.text === undefined);
    return people.length === others.length && share(others) > 0.6 ? 0.61 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [...LISTS.map((name) => [name, '*']), ['*']], {
      record(record, tally) {
        const one = isObject(record.value) ? record.value : {};
        const at = tally.times.read(firstOf(one, AT));
        const text = textAt(firstOf(one, TEXT));
        if (at === null || text === null) return at === null ? 'no time that can be read' : 'an empty note';
        const byRole = textAt(firstOf(one, ['role', 'by_role', 'team']));
        sink.note({ at, text, byRole, ref: tally.refAt(record, at) });
        return undefined;
      },
    });
  },
};
