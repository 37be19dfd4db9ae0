import { wordTable } from '../incident/word-table.ts';
/** What stands in front of decimals. */
export type DecimalMark = '.' | ',';

/** Multipliers of units that charts write into cells; times become ms, sizes bytes, a percentage stays as it is. */
const UNITS: Readonly<Record<string, number>> = wordTable({
  '%': 1,
  ms: 1,
  s: 1000,
  min: 60_000,
  mins: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  '\u00b5s': 0.001,
  us: 0.001,
  ns: 1e-6,
  k: 1e3,
  mil: 1e6,
  bil: 1e9,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  'req/s': 1,
  rps: 1,
  'ops/s': 1,
  '/s': 1,
  reqps: 1,
  ops: 1,
  cps: 1,
});

/** What a cell with a unit is read in: times in ms, sizes in bytes, rates per second; null for a bare figure. */
export function cellUnit(cell: string): string | null {
  const unit = /^-?[\d.,\s]*\d\s*([^\d\s].*)$/.exec(cell.trim())?.[1]?.toLowerCase() ?? '';
  const factor = UNITS[unit];
  if (factor === undefined) return null;
  if (unit === '%') return '%';
  if (/^(?:ms|s|mins?|hours?|\u00b5s|us|ns)$/.test(unit)) return 'ms';
  if (/^[kmg]?i?b$/.test(unit)) return 'bytes';
  return /^(?:k|mil|bil)$/.test(unit) ? null : '/s';
}

/** Figures grouped by spaces or apostrophes, as in France and Switzerland, and those in brackets, which are negative. */
function plainGroups(text: string): string {
  const negative = /^\((\d[\d.,]*)\)$/.exec(text)?.[1];
  if (negative !== undefined) return `-${negative}`;
  return /^-?\d{1,3}(?:[ \u00a0\u202f'\u2019]\d{3})+(?![\d])/.test(text)
    ? text.replace(/(?<=\d)[ \u00a0\u202f'\u2019](?=\d{3}(?!\d))/g, '')
    : text;
}

/** A cell of a number column: its value, null when it is empty, NaN or a dash, undefined when it is no number. */
export function numberCell(cell: string, mark: DecimalMark = '.'): number | null | undefined {
  // The bulk of all tables: plain digits.
  const first = cell.charCodeAt(0);
  if (mark === '.' && first >= 48 && first <= 57) {
    const plain = Number(cell);
    if (Number.isFinite(plain)) return plain;
  }
  const text = plainGroups(cell.trim());
  if (
    text === '' ||
    text === '-' ||
    /^(null|nan|n\/a|na|none|undefined|no data|bad|i\/o timeout|#(?:n\/a|nv|div\/0!|value!|wert!|ref!|bezug!|num!|name\?))$/i.test(
      text,
    )
  )
    return null;
  if (mark === ',' && /^[-+]?\d[\d.,]*/.test(text)) {
    return numberCell(text.replace(/^[-+\d.,]+/, (figures) => figures.replaceAll('.', '').replace(',', '.')));
  }
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  if (/^[+-]?inf(inity)?$/i.test(text)) return null;
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  const parts = /^(-?\d+(?:[.,]\d+)?)\s*([^\d\s].*)?$/.exec(text);
  if (!parts) return undefined;
  const unit = (parts[2] ?? '').toLowerCase();
  const factor = unit === '' ? 1 : UNITS[unit];
  return factor === undefined ? undefined : Number((parts[1] ?? '').replace(',', '.')) * factor;
}
