import { UNNAMED } from '../incident/series-names.ts';
import { readWritten, type WrittenTime } from '../incident/timestamp.ts';
import { type CsvHead, columnName, csvHead, TIME_COLUMNS } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import { type CalendarDay, daysNamed, isWeekday } from './day-name.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { numberCell } from './number-cell.ts';
import { numberStyle } from './number-style.ts';
import { SeriesSet } from './series-set.ts';
import { cellsOf, isBlankRow } from './table-lines.ts';
import { Tally } from './tally.ts';

/** A clock, or the beginning of a stretch of clocks: "08:15", "08:15 - 08:30", "8h", "8 Uhr", "8 AM". */
const SLOT =
  /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s?(?:h|uhr)?\s?([ap]\.?m\.?)?(?:\s?(?:-|–|—|to|bis|à|a)\s?\d{1,2}(?:[:.h]\d{2})?(?::\d{2})?\s?(?:h|uhr|[ap]\.?m\.?)?)?$/i;
const FEWEST_DAYS = 2;
const FEWEST_SLOTS = 4;
const FEWEST_HOURS = 10;
const FEWEST_WEEKDAYS = 4;
/** What the corner of such a table says of its times, and nothing of its figures. */
const OF_TIMES =
  /^(?:uhrzeit|zeit|stunde|tag|hour|time_of_day|hora|heure|ora|godzina|jour|dia|giorno|day|klokslag|tid|interval|slot|zeitraum)$/;

/** Minutes since midnight of a slot of the day; null when the text is none. */
function slotOf(text: string): number | null {
  const [, hours, minutes = '0', half] = SLOT.exec(text.trim()) ?? [];
  if (hours === undefined) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0);
  return hour < 24 && Number(minutes) < 60 ? hour * 60 + Number(minutes) : null;
}

/** Which way the table lies: days above the columns and clocks in front of the rows, or the other way round. */
type Layout =
  | { readonly across: 'days'; readonly days: readonly (CalendarDay | null)[] }
  | { readonly across: 'slots'; readonly slots: readonly (number | null)[] };

/** Do the texts go through a day, slot by slot? Bare numbers may be anything unless there are as many as hours. */
function areSlots(texts: readonly string[]): boolean {
  const known = texts.flatMap((text) => slotOf(text) ?? []);
  const bare = texts.every((text) => slotOf(text) === null || /^\d+$/.test(text.trim()));
  return (
    known.length >= (bare ? FEWEST_HOURS : FEWEST_SLOTS) &&
    known.every((slot, i) => i === 0 || slot > (known[i - 1] ?? slot))
  );
}

/** What stands in front of the first rows. */
function firstCells(csv: CsvHead): string[] {
  return csv.rows.map((row) => row[0] ?? '');
}

function layoutOf(csv: CsvHead | null): Layout | null {
  if (!csv || csv.headless || csv.rows.length === 0) return null;
  const names = csv.names.map((name, column) => (column === 0 ? '' : name));
  const cells = firstCells(csv);
  const days = daysNamed(names);
  const found = days.filter((day) => day !== null).length;
  if (found >= FEWEST_DAYS && found * 2 >= names.length - 1 && areSlots(cells))
    return { across: 'days', days };
  const across = names.map((name, column) => (column === 0 ? null : slotOf(name)));
  const rows = daysNamed(cells).filter((day) => day !== null).length;
  return areSlots(names) && rows >= Math.max(1, 0.7 * cells.length)
    ? { across: 'slots', slots: across }
    : null;
}

/** Columns that are called by days of a week, beside clocks: nobody can tell which week it was. */
function hasWeekdays(csv: CsvHead | null): boolean {
  if (!csv || csv.headless) return false;
  return csv.names.filter(isWeekday).length >= FEWEST_WEEKDAYS && areSlots(firstCells(csv));
}

/** What the figures are of: the title above the table, else its corner; null where neither says. */
function metricOf(head: FileHead, csv: CsvHead): string | null {
  const above = head.text
    .split(/\r?\n/)
    .filter((line) => !isBlankRow(line))
    .slice(0, csv.headerAt)
    .map((line) => (cellsOf(line, csv.style) ?? []).filter((cell) => cell.trim() !== ''));
  const title = above.findLast((cells) => cells.length === 1)?.[0]?.trim();
  if (title !== undefined) return title.slice(0, 80);
  const corner = csv.names[0] ?? '';
  const plain = columnName(corner);
  return corner === '' || OF_TIMES.test(plain) || (TIME_COLUMNS as readonly string[]).includes(plain)
    ? null
    : corner;
}

function timeOf(day: CalendarDay, slot: number): WrittenTime | null {
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = `${two(Math.floor(slot / 60))}:${two(slot % 60)}:00`;
  const time = readWritten(`${day.year ?? 2000}-${two(day.month)}-${two(day.day)} ${clock}`);
  return time && day.year === null ? { ...time, hasYear: false } : time;
}

/** One metric by time of day and by day: a row for each clock and a column for each day, or the other way round. */
export const dayColumns: Importer = {
  id: 'day-columns',
  format: 'Counts by time of day, one column or row each day (CSV)',
  lacksYear: (head) => {
    const csv = csvHead(head);
    const layout = layoutOf(csv);
    const days = layout?.across === 'days' ? layout.days : csv ? daysNamed(firstCells(csv)) : [];
    return days.some((day) => day !== null && day.year === null);
  },
  sniff(head) {
    const csv = csvHead(head);
    return layoutOf(csv) || hasWeekdays(csv) ? 0.9 : 0;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    const csv = csvHead(context.head);
    const layout = layoutOf(csv);
    const metric = (csv && metricOf(context.head, csv)) ?? UNNAMED;
    const { marks, doubts } = numberStyle(csv);
    for (const { said } of doubts) tally.assume(said);
    const set = new SeriesSet();
    const cellAt = (row: CsvRow, column: number, day: CalendarDay, slot: number) => {
      const written = row.cells[column] ?? '';
      const value = numberCell(written, marks[column]);
      if (value === undefined)
        return tally.reject(row.firstLine, `"${written.slice(0, 60)}" in column ${column + 1} is no number`);
      if (value === null) return;
      const at = tally.times.readTime(timeOf(day, slot));
      if (at === null) return;
      set.add({ metric, labels: {}, unit: null, measures: 'gauge' }, at, value);
      tally.count();
    };
    const take = (row: CsvRow) => {
      const front = row.cells[0] ?? '';
      if (layout?.across === 'days') {
        const slot = slotOf(front);
        if (slot === null) return tally.reject(row.firstLine, `"${front.slice(0, 60)}" is no time of day`);
        layout.days.forEach((day, column) => {
          if (day !== null) cellAt(row, column, day, slot);
        });
      } else if (layout) {
        const day = daysNamed([...firstCells(csv as CsvHead), front]).at(-1) ?? null;
        if (day === null) return tally.reject(row.firstLine, `"${front.slice(0, 60)}" is no day`);
        layout.slots.forEach((slot, column) => {
          if (slot !== null) cellAt(row, column, day, slot);
        });
      }
    };
    return csvParser(
      tally,
      csv,
      {
        header(names, row) {
          if (!layout)
            return tally.reject(
              row.firstLine,
              'its columns are days of a week without a date: write the date into each heading, as 2026-11-16',
            );
          const known: readonly unknown[] = layout.across === 'days' ? layout.days : layout.slots;
          const left = names.filter((name, column) => column > 0 && name !== '' && known[column] === null);
          if (left.length > 0)
            tally.assume(
              `left out, as no ${layout.across === 'days' ? 'day' : 'time of day'}: ${left.join(', ')}`,
            );
        },
        row: take,
      },
      () => {
        for (const one of set.finish(context.source)) sink.series(one);
        return tally.summary();
      },
    );
  },
};
