import { daysNamed } from './day-name.ts';
import { numberCell } from './number-cell.ts';
import { cellsOf, isBlankRow, styleOf } from './table-lines.ts';
import { isWrittenTime } from './written-time.ts';

/** Lines of a title that may stand between an empty line and the header of a table. */
const MOST_TITLES = 2;
const LONGEST_NAME = 80;

function cells(line: string): string[] {
  const row = cellsOf(line, styleOf(line, null)) ?? [];
  return row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1).map((cell) => cell.trim());
}

const isFigure = (cell: string): boolean =>
  isWrittenTime(cell) || typeof numberCell(cell) === 'number' || typeof numberCell(cell, ',') === 'number';

/** Names for columns: words throughout, each only once, or days behind one of them. */
function isHeader(row: readonly string[]): boolean {
  const days = daysNamed(row.slice(1)).filter((day) => day !== null).length;
  if (days >= 2 && days * 2 >= row.length - 1 && !isFigure(row[0] ?? '')) return true;
  const names = row.filter((cell) => cell !== '');
  return (
    names.length >= 2 &&
    new Set(names).size === names.length &&
    names.every((name) => name.length <= LONGEST_NAME && !isFigure(name))
  );
}

/**
 * True when a table with a header of its own begins with these lines, perhaps below a title: names, and below them a row
 * as wide with a time or a figure in it.
 */
export function tableBegins(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => !isBlankRow(line)).slice(0, MOST_TITLES + 2);
  for (let at = 0; at <= MOST_TITLES; at += 1) {
    const header = cells(filled[at] ?? '');
    const row = cells(filled[at + 1] ?? '');
    if (isHeader(header))
      return row.length >= 2 && Math.abs(row.length - header.length) <= 1 && row.some(isFigure);
    if (header.length !== 1) return false;
  }
  return false;
}

/** Index of the empty line behind which another table begins, once `least` filled lines have gone by; the number of lines else. */
export function tableEnds(lines: readonly string[], least: number): number {
  let filled = 0;
  for (const [at, line] of lines.entries()) {
    if (!isBlankRow(line)) filled += 1;
    else if (filled >= least && tableBegins(lines.slice(at + 1, at + 8))) return at;
  }
  return lines.length;
}
