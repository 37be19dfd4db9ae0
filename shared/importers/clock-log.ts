import type { Importer } from './importer.ts';
import { plainLogLine } from './plain-log.ts';
import { shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const CLOCK = /^\[?(\d{2}):(\d{2}):(\d{2})[.,](\d{3})\d{0,6}\]?(?=[\s|[])/;
/** Stands in for the date that is not there, so that the rest of the line is read like any other. */
const SOME_DAY = '2000-01-01';

/** Lines with a clock and no date in front, Logback's default among them: the day is that of the other evidence. */
function clockLine(text: string): TextLine | null {
  const clock = CLOCK.exec(text);
  if (!clock) return null;
  const [whole, hour, minute, second, fraction] = clock;
  const line = plainLogLine(`${SOME_DAY} ${hour}:${minute}:${second}.${fraction}${text.slice(whole.length)}`);
  if (!line) return null;
  return { ...line, time: { ...line.time, zoned: false, hasYear: false, hasDay: false } };
}

export const clockLog: Importer = {
  id: 'clock-log',
  format: 'Logs (text with a clock in front, no date)',
  givesLogs: true,
  lacksYear: () => true,
  sniff: (head) => 0.55 * shapeShare(head, clockLine),
  parse: (context, sink) => textLogParser(context, sink, clockLine),
};
