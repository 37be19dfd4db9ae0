import { calendarDay, clock, duration } from '../../shared/analyses/wording.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeRange } from '../../shared/incident/time-range.ts';

/** "20 Nov 10:00 to 13:58", or both days where they differ. */
export function formatSpan(span: TimeRange, zone: string): string {
  const first = calendarDay(span.from, zone);
  const last = calendarDay(span.to, zone);
  if (first === last) return `${first} ${clock(span.from, zone)} to ${clock(span.to, zone)}`;
  return `${first} to ${last}`;
}

/** A tick: the clock; at midnight on a span of several days, the day that begins. */
export function formatTick(at: number, span: TimeRange, zone: string): string {
  const time = clock(at, zone);
  const oneDay = calendarDay(span.from, zone) === calendarDay(span.to, zone);
  return time === '00:00' && !oneDay ? calendarDay(at, zone) : time;
}

/** "now 14:00"; with the day where the axis holds more than two. */
export function formatNow(at: number, span: TimeRange, zone: string): string {
  const day = span.to - span.from <= 2 * DAY_MS ? '' : `${calendarDay(at, zone)} `;
  return `now ${day}${clock(at, zone)}`;
}

/** "18", "4", "0.5": minutes as a chart writes them. */
export function formatMinutes(ms: number): string {
  const minutes = ms / MINUTE_MS;
  if (minutes >= 10) return String(Math.round(minutes));
  return String(Math.round(minutes * 10) / 10);
}

/** From here on nobody counts in minutes. */
const LONG_MS = 2 * HOUR_MS;

export function isLong(ms: number): boolean {
  return ms >= LONG_MS;
}

/** "18" minutes, "9.1 h", "2.3 d": a length where there is room for a word at most. */
export function formatLength(ms: number): string {
  if (!isLong(ms)) return formatMinutes(ms);
  return ms < 2 * DAY_MS ? formatHours(ms) : `${formatTenths(ms / DAY_MS)} d`;
}

/** "1.8 h". */
export function formatHours(ms: number): string {
  return `${formatTenths(ms / HOUR_MS)} h`;
}

const formatTenths = (value: number): string => String(Math.round(value * 10) / 10);

/** How a bar may say its length, the longest first: "25 min", "25"; "9 h 8 min", "9.1 h". */
export function lengthLabels(ms: number): string[] {
  return isLong(ms) ? [duration(ms), formatLength(ms)] : [`${formatMinutes(ms)} min`, formatMinutes(ms)];
}
