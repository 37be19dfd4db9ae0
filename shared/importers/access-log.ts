import { readWritten } from '../incident/timestamp.ts';
import { endpointOf, levelOfHttpStatus } from './http-record.ts';
import type { Importer } from './importer.ts';
import { levelOfWord } from './log-level.ts';
import { shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const COMBINED =
  /^(?:(\S+):\d+ )?(\S+) \S+ \S+ \[([^\]]{20,32})\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: "(?:[^"\\]|\\.)*" "((?:[^"\\]|\\.)*)")?(?: (.*))?$/;
const NGINX_ERROR = /^(\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}) \[(\w+)\] (?:\d+#\d+: )?(?:\*\d+ )?(.*)$/;
const APACHE_ERROR = /^\[([A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:.]+ \d{4})\] \[(?:[\w-]+:)?(\w+)\] (.*)$/;

/** Combined and common log format (Apache mod_log_config); a 5xx is an error, a 4xx a warning. */
export function accessLine(text: string): TextLine | null {
  const match = COMBINED.exec(text);
  const time = match ? readWritten(match[3] ?? '') : null;
  if (!match || !time) return null;
  const [method = '', target = ''] = (match[4] ?? '').split(' ');
  const path = target.split('?')[0] ?? '';
  const status = match[5] ?? '';
  return {
    time,
    level: levelOfHttpStatus(Number(status)),
    service: match[1] ?? null,
    message: `${method} ${path} ${status}`.trim(),
    fields: { status, method, endpoint: endpointOf(path) },
  };
}

/** Error logs of nginx and Apache; what follows the message (client, server, request) becomes fields. */
export function serverErrorLine(text: string): TextLine | null {
  const nginx = NGINX_ERROR.exec(text);
  const match = nginx ?? APACHE_ERROR.exec(text);
  const time = match ? readWritten((match[1] ?? '').replace(/\.\d+(?= \d{4}$)/, '')) : null;
  if (!match || !time) return null;
  const fields: Record<string, string> = {};
  for (const part of (match[3] ?? '').matchAll(/, (server|upstream|host|request): "?([^",]{1,80})"?/g)) {
    fields[part[1] ?? ''] = part[2] ?? '';
  }
  return { time, level: levelOfWord(match[2] ?? ''), service: null, message: match[3] ?? '', fields };
}

export const accessLog: Importer = {
  id: 'access-log',
  format: 'Access log (common, combined)',
  givesLogs: true,
  sniff: (head) => 0.95 * shapeShare(head, accessLine),
  parse: (context, sink) => textLogParser(context, sink, accessLine),
};

export const serverErrorLog: Importer = {
  id: 'server-error-log',
  format: 'Error log (nginx, Apache)',
  givesLogs: true,
  sniff: (head) => 0.95 * shapeShare(head, serverErrorLine),
  parse: (context, sink) => textLogParser(context, sink, serverErrorLine),
};
