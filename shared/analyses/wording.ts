import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../incident/time-range.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(at: number, zone: string): Record<string, string> {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  const found: Record<string, string> = {};
  for (const part of formatter.formatToParts(at)) found[part.type] = part.value;
  return found;
}

/** "14:07", or "14:07:20" when the seconds matter, in the given IANA zone. */
export function clock(at: number, zone: string, seconds = false): string {
  const p = parts(at, zone);
  return seconds ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`;
}

/** "20 Nov". */
export function calendarDay(at: number, zone: string): string {
  const p = parts(at, zone);
  return `${p.day} ${p.month}`;
}

/** "20 Nov", or "20 Nov 2025" when `now` falls into another year. */
export function calendarDate(at: number, now: number, zone: string): string {
  const { day, month, year } = parts(at, zone);
  return year === parts(now, zone).year ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** "Fri 20 Nov". */
export function weekday(at: number, zone: string): string {
  const p = parts(at, zone);
  return `${p.weekday} ${p.day} ${p.month}`;
}

/** "Fri 20 Nov, 14:07": for what happened on another day than the rest of the sentence. */
export function dayClock(at: number, zone: string): string {
  const p = parts(at, zone);
  return `${p.weekday} ${p.day} ${p.month}, ${p.hour}:${p.minute}`;
}

/** The clock time alone when all of `others` fall on the same local day, else day and clock. */
export function whenAmong(at: number, others: readonly number[], zone: string): string {
  const day = calendarDay(at, zone);
  return others.every((other) => calendarDay(other, zone) === day) ? clock(at, zone) : dayClock(at, zone);
}

/** "14:07 to 14:25" in one zone. An end of null reads "not over yet". */
export function clockSpan(from: number, to: number | null, zone: string): string {
  return to === null ? `${clock(from, zone)}, not over yet` : `${clock(from, zone)} to ${clock(to, zone)}`;
}

/** "18 s", "25 min", "2 h 10 min", "3 days": no more digits than a room can use. */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < 1.5 * MINUTE_MS && Math.round(size / SECOND_MS) !== 60)
    return `${Math.round(size / SECOND_MS)} s`;
  if (size < 10 * MINUTE_MS) return `${trim(size / MINUTE_MS, 1)} min`;
  const minutes = Math.round(size / MINUTE_MS);
  if (minutes < 120) return `${minutes} min`;
  if (size < 2 * DAY_MS) {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  }
  return `${trim(size / DAY_MS, 1)} days`;
}

/** "1 to 3 min": a range of durations, one figure when both read the same. */
export function durationRange(fromMs: number, toMs: number): string {
  const a = duration(fromMs);
  const b = duration(toMs);
  if (a === b) return a;
  const unitA = a.replace(/^[\d.]+ /, '');
  const unitB = b.replace(/^[\d.]+ /, '');
  if (unitA === unitB) return `${a.replace(/ .*$/, '')} to ${b}`;
  if (fromMs === 0) return `0 to ${b}`;
  return `${a} to ${b}`;
}

/** "25, 30 and 20 min": a list of durations in one unit. */
export function durationList(ms: readonly number[]): string {
  const longest = Math.max(0, ...ms.map(Math.abs));
  if (longest >= 2 * HOUR_MS || (longest < 1.5 * MINUTE_MS && longest > 0)) return list(ms.map(duration));
  return `${list(ms.map((d) => trim(d / MINUTE_MS, longest < 10 * MINUTE_MS ? 1 : 0)))} min`;
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** "12 %" of a share from 0 to 1; two digits that say something below one per cent. Never a probability of a cause. */
export function share(value: number): string {
  const percent = 100 * value;
  if (percent === 0) return '0 %';
  if (Math.abs(percent) < 0.1) return `${trim(percent, 2)} %`;
  return `${trim(percent, Math.abs(percent) < 10 ? 1 : 0)} %`;
}

/** "61,400": a figure with at most three digits that say something below a thousand. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${trim(value / 1e9, 1)} billion`;
  if (size >= 1e7) return `${trim(value / 1e6, 1)} million`;
  if (size >= 1000) return Math.round(value).toLocaleString('en-US');
  return size >= 100 ? trim(value, 0) : size >= 10 ? trim(value, 1) : trim(value, 2);
}

/** "1 window", "5 windows". */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

/** "617 a minute": a count per bin as a rate that people use. */
export function perMinute(perBin: number, binMs: number): string {
  const minute = (perBin * MINUTE_MS) / binMs;
  return minute < 1 ? `${figure(minute * 60)} an hour` : `${figure(minute)} a minute`;
}

/** First letter large: a sentence may start with a stream's name as it is, but not with "a". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
