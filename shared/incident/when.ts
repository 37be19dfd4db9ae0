import { LocalClock } from './local-clock.ts';
import { DAY_MS } from './time-range.ts';
import { readDurationMs, readWritten } from './timestamp.ts';

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\.?)?(?:\s*(z|utc))?$/i;
const DAY_AND_CLOCK = /^(mon|tue|wed|thu|fri|sat|sun|yesterday|today)[a-z]*\.?,?\s+(.+)$/i;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const AGO = /^(?:about |approx\.? |~)?(.+?)\s+ago$/i;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "5.5. 12:05" and "05.05. um 12:05" without a year as Germans write them: `May 5 12:05`. */
function inWords(text: string): string {
  const [, day, month, clock] = /^(\d{1,2})\.(\d{1,2})\.,? (?:um )?(\d{1,2}:.+)$/i.exec(text) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? text : `${name} ${day} ${clock}`;
}

/** True when `resolveWhen` can read the text: a date with time, "3 hours ago", "14:05", "now". */
export function isWhen(text: string): boolean {
  return resolveWhen(text, 'UTC', Date.UTC(2000, 0, 2)) !== null;
}

/** Duration (ms) of "3 hours ago", "an hour ago"; null when the text is no such phrase. */
export function readAgoMs(text: string): number | null {
  const ago = AGO.exec(text.trim());
  if (!ago) return null;
  return readDurationMs((ago[1] ?? '').replace(/^an?\s+/i, '1 ').replace(/^half an hour$/i, '30 min'));
}

/**
 * Epoch ms of a time as people write it. What has no zone is read in `zone`; "3 hours ago" counts back from
 * `now`; a bare "14:05" is the last one before `now`. Null when it is no time.
 */
export function resolveWhen(text: string, zone: string, now: number): number | null {
  const trimmed = text.trim();
  if (/^now$/i.test(trimmed)) return now;
  const ago = readAgoMs(trimmed);
  if (ago !== null) return now - ago;
  const clock = lastClock(trimmed, zone, now, () => true);
  if (clock !== undefined) return clock;
  const day = DAY_AND_CLOCK.exec(trimmed);
  if (day) {
    const named = (day[1] ?? '').toLowerCase();
    const today = new LocalClock(zone).toWall(now);
    const wanted = (wall: number): boolean =>
      named === 'today' || named === 'yesterday'
        ? Math.floor(wall / DAY_MS) === Math.floor(today / DAY_MS) - (named === 'yesterday' ? 1 : 0)
        : new Date(wall).getUTCDay() === WEEKDAYS.indexOf(named.slice(0, 3));
    return lastClock(day[2] ?? '', zone, now, wanted) ?? null;
  }
  const written =
    readWritten(inWords(trimmed)) ??
    readWritten(trimmed.replace(/^(\d{1,2})\.?\s+([a-z]+)\.?,?\s+(?=\d)/i, '$2 $1 '));
  if (!written) return null;
  const at = (ms: number): number => (written.zoned ? ms : new LocalClock(zone).toUtc(ms));
  if (written.hasYear) return at(written.ms);
  // "Oct 23 7:05" is the last one before now.
  const year = new Date(now).getUTCFullYear();
  const inYear = (y: number): number => at(new Date(written.ms).setUTCFullYear(y));
  return inYear(year) <= now ? inYear(year) : inYear(year - 1);
}

/** The last time before `now` at which a clock showed "14:05" on a day that is wanted; undefined when it is no clock. */
function lastClock(
  text: string,
  zone: string,
  now: number,
  wanted: (wallMs: number) => boolean,
): number | null | undefined {
  const clock = CLOCK.exec(text);
  if (!clock) return undefined;
  const half = clock[4]?.toLowerCase();
  const hours = Number(clock[1]);
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  const [minute, second] = [Number(clock[2]), Number(clock[3] ?? '0')];
  if (hour > 24 || minute > 59 || second > 60) return null;
  const local = new LocalClock(clock[5] === undefined ? zone : 'UTC');
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  for (let day = 1; day >= -8; day -= 1) {
    const wall = midnight + day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
    const at = local.toUtc(wall);
    if (at <= now && wanted(wall)) return at;
  }
  return null;
}
