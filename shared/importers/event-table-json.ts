import type { StreamKind } from '../incident/stream.ts';
import { eventColumns, plainRow, statedKind } from './event-fields.ts';
import { takeEvent } from './event-table.ts';
import { arrayAt, firstOf, isObject, type JsonObject, textAt } from './field-access.ts';
import type { FileHead, Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { type HeadList, headLists, jsonHead } from './json-head.ts';
import { coverStreams } from './stream-coverage.ts';

/** Inside of a field that is an object, what names it or says how it went. */
const INNER = ['name', 'date', 'result_state', 'resultState', 'value', 'slug', 'id'] as const;

/** The fields of a record as texts; Temporal's and others' `type: {name}` is the name of the workflow. */
function textsOf(value: object): [string, string][] {
  return Object.entries(value).flatMap(([key, field]): [string, string][] => {
    const text = textAt(field) ?? (isObject(field) ? textAt(firstOf(field, INNER)) : null);
    if (text === null) return [];
    return [[key === 'type' && isObject(field) ? 'workflow_type' : key, text]];
  });
}

/** Runs that lie inside of their job: each is a record with what the job says of itself. */
function nested(one: JsonObject): readonly JsonObject[] {
  const runs = arrayAt(firstOf(one, ['runs', 'executions', 'history', 'builds'])).filter(isObject);
  if (runs.length === 0) return [one];
  const own = Object.fromEntries(Object.entries(one).filter(([, value]) => textAt(value) !== null));
  return runs.map((run) => ({ ...own, ...run }));
}

/** What a list is one of, by its name: the builds of a job need not say so one by one. */
function kindOfList(path: readonly string[], names: readonly string[]): StreamKind | null {
  const list = path.filter((key) => key !== '*').at(-1) ?? '';
  const row = plainRow(names.map((name) => [name, 'x']));
  const has = (...wanted: readonly string[]) => wanted.some((name) => row.has(name));
  if (
    !has(
      'timestamp',
      'start_time',
      'started_at',
      'start',
      'created_at',
      'creation_date',
      'create_time',
      'created',
      'startTime',
    )
  )
    return null;
  if (
    /(build|run|execution|workflow|job)s?$/i.test(list) &&
    has('duration', 'result', 'status', 'state', 'end_time', 'completion_date')
  )
    return 'job';
  return /^(deployments?(Info)?|releases?|rollouts?)$/i.test(list) ? 'deploy' : null;
}

function kindOf(texts: readonly (readonly [string, string])[], path: readonly string[]): StreamKind | null {
  const names = texts.map(([key]) => key);
  return eventColumns(names) ?? statedKind(plainRow(texts)) ?? kindOfList(path, names);
}

function fitShare({ path, records }: HeadList): number {
  const all = records.flatMap(nested);
  const fit = all.filter(
    (one) => kindOf(textsOf(one), path) !== null && one.message === undefined && one.msg === undefined,
  );
  return all.length === 0 ? 0 : fit.length / all.length;
}

function bestList(head: FileHead): HeadList | null {
  return headLists(head).find((list) => fitShare(list) > 0.6) ?? null;
}

/** The name that a document has beside its list: the job whose builds it holds. */
function nameOfDocument(head: FileHead): string | null {
  const json = jsonHead(head);
  return json?.shape === 'object'
    ? textAt(firstOf(json.value, ['fullName', 'name', 'displayName', 'job', 'job_name', 'workflow']))
    : null;
}

function jsonTable(id: string, format: string, sniff: Importer['sniff'], lines: boolean): Importer {
  return {
    id,
    format,
    sniff,
    parse(context, sink) {
      const streams = new Map<string, StreamKind>();
      const list = lines ? null : bestList(context.head);
      const paths = lines ? [[]] : [[...(list?.path ?? []), '*'], ['*']];
      const document = nameOfDocument(context.head);
      return jsonDocumentParser(context, sink, paths, {
        record(record, tally) {
          if (!isObject(record.value)) return 'not an object';
          let refused: string | undefined;
          let taken = 0;
          for (const one of nested(record.value)) {
            const texts = textsOf(one);
            const kind = kindOf(texts, record.path);
            const reason =
              kind === null
                ? 'no field names a job, a deployment, a flag or an alert'
                : takeEvent(
                    plainRow(texts),
                    kind,
                    record,
                    tally,
                    sink,
                    streams,
                    document ?? (kind === 'job' ? (record.path.at(-2) ?? null) : null),
                  );
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

/** Tables of events as one JSON document: a bare array, or an array under any name. */
export const eventTableJson = jsonTable(
  'event-table-json',
  'Run history, deployments, flags or alerts (JSON)',
  (head) => (bestList(head) === null ? 0 : 0.62),
  false,
);

/** The same tables with one object a line. */
export const eventTableLines = jsonTable(
  'event-table-lines',
  'Run history, deployments, flags or alerts (JSON lines)',
  (head) => {
    const json = jsonHead(head);
    return json?.shape === 'lines' && fitShare({ path: [], records: json.records }) > 0.6 ? 0.62 : 0;
  },
  true,
);
