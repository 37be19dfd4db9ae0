import type { Options } from 'rrule';
import library from 'rrule/dist/es5/rrule.js';
import { LocalClock } from './local-clock.ts';
import { DAY_MS, type TimeRange } from './time-range.ts';

const { RRule } = library;

/** What a rule gives at most: a daily one reaches over fifty years. */
const MAX_DATES = 20_000;
/** What one entry contributes at most, the last ones first. */
const MAX_WITHIN = 200;
/** How long before the evidence its dates are asked for: once a year is seldom enough. */
const BEFORE_MS = 400 * DAY_MS;

/** How an entry of a calendar comes again, in the wall clock of its zone (iCalendar, RFC 5545, section 3.8.5). */
export interface Recurrence {
  /** Without its end: `FREQ=WEEKLY;BYDAY=MO,WE`; null where only dates are listed. */
  readonly rule: string | null;
  /** Its first date as the clock shows it, ms as if that were UTC. */
  readonly start: number;
  /** The last date that it may have, as `start`; null for no end. */
  readonly until: number | null;
  readonly zone: string;
  /** Added to every time, ms. */
  readonly offsetMs: number;
  /** Dates beside those of the rule, epoch ms. */
  readonly also: readonly number[];
  /** Dates on which it does not take place, or that have an entry of their own, epoch ms. */
  readonly except: readonly number[];
}

/** Parts that may stand in a rule of days or weeks; with others a rule may have no date at all. */
const IN_DAYS = /^(?:FREQ|INTERVAL|COUNT|WKST|BYDAY|BYMONTH|BYHOUR|BYMINUTE|BYSECOND)=/;
const LIMITS: Readonly<Record<string, number>> = { BYMONTH: 12, BYHOUR: 23, BYMINUTE: 59, BYSECOND: 59 };

/** True when the dates of a rule (without UNTIL) can be told. What comes again within a day is no calendar's entry. */
export function isRule(rule: string): boolean {
  const parts = rule.split(';');
  const freq = /(?:^|;)FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(?:;|$)/.exec(rule)?.[1];
  if (freq === undefined) return false;
  if (/^(?:WEEKLY|DAILY)$/.test(freq) && !parts.every((part) => IN_DAYS.test(part))) return false;
  const inLimits = parts.every((part) => {
    const [name = '', values = ''] = part.split('=', 2);
    if (/^(?:INTERVAL|COUNT)$/.test(name)) return /^[1-9]\d{0,5}$/.test(values);
    const limit = LIMITS[name];
    return (
      limit === undefined || values.split(',').every((value) => /^\d+$/.test(value) && Number(value) <= limit)
    );
  });
  if (!inLimits) return false;
  try {
    RRule.parseString(rule);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where the dates of a rule may begin to be told without those long before `before`: where nothing is counted, a rule of
 * days or weeks goes on from any of its turns as from the first.
 */
function nearer(options: Partial<Options>, start: number, before: number): number {
  const days = options.freq === RRule.WEEKLY ? 7 : options.freq === RRule.DAILY ? 1 : null;
  if (days === null || (options.count ?? null) !== null) return start;
  const turn = days * (options.interval ?? 1) * DAY_MS;
  return start + Math.max(0, Math.floor((before - BEFORE_MS - start) / turn) - 1) * turn;
}

/** Dates of the rule in its wall clock, from well before `span` to its end. */
function wallDates(recurrence: Recurrence, rule: string, span: TimeRange): number[] {
  const options = RRule.parseString(rule);
  const end = Math.min(span.to, recurrence.until ?? span.to);
  if (end < recurrence.start) return [];
  const dates = new RRule({
    ...options,
    dtstart: new Date(nearer(options, recurrence.start, Math.min(span.from, end))),
    until: new Date(end),
  });
  return dates.all((_, count) => count < MAX_DATES).map((date) => date.getTime());
}

/**
 * When an entry takes place within the evidence, and the last time before it, which tells how things stood when the
 * evidence begins; in order, epoch ms. Where it takes place later alone, its first date.
 */
export function datesWithin(recurrence: Recurrence, evidence: TimeRange): number[] {
  const clock = new LocalClock(recurrence.zone);
  const wall = (at: number) => clock.toWall(at - recurrence.offsetMs);
  const span = { from: wall(evidence.from), to: wall(evidence.to) };
  const toTime = (at: number) => clock.toUtc(at) + recurrence.offsetMs;
  const first = toTime(recurrence.start);
  const ruled =
    recurrence.rule === null ? [] : wallDates(recurrence, recurrence.rule, span).map((at) => toTime(at));
  const except = new Set(recurrence.except);
  const all = [...new Set([first, ...ruled, ...recurrence.also])]
    .filter((at) => !except.has(at))
    .sort((a, b) => a - b);
  const before = all.findLast((at) => at < evidence.from);
  const within = all.filter((at) => at >= evidence.from && at <= evidence.to);
  const dates = (before === undefined ? within : [before, ...within]).slice(-MAX_WITHIN);
  return dates.length > 0 ? dates : all.slice(0, 1);
}
