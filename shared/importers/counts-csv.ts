import { readClockAlone, readSerialDay, readWritten } from '../incident/timestamp.ts';
import {
  clocksAlone,
  columnName,
  columnOf,
  csvHead,
  statedZone,
  TIME_COLUMNS,
  timeColumn,
} from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { cellUnit, type DecimalMark, numberCell } from './number-cell.ts';
import { numberStyle } from './number-style.ts';
import { MAX_SERIES, type SeriesPoints, SeriesSet } from './series-set.ts';
import { Tally } from './tally.ts';
import { isWrittenTime } from './written-time.ts';

/** Columns of the own format that make the failure series: they count what happened in each bin. */
const COUNTED = new Set(['requests', 'errors']);

/** Rows that are looked at before it is decided which columns are text. */
const DECIDING_ROWS = 20;
const MAX_LABEL = 80;
/** Share of rows at the time of the row before beyond which something of the table was not understood. */
const MOST_AGAIN = 0.2;

/** A cell without a unit of its own. */
const BARE = /^([-+]?[\d.,\s]*\d|-?|null|nan|n\/a)$/i;

/** The unit in brackets at the end of a column's name, when it is one of time or a percentage: "p99 latency (ms)". */
function unitOf(name: string): string | null {
  const unit = /[([]\s*(ms|msec|milliseconds?|s|sec|seconds?|us|µs|%|percent)\s*[)\]]\s*$/i.exec(name)?.[1];
  if (unit === undefined) return null;
  const lower = unit.toLowerCase();
  return lower === 'msec' ? 'ms' : lower === 'sec' ? 's' : lower === 'µs' ? 'us' : lower;
}

/** The unit in which cells with units of their own are read; null where they do not agree. */
function unitOfCells(cells: readonly string[]): string | null {
  const units = new Set(cells.flatMap((cell) => cellUnit(cell) ?? []));
  const [unit] = units;
  return units.size === 1 ? (unit ?? null) : null;
}

/** Numbers that name a thing: what they add up to says nothing. */
function isId(name: string): boolean {
  return /^(id|uuid|guid|pid|.*_id|#|no|nr|num|number|nummer|lfd_nr|ticket)$/.test(columnName(name));
}

/** A cell of the column of times; there a spreadsheet's number of days is a time, too. */
function isTime(cell: string): boolean {
  return (readWritten(cell) ?? readClockAlone(cell) ?? readSerialDay(cell)) !== null;
}

/** How good each figure is, in a column of its own beside it, as historians of plants write: it tells no series apart. */
function isQuality(names: readonly string[], column: number): boolean {
  const name = columnName(names[column] ?? '');
  return name === 'quality' || (column > 0 && name !== '' && name === columnName(names[column - 1] ?? ''));
}

function isTimes(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every(isWrittenTime);
}

/** True when most of a column's cells are neither numbers nor empty. */
function isText(rows: readonly CsvRow[], column: number, mark: DecimalMark | undefined): boolean {
  const cells = rows.map((row) => numberCell(row.cells[column] ?? '', mark)).filter((cell) => cell !== null);
  return cells.filter((cell) => cell === undefined).length > cells.length / 2;
}

/** Counts and metrics, one row a time and one column a metric: `time,requests,errors,<other numbers>`. */
export const countsCsv: Importer = {
  id: 'counts-csv',
  format: 'Counts and metrics, one column each (CSV)',
  lacksYear: clocksAlone,

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv) return 0;
    const time = timeColumn(csv);
    if (time === -1) return 0;
    const rows = csv.rows.slice(0, 20);
    const { marks } = numberStyle(csv);
    if (rows.length === 0) return columnOf(csv.names, ['requests']) !== -1 ? 0.6 : 0;
    const readable = rows.filter((row) => isTime(row[time] ?? '')).length;
    if (readable < rows.length / 2) return 0;
    let numeric = 0;
    let text = 0;
    for (let column = 0; column < csv.names.length; column += 1) {
      if (column === time || isId(csv.names[column] ?? '') || isTimes(rows.map((row) => row[column] ?? '')))
        continue;
      const cells = rows.map((row) => numberCell(row[column] ?? '', marks[column]));
      if (cells.filter((cell) => cell === undefined).length > cells.length / 10)
        text += isQuality(csv.names, column) ? 0 : 1;
      else if (cells.some((cell) => cell !== null)) numeric += 1;
    }
    if (numeric === 0) return 0;
    if (columnOf(csv.names, ['requests']) !== -1 && columnOf(csv.names, ['errors']) !== -1) return 0.97;
    return text === 0 ? 0.8 : text <= 2 ? 0.5 : 0;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    const series = new SeriesSet();
    const csv = csvHead(context.head);
    const { marks, doubts } = numberStyle(csv);
    for (const { said } of doubts) tally.assume(said);
    if (csv?.headless) tally.assume('it has no header: its columns are called by their place');
    let names: readonly string[] = [];
    let time = -1;
    /** Columns of text ("service", "region"): each of their values makes series of its own. Null until decided. */
    let labelColumns: ReadonlySet<number> | null = null;
    let waiting: CsvRow[] = [];
    /** Rows whose time and labels another row had right before. */
    let again = 0;
    let before = { at: Number.NaN, labels: '' };
    /** The ends of the bins, and what Splunk keeps for itself ("_span"): neither numbers nor labels. */
    let skipped: ReadonlySet<number> = new Set();

    /** Units that the header writes behind a name, where the cells are bare figures: cells with units are read in base units. */
    let units: readonly (string | null)[] = [];

    const decide = () => {
      skipped = new Set(
        names.flatMap((name, column) =>
          /^_(?!time$)/.test(name) ||
          isId(name) ||
          isTimes(waiting.map((row) => row.cells[column] ?? '')) ||
          (isQuality(names, column) && isText(waiting, column, marks[column]))
            ? [column]
            : [],
        ),
      );
      units = names.map((name, column) => {
        const cells = waiting.map((row) => (row.cells[column] ?? '').trim());
        return cells.every((cell) => BARE.test(cell)) ? unitOf(name) : unitOfCells(cells);
      });
      labelColumns = new Set(
        names
          .map((_, column) => column)
          .filter(
            (column) => column !== time && !skipped.has(column) && isText(waiting, column, marks[column]),
          ),
      );
      for (const column of labelColumns)
        if (isQuality(names, column)) skipped = new Set([...skipped, column]);
      const rows = waiting;
      waiting = [];
      for (const row of rows) take(row, labelColumns);
    };

    const take = (row: CsvRow, labelled: ReadonlySet<number>) => {
      if (row.cells.length < names.length && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const at = tally.times.peek(row.cells[time] ?? '');
      if (at === null) {
        // A sum below the table has its word in the first column.
        const cell = [row.cells[time], ...row.cells].find((one) => one !== undefined && one.trim() !== '');
        tally.reject(row.firstLine, `"${(cell ?? '').slice(0, 60)}" is no time`);
        return;
      }
      const labels: Record<string, string> = {};
      for (const column of labelled) {
        const value = (row.cells[column] ?? '').trim();
        if (value !== '') labels[names[column] ?? ''] = value.slice(0, MAX_LABEL);
      }
      let taken = false;
      const labelText = labelled.size === 0 ? '' : JSON.stringify(labels);
      if (at === before.at && labelText === before.labels) again += 1;
      before = { at, labels: labelText };
      let columns = byLabels.get(labelText);
      if (!columns) {
        columns = [];
        byLabels.set(labelText, columns);
      }
      for (let column = 0; column < names.length; column += 1) {
        const name = names[column] ?? '';
        if (column === time || name === '' || labelled.has(column) || skipped.has(column)) continue;
        const value = numberCell(row.cells[column] ?? '', marks[column]);
        if (value === undefined) {
          tally.reject(
            row.firstLine,
            `column "${name}": "${(row.cells[column] ?? '').slice(0, 60)}" is no number`,
          );
          continue;
        }
        let points = columns[column];
        if (points === undefined) {
          const unit = units[column] ?? null;
          const measures = COUNTED.has(columnName(name)) && unit === null ? 'count' : 'gauge';
          points = series.points({ metric: name, labels, unit, measures });
          columns[column] = points;
        }
        if (points === null) full = true;
        else {
          points.add(at, value);
          taken = true;
        }
      }
      if (!taken) return;
      tally.times.count(at);
      tally.count();
    };
    let full = false;
    /** Points of each column, by the labels of the row. */
    const byLabels = new Map<string, (SeriesPoints | null | undefined)[]>();

    return csvParser(
      tally,
      csv,
      {
        header(header) {
          names = header;
          time = csv ? timeColumn(csv) : columnOf(header, TIME_COLUMNS);
          tally.times.stateZone(statedZone(header[time]));
          if (time === -1)
            tally.reject(1, `no time column; expected one of ${TIME_COLUMNS.slice(0, 6).join(', ')}`);
          const requests = header[columnOf(header, ['requests'])];
          const errors = header[columnOf(header, ['errors'])];
          if (requests !== undefined && errors !== undefined) {
            sink.role({
              requests: { series: requests, origin: 'content' },
              errors: { series: errors, origin: 'content' },
            });
          }
        },
        row: (row) => {
          if (time === -1) return;
          if (labelColumns) return take(row, labelColumns);
          waiting.push(row);
          if (waiting.length >= DECIDING_ROWS) decide();
        },
      },
      () => {
        if (!labelColumns) decide();
        if (again > MOST_AGAIN * tally.taken())
          tally.assume(
            `${again} of its rows have the same time as the row before, and of each time only the last figure is kept: a column of clocks or of names is perhaps not known as such`,
          );
        if (full) tally.reject(null, `more than ${MAX_SERIES} series; a column of text is perhaps an id`);
        // A column without any figure counts nothing.
        for (const one of series.finish(context.source))
          if (one.values.some((value) => value !== null)) sink.series(one);
        return tally.summary();
      },
    );
  },
};
