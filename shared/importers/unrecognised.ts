import { readClockAlone, readEpoch, readSerialDay, readWritten } from '../incident/timestamp.ts';
import { columnOf, csvHead, TIME_COLUMNS } from './csv-head.ts';
import { isObject, type JsonObject } from './field-access.ts';
import type { FileHead } from './importer.ts';
import { jsonHead } from './json-head.ts';

const SHOWN = 6;
const OWN = 'the README lists the own formats, which take anything';

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => (name === '' ? '(no name)' : name.slice(0, 40)));
  return `${shown.join(', ')}${names.length > SHOWN ? ', ...' : ''}`;
}

function isRead(cell: string): boolean {
  return (readWritten(cell) ?? readClockAlone(cell) ?? readSerialDay(cell)) !== null;
}

function hasTime(values: readonly string[]): boolean {
  return values.some((value) => readWritten(value) !== null);
}

/** A table whose columns say nothing that is known here: which column would have to be called what. */
function ofTable(head: FileHead): string | null {
  const csv = csvHead(head);
  if (!csv || csv.names.length > 200 || csv.names.includes('')) return null;
  const whole = csv.rows.filter((row) => row.length === csv.names.length).length;
  if (whole === 0 || whole < csv.rows.length / 2) return null;
  const table = `a table with the columns ${listed(csv.names)}`;
  const rounded = csv.rows.flat().find((cell) => /^1[.,]\d{1,9}E\+(09|12|15|18)$/i.test(cell.trim()));
  if (rounded !== undefined)
    return `${table}; its times (${rounded.trim()}) were rounded by a spreadsheet: export again without opening it in one`;
  const time = columnOf(csv.names, TIME_COLUMNS);
  const unread = csv.rows.map((row) => row[time]?.trim() ?? '').find((cell) => cell !== '');
  if (time !== -1 && unread !== undefined && !csv.rows.some((row) => isRead(row[time] ?? '')))
    return `${table}; "${unread.slice(0, 40)}" in its column ${csv.names[time]?.slice(0, 40)} is no time that is known here: write it as 2026-11-20T10:00:00Z`;
  if (time !== -1) {
    return `${table}; it has times, but nothing that is known here: call its columns time,requests,errors, or stream,kind,start,end,title, or time,level,service,message`;
  }
  const dated = csv.names.find((_, column) => hasTime(csv.rows.map((row) => row[column] ?? '')));
  return dated === undefined
    ? `${table}; none of them holds times: a table needs a column "time" to be placed`
    : `${table}; "${dated.slice(0, 40)}" holds times: call that column "time" beside columns of numbers, or "start" beside a column "stream" that names what happened and a column "kind" (job, deploy, config, ...)`;
}

function keysWithTimes(record: JsonObject): string[] {
  return Object.entries(record)
    .filter(([key, value]) =>
      typeof value === 'number'
        ? /time|date|(^|_)(ts|at)$/i.test(key) && readEpoch(value) !== null
        : typeof value === 'string' && readWritten(value) !== null,
    )
    .map(([key]) => key);
}

function ofRecords(records: readonly JsonObject[], what: string): string {
  const first = records[0];
  if (!first) return `${what} without any object in it: the export holds nothing`;
  const keys = Object.keys(first);
  const times = keysWithTimes(first);
  const named = `${what} with the fields ${listed(keys)}`;
  return times.length === 0
    ? `${named}; none of them is a time: a record needs a field "time" and a "message", or numbers`
    : `${named}; "${times[0]?.slice(0, 40)}" is a time, but nothing says what happened: logs need a "message", counts need numbers`;
}

function ofJson(head: FileHead): string | null {
  const json = jsonHead(head);
  if (!json) return null;
  const only = json.shape === 'lines' && json.records.length === 1 ? json.records[0] : undefined;
  if (json.shape !== 'object' && only === undefined)
    return ofRecords(json.records, json.shape === 'lines' ? 'JSON lines' : 'a JSON array');
  const document = json.shape === 'object' ? json.value : (only ?? {});
  const lists = Object.entries(document).filter((entry) => Array.isArray(entry[1]));
  const filled = lists.find(([, value]) => Array.isArray(value) && value.some(isObject));
  if (filled && Array.isArray(filled[1])) {
    return ofRecords(filled[1].filter(isObject), `a JSON document with a list "${filled[0].slice(0, 40)}"`);
  }
  return `a JSON document with the fields ${listed(Object.keys(document))}, of no export that is known here; ${OWN}`;
}

/** Tables of command lines that say how long ago a thing was, and the option that says when. */
const AGES: readonly (readonly [RegExp, string])[] = [
  [
    /^(NAMESPACE\s+)?(NAME|LAST SEEN)\s{2,}.*\b(AGE|REASON)\b/,
    "this is kubectl's table, which says how long ago and not when; export with -o json",
  ],
  [
    /^\[\d+[.,]\d{3}s\]\[/,
    'this is the log of a Java program with seconds since its start; write it with a time (-Xlog:gc*:file=gc.log:time)',
  ],
  [
    /^Linux \S+ \([^)]{1,80}\)\s+\S+\s/,
    'this is the report of sar, whose lines carry no day; export it with sadf -d',
  ],
  [
    /^CONTAINER ID\s+IMAGE\s+COMMAND\s+CREATED\b/,
    'this is a list of containers, which says how long ago and not when; export with docker inspect',
  ],
];

/** A table of a command line without times in it: the option that gives them. */
function ofCommand(head: FileHead): string | null {
  const first = head.text.split(/\r?\n/, 20).find((line) => line.trim() !== '') ?? '';
  return AGES.find(([pattern]) => pattern.test(first.slice(0, 400)))?.[1] ?? null;
}

function ofText(head: FileHead): string {
  const lines = head.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return 'the file holds blank lines only';
  if (/^\s*<(\?xml|!doctype|html|[a-z][\w:-]*[\s>])/i.test(head.text))
    return 'this is XML or HTML; export the data as CSV or JSON instead';
  if (
    /^---\s*$|^(?:- )?[\w-]+:(\s|$)/.test(lines[0] ?? '') &&
    lines.filter((line) => /^\s*[\w-]+:|^\s*- /.test(line)).length > lines.length / 2
  )
    return 'this is YAML; only incident.yaml is read as such: export the data as JSON or CSV (kubectl: -o json)';
  return `text without a time at the front of its lines (the first one reads "${(lines[0] ?? '').trim().slice(0, 60)}"); log lines need one, or write them as JSON lines; ${OWN}`;
}

/** What content that no importer knows looks like, and what would make it readable. */
export function looksLike(head: FileHead): string {
  return ofJson(head) ?? ofCommand(head) ?? ofTable(head) ?? ofText(head);
}

/** A sentence for the reject of a file that no importer knows. */
export function unrecognised(head: FileHead): string {
  return `no format that is known here: ${looksLike(head)}`;
}
