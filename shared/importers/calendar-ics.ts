import { changeKindIn, changeKindOf } from '../incident/change-kind.ts';
import type { StreamKind } from '../incident/stream.ts';
import { readDurationMs } from '../incident/timestamp.ts';
import { withoutAccents } from '../incident/without-accents.ts';
import { type Property, propertyOf, typedText } from './ics-property.ts';
import { recurrenceOf } from './ics-recurrence.ts';
import { CalendarTimes } from './ics-times.ts';
import type { ImportContext, Importer, ImportSink } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';
import { Tally } from './tally.ts';

/** A folded line is put together again up to this length; what is shown is cut far below. */
const MAX_VALUE = 10_000;

/** An entry as it is read. */
interface Entry {
  readonly first: Line;
  last: Line;
  /** A component inside of it, such as an alarm, whose properties are not its own. */
  inner: string | null;
  uid: string;
  start: Property | null;
  end: Property | null;
  duration: string | null;
  summary: string;
  categories: string;
  cancelled: boolean;
  rule: string | null;
  readonly also: Property[];
  readonly except: Property[];
  /** The date of a repeating entry that this one stands for. */
  replaces: Property | null;
}

function begun(first: Line): Entry {
  return {
    first,
    last: first,
    inner: null,
    uid: '',
    start: null,
    end: null,
    duration: null,
    summary: '',
    categories: '',
    cancelled: false,
    rule: null,
    also: [],
    except: [],
    replaces: null,
  };
}

/** Takes one property of an entry. */
function takeProperty(entry: Entry, property: Property): void {
  const { name, value } = property;
  if (name === 'UID') entry.uid = value;
  else if (name === 'DTSTART') entry.start = property;
  else if (name === 'DTEND') entry.end = property;
  else if (name === 'DURATION') entry.duration = value;
  else if (name === 'SUMMARY') entry.summary = typedText(value);
  else if (name === 'CATEGORIES') entry.categories = typedText(value);
  else if (name === 'STATUS') entry.cancelled = value.toUpperCase() === 'CANCELLED';
  else if (name === 'RRULE') entry.rule = value;
  else if (name === 'RDATE') entry.also.push(property);
  else if (name === 'EXDATE') entry.except.push(property);
  else if (name === 'RECURRENCE-ID') entry.replaces = property;
}

/** Work that lasts from its beginning to its end, after which all is as before: no change that holds from then on. */
const WORK =
  /\b(?:maintenance|maint|downtime|outages?|wartung\w*|entretien|mantenimiento|manutenzione|manutencao|onderhoud)\b/i;

/** Length of an entry, ms; null where it states none. */
function lengthOf({ end, duration }: Entry, startAt: number, times: CalendarTimes): number | null {
  const until = end === null ? null : times.peek(end);
  const length = until === null ? (duration === null ? null : readDurationMs(duration)) : until.at - startAt;
  return length !== null && length > 0 ? length : null;
}

/**
 * A change calendar as calendars export it (iCalendar, RFC 5545): each entry is a change of the kind that it names, but
 * for maintenance with a beginning and an end, which is an event.
 */
export const calendarIcs: Importer = {
  id: 'calendar-ics',
  format: 'Change calendar (iCalendar)',
  sniff: (head) => (/^\s*BEGIN:VCALENDAR\s*$/im.test(head.text.slice(0, 1_000)) ? 0.98 : 0),
  parse(context: ImportContext, sink: ImportSink) {
    const tally = new Tally(context, sink);
    const times = new CalendarTimes(context, tally.times);
    let entry: Entry | null = null;
    /** Entries that come again: which of their dates have an entry of their own is known at the end of the file. */
    const repeating: Entry[] = [];
    const replaced = new Map<string, Property[]>();
    const untold: string[] = [];
    const streams = new Map<string, StreamKind>();
    let calendar: string | null = null;
    let guessed = 0;

    const finish = (done: Entry) => {
      const { line } = done.first;
      if (!done.start || done.summary === '')
        return tally.reject(line, 'an entry without a start or a title');
      const stated = changeKindOf(done.categories.split(',')[0] ?? '');
      const kind = stated ?? changeKindIn(done.summary) ?? changeKindIn(done.categories);
      const work = WORK.test(withoutAccents(`${done.summary} ${done.categories}`));
      if (kind === null && !work)
        return tally.reject(line, `no word of "${done.summary.slice(0, 60)}" says what kind of change it is`);
      const start = times.read(done.start);
      if (start === null) return tally.reject(line, `"${done.start.value.slice(0, 60)}" is no time`);
      const repeats = recurrenceOf(done, start, times, context.offsetMs);
      if (done.rule !== null && repeats === null) untold.push(done.rule);
      tally.count();
      const place = {
        from: done.first.from,
        to: done.last.to,
        firstLine: line,
        lastLine: done.last.line,
      };
      const ref = tally.refAt(place, start.at);
      const length = start.wholeDay ? null : lengthOf(done, start.at, times);
      if (work && length !== null) {
        const stream = calendar ?? 'maintenance';
        streams.set(stream, 'maintenance');
        const event = { stream, kind: 'maintenance', start: start.at, end: start.at + length } as const;
        sink.event({
          ...plainEvent({ ...event, title: done.summary, ref }),
          expected: true,
          planned: { repeats },
        });
        return;
      }
      if (stated === null) guessed += 1;
      sink.change({
        kind: kind ?? 'infrastructure',
        what: done.summary,
        at: start.at,
        ...(start.wholeDay ? { atIs: 'day' } : {}),
        about: [],
        knownTo: [],
        notKnownTo: [],
        ref,
        ...(repeats ? { repeats } : {}),
      });
    };

    const close = (done: Entry) => {
      if (done.replaces) {
        const dates = replaced.get(done.uid) ?? [];
        dates.push(done.replaces);
        replaced.set(done.uid, dates);
      }
      if (done.cancelled) return;
      if (done.rule !== null || done.also.length > 0) repeating.push(done);
      else finish(done);
    };

    const take = (text: string, first: Line, last: Line) => {
      const property = propertyOf(text);
      if (!property) return;
      const { name, value } = property;
      const component = name === 'BEGIN' || name === 'END' ? value.toUpperCase() : null;
      if (name === 'BEGIN' && component === 'VEVENT') entry = begun(first);
      else if (!entry) {
        if (name === 'X-WR-TIMEZONE') times.stateZone(value);
        else if (name === 'X-WR-CALNAME') calendar = typedText(value) || null;
      } else if (entry.inner !== null) {
        if (name === 'END' && component === entry.inner) entry.inner = null;
      } else if (name === 'BEGIN') entry.inner = component;
      else if (name === 'END') {
        entry.last = last;
        close(entry);
        entry = null;
      } else takeProperty(entry, property);
    };

    let folded: { text: string; readonly first: Line; last: Line } | null = null;
    const flush = () => {
      if (folded) take(folded.text, folded.first, folded.last);
      folded = null;
    };
    const reader = new LineReader((line) => {
      if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
      if (folded && /^[ \t]/.test(line.text)) {
        if (folded.text.length < MAX_VALUE) folded.text += line.text.slice(1);
        folded.last = line;
        return;
      }
      flush();
      folded = { text: line.text.slice(0, MAX_VALUE), first: line, last: line };
    });
    return {
      push: (chunk) => reader.push(chunk),
      end() {
        reader.end();
        flush();
        if (entry) tally.truncated(entry.first.line, 'the file ends in the middle of this entry');
        for (const one of repeating) {
          one.except.push(...(replaced.get(one.uid) ?? []));
          finish(one);
        }
        tally.assumeKinds(guessed);
        if (untold.length > 0)
          tally.assume(
            `${untold.length} of its entries repeat by a rule that is not understood here ("${untold[0]?.slice(0, 60)}"): only the first date of each is read`,
          );
        for (const sentence of times.assumptions()) tally.assume(sentence);
        const summary = tally.summary();
        coverStreams(streams, sink, summary.span);
        return summary;
      },
    };
  },
};
