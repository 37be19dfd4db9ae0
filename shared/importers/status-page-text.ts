import type { WrittenTime } from '../incident/timestamp.ts';
import { readWritten } from '../incident/timestamp.ts';
import { dayComesFirst } from './day-first.ts';
import { dayIn } from './day-in.ts';
import type { FileHead, Importer, ImportSink } from './importer.ts';
import { linePlace } from './json-lines.ts';
import { type Line, LineReader } from './lines.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';
import { parserOf, Tally } from './tally.ts';
import { noteLine } from './timeline-text.ts';

const STATUS = /^(Investigating|Identified|Monitoring|Update|Resolved|Postmortem)\b/i;
const BEGUN = /^(?:investigating|identified)$/i;
const RESOLVED = /^resolved$/i;
/** "Nov 17, 02:12 UTC", "Posted 3 days ago. Nov 17, 2026 - 02:12 UTC", "Nov 17, 01:42 - 02:12 UTC". */
const CLOCK = String.raw`\d{1,2}:\d{2}(?: ?[AP]M)?`;
const DAY = String.raw`[A-Z][a-z]{2,8}\.? \d{1,2},?(?: \d{4})?`;
const BELOW = new RegExp(
  String.raw`^(?:Posted\b[^.]{0,60}\. )?(${DAY}) ?[-–,]? ?(${CLOCK})(?: ?[-–] ?(?:(${DAY}) ?[-–,]? ?)?(${CLOCK}))?(?: ?\(?([A-Z]{2,5}|[+-]\d{2}:?\d{2})\)?)?$`,
);
const PAGE = /\bstatus\b|\bincident history\b|\bpast incidents\b/i;

/** Lines of such pages that are no title: a month, a day on which nothing was wrong. */
const NO_TITLE =
  /^(?:[A-Z][a-z]{2,8} \d{4}|no (?:incidents|downtime)\b.{0,40}|incident report for\b.*|subscribe\b.*|powered by\b.*)$/i;

/** A line without what Markdown puts around it. */
function plainText(text: string): string {
  return text.length > 2_000 ? '' : text.replace(/^[\s#>*_•-]+|[\s*_#]+$/g, '');
}

interface Below {
  readonly from: WrittenTime;
  /** When it was over, where the line says both. */
  readonly to: WrittenTime | null;
}

/** The time that stands below what was said at it. */
function below(text: string): Below | null {
  const match = BELOW.exec(text);
  if (!match) return null;
  const [, day = '', clock = '', lastDay, last, zone] = match;
  const read = (on: string, at: string) =>
    readWritten(`${on.replace(',', '').replace('.', '')} ${at.padStart(5, '0')}${zone ? ` ${zone}` : ''}`);
  const from = read(day, clock);
  return from && { from, to: last === undefined ? null : read(lastDay ?? day, last) };
}

/** How many lines have a time, how many of them a status, and whether the text calls itself such a page. */
function counts(head: FileHead) {
  const dayFirst = dayComesFirst(head.text);
  const found = { timed: 0, status: 0, resolved: 0, spans: 0, below: 0, named: false };
  let pending: string | null = null;
  for (const line of head.text.split(/\r?\n/, 1_000)) {
    const text = plainText(line);
    if (/^\s*#/.test(line) || found.timed === 0) found.named ||= text.length < 100 && PAGE.test(text);
    const note = noteLine(line, dayFirst);
    const time = note ? null : below(text);
    const said: string | undefined = note
      ? STATUS.exec(note.said)?.[1]
      : time
        ? (pending ?? undefined)
        : undefined;
    if (note || time) {
      found.timed += 1;
      if (said !== undefined) found.status += 1;
      if (said !== undefined && RESOLVED.test(said)) found.resolved += 1;
      if (time) found.below += 1;
      if (time?.to) found.spans += 1;
      pending = null;
    } else pending = STATUS.exec(text)?.[1] ?? pending;
  }
  return found;
}

interface Update {
  readonly at: number;
  readonly status: string;
  readonly line: Line;
}

/** Incidents, each from its first update to the one that says it is resolved; newest or oldest first. */
class Incidents {
  page: string | null = null;
  private title: string | null = null;
  private updates: Update[] = [];
  private readonly found: { readonly title: string; readonly updates: readonly Update[] }[] = [];

  called(title: string): void {
    if (this.updates.length > 0) this.close();
    this.title ??= title;
  }

  add(update: Update): void {
    const over = this.updates.find(({ status }) => RESOLVED.test(status));
    const begun = this.updates.some(({ status }) => BEGUN.test(status));
    const next = RESOLVED.test(update.status) || (BEGUN.test(update.status) && update.at > (over?.at ?? 0));
    if (over && begun && next) this.close();
    this.updates.push(update);
  }

  finish(sink: ImportSink, tally: Tally): void {
    this.close();
    const stream = this.page === null ? 'vendor status' : `${this.page} status`;
    for (const { title, updates } of this.found) {
      const sorted = updates.toSorted((a, b) => a.at - b.at);
      const [first] = sorted;
      if (!first) continue;
      const end = sorted.find(({ status }) => RESOLVED.test(status))?.at ?? null;
      const lines = updates.map(({ line }) => line).sort((a, b) => a.line - b.line);
      const [top = first.line, bottom = top] = [lines[0], lines.at(-1)];
      const place = { ...linePlace(top), to: bottom.to, lastLine: bottom.line };
      const ref = tally.ref(place, { from: first.at, to: (end ?? first.at) + 1 });
      sink.event(plainEvent({ stream, kind: 'vendor', start: first.at, end, title, ref }));
      tally.count();
    }
    coverStreams(new Map([[stream, 'vendor']]), sink, tally.times.span());
  }

  private close(): void {
    if (this.updates.length > 0) this.found.push({ title: this.title ?? 'incident', updates: this.updates });
    this.title = null;
    this.updates = [];
  }
}

/** Whose page it is: "Past incidents of Parcelo", "# Parcelo status (copied)". */
function pageName(text: string): string | null {
  const name = text
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(
      /\b(?:past incidents|incident history|system status|status(?: page| history)?|incidents)\b(?: of| for)?/gi,
      '',
    )
    .replace(/^[\s:|–-]+|[\s:|–-]+$/g, '');
  return name === '' || name.length > 60 ? null : name;
}

/**
 * The status page of a vendor, copied as text or Markdown: titles with "Investigating ... Resolved" below, each with its
 * time in front of it or on the next line; a date may stand in a heading. Each incident is one event of the vendor.
 */
export const statusPageText: Importer = {
  id: 'status-page-text',
  format: 'Status page of a vendor (text, Markdown)',
  lacksYear: () => true,
  sniff(head) {
    const { timed, status, resolved, spans, below: beneath, named } = counts(head);
    if (timed === 0 || status + spans < 0.7 * timed) return 0;
    // The timeline of one's own incident has such words, too, with the time in front.
    return (named || beneath >= 2) && resolved + spans > 0 ? 0.9 : 0;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const incidents = new Incidents();
    let pending: string | null = null;
    let mayBeTitle = true;
    let begun = false;
    const told = (status: string, time: WrittenTime, line: Line) => {
      const at = tally.times.readTime(time);
      if (at !== null) incidents.add({ at, status, line });
      begun = true;
    };
    const reader = new LineReader((line) => {
      if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
      const text = plainText(line.text);
      if (text === '') {
        mayBeTitle = true;
        return;
      }
      const note = noteLine(line.text, context.dayFirst);
      const status = STATUS.exec(note ? note.said : text)?.[1] ?? null;
      const time = note ? null : below(text);
      if (note) {
        if (status === null) tally.reject(line.line, 'no status beside the time');
        else told(status, note.time, line);
        mayBeTitle = false;
        return;
      }
      if (time) {
        told(time.to ? 'Investigating' : (pending ?? 'Update'), time.from, line);
        if (time.to) told('Resolved', time.to, line);
        pending = null;
        mayBeTitle = true;
        return;
      }
      const heading = /^\s*#/.test(line.text);
      const day = text.length <= 60 ? dayIn(text) : null;
      const named = day === null && !begun && incidents.page === null && (heading || PAGE.test(text));
      if (day !== null) tally.times.dayIs(day);
      else if (NO_TITLE.test(text)) return;
      else if (status !== null) pending = status;
      else if (named) incidents.page = pageName(text);
      else if (pending === null && (mayBeTitle || heading)) incidents.called(text.slice(0, 200));
      mayBeTitle = day !== null || (!begun && named);
    });
    return parserOf(reader, tally, () => incidents.finish(sink, tally));
  },
};
