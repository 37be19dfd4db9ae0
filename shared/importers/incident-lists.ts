import type { StreamKind } from '../incident/stream.ts';
import { arrayAt, type JsonObject, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

/** What an alerting tool says of one alert or incident; times are still as they are written. */
interface Alert {
  readonly title: string | null;
  readonly start: unknown;
  readonly end: unknown;
  /** From the start to the end, ms, where no end is written. */
  readonly lastedMs: number | null;
  readonly about: readonly (string | null)[];
}

/** Opsgenie: `{data: [{tinyId, message, createdAt, status, report: {closeTime}}]}`. */
function ofOpsgenie(one: JsonObject): Alert | null {
  if (one.tinyId === undefined || one.createdAt === undefined) return null;
  const closed = textAt(one.status) === 'closed';
  return {
    title: textAt(one.message),
    start: one.createdAt,
    end: null,
    lastedMs: closed ? numberAt(pathAt(one, 'report', 'closeTime')) : null,
    about: [textAt(one.entity), textAt(one.source)],
  };
}

/** incident.io: `{incidents: [{reference, name, created_at, incident_timestamp_values}]}`. */
function ofIncidentIo(one: JsonObject): Alert | null {
  if (one.reference === undefined || one.created_at === undefined || one.incident_status === undefined)
    return null;
  const stamps = arrayAt(one.incident_timestamp_values).map((entry) => ({
    name: textAt(pathAt(entry, 'incident_timestamp', 'name')) ?? '',
    value: pathAt(entry, 'value', 'value'),
  }));
  const at = (name: RegExp) =>
    stamps.find((stamp) => name.test(stamp.name) && stamp.value !== undefined)?.value;
  return {
    title: [textAt(one.reference), textAt(one.name)].filter((part) => part !== null).join(' '),
    start: at(/impact started|identified|reported/i) ?? one.created_at,
    end: at(/resolved|fixed|closed/i) ?? null,
    lastedMs: null,
    about: [],
  };
}

/** Dynatrace: `{problems: [{problemId, title, startTime, endTime, affectedEntities}]}`; an open one ends at -1. */
function ofDynatrace(one: JsonObject): Alert | null {
  if (one.problemId === undefined || one.startTime === undefined) return null;
  return {
    title: textAt(one.title),
    start: one.startTime,
    end: numberAt(one.endTime) === -1 ? null : one.endTime,
    lastedMs: null,
    about: arrayAt(one.affectedEntities).map((entity) => textAt(objectAt(entity).name)),
  };
}

function alertOf(value: unknown): Alert | null {
  const one = objectAt(value);
  return ofOpsgenie(one) ?? ofIncidentIo(one) ?? ofDynatrace(one);
}

const STREAM = 'pages';

/** Alerts and incidents as their tools list them. What a team is paged for is a consequence, never a cause. */
export const incidentLists: Importer = {
  id: 'incident-lists',
  format: 'Alerts and incidents (Opsgenie, incident.io, Dynatrace)',
  sniff(head) {
    const records = ['data', 'alerts', 'incidents', 'problems'].flatMap((name) => headRecords(head, name));
    const all = records.length > 0 ? records : headRecords(head);
    return all.length > 0 && all.filter((one) => alertOf(one) !== null).length / all.length > 0.6 ? 0.96 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>([[STREAM, 'alert']]);
    return jsonDocumentParser(
      context,
      sink,
      [['data', '*'], ['alerts', '*'], ['incidents', '*'], ['problems', '*'], ['*']],
      {
        record(record, tally) {
          const alert = alertOf(record.value);
          if (!alert) return 'no alert with an id and a start';
          const start = tally.times.read(alert.start);
          if (start === null) return 'no start that can be read';
          const stated = tally.times.peek(alert.end);
          const end = stated ?? (alert.lastedMs === null ? null : start + alert.lastedMs);
          if (end !== null && end >= start) tally.times.count(end);
          sink.event(
            plainEvent({
              stream: STREAM,
              kind: 'alert',
              start,
              end,
              title: alert.title ?? 'page',
              about: alert.about.filter((part) => part !== null),
              ref: tally.ref(record, { from: start, to: (end ?? start) + 1 }),
            }),
          );
          return undefined;
        },
        end(tally) {
          coverStreams(streams, sink, tally.times.span());
        },
      },
    );
  },
};
