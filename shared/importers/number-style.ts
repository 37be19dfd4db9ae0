import { ERRORS, REQUESTS } from '../incident/role-words.ts';
import { nameWords } from '../incident/series-names.ts';
import { type CsvHead, columnName } from './csv-head.ts';
import { SIZE } from './event-columns.ts';
import type { DecimalMark } from './number-cell.ts';
import { isWrittenTime } from './written-time.ts';

/** How the numbers of a table are written, column by column. */
export interface NumberStyle {
  /** The mark in front of decimals, by column. */
  readonly marks: readonly DecimalMark[];
  /** Columns whose numbers could be read in two ways, and how they were read, as a sentence. */
  readonly doubts: readonly { readonly column: number; readonly said: string }[];
}

const FIGURES = /^[-+]?(\d[\d.,]*)(?:\s*[^\d\s.,].*)?$/;

/** A number that either mark could have written: 1.234 and 1,234. */
const EITHER = /^[1-9]\d{0,2}[.,]\d{3}$/;
/** Numbers of which chance makes no three end alike. */
const ENOUGH = 3;

function other(mark: DecimalMark): DecimalMark {
  return mark === '.' ? ',' : '.';
}

/** What counts things has no decimals. */
function countsThings(name: string): boolean {
  const plain = columnName(name);
  if (plain !== 'size' && (SIZE as readonly string[]).includes(plain)) return true;
  const words = nameWords(name);
  return words.length > 0 && words.every((word) => REQUESTS.has(word) || ERRORS.has(word));
}

/** 40.000, 120.000, 900.000: round thousands; three decimals would not all end in zeros. */
function allRound(cells: readonly string[]): boolean {
  const marked = new Set(cells.flatMap((cell) => figures(cell) ?? []));
  return marked.size >= ENOUGH && [...marked].every((text) => EITHER.test(text) && text.endsWith('00'));
}

/** The digits and marks of a cell that holds a number with a mark in it; null for any other cell. */
function figures(cell: string): string | null {
  const text = FIGURES.exec(cell.trim())?.[1];
  return text !== undefined && /[.,]/.test(text) ? text : null;
}

/** The decimal mark that one number can only have; null when it could have either. */
function provenBy(text: string): DecimalMark | null {
  for (const mark of ['.', ','] as const) {
    const group = other(mark);
    const [point, grouped] = mark === '.' ? ['\\.', ','] : [',', '\\.'];
    // 1.234.567 and 1.234,5: the first mark comes again, or the two come together.
    if (new RegExp(`^\\d{1,3}(${grouped}\\d{3}){2,}$|^\\d{1,3}(${grouped}\\d{3})+${point}\\d+$`).test(text))
      return mark;
    // 12,5 and 0,125 and 1234,567: no groups of three.
    if (!text.includes(group) && new RegExp(`^\\d+${point}\\d+$`).test(text)) {
      if (!new RegExp(`^[1-9]\\d{0,2}${point}\\d{3}$`).test(text)) return mark;
    }
  }
  return null;
}

/**
 * The decimal mark of a column by its cells together. Numbers without any mark beside 1.100 say that its dot groups
 * thousands: who writes whole numbers without decimals writes no decimal zero either.
 */
function provenTogether(cells: readonly string[]): DecimalMark | null {
  const marked = cells.flatMap((cell) => figures(cell) ?? []);
  const proofs = new Set(marked.flatMap((text) => provenBy(text) ?? []));
  if (proofs.size > 0) return proofs.size === 1 ? ([...proofs][0] ?? null) : null;
  if (!cells.some((cell) => /^[-+]?\d+$/.test(cell.trim()))) return null;
  const round = marked.find((text) => text.endsWith('0'));
  return round === undefined ? null : round.includes('.') ? ',' : '.';
}

/** Decides for each column what a dot and a comma mean: by its own numbers, else by those of the other columns. */
export function numberStyle(csv: CsvHead | null): NumberStyle {
  if (csv === null) return { marks: [], doubts: [] };
  const columns = csv.names.map((_, column) =>
    csv.rows.map((row) => row[column] ?? '').filter((cell) => !isWrittenTime(cell)),
  );
  const proven = columns.map(provenTogether);
  const agreed = new Set(proven.filter((mark) => mark !== null));
  const elsewhere = agreed.size === 1 ? ([...agreed][0] ?? null) : null;
  const doubts: { column: number; said: string }[] = [];
  const marks = columns.map((cells, column): DecimalMark => {
    const known = proven[column] ?? elsewhere;
    if (known !== null) return known;
    // Commas between cells leave the dot to the decimals; semicolons are written where the comma has that place.
    const { delimiter } = csv.style;
    const text = cells.map(figures).find((cell) => cell !== null && EITHER.test(cell));
    if (delimiter === ',' || text === undefined || text === null) return '.';
    const name = csv.names[column]?.slice(0, 40) ?? '';
    const sign = text.includes('.') ? 'dot' : 'comma';
    // Who writes semicolons seldom means the decimals by the dot.
    if (delimiter === ';' && allRound(cells)) return text.includes('.') ? ',' : '.';
    const whole = countsThings(name);
    const decimal = !whole && (sign === 'dot' || delimiter === ';');
    const why = whole ? 'for it counts whole things' : 'no number of the table shows which';
    const said = decimal
      ? `"${name}": the ${sign} in ${text} is read as the decimal mark, though it could group thousands; ${why}`
      : `"${name}": the ${sign} in ${text} is read as grouping thousands, though it could be the decimal mark; ${why}`;
    doubts.push({ column, said });
    const mark: DecimalMark = decimal === (sign === 'dot') ? '.' : ',';
    return mark;
  });
  return { marks, doubts };
}
