import { cronTimes, parseCron } from './cron-expression.ts';
import type { EventRecord, FileImport, ScheduleRecord } from './records.ts';
import { datesWithin } from './recurrence.ts';
import { DAY_MS, type TimeRange } from './time-range.ts';

/** Runs are expected for this long before now at most. */
const REACH_MS = 35 * DAY_MS;
const MAX_RUNS = 20_000;

function timesOf(schedule: ScheduleRecord, span: TimeRange): number[] {
  if (schedule.due.form === 'cron') {
    const cron = parseCron(schedule.due.expression);
    return cron ? cronTimes(cron, span, schedule.due.zone, MAX_RUNS) : [];
  }
  const { everyMs, anchor } = schedule.due;
  const times: number[] = [];
  const first = anchor + Math.ceil((span.from - anchor) / everyMs) * everyMs;
  for (let at = first; at < span.to && times.length < MAX_RUNS; at += everyMs) times.push(at);
  return times;
}

/** How far ahead the next run is looked for: a weekly schedule has one in it. */
const AHEAD_MS = 8 * DAY_MS;

/**
 * Entries of calendars as events on each of their dates within the evidence: they count as having taken place. One that
 * begins later is due.
 */
export function calendarEvents(events: readonly EventRecord[], evidence: TimeRange): EventRecord[] {
  return events.flatMap(({ planned, ...event }) => {
    if (planned === undefined) return [event];
    const dates = planned.repeats === null ? [event.start] : datesWithin(planned.repeats, evidence);
    return dates.map((start) => ({
      ...event,
      start,
      end: event.end === null ? null : start + event.end - event.start,
      expected: start > evidence.to,
      ref: event.ref && { ...event.ref, time: { from: start, to: start + 1 } },
    }));
  });
}

/**
 * Events that a file's schedules make due inside the evidence, and the first one after it: what is due next. Marked as
 * expected: nobody recorded that they ran.
 */
export function expectedRuns(file: FileImport, evidence: TimeRange): EventRecord[] {
  const span = { from: Math.max(evidence.from, evidence.to - REACH_MS), to: evidence.to };
  return (file.schedules ?? []).flatMap((schedule) =>
    [
      ...timesOf(schedule, span),
      ...timesOf(schedule, { from: span.to, to: span.to + AHEAD_MS }).slice(0, 1),
    ].map((start) => ({
      stream: schedule.stream,
      kind: 'job' as const,
      start,
      end: null,
      title: schedule.title,
      status: null,
      size: null,
      sizeUnit: null,
      about: [],
      expected: true,
      ref: schedule.ref,
    })),
  );
}
