import { IANAZone } from 'luxon';
import { DAY_MS, HOUR_MS } from './time-range.ts';

/** True when the runtime knows the IANA zone ("Europe/Berlin"; "UTC" too). */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/**
 * Turns local wall-clock times of one zone into UTC. In the hour that a clock change repeats, the order in which
 * the times are asked for decides: a file runs forwards (or backwards) through time.
 */
export class LocalClock {
  private readonly zone: IANAZone;
  private readonly utc: boolean;
  private readonly candidates = new Map<number, readonly [number, number]>();
  private last: number | null = null;
  private direction = 0;

  constructor(zone: string) {
    this.zone = IANAZone.create(zone);
    this.utc = zone === 'UTC' || !this.zone.isValid;
  }

  /** The wall-clock time at an epoch ms UTC, as if it were UTC (ms). */
  toWall(utcMs: number): number {
    return this.utc ? utcMs : utcMs + this.zone.offset(utcMs) * 60_000;
  }

  /** Epoch ms UTC of a wall-clock time given as if it were UTC (ms). */
  toUtc(wallMs: number): number {
    if (this.utc) return wallMs;
    const quarter = Math.floor(wallMs / (HOUR_MS / 4));
    let offsets = this.candidates.get(quarter);
    if (!offsets) {
      offsets = this.offsetsAt(wallMs);
      if (this.candidates.size > 100_000) this.candidates.clear();
      this.candidates.set(quarter, offsets);
    }
    const early = wallMs - offsets[0];
    const late = wallMs - offsets[1];
    const at = early === late ? early : this.choose(early, late);
    if (this.last !== null && at !== this.last) this.direction = at > this.last ? 1 : -1;
    this.last = at;
    return at;
  }

  private choose(early: number, late: number): number {
    if (this.last === null) return early;
    if (this.direction < 0) return late <= this.last ? late : early;
    return early >= this.last ? early : late;
  }

  /** The offsets (ms) before and after a possible change, equal away from one; in a skipped hour the old one holds. */
  private offsetsAt(wallMs: number): readonly [number, number] {
    const before = this.zone.offset(wallMs - DAY_MS) * 60_000;
    const after = this.zone.offset(wallMs + DAY_MS) * 60_000;
    const valid = (offset: number) => this.zone.offset(wallMs - offset) * 60_000 === offset;
    if (before === after) return [before, before];
    const early = valid(before);
    const late = valid(after);
    if (early && late) return [before, after];
    if (late) return [after, after];
    return [before, before];
  }
}
