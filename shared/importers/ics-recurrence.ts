import { isRule, type Recurrence } from '../incident/recurrence.ts';
import { DAY_MS } from '../incident/time-range.ts';
import type { Property } from './ics-property.ts';
import type { CalendarTime, CalendarTimes } from './ics-times.ts';

/** What an entry says of its dates beside the first, as it stands there. */
export interface WrittenRecurrence {
  readonly rule: string | null;
  readonly also: readonly Property[];
  /** Dates on which it does not take place, or that have an entry of their own. */
  readonly except: readonly Property[];
}

/** The times of a list; a day without a clock means the entry that begins on it. */
function listed(lists: readonly Property[], start: CalendarTime, times: CalendarTimes): number[] {
  return lists.flatMap(({ name, parameters, value }) =>
    value.split(',').flatMap((one) => {
      // A period's end says nothing of when it begins.
      const time = times.peek({ name, parameters, value: one.split('/')[0]?.trim() ?? '' });
      if (!time) return [];
      const sinceMidnight = ((start.wall % DAY_MS) + DAY_MS) % DAY_MS;
      return [time.wholeDay && !start.wholeDay ? times.atIn(start.zone, time.wall + sinceMidnight) : time.at];
    }),
  );
}

/** The last date that a rule allows, in the clock of the first; a day without a clock is meant whole. */
function untilOf(text: string | undefined, start: CalendarTime, times: CalendarTimes): number | null {
  if (text === undefined) return null;
  const time = times.peek({ name: 'UNTIL', parameters: new Map([['TZID', start.zone]]), value: text });
  if (!time) return null;
  return time.wholeDay ? time.wall + DAY_MS - 1 : times.wallIn(start.zone, time.at);
}

/**
 * How an entry comes again, in a form that can be told once the span of the evidence is known. Null where it does not
 * come again, or by a rule that cannot be told here.
 */
export function recurrenceOf(
  written: WrittenRecurrence,
  start: CalendarTime,
  times: CalendarTimes,
  offsetMs: number,
): Recurrence | null {
  const parts = (written.rule?.toUpperCase() ?? '').split(';').filter((part) => part !== '');
  const rule = parts.filter((part) => !part.startsWith('UNTIL=')).join(';');
  if (written.rule !== null && !isRule(rule)) return null;
  if (written.rule === null && written.also.length === 0) return null;
  const until = parts.find((part) => part.startsWith('UNTIL='))?.slice('UNTIL='.length);
  return {
    rule: written.rule === null ? null : rule,
    start: start.wall,
    until: untilOf(until, start, times),
    zone: start.zone,
    offsetMs,
    also: listed(written.also, start, times),
    except: listed(written.except, start, times),
  };
}
