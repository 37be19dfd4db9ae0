import type { StreamKind } from '../incident/stream.ts';
import { csvHead } from './csv-head.ts';
import { CsvReader } from './csv-rows.ts';
import { eventColumns, eventFields, plainRow, statedKind } from './event-fields.ts';
import { arrayAt, firstOf, isObject, type JsonObject, textAt } from './field-access.ts';
import type { ImportContext, Importer, ImportSink } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { coverStreams } from './stream-coverage.ts';
import { type Place, Tally } from './tally.ts';

/** Puts one row into the sink; the reason when it cannot. */
function take(
  row: ReadonlyMap<string, string>,
  kind: StreamKind,
  place: Place,
  tally: Tally,
  sink: ImportSink,
  streams: Map<string, StreamKind>,
): string | undefined {
  const fields = eventFields(row, kind);
  if (!fields) return 'no name or no start';
  const start = tally.times.read(fields.start);
  if (start === null) return `"${fields.start.slice(0, 60)}" is no time`;
  const stated = fields.end === null ? null : tally.times.peek(fields.end);
  const end = stated ?? (fields.durationMs === null ? null : start + fields.durationMs);
  if (end !== null && end >= start) tally.times.count(end);
  streams.set(fields.stream, kind);
  sink.event({
    stream: fields.stream,
    kind,
    start,
    end: end !== null && end >= start ? end : null,
    title: fields.title,
    status: fields.status,
    size: fields.size,
    sizeUnit: fields.sizeUnit,
    about: fields.about,
    expected: false,
    ref: tally.ref(place, { from: start, to: (end ?? start) + 1 }),
  });
  return undefined;
}

/** Run histories, deployments, flag changes and alerts as any tool's CSV has them: told by the columns' names. */
export const eventTableCsv: Importer = {
  id: 'event-table-csv',
  format: 'Run history, deployments, flags or alerts (CSV)',
  sniff(head) {
    const csv = csvHead(head);
    return csv && eventColumns(csv.names) !== null ? 0.65 : 0;
  },
  parse(context: ImportContext, sink: ImportSink) {
    const tally = new Tally(context, sink);
    const streams = new Map<string, StreamKind>();
    let names: readonly string[] = [];
    let kind: StreamKind | null = null;
    const reader = new CsvReader(
      {
        header(header) {
          names = header;
          kind = eventColumns(header);
          if (kind === null) tally.reject(1, 'no column names a job, a deployment, a flag or an alert');
        },
        row(row) {
          if (kind === null) return;
          if (row.cells.length < names.length && !row.terminated) {
            return tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
          }
          const values = plainRow(names.map((name, i) => [name, row.cells[i] ?? ''] as const));
          const reason = take(values, kind, row, tally, sink, streams);
          if (reason === undefined) tally.count();
          else tally.reject(row.firstLine, reason);
        },
        problem: (line, reason) => tally.reject(line, reason),
      },
      csvHead(context.head),
    );
    return {
      push: (chunk) => reader.push(chunk),
      end() {
        reader.end();
        const summary = tally.summary();
        coverStreams(streams, sink, summary.span);
        return summary;
      },
    };
  },
};

const LISTS = [
  'runs',
  'jobs',
  'executions',
  'builds',
  'deployments',
  'releases',
  'flags',
  'events',
  'items',
  'results',
  'data',
  'alerts',
] as const;

function textsOf(value: object): [string, string][] {
  return Object.entries(value).flatMap(([key, field]): [string, string][] => {
    const text = textAt(field) ?? (isObject(field) ? textAt(field.name ?? field.id) : null);
    return text === null ? [] : [[key, text]];
  });
}

/** Runs that lie inside of their job: each is a record with what the job says of itself. */
function nested(one: JsonObject): readonly JsonObject[] {
  const runs = arrayAt(firstOf(one, ['runs', 'executions', 'history', 'builds'])).filter(isObject);
  if (runs.length === 0) return [one];
  const own = Object.fromEntries(Object.entries(one).filter(([, value]) => textAt(value) !== null));
  return runs.map((run) => ({ ...own, ...run }));
}

function kindOf(texts: readonly (readonly [string, string])[]): StreamKind | null {
  return eventColumns(texts.map(([key]) => key)) ?? statedKind(plainRow(texts));
}

function fitShare(listed: readonly JsonObject[]): number {
  const records = listed.flatMap(nested);
  const fit = records.filter(
    (one) => kindOf(textsOf(one)) !== null && one.message === undefined && one.msg === undefined,
  );
  return records.length === 0 ? 0 : fit.length / records.length;
}

function jsonTable(
  id: string,
  format: string,
  paths: readonly (readonly string[])[],
  sniff: Importer['sniff'],
): Importer {
  return {
    id,
    format,
    sniff,
    parse(context, sink) {
      const streams = new Map<string, StreamKind>();
      return jsonDocumentParser(context, sink, paths, {
        record(record, tally) {
          if (!isObject(record.value)) return 'not an object';
          let refused: string | undefined;
          let taken = 0;
          for (const one of nested(record.value)) {
            const texts = textsOf(one);
            const kind = kindOf(texts);
            const reason =
              kind === null
                ? 'no field names a job, a deployment, a flag or an alert'
                : take(plainRow(texts), kind, record, tally, sink, streams);
            if (reason === undefined) taken += 1;
            else refused = reason;
          }
          if (taken > 0 && refused !== undefined) tally.reject(record.firstLine, refused);
          return taken > 0 ? undefined : (refused ?? 'nothing in it');
        },
        end: (tally) => coverStreams(streams, sink, tally.times.span()),
      });
    },
  };
}

/** The same tables as one JSON document: a bare array, or an array under a usual name. */
export const eventTableJson = jsonTable(
  'event-table-json',
  'Run history, deployments, flags or alerts (JSON)',
  [...LISTS.map((name) => [name, '*']), ['*']],
  (head) => {
    const json = jsonHead(head);
    if (!json || json.shape === 'lines') return 0;
    const records = json.shape === 'array' ? json.records : LISTS.flatMap((name) => headRecords(head, name));
    return fitShare(records) > 0.6 ? 0.62 : 0;
  },
);

/** The same tables with one object a line. */
export const eventTableLines = jsonTable(
  'event-table-lines',
  'Run history, deployments, flags or alerts (JSON lines)',
  [[]],
  (head) => {
    const json = jsonHead(head);
    return json?.shape === 'lines' && fitShare(json.records) > 0.6 ? 0.62 : 0;
  },
);
