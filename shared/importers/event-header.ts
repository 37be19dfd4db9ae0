import { readWritten } from '../incident/timestamp.ts';
import { isWrittenTime, type TableHead, TIME_COLUMNS } from './csv-head.ts';
import { END, START } from './event-columns.ts';
import { eventColumns, plainRow } from './event-fields.ts';
import { numberCell } from './number-cell.ts';

/** Names under which the columns of a table of events are read, and what was assumed where a column's cells told it. */
export interface EventHeader {
  readonly names: readonly string[];
  readonly assumed: string | null;
}

function isCalled(name: string, known: readonly string[]): boolean {
  return [...plainRow([[name, 'x']]).keys()].some((plain) => known.includes(plain));
}

/** True when two columns hold times, of which the second is never before the first: a beginning and an end. */
function follows(rows: TableHead['rows'], from: number, to: number): boolean {
  const both = rows.flatMap((row) => {
    const [first, second] = [readWritten(row[from] ?? ''), readWritten(row[to] ?? '')];
    return first && second ? [second.ms - first.ms] : [];
  });
  return both.length >= 0.7 * rows.length && both.every((ms) => ms >= 0) && both.some((ms) => ms > 0);
}

/** A column of words that come again from row to row: the names of what runs. */
function namesThings(rows: TableHead['rows'], column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim());
  const words = cells.every(
    (cell) => cell !== '' && typeof numberCell(cell) !== 'number' && !isWrittenTime(cell),
  );
  return words && new Set(cells).size <= Math.max(1, cells.length / 2);
}

/**
 * The header of a table of events. Where no column is called as a beginning, an end or a name is known to be, in
 * whatever language, the cells tell which they are.
 */
export function eventHeader({ names, rows }: TableHead): EventHeader {
  const header = [...names];
  const said: string[] = [];
  const call = (column: number, name: string, what: string) => {
    said.push(`"${(header[column] ?? '').slice(0, 40)}" is read as ${what}`);
    header[column] = name;
  };
  const times = names
    .map((_, column) => column)
    .filter((column) => {
      const written = rows.filter((row) => isWrittenTime(row[column] ?? '')).length;
      return written > 0 && written >= 0.7 * rows.length;
    });
  let start = names.findIndex((name) => isCalled(name, [...START, ...TIME_COLUMNS]));
  const first = times[0];
  if (start === -1 && first !== undefined) {
    start = first;
    call(first, 'start', 'when it began');
  }
  if (eventColumns(header) !== null || start === -1) return { names: header, assumed: sentence(said) };
  let end = header.findIndex((name) => isCalled(name, END));
  const second = times.find((column) => column !== start && follows(rows, start, column));
  if (end === -1 && second !== undefined) {
    end = second;
    call(second, 'end', 'when it ended');
  }
  const name = names.findIndex(
    (_, column) => column !== start && column !== end && namesThings(rows, column),
  );
  if (end === -1 || !times.includes(start) || name === -1 || rows.length < 2) return { names, assumed: null };
  call(name, 'job', 'the name of what ran');
  return eventColumns(header) === null
    ? { names, assumed: null }
    : { names: header, assumed: sentence(said) };
}

function sentence(said: readonly string[]): string | null {
  return said.length === 0 ? null : `${said.join(', ')}: by what the cells hold`;
}
