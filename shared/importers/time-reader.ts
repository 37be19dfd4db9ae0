import { LocalClock } from '../incident/local-clock.ts';
import type { ZoneOrigin } from '../incident/source.ts';
import { DAY_MS, type TimeRange } from '../incident/time-range.ts';
import {
  readClockAlone,
  readSerialDay,
  readTimeValue,
  readWritten,
  type WrittenTime,
} from '../incident/timestamp.ts';
import type { ImportContext } from './importer.ts';

/** Notes may go on for so long after the figures. */
const AHEAD_MS = 31 * DAY_MS;

/** Reads the times of one file in order: applies zone, year and clock offset, and keeps the span. */
export class TimeReader {
  private readonly context: ImportContext;
  private clock: LocalClock;
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;
  private zoned = 0;
  private local = 0;
  private stated: { readonly zone: string; readonly by: 'record' | 'format' } | null = null;
  private dayFirst: boolean | null;
  private lastYearless: number | null = null;
  /** The first time that carried no year, or no day at all, as it was placed. */
  private placed: { readonly ms: number; readonly day: boolean } | null = null;
  private dayNamed = false;
  private orderByNearness = false;

  constructor(context: ImportContext) {
    this.context = context;
    this.clock = new LocalClock(context.zone);
    this.dayFirst = context.dayFirst;
  }

  /** The file itself says which zone its times are in ("Time (UTC)"): they need none from elsewhere. */
  stateZone(zone: string | null): void {
    if (zone === null) return;
    this.clock = new LocalClock(zone);
    this.stated = { zone, by: 'record' };
  }

  /** The format's definition says that its times are in UTC: that holds unless the team names the zone of this file. */
  defaultUtc(): void {
    if (this.context.zoneOrigin === 'sources' || this.context.zoneOrigin === 'team') return;
    this.clock = new LocalClock('UTC');
    this.stated = { zone: 'UTC', by: 'format' };
  }

  /** A heading names the day (its noon, epoch ms): clocks after it lie nearest to that. */
  dayIs(noon: number): void {
    this.lastYearless = noon;
    this.dayNamed = true;
  }

  /** A heading names a day without its year: the last one that the other evidence, or the file itself, may have seen. */
  dayOfYearIs({ month, day }: { readonly month: number; readonly day: number }): void {
    const near = this.lastYearless ?? this.context.near ?? 0;
    const around = new Date(near).getUTCFullYear();
    const noons = [around + 1, around].map((year) => Date.UTC(year, month, day, 12));
    const noon = noons.find((one) => one <= near + AHEAD_MS) ?? Date.UTC(around - 1, month, day, 12);
    if (this.lastYearless === null) this.placed ??= { ms: noon, day: true };
    this.dayIs(noon);
  }

  /** Epoch ms UTC of a text or number, or null when it is no time. Does not touch the span. */
  peek(value: unknown): number | null {
    if (typeof value === 'string') {
      if (value.length >= 3 && value.charCodeAt(4) !== 45) this.learnOrder(value);
      return this.settle(readWritten(value, this.dayFirst) ?? readClockAlone(value) ?? readSerialDay(value));
    }
    return this.settle(readTimeValue(value));
  }

  /** As `peek`, and counts the time into the span of the file. */
  read(value: unknown): number | null {
    const at = this.peek(value);
    if (at !== null) this.count(at);
    return at;
  }

  /** As `read`, for a time that is already parsed. */
  readTime(time: WrittenTime | null): number | null {
    const at = this.settle(time);
    if (at !== null) this.count(at);
    return at;
  }

  /** Widens the span of the file by a settled time. */
  count(at: number): void {
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
  }

  /** From the first to the last time that was read, the last one included. */
  span(): TimeRange | null {
    return this.from <= this.to ? { from: this.from, to: this.to + 1 } : null;
  }

  /** Where the zone came from: the records themselves unless some had none. */
  zone(): { readonly zone: string; readonly zoneOrigin: ZoneOrigin } {
    if (this.local === 0 && this.zoned > 0) return { zone: 'UTC', zoneOrigin: 'record' };
    if (this.stated !== null) return { zone: this.stated.zone, zoneOrigin: this.stated.by };
    return { zone: this.context.zone, zoneOrigin: this.context.zoneOrigin };
  }

  /** As `readTime`, for a time with a year, without an object around it. */
  readClock(ms: number, zoned: boolean): number {
    if (zoned) this.zoned += 1;
    else this.local += 1;
    const at = (zoned ? ms : this.clock.toUtc(ms)) + this.context.offsetMs;
    this.count(at);
    return at;
  }

  /** What had to be assumed to place the times of this file, as sentences. */
  assumptions(): string[] {
    const said: string[] = [];
    if (this.placed) {
      const date = new Date(this.placed.ms).toISOString();
      said.push(
        this.placed.day
          ? `its times carry no year: ${date.slice(0, 4)} is taken for the first, next to the other evidence`
          : `its times carry no date: the first is placed on ${date.slice(0, 10)}, next to the other evidence`,
      );
    }
    if (this.orderByNearness) {
      const first = this.dayFirst === true ? 'day' : 'month';
      said.push(
        `dates such as 03/04/2026 are read with the ${first} first, which is nearer to the other evidence`,
      );
    }
    return said;
  }

  /** Settles which of day and month comes first: by a number beyond 12, else by what lies nearer to the other evidence. */
  private learnOrder(value: string): void {
    const slashed = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2}/.exec(value);
    if (!slashed) return;
    if (Number(slashed[1]) > 12) this.dayFirst = true;
    const { near } = this.context;
    if (this.dayFirst !== null || near === null || Number(slashed[2]) > 12) return;
    const distance = (dayFirst: boolean) =>
      Math.abs((readWritten(value, dayFirst)?.ms ?? Number.POSITIVE_INFINITY) - near);
    this.dayFirst = distance(true) < distance(false);
    this.orderByNearness = true;
  }

  private settle(time: WrittenTime | null): number | null {
    if (!time) return null;
    const withYear = time.hasYear ? time : this.giveYear(time);
    if (withYear.zoned) this.zoned += 1;
    else this.local += 1;
    const ms = withYear.zoned ? withYear.ms : this.clock.toUtc(withYear.ms);
    return ms + this.context.offsetMs;
  }

  /**
   * The year (or day) that brings the first time closest to `near`; after it each time is taken closest to the one
   * before, so that a file runs over New Year (or midnight) in either direction.
   */
  private giveYear(time: WrittenTime): WrittenTime {
    const near = this.lastYearless ?? this.context.near ?? 0;
    const ofDay = time.ms - Math.floor(time.ms / DAY_MS) * DAY_MS;
    const date = new Date(time.ms);
    const around = new Date(near).getUTCFullYear();
    const today = Math.floor(near / DAY_MS) * DAY_MS;
    const candidates =
      time.hasDay === false
        ? [today, today - DAY_MS, today + DAY_MS]
        : [around, around - 1, around + 1].map((year) =>
            Date.UTC(year, date.getUTCMonth(), date.getUTCDate()),
          );
    let ms = Number.NaN;
    for (const day of candidates) {
      if (!(Math.abs(day + ofDay - near) >= Math.abs(ms - near))) ms = day + ofDay;
    }
    if (!this.dayNamed) this.placed ??= { ms, day: time.hasDay !== false };
    this.lastYearless = ms;
    return { ms, zoned: time.zoned, hasYear: true };
  }
}
