import { ClockJoin } from './clock-join.ts';
import { type Line, LineReader } from './lines.ts';

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

/** Cells of one record (RFC 4180; a doubled quote inside quotes is a quote). Null when a quote stays open. */
export function splitCsv(record: string, delimiter: string): string[] | null {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] === '"') {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const quote = record.indexOf('"', from);
        if (quote === -1) return null;
        cell += record.slice(from, quote);
        from = quote + 1;
        if (record[from] !== '"') break;
        cell += '"';
        from += 1;
      }
      const next = record.indexOf(delimiter, from);
      // Text after a closing quote is kept: some exporters pad there.
      cells.push(cell + record.slice(from, next === -1 ? record.length : next).trimEnd());
      if (next === -1) return cells;
      at = next + 1;
    } else {
      const next = record.indexOf(delimiter, at);
      if (next === -1) {
        cells.push(record.slice(at));
        return cells;
      }
      cells.push(record.slice(at, next));
      at = next + 1;
    }
  }
}

/** The delimiter of a header line: an announced `sep=`, else the one that occurs most outside quotes. */
export function guessDelimiter(header: string): string {
  const announced = /^sep=(.)$/i.exec(header.trim());
  if (announced?.[1]) return announced[1];
  const bare = header.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of [',', ';', '\t', '|']) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

/** Lines that hold nothing: spreadsheets write rows of nothing but delimiters below the data. */
export function isBlankRow(line: string): boolean {
  return /^[\s,;|"]*$/.test(line);
}

/** Lines of comment in front of the header or between rows (`# exported by ...`). */
export function isCsvComment(line: string): boolean {
  return /^\s*#(?!\w*[,;\t])/.test(line);
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

/** Reads rows from pushed bytes; the first row that is not empty is the header and decides the delimiter. */
export class CsvReader {
  private readonly handlers: CsvHandlers;
  private readonly lines: LineReader;
  private delimiter: string | null = null;
  private announced: string | null = null;
  private pending: Line[] = [];
  private pendingChars = 0;
  private open = false;
  private clock: ClockJoin | null = null;

  constructor(handlers: CsvHandlers) {
    this.handlers = handlers;
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
    if (!this.open && isCsvComment(line.text)) return;
    if (quotes(line.text) % 2 === 1) this.open = !this.open;
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
    if (this.delimiter === null) {
      const announced = /^"?sep=(.)"?$/i.exec(text.trim());
      if (announced?.[1] && this.announced === null) {
        this.announced = announced[1];
        return;
      }
      this.delimiter = this.announced ?? guessDelimiter(text);
      const cells = splitCsv(text, this.delimiter);
      if (cells) {
        this.clock = new ClockJoin(cells.map((cell) => cell.trim()));
        this.handlers.header(this.clock.names, this.place(cells, first, last));
      } else this.handlers.problem(first.line, 'the header row cannot be read: a quote is out of place');
      return;
    }
    const cells = splitCsv(text, this.delimiter);
    if (cells) this.handlers.row(this.place(this.clock?.cells(cells) ?? cells, first, last));
    else this.handlers.problem(first.line, 'a quote is out of place');
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
