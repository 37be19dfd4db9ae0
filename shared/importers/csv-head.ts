import { isZone } from '../incident/local-clock.ts';
import { readClockAlone } from '../incident/timestamp.ts';
import { withoutAccents } from '../incident/without-accents.ts';
import { wordTable } from '../incident/word-table.ts';
import { ClockJoin } from './clock-join.ts';
import type { FileHead } from './importer.ts';
import { numberCell } from './number-cell.ts';
import { tableEnds } from './table-begins.ts';
import {
  alignedColumns,
  announcedDelimiter,
  cellsOf,
  headerNames,
  isBlankRow,
  isDashes,
  isNoRow,
  isTableEnd,
  styleOf,
  type TableStyle,
} from './table-lines.ts';
import { isWrittenTime } from './written-time.ts';

/** Header and first rows of what may be a table. */
export interface CsvHead {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly style: TableStyle;
  /** Rows in front of the header: a title, who exported it. */
  readonly headerAt: number;
  /** Rows below the header that describe the columns further: metric, region, unit, as CloudWatch writes them. */
  readonly described: number;
  /** The first row is one of data: the names are made up. */
  readonly headless: boolean;
  /** What joins days and clocks that stand in columns of their own. */
  readonly clock: ClockJoin;
}

/** The header and the first rows alone: enough to find columns by. */
export type TableHead = Pick<CsvHead, 'names' | 'rows'>;

const cache = new WeakMap<FileHead, { readonly head: CsvHead | null }>();
const MAX_BEFORE = 10;

/**
 * Where the header is: the first row of several cells, unless a wider one without any time follows, which then is it.
 * Empty cells at the end do not count: spreadsheets fill a title up to the width of the table.
 */
function headerIndex(lines: readonly string[]): number {
  const cells = (line: string | undefined) => {
    if (line === undefined) return [];
    const row = cellsOf(line, styleOf(line, null)) ?? ['', ''];
    return row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1);
  };
  const most = Math.min(MAX_BEFORE, lines.length - 1);
  for (let at = 0; at < most; at += 1) {
    const row = cells(lines[at]);
    const own = row.length;
    const next = cells(lines[at + 1]);
    if (groupsColumns(row, next, cells(lines[at + 2]))) continue;
    // Rows of data may be wider than their header: spreadsheets leave delimiters behind.
    if (own >= 2 && (own >= next.length - 1 || next.some(isWrittenTime))) return at;
  }
  return 0;
}

/** A row above the header that says what its columns are of: it has no cell above the times. */
function groupsColumns(row: readonly string[], header: readonly string[], data: readonly string[]): boolean {
  const times = data.findIndex(isWrittenTime);
  return (
    times !== -1 &&
    row.length > 1 &&
    row.length <= header.length &&
    (row[times] ?? '').trim() === '' &&
    header.every((cell) => cell.trim() !== '' && !isWrittenTime(cell) && typeof numberCell(cell) !== 'number')
  );
}

/** Names for a table of times and numbers whose first row is already data; null when it has a header. */
function madeUpNames(first: readonly string[], rows: readonly (readonly string[])[]): string[] | null {
  const time = first.findIndex(isWrittenTime);
  const rest = first.filter((_, column) => column !== time);
  const all =
    time !== -1 &&
    rows.length > 0 &&
    rest.every((cell) => typeof numberCell(cell) === 'number') &&
    rows.every((row) => row.length === first.length && isWrittenTime(row[time] ?? ''));
  return all ? first.map((_, column) => (column === time ? 'time' : `column ${column + 1}`)) : null;
}

/** How many rows below the header go on describing the columns, before the first row with a time. */
function describingRows(rows: readonly (readonly string[])[]): number {
  const first = rows.findIndex((row) => row.some(isWrittenTime));
  if (first < 2 || first > MAX_BEFORE) return 0;
  const column = rows[first]?.findIndex(isWrittenTime) ?? -1;
  const words = rows.slice(0, first).every((row) => /^[a-z][a-z ]*$/i.test(row[column]?.trim() ?? ''));
  return words && rows.slice(first).every((row) => isWrittenTime(row[column] ?? '')) ? first : 0;
}

function read(head: FileHead): CsvHead | null {
  const lines = head.text.split(/\r?\n/);
  if (!head.complete) lines.pop();
  const filled = lines
    .filter((line) => !isBlankRow(line))
    .slice(0, 60)
    .filter((line) => !isNoRow(line))
    .slice(0, 51);
  const announced = announcedDelimiter(filled[0] ?? '');
  if (announced !== null) filled.shift();
  const first = lines.findIndex((line) => !isBlankRow(line));
  const columnsAt = first === -1 ? null : alignedColumns(lines[first] ?? '', lines[first + 1]);
  const headerAt = announced === null && columnsAt === null ? headerIndex(filled) : 0;
  const header = filled[headerAt];
  const end = tableEnds(lines, headerAt + 2);
  if (end < lines.length) {
    const own = lines.slice(0, end).filter((line) => !isBlankRow(line) && !isNoRow(line)).length;
    filled.splice(announced === null ? own : own - 1);
  }
  if (header === undefined || header.length > 20_000) return null;
  const style: TableStyle = columnsAt
    ? { delimiter: ' ', drawn: true, framed: false, columnsAt }
    : styleOf(header, announced);
  // A drawn table with text around it is a document: its headings say what it is of, and when.
  if (
    style.drawn &&
    !columnsAt &&
    lines.some((line) => line.trim() !== '' && !line.includes('|') && !isTableEnd(line) && !isDashes(line))
  )
    return null;
  const row = cellsOf(header, style);
  const written = row && headerNames(row);
  if (!written || written.length < 2) return null;
  const cells = filled.slice(headerAt + 1).flatMap((line) => {
    const row = cellsOf(line, style);
    return row && row.length >= written.length - 1 ? [row] : [];
  });
  const madeUp = madeUpNames(written, cells);
  if (madeUp)
    return {
      names: madeUp,
      rows: [written, ...cells],
      style,
      headerAt,
      described: 0,
      headless: true,
      clock: new ClockJoin(madeUp),
    };
  const clock = new ClockJoin(written, cells);
  const rows = cells.map((row) => clock.cells(row));
  const described = describingRows(rows);
  return {
    names: clock.names,
    rows: rows.slice(described),
    style,
    headerAt,
    described,
    headless: false,
    clock,
  };
}

/** The head read as CSV, or null when it is none. */
export function csvHead(head: FileHead): CsvHead | null {
  let known = cache.get(head);
  if (!known) {
    known = { head: read(head) };
    cache.set(head, known);
  }
  return known.head;
}

/** A column name as it is compared: lower case, without accents, words joined by `_`. */
export function columnName(name: string): string {
  return withoutAccents(name.trim().toLowerCase()).replace(/[\s.'’-]+/g, '_');
}

/** True when the times of a table are clocks without a date: another file has to say of which day. */
export function clocksAlone(head: FileHead): boolean {
  const csv = csvHead(head);
  const column = csv ? timeColumn(csv) : -1;
  const cells = csv?.rows.map((row) => row[column] ?? '').filter((cell) => cell !== '') ?? [];
  return cells.length > 0 && cells.every((cell) => readClockAlone(cell) !== null);
}

/** Index of the first column with one of these names, or -1; "Time (UTC)" is found as `time`. */
export function columnOf(names: readonly string[], wanted: readonly string[]): number {
  const plain = names.map(columnName);
  const bare = names.map((name) => columnName(name.replace(/\s*[([][^()[\]]*[)\]]\s*$/, '')));
  for (const list of [plain, bare]) {
    for (const name of wanted) {
      const at = list.indexOf(name);
      if (at !== -1) return at;
    }
  }
  return -1;
}

/** What people call their zones; summer and winter are told by the date. */
const ZONES_BY_NAME: Readonly<Record<string, string>> = wordTable({
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  'heure de paris': 'Europe/Paris',
  eet: 'Europe/Helsinki',
  eest: 'Europe/Helsinki',
  et: 'America/New_York',
  edt: 'America/New_York',
  ct: 'America/Chicago',
  cdt: 'America/Chicago',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  jst: 'Asia/Tokyo',
});

/** The zone that the name of a column of times states: "Time (UTC)", `timestamp_utc`, "time (Europe/Berlin)". */
export function statedZone(name: string | undefined): string | null {
  if (/(?:^|[\s_([-])(?:utc|gmt)[)\]]?$/i.test(name ?? '')) return 'UTC';
  const brackets = /[([]\s*([^()[\]]{2,40}?)\s*[)\]]\s*$/.exec(name ?? '')?.[1] ?? '';
  const named = ZONES_BY_NAME[brackets.toLowerCase()];
  if (named !== undefined) return named;
  const [, sign, hours] = /^(?:UTC|GMT) ?([+-])0?(\d{1,2})(?::?00)?$/i.exec(brackets) ?? [];
  // Etc/GMT counts westwards.
  if (hours !== undefined) return `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  const zone = /^[A-Z]\w+\/[\w/+-]+$/.exec(brackets)?.[0];
  return zone !== undefined && isZone(zone) ? zone : null;
}

/** The column of times: by its name, else the first one whose cells are times, whatever the language of its name. */
export function timeColumn(csv: TableHead): number {
  const named = columnOf(csv.names, TIME_COLUMNS);
  const rows = csv.rows.slice(0, 40);
  // A day whose clocks stand in columns of their own has gone over to them.
  const filled = rows.length === 0 || rows.some((row) => (row[named] ?? '').trim() !== '');
  if (named !== -1 && filled) return named;
  // "ts_epoch", "unix_time": a name that speaks of time, and numbers that are ones.
  const epochs = csv.names.findIndex(
    (name, column) =>
      OF_TIME.test(columnName(name)) &&
      rows.length > 0 &&
      rows.every((row) => EPOCH.test((row[column] ?? '').trim())),
  );
  if (epochs !== -1) return epochs;
  const written = csv.names.findIndex((name, column) => {
    // A header names its column; what is a time itself is a line of a log.
    if (isWrittenTime(name)) return false;
    const times = rows.filter((row) => isWrittenTime(row[column] ?? '')).length;
    return times > 0 && times >= rows.length * 0.7;
  });
  if (written !== -1) return written;
  // Else epochs in order, as no count and no id lies.
  return csv.names.findIndex((_, column) => {
    const at = rows.map((row) => (row[column] ?? '').trim());
    const epoch = at.length >= LEAST_EPOCHS && at.every((cell) => EPOCH.test(cell));
    const steps = epoch ? at.slice(1).map((cell, i) => Number(cell) - Number(at[i])) : [];
    return epoch && new Set(at).size > 1 && (steps.every((s) => s >= 0) || steps.every((s) => s <= 0));
  });
}

const LEAST_EPOCHS = 3;
const OF_TIME = /(^|_)(ts|time|timestamp|epoch|unix|date|datetime)(_|$)/;
/** Seconds, ms, us or ns since 1970, of the years 2001 to 2096. */
const EPOCH = /^[1-3]\d{9}(\.\d+)?$|^[1-3]\d{12}(\.\d+)?$|^[1-3]\d{15}$|^[1-3]\d{18}$/;

/** Column names that hold the time of a record. */
export const TIME_COLUMNS = [
  'time',
  'timestamp',
  '@timestamp',
  'ts',
  'datetime',
  'date_time',
  'date',
  'at',
  'epoch',
  'epoch_ms',
  'time_utc',
  'timestamp_utc',
  'event_time',
  'bucket',
  'minute',
  'interval_start',
  'start_time',
  '_time',
] as const;
