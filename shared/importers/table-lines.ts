/** How the rows of a table are written. */
export interface TableStyle {
  readonly delimiter: string;
  /** Columns drawn with `|` and spaces, as in Markdown and on terminals: cells are padded and never quoted. */
  readonly drawn: boolean;
  /** A drawn table with a `|` in front of and behind each row. */
  readonly framed: boolean;
  /** Columns aligned by spaces, as command lines print them: where each begins. Cells are never quoted. */
  readonly columnsAt?: readonly number[];
}

const FRAMED = /^\s*\|.*\|\s*$/;

/** Lines of a drawn table that hold no row: `|---|:-:|`, `+-----+----+`, `====+===`. */
export function isRule(line: string): boolean {
  return /^[\s|+:=-]+$/.test(line) && /[|+]/.test(line) && /[-=]/.test(line);
}

/** A line of dashes and nothing else, as lists are printed with. */
export function isDashes(line: string): boolean {
  return /^\s*[-=]{10,}\s*$/.test(line);
}

const DASHES = /^\s*(?:-{2,}(?:\s+-{2,})+|_{2,}(?:\s+_{2,})+)\s*$/;
const CAPITALS =
  /^[A-Z][A-Z0-9_()/%-]*(?: [A-Z0-9_()/%-]+)*(?: {2,}[A-Z][A-Z0-9_()/%-]*(?: [A-Z0-9_()/%-]+)*){2,}\s*$/;

/**
 * Where the columns of a table begin that are aligned by spaces: by the dashes below its header (sacct, az, PowerShell, AutoSys), or
 * by a header of capitals (argocd, kubectl). Null for any other text.
 */
export function alignedColumns(header: string, below: string | undefined): number[] | null {
  if (/[,;\t|]/.test(header)) return null;
  const dashed = below !== undefined && DASHES.test(below);
  if (!dashed && !CAPITALS.test(header)) return null;
  const starts = dashed ? below.matchAll(/-{2,}|_{2,}/g) : header.matchAll(/(?<=^| {2})\S/g);
  return Array.from(starts, ({ index }) => index);
}

/** What terminals write around a table: `+-----+`, `(2 rows)`, `2 rows in set (0.00 sec)`. */
export function isTableEnd(line: string): boolean {
  return isRule(line) || /^\s*(?:\(\d+ rows?\)|\d+ rows? in set\b.*)\s*$/i.test(line);
}

/** Lines that hold nothing: spreadsheets write rows of nothing but delimiters below the data. */
export function isBlankRow(line: string): boolean {
  return /^[\s,;|"]*$/.test(line);
}

/** Lines between the rows that are none: comments (`# exported by ...`), rules and footers of drawn tables. */
export function isNoRow(line: string): boolean {
  return (
    /^\s*#(?!\w*[,;\t])(?! [\w%/.]+(?:;[\w%/.]+){2,}$)/.test(line) ||
    isTableEnd(line) ||
    isDashes(line) ||
    DASHES.test(line)
  );
}

/** Names of the columns by the cells of a header, which some tools mark as a comment (`# hostname;interval;...`). */
export function headerNames(cells: readonly string[]): string[] {
  return cells.map((cell, i) => (i === 0 ? cell.trim().replace(/^# /, '') : cell.trim()));
}

/** The delimiter that a line announces (`sep=;`, as for Excel), or null. */
export function announcedDelimiter(line: string): string | null {
  return /^"?sep=(.)"?$/i.exec(line.trim())?.[1] ?? null;
}

/** The style of a table by its header: the delimiter is the one that occurs most outside quotes. */
export function styleOf(header: string, announced: string | null): TableStyle {
  const bare = header.replace(/"[^"]*"/g, '');
  let delimiter = ',';
  let most = 0;
  for (const candidate of [',', ';', '\t', '|']) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      most = count;
      delimiter = candidate;
    }
  }
  if (announced !== null) return { delimiter: announced, drawn: false, framed: false };
  const framed = delimiter === '|' && FRAMED.test(header);
  return { delimiter, framed, drawn: framed || (delimiter === '|' && / \| /.test(header)) };
}

/** Emphasis around a whole cell and escaped bars are Markdown's, not the cell's. */
function drawnCell(cell: string): string {
  const plain = cell.trim().replace(/\\\|/g, '|');
  return /^(\*\*|__|`)(.+)\1$/.exec(plain)?.[2]?.trim() ?? plain;
}

/** Cells of one record (RFC 4180; a doubled quote inside quotes is a quote). Null when a quote stays open. */
function splitQuoted(record: string, delimiter: string): string[] | null {
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

/** Cells of one record; null when a quote stays open. */
export function cellsOf(record: string, style: TableStyle): string[] | null {
  const { columnsAt } = style;
  if (columnsAt) return columnsAt.map((from, i) => record.slice(from, columnsAt[i + 1]).trim());
  if (!style.drawn) return splitQuoted(record, style.delimiter);
  const row = style.framed ? record.trim().replace(/^\||(?<!\\)\|$/g, '') : record;
  return row.split(/(?<!\\)\|/).map(drawnCell);
}
