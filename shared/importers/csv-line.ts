/**
 * Cells as one line of CSV (RFC 4180), with its line feed. Line breaks inside of a cell become spaces: a row stays one
 * line, by which what is said of it is placed.
 */
export function csvLine(cells: Iterable<string>): string {
  return `${Array.from(cells, quoted).join(',')}\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"` : cell;
}
