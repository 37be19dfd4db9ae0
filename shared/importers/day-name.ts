import { DAY_MS } from '../incident/time-range.ts';
import { isDayAlone, readWritten } from '../incident/timestamp.ts';
import { withoutAccents } from '../incident/without-accents.ts';

/** A day of the calendar; the year is null where the text has none. */
export interface CalendarDay {
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const WEEKDAY = /^\p{L}{2,10}\.?,?\s+(?=\d|\p{L}{3,9}\.? \d)/u;
const YEARLESS = /^(\d{1,2})([./-])(\d{1,2})\.?$/;
const WEEKDAYS = new Set(
  'mo di mi do fr sa so mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo pon wt sr czw pt sob nd seg ter qua qui sex'.split(
    ' ',
  ),
);

/** True for the name of a day of the week and nothing else. */
export function isWeekday(name: string): boolean {
  return WEEKDAYS.has(withoutAccents(name.trim().toLowerCase()).replace(/\.$/, ''));
}

/** The day that a heading names, with a weekday in front or without: "Mo 16.11.2026", "2026-11-16", "16/11", "Nov 16". */
function dayNamed(name: string, dayFirst: boolean): CalendarDay | null {
  const text = name.trim().replace(WEEKDAY, '');
  if (isDayAlone(text)) {
    const written = readWritten(text, dayFirst);
    if (!written) return null;
    const date = new Date(written.ms);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const [, first, mark, second] = YEARLESS.exec(text) ?? [];
  if (first !== undefined) {
    const [month, day] =
      dayFirst || mark === '.' ? [Number(second), Number(first)] : [Number(first), Number(second)];
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { year: null, month, day } : null;
  }
  const named = /^\d{1,2}\.? ?-?\p{L}{3,9}\.?$|^\p{L}{3,9}\.? \d{1,2}$/u.test(text)
    ? readWritten(`${text.replace(/^(\d{1,2})\.?[ -]?(\p{L}{3,9})\.?$/u, '$2 $1').replace(/\. /, ' ')} 00:00`)
    : null;
  if (!named) return null;
  const date = new Date(named.ms);
  return { year: null, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function msOf({ year, month, day }: CalendarDay): number {
  return Date.UTC(year ?? 2000, month - 1, day);
}

/** How many of the days follow the one before them, in either direction. */
function followers(days: readonly (CalendarDay | null)[]): number {
  const known = days.flatMap((day) => day ?? []);
  return known.filter((day, i) => {
    const before = known[i - 1];
    return before !== undefined && Math.abs(msOf(day) - msOf(before)) === DAY_MS;
  }).length;
}

/**
 * The days that these names are, null for each that is none. Of 03/04 the day or the month comes first, whichever makes
 * days that follow one another.
 */
export function daysNamed(names: readonly string[]): (CalendarDay | null)[] {
  const [byDay, byMonth] = [true, false].map((first) => names.map((name) => dayNamed(name, first)));
  return followers(byMonth ?? []) > followers(byDay ?? []) ? (byMonth ?? []) : (byDay ?? []);
}
