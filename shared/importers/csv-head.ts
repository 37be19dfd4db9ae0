import { ClockJoin } from './clock-join.ts';
import { guessDelimiter, isBlankRow, isCsvComment, splitCsv } from './csv-rows.ts';
import type { FileHead } from './importer.ts';

/** Header and first rows of what may be a CSV file. */
export interface CsvHead {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cache = new WeakMap<FileHead, { readonly head: CsvHead | null }>();

function read(head: FileHead): CsvHead | null {
  const lines = head.text.split(/\r?\n/);
  if (!head.complete) lines.pop();
  const filled = lines
    .filter((line) => !isBlankRow(line))
    .slice(0, 60)
    .filter((line) => !isCsvComment(line))
    .slice(0, 41);
  const announced = /^"?sep=(.)"?$/i.exec(filled[0]?.trim() ?? '');
  const header = announced ? filled[1] : filled[0];
  if (header === undefined || header.length > 20_000) return null;
  const delimiter = announced?.[1] ?? guessDelimiter(header);
  const written = splitCsv(header, delimiter)?.map((name) => name.trim());
  if (!written || written.length < 2) return null;
  const clock = new ClockJoin(written);
  const rows: (readonly string[])[] = [];
  for (const line of filled.slice(announced ? 2 : 1)) {
    const cells = splitCsv(line, delimiter);
    if (cells && cells.length >= written.length - 1) rows.push(clock.cells(cells));
  }
  return { names: clock.names, rows };
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

/** A column name as it is compared: lower case, words joined by `_`. */
export function columnName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, '_');
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

/** True when the name of a column of times says that they are in UTC: "Time (UTC)", `timestamp_utc`. */
export function statesUtc(name: string | undefined): boolean {
  return /(?:^|[\s_([-])(?:utc|gmt)[)\]]?$/i.test(name ?? '');
}

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

/** Multipliers of units that charts write into cells; times become ms, sizes bytes, a percentage stays as it is. */
const UNITS: Readonly<Record<string, number>> = {
  '%': 1,
  ms: 1,
  s: 1000,
  min: 60_000,
  mins: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  '\u00b5s': 0.001,
  us: 0.001,
  ns: 1e-6,
  k: 1e3,
  mil: 1e6,
  bil: 1e9,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  'req/s': 1,
  rps: 1,
  'ops/s': 1,
  '/s': 1,
  reqps: 1,
  ops: 1,
  cps: 1,
};

/** A cell of a number column: its value, null when it is empty, NaN or a dash, undefined when it is no number. */
export function numberCell(cell: string): number | null | undefined {
  // The bulk of all tables: plain digits.
  const first = cell.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    const plain = Number(cell);
    if (Number.isFinite(plain)) return plain;
  }
  const text = cell.trim();
  if (text === '' || text === '-' || /^(null|nan|n\/a|na|none|undefined)$/i.test(text)) return null;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  if (/^[+-]?inf(inity)?$/i.test(text)) return null;
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  const parts = /^(-?\d+(?:[.,]\d+)?)\s*([^\d\s].*)?$/.exec(text);
  if (!parts) return undefined;
  const unit = (parts[2] ?? '').toLowerCase();
  const factor = unit === '' ? 1 : UNITS[unit];
  return factor === undefined ? undefined : Number((parts[1] ?? '').replace(',', '.')) * factor;
}
