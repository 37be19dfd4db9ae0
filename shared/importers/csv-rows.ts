import { ClockJoin } from './clock-join.ts';
import type { CsvHead } from './csv-head.ts';
import { type Line, LineReader } from './lines.ts';
import {
  announcedDelimiter,
  cellsOf,
  headerNames,
  isBlankRow,
  isNoRow,
  styleOf,
  type TableStyle,
} from './table-lines.ts';

/** A quoted cell may span lines, but not more than this: beyond it the opening quote is taken for a stray one. */
const MAX_ROW_LINES = 2_000;
const MAX_ROW_CHARS = 1024 * 1024;

/** One row with the exact place it was read from. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** False for a last row without a newline. */
  readonly terminated: boolean;
}

function quotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

export interface CsvHandlers {
  /** First row: column names, trimmed. */
  header(names: readonly string[], row: CsvRow): void;
  row(row: CsvRow): void;
  problem(line: number, reason: string): void;
}

/** Reads rows from pushed bytes. Where the head of the file shows no table, the first row that is not empty is the header. */
export class CsvReader {
  private readonly handlers: CsvHandlers;
  private readonly head: CsvHead | null;
  private readonly lines: LineReader;
  private style: TableStyle | null = null;
  private announced: string | null = null;
  /** Rows in front of the header that have gone by. */
  private before = 0;
  /** Rows below the header that describe the columns and are still to come. */
  private describing = 0;
  private pending: Line[] = [];
  private pendingChars = 0;
  private open = false;
  private clock: ClockJoin | null = null;

  constructor(handlers: CsvHandlers, head: CsvHead | null) {
    this.handlers = handlers;
    this.head = head;
    this.lines = new LineReader((line) => this.take(line));
  }

  push(chunk: Uint8Array): void {
    this.lines.push(chunk);
  }

  end(): void {
    this.lines.end();
    if (this.pending.length > 0) this.giveUp('a quoted cell that is opened here is never closed');
  }

  private take(line: Line): void {
    if (line.cut) {
      this.handlers.problem(line.line, 'the line is longer than 8 MB');
      return;
    }
    if (!this.open && isNoRow(line.text)) return;
    if (this.head?.style.drawn !== true && quotes(line.text) % 2 === 1) this.open = !this.open;
    this.pending.push(line);
    this.pendingChars += line.text.length;
    if (!this.open) {
      const pending = this.pending;
      this.clear();
      this.emit(pending);
    } else if (this.pending.length > MAX_ROW_LINES || this.pendingChars > MAX_ROW_CHARS) {
      this.giveUp('a quoted cell that is opened here is not closed within 1 MB');
    }
  }

  /** The first pending line is refused, the others are read again on their own. */
  private giveUp(reason: string): void {
    const [first, ...others] = this.pending;
    this.clear();
    if (!first) return;
    this.handlers.problem(first.line, reason);
    for (const line of others) {
      if (quotes(line.text) % 2 === 0) this.emit([line]);
      else this.handlers.problem(line.line, 'a quoted cell is opened or closed alone in this line');
    }
  }

  private clear(): void {
    this.pending = [];
    this.pendingChars = 0;
    this.open = false;
  }

  private emit(lines: readonly Line[]): void {
    const first = lines[0];
    const last = lines.at(-1);
    if (!first || !last) return;
    const text = lines.length === 1 ? first.text : lines.map((line) => line.text).join('\n');
    if (isBlankRow(text)) return;
    if (this.style === null) {
      this.begin(text, first, last);
      return;
    }
    if (this.describing > 0) {
      this.describing -= 1;
      return;
    }
    const cells = cellsOf(text, this.style);
    if (cells) this.handlers.row(this.place(this.clock?.cells(cells) ?? cells, first, last));
    else this.handlers.problem(first.line, 'a quote is out of place');
  }

  /** Takes a row as the header, or as what stands in front of it. */
  private begin(text: string, first: Line, last: Line): void {
    const announced = announcedDelimiter(text);
    if (announced !== null && this.announced === null) {
      this.announced = announced;
      return;
    }
    if (this.head !== null && this.before < this.head.headerAt) {
      this.before += 1;
      this.handlers.problem(first.line, 'a line in front of the table');
      return;
    }
    const style = this.head?.style ?? styleOf(text, this.announced);
    this.style = style;
    this.describing = this.head?.described ?? 0;
    const cells = cellsOf(text, style);
    if (!cells) {
      this.handlers.problem(first.line, 'the header row cannot be read: a quote is out of place');
      return;
    }
    if (this.head?.headless === true) {
      this.handlers.header(this.head.names, this.place(cells, first, last));
      this.handlers.row(this.place(cells, first, last));
      return;
    }
    this.clock = this.head?.clock ?? new ClockJoin(headerNames(cells));
    this.handlers.header(this.clock.names, this.place(cells, first, last));
  }

  private place(cells: readonly string[], first: Line, last: Line): CsvRow {
    return {
      cells,
      from: first.from,
      to: last.to,
      firstLine: first.line,
      lastLine: last.line,
      terminated: last.terminated,
    };
  }
}
