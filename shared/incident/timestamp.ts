import { isZone, LocalClock } from './local-clock.ts';

/**
 * Times as they are written in exports. One place for all formats: ISO 8601 and RFC 3339, epoch in s, ms, us and
 * ns, RFC 2822, `git log`, access logs (`10/Oct/2000:13:55:36 -0700`), RFC 3164 syslog (no year), Jira
 * (`09/Jan/24 3:54 PM`), and the usual local forms with AM and PM.
 */
export interface WrittenTime {
  /** Epoch ms UTC when `zoned`, else the wall clock as if it were UTC. */
  readonly ms: number;
  readonly zoned: boolean;
  /** False for syslog's "Oct 11 22:14:15": `ms` then lies in the year 2000. */
  readonly hasYear: boolean;
  /** False for a clock alone: only the time of the day in `ms` means something. Else absent. */
  readonly hasDay?: false;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\.?)?`;
/** Hours east of UTC of zone names that mean one thing: RFC 2822 (section 4.3) and those of `date` and Java elsewhere. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  wet: 0,
  west: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  sgt: 8,
  hkt: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
};
/** A zone behind a time, as a pattern: UTC, an offset, a name that means one thing. */
export const ZONE_PATTERN = String.raw`Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}|${Object.keys(NAMED_ZONES)
  .map((name) => name.toUpperCase())
  .sort((a, b) => b.length - a.length)
  .join('|')}`;
const ZONE = String.raw`(?:\s*(${ZONE_PATTERN}))?(?:\[[\w/+-]{1,60}\])?`;

const ISO = new RegExp(
  String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ,]+${CLOCK}${ZONE}(?:\s*\([a-z ]+\))?)?$`,
  'i',
);
const DAY_MONTH = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s/-]${MONTH}[\s/-](\d{4}|\d{2}),?(?:[\s:]+${CLOCK}${ZONE})?$`,
  'i',
);
const MONTH_DAY = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?${MONTH}\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?,?(?:\s+at|\s+@)?\s+${CLOCK}${ZONE}(?:\s+(\d{4})(?:\s+(${ZONE_PATTERN}))?)?$`,
  'i',
);
/** The basic format of ISO 8601: `20261120T100000Z`; mainframes and job schedulers write 20261120100000. */
const BASIC = /^(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i;
/** A day of an ISO week, or the Monday on which it begins: 2026-W05-1, 2026-W05. */
const ISO_WEEK = /^(\d{4})-?W(0[1-9]|[1-4]\d|5[0-3])(?:-?([1-7]))?$/;
/** A day by its number in the year (ISO 8601, mainframes), with a clock, without which it may be any number: 2026.321 09:05. */
const ORDINAL = new RegExp(String.raw`^(\d{4})[-.](\d{3})[T ,/.]+${CLOCK}${ZONE}$`, 'i');
const SLASHED = new RegExp(
  String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2}),?(?:[\sT]+${CLOCK}${ZONE})?$`,
  'i',
);

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

/** Minutes east of UTC of "Z", "UTC", "+0530", "-05:00", "+02"; null when there is none. */
function zoneMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === '') return null;
  if (!/^[+-]/.test(zone)) return (NAMED_ZONES[zone.toLowerCase()] ?? 0) * 60;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return zone.startsWith('-') ? -minutes : minutes;
}

/** The day that was asked for last: logs ask for the same one a million times. */
let lastDay = { key: -1, ms: 0 };

/** Midnight UTC of a calendar day in epoch ms; null when the month has no such day. */
function dayStart(year: number, month: number, day: number): number | null {
  const key = (year * 16 + month) * 32 + day;
  if (key === lastDay.key) return lastDay.ms;
  const ms = Date.UTC(year, month - 1, day);
  if (Number.isNaN(ms) || new Date(ms).getUTCDate() !== day) return null;
  lastDay = { key, ms };
  return ms;
}

/** `YYYY-MM-DD[T ]hh:mm:ss[.fff][Z|+hh:mm]`, the bulk of all logs, without a regular expression. */
function readIsoFast(text: string): WrittenTime | null {
  const length = text.length;
  if (length < 19 || length > 40) return null;
  const separator = text.charCodeAt(10);
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || (separator !== 84 && separator !== 32))
    return null;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return null;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60)) {
    return null;
  }
  let ms = 0;
  let at = 19;
  const mark = text.charCodeAt(at);
  if (mark === 46 || mark === 44) {
    let scale = 100;
    at += 1;
    for (let value = digit(text, at); !Number.isNaN(value); value = digit(text, at)) {
      ms += value * scale;
      scale /= 10;
      at += 1;
    }
    ms = Math.floor(ms + 1e-6);
  }
  const midnight = dayStart(year, month, day);
  if (midnight === null) return null;
  const wall = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  if (at === length) return { ms: wall, zoned: false, hasYear: true };
  const zone = text.charCodeAt(at);
  if (zone === 90 && at + 1 === length) return { ms: wall, zoned: true, hasYear: true };
  if (zone === 43 || zone === 45) {
    const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0;
    if (at + 5 + colon !== length) return null;
    const minutes = two(text, at + 1) * 60 + two(text, at + 3 + colon);
    if (Number.isNaN(minutes)) return null;
    return { ms: wall - (zone === 43 ? minutes : -minutes) * 60_000, zoned: true, hasYear: true };
  }
  return null;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: readonly (string | undefined)[];
  readonly zone: string | undefined;
  readonly hasYear: boolean;
}

function fromParts({ year, month, day, clock, zone, hasYear }: Parts): WrittenTime | null {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0', half] = clock;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const minute = Number(minutes);
  const second = Number(seconds);
  if (month < 1 || month > 12 || hour > 24 || minute > 59 || second > 60) return null;
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const offset = zoneMinutes(zone);
  return { ms: offset === null ? wall : wall - offset * 60_000, zoned: offset !== null, hasYear };
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

/** Seconds, ms, us or ns since 1970, told apart by size; null outside the years 1973 to 2286. */
export function readEpoch(value: number): WrittenTime | null {
  const size = Math.abs(value);
  const ms =
    size < 1e8
      ? null
      : size < 1e10
        ? value * 1000
        : size < 1e11
          ? null
          : size < 1e13
            ? value
            : size < 1e14
              ? null
              : size < 1e16
                ? value / 1000
                : size < 1e17
                  ? null
                  : size < 1e19
                    ? value / 1e6
                    : null;
  if (ms === null || value < 0) return null;
  return { ms: Math.round(ms * 1000) / 1000, zoned: true, hasYear: true };
}

/** Oracle writes the region behind the time: ... AM EUROPE/MADRID. */
const REGION = /^(.*\d{2}(?: [AP]M)?) ([A-Z][A-Za-z_]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?)$/;

function inRegion(time: WrittenTime | null, region: string): WrittenTime | null {
  if (!time || time.zoned || time.hasDay === false) return time;
  return isZone(region) ? { ...time, ms: new LocalClock(region).toUtc(time.ms), zoned: true } : null;
}

/** Fourteen digits are no epoch in any unit of our time. */
const COMPACT = /^(?:19|20)\d{12}$/;
const NUMBER = /^\d{9,19}(?:\.\d+)?$/;

/** Reads any of the written forms; null when the text is no time. Day and month of `3/4/2024` follow `dayFirst`. */
export function readWritten(raw: string, dayFirst: boolean | null = null): WrittenTime | null {
  const fast = readIsoFast(raw);
  if (fast) return fast;
  // A spreadsheet puts an apostrophe in front of what it shall leave as it is.
  const text = raw
    .trim()
    .replace(/^'(?=\d)/, '')
    // Oracle writes 20-NOV-26 10.05.00.123456 AM +00:00.
    .replace(/^(\d{1,2}-[a-z]{3}-\d{2,4}) (\d{1,2})\.(\d{2})\.(\d{2})/i, '$1 $2:$3:$4')
    // Go writes 2026-11-20 10:05:00.123 +0000 UTC m=+0.5: the offset says all.
    .replace(/(?<=\d \+\d{4}|\d -\d{4}) (?:[A-Z]{2,5}|[+-]\d{2,4})(?: m=[+-][\d.]+)?$/, '')
    // In Italy and Denmark clocks are dotted as well: 17/11/2026 09.05.
    .replace(/^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4},? \d{1,2})\.(\d{2})(?=$|\.)/, '$1:$2')
    .replace(/^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4},? \d{1,2}:\d{2})\.(\d{2})$/, '$1:$2')
    // A browser writes GMT+0100 (Central European Standard Time).
    .replace(/\b(?:GMT|UTC)([+-]\d{2}:?\d{2})(?: \([\p{L} .'-]{1,60}\))?$/u, '$1');
  if (text === '' || text.length > 60) return null;
  const [, wall, region] = REGION.exec(text) ?? [];
  if (wall !== undefined && region !== undefined) return inRegion(readWritten(wall, dayFirst), region);
  if (NUMBER.test(text) && !COMPACT.test(text)) return readEpoch(Number(text));
  const again = text.length === raw.length ? null : readIsoFast(text);
  if (again) return again;
  const iso = ISO.exec(text);
  if (iso) {
    return fromParts({
      year: Number(iso[1]),
      month: Number(iso[2]),
      day: Number(iso[3]),
      clock: iso.slice(4, 9),
      zone: iso[9],
      hasYear: true,
    });
  }
  const basic = BASIC.exec(text);
  if (basic) {
    return fromParts({
      year: Number(basic[1]),
      month: Number(basic[2]),
      day: Number(basic[3]),
      clock: basic.slice(4, 8),
      zone: basic[8],
      hasYear: true,
    });
  }
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth) {
    return fromParts({
      year: fullYear(dayMonth[3] ?? ''),
      month: monthOf(dayMonth[2]),
      day: Number(dayMonth[1]),
      clock: dayMonth.slice(4, 9),
      zone: dayMonth[9],
      hasYear: true,
    });
  }
  const monthDay = MONTH_DAY.exec(text);
  if (monthDay) {
    const year = monthDay[3] ?? monthDay[10];
    return fromParts({
      year: year === undefined ? 2000 : Number(year),
      month: monthOf(monthDay[1]),
      day: Number(monthDay[2]),
      clock: monthDay.slice(4, 9),
      zone: monthDay[9] ?? monthDay[11],
      hasYear: year !== undefined,
    });
  }
  const ordinal = ORDINAL.exec(text);
  if (ordinal) return readOrdinal(ordinal);
  const slashed = SLASHED.exec(text);
  if (slashed) return readSlashed(slashed, dayFirst);
  const week = ISO_WEEK.exec(text);
  return week ? readWeek(Number(week[1]), Number(week[2]), Number(week[3] ?? '1')) : null;
}

function readOrdinal(match: RegExpExecArray): WrittenTime | null {
  const [year, number] = [Number(match[1]), Number(match[2])];
  const date = new Date(Date.UTC(year, 0, number));
  if (number < 1 || date.getUTCFullYear() !== year || year < 1970 || year > 2099) return null;
  return fromParts({
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    clock: match.slice(3, 8),
    zone: match[8],
    hasYear: true,
  });
}

/** The week with the year's first Thursday, which 4 January always lies in, is its first (ISO 8601). */
function readWeek(year: number, week: number, day: number): WrittenTime {
  const fourth = Date.UTC(year, 0, 4);
  const sinceMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  const ms = fourth + ((week - 1) * 7 + day - 1 - sinceMonday) * 86_400_000;
  return { ms, zoned: false, hasYear: true };
}

const SERIAL = /^([34]\d{4}|5[0-4]\d{3})[.,](\d{2,12})$/;
/** Days from 1899-12-30, day 0 of spreadsheets, to 1970-01-01. */
const SERIAL_EPOCH = 25_569;

/**
 * Reads the number by which spreadsheets keep a time: days since the end of 1899 with the clock as their fraction, from
 * 1982 to 2050. Null when the text is none. Only for columns that are known to hold times: such a number may be anything.
 */
export function readSerialDay(raw: string): WrittenTime | null {
  const serial = SERIAL.exec(raw.trim());
  if (!serial) return null;
  const days = Number(`${serial[1]}.${serial[2]}`);
  const exact = (days - SERIAL_EPOCH) * 86_400_000;
  // The fraction is cut: a whole second a few milliseconds off is that second.
  const second = Math.round(exact / 1000) * 1000;
  return { ms: Math.abs(exact - second) < 50 ? second : Math.round(exact), zoned: false, hasYear: true };
}

const DAY_ALONE = new RegExp(
  [
    String.raw`\d{4}[-/]\d{1,2}[-/]\d{1,2}`,
    String.raw`\d{8}`,
    String.raw`\d{4}-?W\d{2}-?[1-7]`,
    String.raw`\d{4}[-.]\d{3}`,
    String.raw`(?:[a-z]{3,9},?\s+)?\d{1,2}[\s/-]${MONTH}[\s/-](?:\d{4}|\d{2})`,
    String.raw`\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d{2})`,
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'i',
);

/** Does the text name a day and no time of it: "2026-11-20", "20 Nov 2026", "20261120"? */
export function isDayAlone(raw: string): boolean {
  return DAY_ALONE.test(raw.trim().replace(/^'/, ''));
}

const CLOCK_ALONE = new RegExp(`^${CLOCK}${ZONE}$`, 'i');

/** Reads a clock without a date: "10:05", "10:05:30 UTC", "2:13 PM"; null when the text is none. */
export function readClockAlone(raw: string): WrittenTime | null {
  const clock = raw.length > 40 ? null : CLOCK_ALONE.exec(raw.trim());
  if (!clock) return null;
  const time = fromParts({
    year: 2000,
    month: 1,
    day: 2,
    clock: clock.slice(1, 6),
    zone: clock[6],
    hasYear: false,
  });
  return time && { ...time, hasDay: false };
}

function readSlashed(match: RegExpExecArray, dayFirst: boolean | null): WrittenTime | null {
  const first = Number(match[1]);
  const second = Number(match[3]);
  const half = match[9];
  // 13.02.2024 is always day first; 02/13/2024 can only be month first; what is left follows the column.
  const byDay = match[2] === '.' || first > 12 || (second <= 12 && half === undefined && dayFirst === true);
  return fromParts({
    year: fullYear(match[4] ?? ''),
    month: byDay ? second : first,
    day: byDay ? first : second,
    clock: match.slice(5, 10),
    zone: match[10],
    hasYear: true,
  });
}

/** The time of an RFC 3339 text or an epoch number, for JSON fields; null for anything else. */
export function readTimeValue(value: unknown): WrittenTime | null {
  if (typeof value === 'number')
    return readEpoch(value) ?? (COMPACT.test(`${value}`) ? readWritten(`${value}`) : null);
  if (typeof value === 'string') return readWritten(value);
  return null;
}

/** Units of time by how they begin, in the languages in which teams write their notes. */
const UNITS_MS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|milli)/, 1],
  [/^(h|std|stund)/, 3_600_000],
  [/^(d|tag|jour)/, 86_400_000],
  [/^m/, 60_000],
  [/^s/, 1000],
];

function unitMs(unit: string): number {
  return UNITS_MS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0;
}

/** Milliseconds of "25 min", "1h30m", "90s", "2 hours", "PT5M"; null when the text is no duration. */
export function readDurationMs(text: string): number | null {
  const pattern =
    /(\d+(?:[.,]\d+)?)\s*(milliseconds?|msecs?|ms|seconds?|secs?|sekunden?|secondes?|segundos?|s|minutes?|minuten?|minutos?|mins?|m|hours?|hrs?|stunden?|std|heures?|horas?|h|days?|tagen?|tage?|jours?|d[ií]as?|d)(?![\p{L}])/giu;
  const spaced = text
    .trim()
    .replace(/^P(?:T)?(?=\d)/i, '')
    .replace(/(\d\s*[dhms])(?=\d)/gi, '$1 ');
  let total: number | null = null;
  for (const match of spaced.matchAll(pattern)) {
    const unit = (match[2] ?? '').toLowerCase();
    total = (total ?? 0) + Number((match[1] ?? '').replace(',', '.')) * unitMs(unit);
  }
  return total;
}

/** Signed duration in ms: "-2 min", "+30s"; a bare number is seconds. Null when it is none. */
export function readOffsetMs(text: string): number | null {
  const [, sign, rest = ''] = /^\s*([+\u2212-]?)\s*(.*)$/.exec(text) ?? [];
  const ms = /^\d+([.,]\d+)?$/.test(rest.trim())
    ? Number(rest.replace(',', '.')) * 1000
    : readDurationMs(rest);
  return ms === null ? null : sign === undefined || sign === '' || sign === '+' ? ms : -ms;
}
