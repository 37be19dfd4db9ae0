import { changeKindIn, changeKindOf } from '../incident/change-kind.ts';
import { isZone, LocalClock } from '../incident/local-clock.ts';
import { readWritten } from '../incident/timestamp.ts';
import type { ImportContext, Importer, ImportSink } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { Tally } from './tally.ts';

/** A folded line is put together again up to this length; what is shown is cut far below. */
const MAX_VALUE = 10_000;

/** One property: name, parameters and value (RFC 5545, section 3.1). */
interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

function propertyOf(text: string): Property | null {
  const found = /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/s.exec(text);
  if (!found) return null;
  const parameters = new Map<string, string>();
  for (const part of (found[2] ?? '').split(';')) {
    const [key = '', value = ''] = part.split('=', 2);
    if (key !== '') parameters.set(key.toUpperCase(), value.replaceAll('"', ''));
  }
  return { name: (found[1] ?? '').toUpperCase(), parameters, value: found[3] ?? '' };
}

/** Text as it was typed: commas, semicolons and line ends are escaped (section 3.3.11). */
function plain(value: string): string {
  return value
    .replace(/\\[nN]/g, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim();
}

interface Entry {
  readonly first: Line;
  start: Property | null;
  summary: string;
  categories: string;
  repeats: boolean;
  cancelled: boolean;
}

/** A change calendar as calendars export it (iCalendar, RFC 5545): each entry is a change of the kind that it names. */
export const calendarIcs: Importer = {
  id: 'calendar-ics',
  format: 'Change calendar (iCalendar)',
  sniff: (head) => (/^\s*BEGIN:VCALENDAR\s*$/im.test(head.text.slice(0, 1_000)) ? 0.98 : 0),
  parse(context: ImportContext, sink: ImportSink) {
    const tally = new Tally(context, sink);
    const clocks = new Map<string, LocalClock>();
    const unknownZones = new Set<string>();
    let entry: Entry | null = null;
    let guessed = 0;
    let repeating = 0;

    const timeOf = ({ parameters, value }: Property): number | null => {
      const written = /^\d{8}$/.test(value) ? `${value}T000000` : value;
      const zone = parameters.get('TZID');
      if (zone === undefined || written.endsWith('Z')) return tally.times.read(written);
      if (!isZone(zone)) {
        unknownZones.add(zone);
        return tally.times.read(written);
      }
      const clock = clocks.get(zone) ?? new LocalClock(zone);
      clocks.set(zone, clock);
      const time = readWritten(written);
      return time && tally.times.readTime({ ...time, ms: clock.toUtc(time.ms), zoned: true });
    };

    const finish = (open: Entry, last: Line) => {
      if (open.cancelled) return;
      const { line } = open.first;
      if (!open.start || open.summary === '')
        return tally.reject(line, 'an entry without a start or a title');
      const stated = changeKindOf(open.categories.split(',')[0] ?? '');
      const kind = stated ?? changeKindIn(open.summary) ?? changeKindIn(open.categories);
      if (kind === null)
        return tally.reject(line, `no word of "${open.summary.slice(0, 60)}" says what kind of change it is`);
      const at = timeOf(open.start);
      if (at === null) return tally.reject(line, `"${open.start.value.slice(0, 60)}" is no time`);
      if (stated === null) guessed += 1;
      if (open.repeats) repeating += 1;
      tally.count();
      sink.change({
        kind,
        what: open.summary,
        at,
        about: [],
        knownTo: [],
        notKnownTo: [],
        ref: tally.refAt({ from: open.first.from, to: last.to, firstLine: line, lastLine: last.line }, at),
      });
    };

    const take = (text: string, first: Line, last: Line) => {
      const property = propertyOf(text);
      if (!property) return;
      const { name, value } = property;
      if (name === 'BEGIN' && value.trim().toUpperCase() === 'VEVENT') {
        entry = { first, start: null, summary: '', categories: '', repeats: false, cancelled: false };
      } else if (name === 'X-WR-TIMEZONE' && isZone(value.trim())) tally.times.stateZone(value.trim());
      else if (!entry) return;
      else if (name === 'END' && value.trim().toUpperCase() === 'VEVENT') {
        finish(entry, last);
        entry = null;
      } else if (name === 'DTSTART') entry.start = { ...property, value: value.trim() };
      else if (name === 'SUMMARY') entry.summary = plain(value);
      else if (name === 'CATEGORIES') entry.categories = plain(value);
      else if (name === 'RRULE') entry.repeats = true;
      else if (name === 'STATUS') entry.cancelled = value.trim().toUpperCase() === 'CANCELLED';
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
        tally.assumeKinds(guessed);
        if (repeating > 0)
          tally.assume(`${repeating} of its entries repeat; only the first time of each is read`);
        for (const zone of unknownZones)
          tally.assume(
            `"${zone.slice(0, 60)}" is no zone that is known here: times in it are read like those without one`,
          );
        return tally.summary();
      },
    };
  },
};
