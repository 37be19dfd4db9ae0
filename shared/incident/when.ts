import { LocalClock } from './local-clock.ts';
import { DAY_MS } from './time-range.ts';
import { readDurationMs, readWritten } from './timestamp.ts';

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(z|utc))?$/i;
const AGO = /^(?:about |approx\.? |~)?(.+?)\s+ago$/i;

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
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const [hour, minute, second] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? '0')];
    if (hour > 24 || minute > 59 || second > 60) return null;
    const local = new LocalClock(clock[4] === undefined ? zone : 'UTC');
    const midnight = Math.floor(now / DAY_MS) * DAY_MS;
    for (const day of [1, 0, -1, -2]) {
      const at = local.toUtc(midnight + day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000);
      if (at <= now) return at;
    }
    return null;
  }
  const written = readWritten(trimmed);
  if (!written?.hasYear) return null;
  return written.zoned ? written.ms : new LocalClock(zone).toUtc(written.ms);
}
