import { guessDelimiter, splitCsv } from './csv-rows.ts';
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
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 41);
  const announced = /^"?sep=(.)"?$/i.exec(filled[0]?.trim() ?? '');
  const header = announced ? filled[1] : filled[0];
  if (header === undefined || header.length > 20_000) return null;
  const delimiter = announced?.[1] ?? guessDelimiter(header);
  const names = splitCsv(header, delimiter)?.map((name) => name.trim());
  if (!names || names.length < 2) return null;
  const rows: string[][] = [];
  for (const line of filled.slice(announced ? 2 : 1)) {
    const cells = splitCsv(line, delimiter);
    if (cells && cells.length >= names.length - 1) rows.push(cells);
  }
  return { names, rows };
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

/** Index of the first column with one of these names, or -1. */
export function columnOf(names: readonly string[], wanted: readonly string[]): number {
  const plain = names.map(columnName);
  for (const name of wanted) {
    const at = plain.indexOf(name);
    if (at !== -1) return at;
  }
  return -1;
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

/** A cell of a number column: its value, null when it is empty, NaN or a dash, undefined when it is no number. */
export function numberCell(cell: string): number | null | undefined {
  const text = cell.trim();
  if (text === '' || text === '-' || /^(null|nan|n\/a|na|none|undefined)$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : /^[+-]?inf(inity)?$/i.test(text) ? null : undefined;
}
