import { findIana } from 'windows-iana';
import { isZone, LocalClock } from '../incident/local-clock.ts';
import { readWritten } from '../incident/timestamp.ts';
import type { Property } from './ics-property.ts';
import type { ImportContext } from './importer.ts';
import type { TimeReader } from './time-reader.ts';

/** A time of a calendar. */
export interface CalendarTime {
  /** Epoch ms UTC. */
  readonly at: number;
  /** As the clock of `zone` shows it, ms as if that were UTC. */
  readonly wall: number;
  readonly zone: string;
  /** True where the calendar itself says which zone that is. */
  readonly zoned: boolean;
  /** True for a day without a clock. */
  readonly wholeDay: boolean;
}

/** The zone that a calendar means: an IANA name, one behind a prefix of the program, or one of Windows (Outlook). */
function zoneNamed(name: string): string | null {
  if (isZone(name)) return name;
  const behind = /[A-Za-z_]+\/[\w+-]+(?:\/[\w+-]+)?$/.exec(name)?.[0];
  return [behind, findIana(name)[0]].find((zone) => zone !== undefined && isZone(zone)) ?? null;
}

/** Reads the times of one iCalendar file (RFC 5545, sections 3.3.4 and 3.3.5) with the zones that it names. */
export class CalendarTimes {
  private readonly offsetMs: number;
  private readonly times: TimeReader;
  private zone: string;
  private readonly clocks = new Map<string, LocalClock>();
  private readonly unknown = new Set<string>();

  constructor(context: ImportContext, times: TimeReader) {
    this.offsetMs = context.offsetMs;
    this.zone = context.zone;
    this.times = times;
  }

  /** The calendar names the zone of its times without one. */
  stateZone(name: string): void {
    const zone = zoneNamed(name);
    if (zone === null) return;
    this.zone = zone;
    this.times.stateZone(zone);
  }

  /** The time of a property, or null when it is none; counted into the span of the file. */
  read(property: Property): CalendarTime | null {
    const time = this.peek(property);
    if (time)
      this.times.readTime({
        ms: time.zoned ? time.at - this.offsetMs : time.wall,
        zoned: time.zoned,
        hasYear: true,
      });
    return time;
  }

  /** As `read`, without counting it. */
  peek({ parameters, value }: Property): CalendarTime | null {
    const wholeDay = /^\d{8}$/.test(value);
    const written = readWritten(wholeDay ? `${value}T000000` : value);
    if (!written?.hasYear) return null;
    const named = written.zoned ? 'UTC' : this.zoneOf(parameters.get('TZID'));
    const zone = named ?? this.zone;
    return {
      at: this.clockOf(zone).toUtc(written.ms) + this.offsetMs,
      wall: written.ms,
      zone,
      zoned: named !== null,
      wholeDay,
    };
  }

  /** What the clock of a zone shows at an epoch ms, ms as if that were UTC. */
  wallIn(zone: string, at: number): number {
    return this.clockOf(zone).toWall(at - this.offsetMs);
  }

  /** Epoch ms of what the clock of a zone shows. */
  atIn(zone: string, wall: number): number {
    return this.clockOf(zone).toUtc(wall) + this.offsetMs;
  }

  /** Zones that are not known here, as sentences. */
  assumptions(): string[] {
    return [...this.unknown].map(
      (zone) =>
        `"${zone.slice(0, 60)}" is no zone that is known here: times in it are read like those without one`,
    );
  }

  private zoneOf(name: string | undefined): string | null {
    if (name === undefined) return null;
    const zone = zoneNamed(name);
    if (zone === null) this.unknown.add(name);
    return zone;
  }

  private clockOf(zone: string): LocalClock {
    const clock = this.clocks.get(zone) ?? new LocalClock(zone);
    this.clocks.set(zone, clock);
    return clock;
  }
}
