import { DateTime } from 'luxon';
import type { TimeRange } from './time-range.ts';
import { wordTable } from './word-table.ts';

/** Sets of the five fields; a day matches by `or` when both day fields are restricted (crontab(5)). */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

const NAMES: Readonly<Record<string, number>> = wordTable({
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  sun: 0,
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
});

const SHORTHANDS: Readonly<Record<string, string>> = wordTable({
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
});

function number(text: string): number | null {
  const named = NAMES[text.toLowerCase()];
  if (named !== undefined) return named;
  return /^\d{1,2}$/.test(text) ? Number(text) : null;
}

function field(text: string, least: number, most: number): Set<number> | null {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!Number.isInteger(step) || step < 1) return null;
    let from = least;
    let to = most;
    if (range !== '*' && range !== '?') {
      const [first = '', last] = range.split('-');
      const start = number(first);
      const end = last === undefined ? (stepText === undefined ? start : most) : number(last);
      if (start === null || end === null || start < least || end > most || end < start) return null;
      from = start;
      to = end;
    }
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

/** Quartz counts the days of the week from 1 = Sunday; names stay as they are (CronExpression of Quartz 2). */
function fromSunday(weekdays: string): string {
  return weekdays.replace(/(?<![/\d])\d+/g, (day) => String(Number(day) - 1));
}

/** The five fields of crontab(5) from six or seven with seconds first and the year last, as Quartz and Spring write them. */
function fiveFields(parts: readonly string[]): readonly string[] | null {
  if (parts.length === 5) return parts;
  const [seconds = '', m = '', h = '', d = '', mo = '', w = '', year = '*'] = parts;
  if (parts.length < 6 || parts.length > 7 || year !== '*' || !field(seconds, 0, 59)) return null;
  // Only Quartz asks for a `?` in one of the two day fields.
  return [m, h, d, mo, d === '?' || w === '?' ? fromSunday(w) : w];
}

/**
 * Reads five fields, the six or seven of Quartz, or a shorthand such as `@hourly`; null when it is no schedule. Seconds
 * are left out: a run is expected at the minute.
 */
export function parseCron(text: string): CronSchedule | null {
  const plain = SHORTHANDS[text.trim().toLowerCase()] ?? text.trim();
  const parts = fiveFields(plain.split(/\s+/));
  if (parts === null) return null;
  const [m = '', h = '', d = '', mo = '', w = ''] = parts;
  const minutes = field(m, 0, 59);
  const hours = field(h, 0, 23);
  const days = field(d, 1, 31);
  const months = field(mo, 1, 12);
  const weekdays = field(w, 0, 7);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.has(7)) weekdays.add(0);
  return { minutes, hours, days, months, weekdays, anyDay: /^[*?]/.test(d), anyWeekday: /^[*?]/.test(w) };
}

/** Times (epoch ms) at which the schedule is due in a span, in the zone's wall clock, at most `limit`. */
export function cronTimes(schedule: CronSchedule, span: TimeRange, zone: string, limit = 20_000): number[] {
  const times: number[] = [];
  let at = DateTime.fromMillis(span.from, { zone }).startOf('day');
  const last = DateTime.fromMillis(span.to, { zone });
  for (; at <= last && times.length < limit; at = at.plus({ days: 1 })) {
    if (!schedule.months.has(at.month)) continue;
    const byDay = schedule.days.has(at.day);
    const byWeekday = schedule.weekdays.has(at.weekday % 7);
    const due = schedule.anyDay || schedule.anyWeekday ? byDay && byWeekday : byDay || byWeekday;
    if (!due) continue;
    for (const hour of schedule.hours) {
      for (const minute of schedule.minutes) {
        const due = at.set({ hour, minute });
        // In the hour that a clock change skips, luxon moves on; cron does not run then.
        if (due.hour !== hour || due.minute !== minute) continue;
        const ms = due.toMillis();
        if (ms >= span.from && ms < span.to && times.length < limit) times.push(ms);
      }
    }
  }
  return times.sort((a, b) => a - b);
}
