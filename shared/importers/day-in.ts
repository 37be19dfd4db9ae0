import { DAY_MS, HOUR_MS } from '../incident/time-range.ts';
import { readWritten } from '../incident/timestamp.ts';

const DATE =
  /\b(\d{4}-\d{2}-\d{2}|\d{1,2}\.? [a-z]{3,9}\.? \d{4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.\d{1,2}\.\d{4})\b/i;

/** Noon of the day that a line of text names, epoch ms; null when it names none. Clocks below it lie nearest to noon. */
export function dayIn(text: string): number | null {
  const written = DATE.exec(text.slice(0, 400))?.[1]
    ?.replace(/(\d)(?:st|nd|rd|th)\b/, '$1')
    .replace(/^(\d{1,2})\. /, '$1 ');
  const day = written === undefined ? null : readWritten(`${written} 00:00`);
  return day === null ? null : Math.floor(day.ms / DAY_MS) * DAY_MS + 12 * HOUR_MS;
}
