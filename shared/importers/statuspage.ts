import type { StreamKind } from '../incident/stream.ts';
import { arrayAt, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { coverStreams } from './stream-coverage.ts';

/** Statuspage's public API: `{page: {name}, incidents: [{name, impact, started_at, resolved_at, incident_updates}]}`. */
export const statuspage: Importer = {
  id: 'statuspage',
  format: 'Statuspage incidents',
  sniff(head) {
    const records = [...headRecords(head, 'incidents'), ...headRecords(head, 'scheduled_maintenances')];
    return records.some((one) => Array.isArray(one.incident_updates)) ? 0.97 : 0;
  },
  parse(context, sink) {
    let page: string | null = null;
    const found: { maintenance: boolean; event: Parameters<typeof sink.event>[0] }[] = [];
    return jsonDocumentParser(
      context,
      sink,
      [
        ['incidents', '*'],
        ['scheduled_maintenances', '*'],
      ],
      {
        record(record, tally) {
          const one = objectAt(record.value);
          const maintenance = record.path[0] === 'scheduled_maintenances';
          const start = tally.times.read(
            (maintenance ? one.scheduled_for : null) ?? one.started_at ?? one.created_at,
          );
          if (start === null) return 'an incident without started_at or created_at';
          const end = tally.times.read((maintenance ? one.scheduled_until : null) ?? one.resolved_at);
          const components = arrayAt(one.components).map((part) => textAt(objectAt(part).name));
          const impact = textAt(one.impact);
          const title = `${textAt(one.name) ?? 'incident'}${impact === null || impact === 'none' ? '' : ` (${impact})`}`;
          found.push({
            maintenance,
            event: {
              stream: '',
              kind: maintenance ? 'maintenance' : 'vendor',
              start,
              end: end !== null && end >= start ? end : null,
              title,
              status: null,
              size: null,
              sizeUnit: null,
              about: components.filter((name) => name !== null),
              expected: false,
              ref: tally.ref(record, { from: start, to: (end ?? start) + 1 }),
            },
          });
          return undefined;
        },
        scalar(path, value) {
          if (path.join('.') === 'page.name' && typeof value === 'string') page = value;
        },
        end(tally) {
          const streams = new Map<string, StreamKind>();
          for (const { maintenance, event } of found) {
            const stream = `${page ?? 'vendor'} ${maintenance ? 'maintenance' : 'status'}`;
            streams.set(stream, event.kind);
            sink.event({ ...event, stream });
          }
          coverStreams(streams, sink, tally.times.span());
        },
      },
    );
  },
};
