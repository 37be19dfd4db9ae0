import type { StreamKind } from '../incident/stream.ts';
import { wordTable } from '../incident/word-table.ts';
import { arrayAt, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

/**
 * What Amazon's categories mean for the streams; a notification is said, and nothing that happened. A failover is what a
 * failing database sets off as much as what fails others: as a restart it must come first.
 */
const KINDS: Readonly<Record<string, StreamKind>> = wordTable({
  availability: 'restart',
  backup: 'job',
  'configuration change': 'config',
  creation: 'maintenance',
  deletion: 'maintenance',
  failover: 'restart',
  failure: 'dependency',
  'low storage': 'alert',
  maintenance: 'maintenance',
  notification: 'alert',
  'read replica': 'dependency',
  recovery: 'restart',
  restoration: 'maintenance',
});

/** What is over ends what the same category of the same database began. */
const OVER = /\b(completed?|finished|done|has ended)\b/i;
/** What began longer ago was another one. */
const LONGEST_MS = 24 * 60 * 60_000;

type Event = Parameters<Parameters<Importer['parse']>[1]['event']>[0];

/** `aws rds describe-events`: `{Events: [{SourceIdentifier, EventCategories, Message, Date}]}`. */
export const rdsEvents: Importer = {
  id: 'rds-events',
  format: 'Database events (Amazon RDS)',
  sniff(head) {
    const records = headRecords(head, 'Events');
    const fit = records.filter(
      (one) => textAt(one.SourceIdentifier) !== null && Array.isArray(one.EventCategories),
    );
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    const found: Event[] = [];
    return jsonDocumentParser(context, sink, [['Events', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const database = textAt(one.SourceIdentifier);
        const at = tally.times.read(one.Date);
        if (database === null || at === null) return 'no SourceIdentifier or no Date';
        const category = textAt(arrayAt(one.EventCategories)[0]) ?? 'notification';
        found.push(
          plainEvent({
            stream: `${database} ${category}`,
            kind: KINDS[category.toLowerCase()] ?? 'alert',
            start: at,
            title: textAt(one.Message) ?? category,
            about: [database],
            ref: tally.refAt(record, at),
          }),
        );
        return undefined;
      },
      end(tally) {
        const streams = new Map<string, StreamKind>();
        const open = new Map<string, Event>();
        const whole: Event[] = [];
        for (const event of found.toSorted((a, b) => a.start - b.start)) {
          streams.set(event.stream, event.kind);
          const began = open.get(event.stream);
          open.delete(event.stream);
          if (began && OVER.test(event.title) && event.start - began.start < LONGEST_MS) {
            whole[whole.indexOf(began)] = { ...began, end: event.start };
          } else {
            whole.push(event);
            if (!OVER.test(event.title)) open.set(event.stream, event);
          }
        }
        for (const event of whole) sink.event(event);
        coverStreams(streams, sink, tally.times.span());
      },
    });
  },
};
