import { readWritten, ZONE_PATTERN } from '../incident/timestamp.ts';
import { dayComesFirst } from './day-first.ts';
import { dayAloneIn, dayIn } from './day-in.ts';
import type { FileHead, Importer } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { parserOf, Tally } from './tally.ts';

const DATE = String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}`;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?`;
const LINE = new RegExp(
  String.raw`^\s{0,12}(?:[-*•]\s{1,8})?(?:\*\*|\x60|\[)?(?:(${DATE})(?:T|,? ))?(${CLOCK})\s?(?:(${ZONE_PATTERN})(?=\W))?(?:\*\*|\x60|\])?\s{0,8}(?:[:|–—-]{1,3}\s{1,8}|(?<=\s))(\S.*)$`,
);
const HEADING = /^\s*(?:#|={3,}|-{3,})/;
const LEVEL = /^\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRIT|CRITICAL)\b/;
/** A line that holds little more than a date is a heading, too. */
const MAX_DATE_LINE = 60;

/** The day that a heading names, or a line that is little more than a date; null for any other line. */
function dayOf(text: string): number | null {
  return HEADING.test(text) || text.trim().length <= MAX_DATE_LINE ? dayIn(text) : null;
}

/** Rows of figures with a clock in front (sar, vmstat) are no notes. */
function hasWords(said: string): boolean {
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  return letters >= said.replace(/\s/g, '').length * 0.4;
}

interface Open {
  readonly at: number;
  readonly first: Line;
  last: Line;
  text: string;
}

/**
 * A line that begins with a clock: "10:05 UTC: restarted checkout", as a list or plain. `dayFirst` as in `readWritten`,
 * for a date in front of it such as 03/04/2026.
 */
export function noteLine(text: string, dayFirst: boolean | null) {
  const match = text.length > 10_000 ? null : LINE.exec(text);
  if (!match) return null;
  const [, date, clock = '', zone = '', said = ''] = match;
  const written = `${/^\d:/.test(clock) ? '0' : ''}${clock}`;
  const time = readWritten(`${date ?? '2000-01-01'} ${written}${zone === '' ? '' : ` ${zone}`}`, dayFirst);
  if (!time) return null;
  const seconds = clock.split(':').length > 2;
  return {
    time: date === undefined ? { ...time, hasYear: false, hasDay: false as const } : time,
    said,
    seconds,
  };
}

/** Notes of an incident in a text or Markdown file, one a line with its clock in front; a date may stand in a heading. */
export const timelineText: Importer = {
  id: 'timeline-text',
  format: 'Incident timeline (text)',
  lacksYear: () => true,
  sniff(head: FileHead) {
    const dayFirst = dayComesFirst(head.text);
    const lines = head.text
      .split(/\r?\n/, 200)
      .filter(
        (line) =>
          line.trim() !== '' &&
          !HEADING.test(line) &&
          !(noteLine(line, dayFirst) === null && (dayOf(line) ?? dayAloneIn(line)) !== null),
      );
    const notes = lines
      .flatMap((line) => noteLine(line, dayFirst) ?? [])
      .filter((note) => hasWords(note.said));
    if (lines.length === 0 || lines.length > 150) return 0;
    const share = notes.length / lines.length;
    // Programs write seconds, or a level in front; people do neither.
    const byHand = notes.every((note) => !note.seconds && !LEVEL.test(note.said));
    return (notes.length > 0 && byHand ? 0.66 : 0.45) * share;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    let open: Open | null = null;
    const finish = () => {
      if (!open) return;
      const { at, first, last, text } = open;
      open = null;
      tally.count();
      const place = { from: first.from, to: last.to, firstLine: first.line, lastLine: last.line };
      sink.note({ at, text, byRole: null, ref: tally.refAt(place, at) });
    };
    const reader = new LineReader((line) => {
      if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
      const note = noteLine(line.text, context.dayFirst);
      const day = note ? null : dayOf(line.text);
      const yearless = note || day !== null ? null : dayAloneIn(line.text);
      if (day !== null) tally.times.dayIs(day);
      if (yearless) tally.times.dayOfYearIs(yearless);
      if (line.text.trim() === '' || HEADING.test(line.text) || day !== null || yearless) return finish();
      const at = note ? tally.times.readTime(note.time) : null;
      if (note && at !== null) {
        finish();
        open = { at, first: line, last: line, text: note.said };
      } else if (open) {
        open.text = `${open.text}\n${line.text.trim()}`.slice(0, 4_000);
        open.last = line;
      } else tally.reject(line.line, 'no clock at the front of the line');
    });
    return parserOf(reader, tally, finish);
  },
};
