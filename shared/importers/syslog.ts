import { readWritten } from '../incident/timestamp.ts';
import type { Importer } from './importer.ts';
import { levelOfSyslog } from './log-level.ts';
import { levelInText, shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const RFC5424 =
  /^<(\d{1,3})>1 (\S+) (\S+) (\S+) (\S+) (\S+) (-|(?:\[(?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*\])+)(?: (.*))?$/;
const RFC3164 =
  /^(?:<(\d{1,3})>)?((?:[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2})|(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))) (\S+) ([\w./() -]{1,48}?)(?:\[(\d+)\])?: (.*)$/;

function absent(text: string | undefined): string | null {
  return text === undefined || text === '-' ? null : text;
}

/** RFC 5424: `<PRI>1 time host app procid msgid structured-data message`. */
function syslog5424Line(text: string): TextLine | null {
  const match = RFC5424.exec(text);
  const time = match ? readWritten(match[2] ?? '') : null;
  if (!match || !time) return null;
  const fields: Record<string, string> = {};
  const host = absent(match[3]);
  if (host !== null) fields.host = host;
  for (const part of (match[7] ?? '').matchAll(/ ([\w.@-]{1,32})="((?:[^"\\]|\\.){1,80})"/g)) {
    fields[part[1] ?? ''] = part[2] ?? '';
  }
  return {
    time,
    level: levelOfSyslog(Number(match[1]) % 8),
    service: absent(match[4]),
    message: (match[8] ?? '').replace(/^\uFEFF/, ''),
    fields,
  };
}

/** RFC 3164, which has neither year nor zone, and the same with the RFC 3339 time that newer daemons write. */
function syslog3164Line(text: string): TextLine | null {
  const match = RFC3164.exec(text);
  const time = match ? readWritten((match[2] ?? '').replace(/ {2,}/, ' ')) : null;
  if (!match || !time) return null;
  const message = match[6] ?? '';
  return {
    time,
    level: match[1] === undefined ? levelInText(message) : levelOfSyslog(Number(match[1]) % 8),
    service: match[4] ?? null,
    message,
    fields: { host: match[3] ?? '' },
  };
}

export const syslog5424: Importer = {
  id: 'syslog-5424',
  format: 'syslog (RFC 5424)',
  givesLogs: true,
  sniff: (head) => 0.97 * shapeShare(head, syslog5424Line),
  parse: (context, sink) => textLogParser(context, sink, syslog5424Line),
};

export const syslog3164: Importer = {
  id: 'syslog-3164',
  format: 'syslog (RFC 3164)',
  lacksYear: () => true,
  givesLogs: true,
  sniff: (head) => 0.93 * shapeShare(head, syslog3164Line),
  parse: (context, sink) => textLogParser(context, sink, syslog3164Line),
};
