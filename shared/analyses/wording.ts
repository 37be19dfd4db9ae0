import type { StreamKind } from '../incident/stream.ts';
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

/** Why a run that was due did not do its work: it did not take place, it failed or broke off, or some one and some the other. */
export type Lost = 'absent' | 'failed' | 'either';

/** "did not take place", "did not finish its work", or both: `does` is "did not", "do not" or "does not". */
export function lostInWords(lost: Lost, does: string, its: 'its' | 'their' = 'its'): string {
  const absent = `${does} take place`;
  const failed = `${does} finish ${its} work`;
  return lost === 'absent' ? absent : lost === 'failed' ? failed : `${absent} or ${failed}`;
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

/** "at 14:07", or "on Fri 20 Nov at 14:07" when any of `others` falls on another local day. */
export function atAmong(at: number, others: readonly number[], zone: string): string {
  const day = calendarDay(at, zone);
  return others.every((other) => calendarDay(other, zone) === day)
    ? `at ${clock(at, zone)}`
    : `on ${weekday(at, zone)} at ${clock(at, zone)}`;
}

/** "between 14:07 and 14:25", "between 14:07 and 14:25 on Fri 20 Nov": the day once where one will do. */
export function betweenAmong(from: number, to: number, others: readonly number[], zone: string): string {
  const oneDay = calendarDay(from, zone) === calendarDay(to, zone);
  if (!oneDay) return `between ${dayClock(from, zone)} and ${dayClock(to, zone)}`;
  const elsewhere = others.some((other) => calendarDay(other, zone) !== calendarDay(from, zone));
  return `between ${clock(from, zone)} and ${clock(to, zone)}${elsewhere ? ` on ${weekday(from, zone)}` : ''}`;
}

/** "14:07 to 14:25", with the day before it when that is another day than `now`. */
export function spanAmong(from: number, to: number, now: number, zone: string): string {
  const oneDay = calendarDay(from, zone) === calendarDay(to, zone);
  const begin = whenAmong(from, [now], zone);
  if (oneDay && clock(from, zone) === clock(to, zone)) return begin;
  return `${begin} to ${oneDay ? clock(to, zone) : dayClock(to, zone)}`;
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

/** From here on two lengths beside each other are both read in hours. */
const IN_HOURS_MS = 2 * HOUR_MS;

/** As `duration`, but from an hour on in hours and minutes: for a length beside one of hours. */
function inHours(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60 || minutes >= 120) return duration(ms);
  return minutes === 60 ? '1 h' : `1 h ${minutes - 60} min`;
}

/** "1 to 3 min", "1 h 50 min to 5 h": a range of durations, one figure when both read the same. */
export function durationRange(fromMs: number, toMs: number): string {
  const a = toMs >= IN_HOURS_MS ? inHours(fromMs) : duration(fromMs);
  const b = duration(toMs);
  if (duration(fromMs) === b) return b;
  if (fromMs === 0) return `0 to ${b}`;
  const [figureA, unitA, ...restA] = a.split(' ');
  const [, unitB, ...restB] = b.split(' ');
  return unitA === unitB && restA.length === 0 && restB.length === 0 ? `${figureA} to ${b}` : `${a} to ${b}`;
}

/** "25, 30 and 20 min": a list of durations in one unit. */
export function durationList(ms: readonly number[]): string {
  const longest = Math.max(0, ...ms.map(Math.abs));
  if (longest >= IN_HOURS_MS) return list(ms.map(inHours));
  if (longest < 1.5 * MINUTE_MS && longest > 0) return list(ms.map(duration));
  return `${list(ms.map((d) => trim(d / MINUTE_MS, longest < 10 * MINUTE_MS ? 1 : 0)))} min`;
}

/** "a, b and c". */
export function list(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
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

/** "1 window", "5 windows", "2,914 streams". */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? singular : plural}`;
}

/** "5 of 7 windows", "the one window", "none of the 7 windows": so many of all. */
export function ofAll(n: number, all: number, singular: string): string {
  if (n === 0) return all === 1 ? `no ${singular}` : `none of the ${count(all, singular)}`;
  if (n === 2 && all === 2) return `both ${singular}s`;
  return n === 1 && all === 1
    ? `the one ${singular}`
    : `${n.toLocaleString('en-US')} of ${count(all, singular)}`;
}

/** "617 requests a minute": requests per bin as a rate that people use. */
export function perMinute(perBin: number, binMs: number): string {
  const minute = (perBin * MINUTE_MS) / binMs;
  return minute < 1 ? `${rate(minute * 60)} requests an hour` : `${rate(minute)} requests a minute`;
}

/** "617 requests a minute" and "540": two rates in one unit, named with the first. */
export function perMinutePair(first: number, second: number, binMs: number): readonly [string, string] {
  const minute = MINUTE_MS / binMs;
  const hourly = Math.min(first, second) * minute < 1;
  const scale = hourly ? 60 * minute : minute;
  return [`${rate(first * scale)} requests ${hourly ? 'an hour' : 'a minute'}`, rate(second * scale)];
}

/** Requests are counted: a tenth of one says something only where there are few. */
function rate(value: number): string {
  return value >= 20 ? Math.round(value).toLocaleString('en-US') : trim(value, 1);
}

/** "250,000": an estimate that is not known to more than two or three digits. */
export function roughly(value: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1);
  return figure(step > 1 ? Math.round(value / step) * step : value);
}

/** What one event of such a stream is called: "run", "deployment", "configuration change". */
export function eventNoun(kind: StreamKind | 'traffic' | 'accumulation' | 'none' | 'pair'): string {
  switch (kind) {
    case 'job':
      return 'run';
    case 'deploy':
      return 'deployment';
    case 'config':
      return 'configuration change';
    case 'data':
      return 'data change';
    case 'flag':
      return 'flag change';
    case 'certificate':
      return 'certificate change';
    case 'dependency':
    case 'vendor':
      return 'outage';
    case 'autoscale':
      return 'scaling step';
    case 'maintenance':
      return 'maintenance event';
    case 'alert':
    case 'restart':
    case 'ticket':
      return kind;
    default:
      return 'event';
  }
}

/** As `eventNoun`, but what only a name tells ("api-5c Killing", "api scaled down") is an event. */
export function plainNoun(kind: Parameters<typeof eventNoun>[0]): string {
  return kind === 'autoscale' || kind === 'restart' ? 'event' : eventNoun(kind);
}

/**
 * "run of sync", "deployment of cart": one event of a stream, without an article. What the name says already is not told
 * twice: "deployment of cart" of `cart deployments` and `Deploy cart`, "outage of Bank" of `Bank status`; names of steps
 * stand as they are.
 */
export function eventOf(
  kind: StreamKind | 'pair' | 'traffic' | 'accumulation' | 'none',
  name: string,
): string {
  const noun = kind === 'pair' ? 'run' : eventNoun(kind);
  if (kind === 'autoscale' || kind === 'restart') return `event “${name}”`;
  if (name === `${noun}s`) return noun;
  const said = kind === 'vendor' ? ' status' : ` ${noun}s`;
  const plain = kind === 'deploy' ? name.replace(/^deploy(?=\s(?!to\b))\s+/i, '') : name;
  return `${noun} of ${plain.endsWith(said) ? plain.slice(0, -said.length) : plain}`;
}

/** "a run of sync", "an outage of Bank". */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** "3 streams and 5 recorded changes": what was tested, without what there was none of. */
export function testedWords(streams: number, changes: number): string {
  if (changes === 0) return count(streams, 'stream');
  return list([...(streams > 0 ? [count(streams, 'stream')] : []), count(changes, 'recorded change')]);
}

/** First letter large: a sentence may start with a stream's name as it is, but not with "a". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
