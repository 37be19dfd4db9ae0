import { DAY_MS, MINUTE_MS, type TimeRange } from '../../shared/incident/time-range.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${zone} ${key}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(id, made);
  return made;
}

/** "13:52" in the session's zone. */
export function formatClock(at: number, zone: string): string {
  return format(zone, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** "Fri 20 Nov" in the session's zone. */
export function formatDay(at: number, zone: string): string {
  return format(zone, 'day', { weekday: 'short', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '');
}

/** "20 Nov" in the session's zone. */
export function formatDate(at: number, zone: string): string {
  return format(zone, 'date', { day: 'numeric', month: 'short' }).format(at);
}

/** "20 Nov 10:00 to 13:58", or with both days where they differ. */
export function formatSpan(span: TimeRange, zone: string): string {
  const first = formatDate(span.from, zone);
  const last = formatDate(span.to, zone);
  if (first === last) return `${first} ${formatClock(span.from, zone)} to ${formatClock(span.to, zone)}`;
  return `${first} to ${last}`;
}

/** A tick: the clock on a span of less than two days, else the day. */
export function formatTick(at: number, span: TimeRange, zone: string): string {
  if (span.to - span.from <= 2 * DAY_MS) return formatClock(at, zone);
  return formatDate(at, zone);
}

/** "18", "4", "0.5": minutes as a chart writes them. */
export function formatMinutes(ms: number): string {
  const minutes = ms / MINUTE_MS;
  if (minutes >= 10) return String(Math.round(minutes));
  return String(Math.round(minutes * 10) / 10);
}

/** How a bar may say its minutes, the longest first: "25 min", "25". */
export function minuteLabels(ms: number): string[] {
  return [`${formatMinutes(ms)} min`, formatMinutes(ms)];
}
