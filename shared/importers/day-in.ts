import { DAY_MS, HOUR_MS } from '../incident/time-range.ts';
import { readWritten } from '../incident/timestamp.ts';

const DATE =
  /\b(\d{4}-\d{2}-\d{2}|\d{1,2}\.? [a-z]{3,9}\.? \d{4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.\d{1,2}\.\d{4})\b/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const DAY_ALONE = new RegExp(
  String.raw`^[\s#*=-]*(?:\p{L}{2,10}\.?,?\s+)?(?:(\d{1,2})\.(\d{1,2})\.|(\d{1,2})\.? ${MONTH}|${MONTH} (\d{1,2}))[\s:*=-]*$`,
  'iu',
);

/** Month (0 to 11) and day of a line that holds a date without a year and nothing else: "Mo 11.05.", "Tue 12 May". */
export function dayAloneIn(text: string): { readonly month: number; readonly day: number } | null {
  const found = text.length > 60 ? null : DAY_ALONE.exec(text);
  if (!found) return null;
  const [, dotted, dottedMonth, before, nameBehind, name, behind] = found;
  const day = Number(dotted ?? before ?? behind);
  const named = (nameBehind ?? name)?.toLowerCase();
  const month = named === undefined ? Number(dottedMonth) - 1 : MONTHS.indexOf(named);
  return month >= 0 && month < 12 && day >= 1 && day <= 31 ? { month, day } : null;
}

/** Noon of the day that a line of text names, epoch ms; null when it names none. Clocks below it lie nearest to noon. */
export function dayIn(text: string): number | null {
  const written = DATE.exec(text.slice(0, 400))?.[1]
    ?.replace(/(\d)(?:st|nd|rd|th)\b/, '$1')
    .replace(/^(\d{1,2})\. /, '$1 ');
  const day = written === undefined ? null : readWritten(`${written} 00:00`);
  return day === null ? null : Math.floor(day.ms / DAY_MS) * DAY_MS + 12 * HOUR_MS;
}
