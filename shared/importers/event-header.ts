import { readDurationMs, readWritten } from '../incident/timestamp.ts';
import { withoutAccents } from '../incident/without-accents.ts';
import { type TableHead, TIME_COLUMNS } from './csv-head.ts';
import { STATUS } from './event-columns.ts';
import { eventColumns, plainRow } from './event-fields.ts';
import { DURATION, END, START } from './event-times.ts';
import { numberCell } from './number-cell.ts';
import { RUNNING, STOPPED } from './outage-columns.ts';
import { isWrittenTime } from './written-time.ts';

/** Names under which the columns of a table of events are read, and what was assumed where a column's cells told it. */
export interface EventHeader {
  readonly names: readonly string[];
  readonly assumed: string | null;
  /** What the rows are was told by the cells alone. */
  readonly told: boolean;
}

type Rows = TableHead['rows'];

/** Who was on call or did the work: a table of shifts is none of runs. */
const PEOPLE =
  'user username user_name person employee engineer assignee on_call oncall responder owner agent operator shift mitarbeiter benutzer bereitschaft schicht usuario persona utilisateur personne utente pracownik'.split(
    ' ',
  );

/** What people write of outages, without accents. */
const SYMPTOM =
  /\b(?:outages?|down|unavailable|unreachable|errors?|fail(?:s|ed|ing|ures?)?|time(?:d )?-?outs?|slow|hang(?:s|ing)?|hung|stuck|broken|not working|crash\w*|5\d\d|ausfall|ausgefallen|gestort|storung\w*|fehler\w*|hangt|hangen|langsam|geht nicht|nicht erreichbar|panne|indisponible|lent\w*|erreurs?|bloque\w*|caid[ao]s?|lento|no responde|errores|guasto|non risponde|fermo|awaria|uitval|storing|traag)\b/;
/** How a column of outages is called. */
const OUTAGE =
  /^(?:outages?|downtime|incidents?|storung(?:en)?|ausfall|ausfalle|panne|incidente?s?|caida|guasto|storing|awaria)\b/;
/** What runs takes longer than an answer does. */
const SHORTEST_RUN_MS = 30_000;

const HALF_DAY_MS = 43_200_000;

/** An end that lies most of a day before its start is of the next day: one day was written for both clocks. */
export function overMidnight(start: number, end: number | null): number | null {
  const early = end === null ? 0 : start - end;
  return end !== null && early > HALF_DAY_MS && early < 2 * HALF_DAY_MS ? end + 2 * HALF_DAY_MS : end;
}

function isCalled(name: string, known: readonly string[]): boolean {
  return [...plainRow([[name, 'x']]).keys()].some((plain) => known.includes(plain));
}

/** What is valid for longer than this is no run: a certificate, a contract. */
const LONGEST_RUN_MS = 3 * 86_400_000;

/** True when two columns hold times, of which the second is never before the first: a beginning and an end. */
function follows(rows: Rows, from: number, to: number): boolean {
  const both = rows.flatMap((row) => {
    const [first, second] = [readWritten(row[from] ?? ''), readWritten(row[to] ?? '')];
    return first && second ? [(overMidnight(first.ms, second.ms) ?? first.ms) - first.ms] : [];
  });
  const usual = both.toSorted((a, b) => a - b)[both.length >> 1] ?? 0;
  return (
    both.length >= 0.7 * rows.length &&
    both.every((ms) => ms >= 0) &&
    both.some((ms) => ms > 0) &&
    usual <= LONGEST_RUN_MS
  );
}

function isWords(rows: Rows, column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim());
  return cells.every((cell) => cell !== '' && typeof numberCell(cell) !== 'number' && !isWrittenTime(cell));
}

/** A column of words that come again from row to row: the names of what runs. */
function namesThings(rows: Rows, column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim());
  return isWords(rows, column) && new Set(cells).size <= Math.max(1, cells.length / 2);
}

/** 2.4.1, v2.4, 7.3.0-rc1, a commit's hash; a bare 2.4 may be any figure. */
const VERSIONED =
  /^(?:v\d+(?:\.\d+)*|\d+(?:\.\d+){2,})(?:[-+.][\w.-]{1,40})?$|^(?=[0-9a-f]*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}$/i;
/** How a column of versions is called where its figures could be anything. */
const CALLED_VERSION = /^(?:versi|wersj|verzi|верси|バージョン|版本)/;

/** A column of versions: what was deployed. */
function isVersions(name: string, rows: Rows, column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
  const called = CALLED_VERSION.test(withoutAccents(name.toLowerCase()));
  const fit = cells.filter((cell) => VERSIONED.test(cell) || (called && /^v?\d/i.test(cell)));
  return cells.length >= 0.5 * rows.length && fit.length >= 0.7 * cells.length;
}

/** A column of texts most of which speak of a failure. */
function tellsOfFailure(rows: Rows, column: number): boolean {
  const said = rows.map((row) => withoutAccents((row[column] ?? '').toLowerCase()));
  return said.filter((text) => SYMPTOM.test(text)).length > rows.length / 2;
}

/** A column of lengths such as runs have, each with its unit. */
function isLength(name: string, rows: Rows, column: number): boolean {
  if (!isCalled(name, DURATION)) return false;
  const lengths = rows.flatMap((row) => readDurationMs(row[column] ?? '') ?? []).sort((a, b) => a - b);
  return lengths.length >= 0.7 * rows.length && (lengths[lengths.length >> 1] ?? 0) >= SHORTEST_RUN_MS;
}

/**
 * The header of a table of events. Where no column is called as a beginning, an end or a name is known to be, in
 * whatever language, the cells tell which they are.
 */
export function eventHeader({ names, rows }: TableHead): EventHeader {
  const header = [...names];
  const said: string[] = [];
  const call = (column: number, name: string, what: string) => {
    said.push(`"${(names[column] ?? '').slice(0, 40)}" is read as ${what}`);
    header[column] = name;
  };
  const columns = names.map((_, column) => column);
  const times = columns.filter((column) => {
    const written = rows.filter((row) => isWrittenTime(row[column] ?? '')).length;
    return written > 0 && written >= 0.7 * rows.length;
  });
  const [stopped, running] = [STOPPED, RUNNING].map((called) =>
    times.find((column) => isCalled(names[column] ?? '', called)),
  );
  if (stopped !== undefined && running !== undefined && follows(rows, stopped, running)) {
    call(stopped, 'down_since', 'when it failed');
    call(running, 'up_since', 'when it worked again');
    return { names: header, assumed: sentence(said), told: false };
  }
  const named = columns.filter((column) => isCalled(names[column] ?? '', [...START, ...TIME_COLUMNS]));
  let start = named.find((column) => times.includes(column)) ?? -1;
  const first = times[0];
  if (start === -1 && first !== undefined) {
    start = first;
    call(first, 'start', 'when it began');
  } else if (start === -1) start = named[0] ?? -1;
  if (eventColumns(header) !== null || start === -1)
    return { names: header, assumed: sentence(said), told: false };
  const untold = { names, assumed: null, told: false };
  if (!times.includes(start) || rows.length < 2) return untold;
  const version = columns.find((column) => isVersions(names[column] ?? '', rows, column));
  const deployed = columns.find(
    (column) =>
      column !== version &&
      namesThings(rows, column) &&
      !isCalled(names[column] ?? '', [...STATUS, ...PEOPLE]),
  );
  if (times.length === 1 && version !== undefined && deployed !== undefined) {
    header[start] = 'deployed_at';
    call(version, 'version', 'the version');
    call(deployed, 'service', 'what was deployed');
    return { names: header, assumed: sentence(said), told: true };
  }
  const end =
    columns.find((column) => column !== start && isCalled(names[column] ?? '', END)) ??
    times.find((column) => column !== start && follows(rows, start, column)) ??
    -1;
  if (end !== -1 && !isCalled(names[end] ?? '', END)) call(end, 'end', 'when it ended');
  if (end === -1 && !columns.some((column) => isLength(names[column] ?? '', rows, column))) return untold;
  if (names.some((name) => isCalled(name, PEOPLE))) return untold;
  const texts = columns.filter(
    (column) => column !== start && column !== end && !isCalled(names[column] ?? '', STATUS),
  );
  const called = texts.find((column) => OUTAGE.test(withoutAccents((names[column] ?? '').toLowerCase())));
  const outage = called ?? texts.find((column) => tellsOfFailure(rows, column));
  if (outage !== undefined) {
    header[start] = 'down_since';
    if (end !== -1) header[end] = 'up_since';
    call(outage, outage === called && namesThings(rows, outage) ? 'check' : 'title', 'what failed');
  } else {
    const name = texts.find((column) => namesThings(rows, column));
    if (name === undefined) return untold;
    call(name, 'job', 'the name of what ran');
  }
  return eventColumns(header) === null ? untold : { names: header, assumed: sentence(said), told: true };
}

function sentence(said: readonly string[]): string | null {
  return said.length === 0 ? null : `${said.join(', ')}: by what the cells hold`;
}
