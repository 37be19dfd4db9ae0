import type { LogLevel } from '../incident/records.ts';
import { readWritten, type WrittenTime } from '../incident/timestamp.ts';
import type { ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { parserOf, Tally } from './tally.ts';
import { levelInText } from './text-log-parser.ts';

const MAX_LINES = 50;
const MAX_CHARS = 4_000;
/** Share of the lines that must be times alone, from which a text is such a log. */
const LEAST_SHARE = 0.1;
const FEWEST = 2;

/** A line that is a time and nothing else; an epoch alone may be any number. */
function timeAlone(text: string): WrittenTime | null {
  const plain = text.trim();
  return plain.length >= 16 && plain.length <= 40 && /\D/.test(plain) && /:\d{2}/.test(plain)
    ? readWritten(plain)
    : null;
}

/** Oracle's own errors; others say of themselves what they are. */
function levelOf(message: string): LogLevel | null {
  return /^ORA-\d{5}\b/m.test(message) ? 'error' : levelInText(message);
}

/** Text whose times stand in lines of their own, above what they are of, as in the alert log of an Oracle database. */
export const alertLog: Importer = {
  id: 'alert-log',
  format: 'Logs (text below its time, Oracle alert log)',
  givesLogs: true,
  sniff(head) {
    const lines = head.text.split(/\r?\n/, 400).filter((line) => line.trim() !== '');
    const times = lines.filter((line) => timeAlone(line) !== null).length;
    const begins = lines.slice(0, 20).some((line) => timeAlone(line) !== null);
    return begins && times >= FEWEST && times >= LEAST_SHARE * lines.length && times < 0.6 * lines.length
      ? 0.8
      : 0;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let open: {
      readonly time: WrittenTime;
      readonly first: Line;
      last: Line;
      readonly text: string[];
    } | null = null;
    const finish = () => {
      const record = open;
      open = null;
      if (!record || record.text.length === 0) return;
      const at = tally.times.readTime(record.time);
      if (at === null) return;
      const message = record.text.join('\n').slice(0, MAX_CHARS);
      const { first, last } = record;
      tally.count();
      sink.log({
        at,
        level: levelOf(message),
        service: null,
        message,
        fields: {},
        ref: tally.refAt({ from: first.from, to: last.to, firstLine: first.line, lastLine: last.line }, at),
      });
    };
    const reader = new LineReader((line) => {
      if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
      if (line.text.trim() === '') return;
      const time = timeAlone(line.text);
      if (time) {
        finish();
        open = { time, first: line, last: line, text: [] };
      } else if (!open) tally.reject(line.line, 'no time above the line');
      else {
        open.last = line;
        if (open.text.length < MAX_LINES) open.text.push(line.text.trim());
      }
    });
    return parserOf(reader, tally, finish);
  },
};
