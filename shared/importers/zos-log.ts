import { readWritten } from '../incident/timestamp.ts';
import type { Importer } from './importer.ts';
import { levelInText, shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

/** Kind of record, routing codes, system, day of the year, clock, job or console, flags, message. */
const LINE =
  /^[ 01]?[NWMOX][CRIU]? ?[0-9A-F]{7,28} +(\S{1,8}) +(\d{2}|\d{4})(\d{3}) (\d{2}:\d{2}:\d{2}\.\d{2})(?: +([A-Z@#$][\w@#$*]{0,7}))?(?: +[0-9A-F]{8})? +(\S.*)$/;
/** The severity at the end of a message's id, as in IEF450I. */
const SEVERE = /^\$?[A-Z@#$]{3,5}\d{2,5}[ES]\b/;

/** A line of the system log; a user who logs on is no job, so such a line keeps the number of the session in front. */
function zosLine(text: string): TextLine | null {
  const match = LINE.exec(text);
  if (!match) return null;
  const [, system = '', year = '', day, clock, job, said = ''] = match;
  const time = readWritten(`${year.length === 2 ? `20${year}` : year}.${day} ${clock}`);
  if (!time) return null;
  return {
    time,
    level: SEVERE.test(said) ? 'error' : levelInText(said),
    service: null,
    message: job?.startsWith('TSU') ? `${job} ${said}` : said,
    fields: { host: system },
  };
}

/** SYSLOG and OPERLOG of z/OS, in which JES2 tells when a job starts ($HASP373) and ends ($HASP395). */
export const zosLog: Importer = {
  id: 'zos-log',
  format: 'System log (z/OS, with the jobs of JES2)',
  givesLogs: true,
  sniff: (head) => 0.95 * shapeShare(head, zosLine),
  parse: (context, sink) => textLogParser(context, sink, zosLine),
};
