import { DAY_MS, HOUR_MS, MINUTE_MS } from '../incident/time-range.ts';
import { seededUniform, shuffle } from './statistics/prng.ts';
import { median } from './statistics/quantile.ts';
import { list } from './wording.ts';

/** Periods that schedules use. */
const PERIODS = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 10080].map((m) => m * MINUTE_MS);
const DRAWS = 400;

/** The period of the wall clock (ms) to which the onsets keep, with the phase in it and p over all periods tested. */
export interface WallClockFit {
  readonly periodMs: number;
  readonly phaseMs: number;
  /** 1 = always the same minute. */
  readonly concentration: number;
  readonly p: number;
  readonly zone: string;
  /** The days of the week on which alone it happens, 0 = Sunday; null where that may be chance, or no two weeks are seen. */
  readonly days: readonly number[] | null;
}

/**
 * Do onsets keep to a phase of the wall clock? Rayleigh's R (Mardia & Jupp 2000) at each period that a schedule uses and
 * the intervals allow; null: the same windows shuffled, with exponential gaps and any starting phase.
 */
export function wallClockFit(
  onsets: readonly number[],
  dead: readonly number[],
  binMs: number,
  zone: string,
): WallClockFit | null {
  const n = onsets.length;
  if (n < 4) return null;
  const local = onsets.map((at) => at + zoneOffsetMs(at, zone));
  const intervals = local.slice(1).map((at, i) => at - (local[i] ?? at));
  const typical = median(intervals);
  const periods = PERIODS.filter((p) => p >= 5 * binMs && p <= typical * 1.3 && p >= typical / 6);
  if (periods.length === 0) return null;
  const observed = best(local, periods);
  const uniform = seededUniform(11);
  const kept = dead.slice(0, n - 1).map((d, i) => Math.min(d, intervals[i] ?? d));
  const gaps = intervals.reduce((sum, d, i) => sum + d - (kept[i] ?? 0), 0);
  let asExtreme = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    shuffle(kept, uniform);
    const drawn = kept.map(() => -Math.log(1 - uniform()));
    const scale = gaps / drawn.reduce((a, b) => a + b, 0);
    const times = [uniform() * DAY_MS * 7];
    for (let i = 0; i < kept.length; i++)
      times.push((times[i] as number) + (kept[i] as number) + (drawn[i] as number) * scale);
    if (best(times, periods).r >= observed.r) asExtreme++;
  }
  return {
    periodMs: observed.period,
    phaseMs: observed.phase,
    concentration: observed.r,
    p: (1 + asExtreme) / (DRAWS + 1),
    zone,
    days: daysOfWeek(local),
  };
}

function best(
  times: readonly number[],
  periods: readonly number[],
): { r: number; period: number; phase: number } {
  let found = { r: -1, period: 0, phase: 0 };
  for (const period of periods) {
    let c = 0;
    let s = 0;
    for (const t of times) {
      const angle = (2 * Math.PI * (t % period)) / period;
      c += Math.cos(angle);
      s += Math.sin(angle);
    }
    const r = Math.hypot(c, s) / times.length;
    // A longer period wins a tie: what is hourly is also at a fixed minute of each quarter of an hour.
    if (r > found.r - 1e-9)
      found = {
        r: Math.max(r, found.r),
        period,
        phase: ((((Math.atan2(s, c) / (2 * Math.PI)) * period) % period) + period) % period,
      };
  }
  return found;
}

const offsets = new Map<string, Intl.DateTimeFormat>();

/** Offset of a zone from UTC at that instant, ms; 0 for a zone that is not known. */
export function zoneOffsetMs(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  let format = offsets.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      // An export may name a zone that this runtime does not have: UTC is then the honest reading.
      return 0;
    }
    offsets.set(zone, format);
  }
  const p: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) p[type] = Number(value);
  const local = Date.UTC(
    p.year ?? 1970,
    (p.month ?? 1) - 1,
    p.day ?? 1,
    p.hour ?? 0,
    p.minute ?? 0,
    p.second ?? 0,
  );
  return Math.round((local - at) / MINUTE_MS) * MINUTE_MS;
}

/** True when the zone's offset changes between the instants: only then do UTC and local rhythm differ. */
export function clockChanges(from: number, to: number, zone: string): boolean {
  return (
    zoneOffsetMs(from, zone) !== zoneOffsetMs(to, zone) ||
    zoneOffsetMs((from + to) / 2, zone) !== zoneOffsetMs(from, zone)
  );
}

/** What starts by a clock may be late by so much of its period. */
const LATEST_SHARE = 0.04;

/** Do the onsets lie within minutes of the phase, as what a clock starts does? A time of the day that is busy is none. */
export function isTight(fit: WallClockFit, binMs: number): boolean {
  return spreadMs(fit) <= Math.max(1.5 * binMs, LATEST_SHARE * fit.periodMs);
}

/** The circular standard deviation (Mardia & Jupp 2000). */
function spreadMs({ concentration, periodMs }: WallClockFit): number {
  return (Math.sqrt(-2 * Math.log(Math.max(1e-9, Math.min(1, concentration)))) / (2 * Math.PI)) * periodMs;
}

/** Do times (epoch ms, ascending) reach over two weekends or more without one that falls on any, by the zone's days? */
export function keepsToWeekdays(times: readonly number[], zone: string): boolean {
  return onWeekdays(times.map((at) => at + zoneOffsetMs(at, zone)));
}

/** The first time that is no Saturday or Sunday in the zone, whole days later. */
export function onNextWeekday(at: number, zone: string): number {
  const day = (Math.floor((at + zoneOffsetMs(at, zone)) / DAY_MS) + 4) % 7;
  return at + (day === 6 ? 2 : day === 0 ? 1 : 0) * DAY_MS;
}

const NAMES = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const WEEKDAYS = [1, 2, 3, 4, 5];
const FEW_DAYS = 3;

/** The day of the week of an instant of the zone's own clock, as if it were UTC's. 1 January 1970 was a Thursday. */
const dayOfWeek = (at: number): number => (Math.floor(at / DAY_MS) + 4) % 7;

function onWeekdays(local: readonly number[]): boolean {
  const first = local[0] ?? 0;
  return (
    local.length >= 8 &&
    (local.at(-1) ?? first) - first >= 8 * DAY_MS &&
    local.every((at) => WEEKDAYS.includes(dayOfWeek(at)))
  );
}

/** Up to three days that each come at least twice and hold all of many onsets, else the weekdays; null where any day may be. */
function daysOfWeek(local: readonly number[]): readonly number[] | null {
  const first = local[0] ?? 0;
  const counts = new Map<number, number>();
  for (const at of local) counts.set(dayOfWeek(at), (counts.get(dayOfWeek(at)) ?? 0) + 1);
  const few = counts.size <= FEW_DAYS && local.length >= 3 * counts.size && local.length >= 6;
  const often = [...counts.values()].every((n) => n >= 2);
  if (few && often && (local.at(-1) ?? first) - first >= 14 * DAY_MS)
    return [...counts.keys()].sort((a, b) => a - b);
  return onWeekdays(local) ? WEEKDAYS : null;
}

/**
 * "every hour at :05", "every day at 14:05" in the fit's zone; where it does not fail at `each` turn, "at :05 past the
 * hour". "about" where the onsets lie around that time rather than at it.
 */
export function wallClockWords(fit: WallClockFit, each: boolean, binMs: number): string {
  const minutes = Math.round(fit.phaseMs / MINUTE_MS);
  const at = (minute: number): string =>
    `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const mm = String(minutes % 60).padStart(2, '0');
  const near = spreadMs(fit) > Math.max(2 * binMs, 2 * MINUTE_MS) ? 'about' : 'at';
  if (fit.periodMs >= DAY_MS) {
    const time = `${near} ${at(minutes)} (${fit.zone})`;
    if (fit.periodMs > DAY_MS) return `${each ? 'every week' : 'on one day of the week'} ${time}`;
    if (fit.days === WEEKDAYS) return `${each ? 'every weekday' : 'on weekdays'} ${time}`;
    if (fit.days) return `on ${list(fit.days.map((day) => NAMES[day] ?? ''))} ${time}`;
    return each ? `every day ${time}` : time;
  }
  if (fit.periodMs > HOUR_MS) {
    const times = `${near} ${at(minutes)}, ${at(minutes + fit.periodMs / MINUTE_MS)} and so on (${fit.zone})`;
    return each ? `every ${fit.periodMs / HOUR_MS} hours, ${times}` : times;
  }
  if (fit.periodMs === HOUR_MS) return each ? `every hour ${near} :${mm}` : `${near} :${mm} past the hour`;
  const apart = fit.periodMs / MINUTE_MS;
  return each ? `every ${apart} minutes on the clock` : `at the same minutes of the clock, ${apart} apart`;
}
