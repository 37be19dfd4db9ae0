import { type JsonObject, numberAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonHead, shareWith } from './json-head.ts';
import { jsonLogParser } from './json-lines-logs.ts';
import type { LogParts } from './json-log-record.ts';
import { levelOfSyslog } from './log-level.ts';
import { decodeUtf8 } from './utf8.ts';

/** MESSAGE is text, or an array of byte values when it is not UTF-8 (systemd "Journal JSON Format"). */
function messageOf(value: unknown): string | null {
  if (Array.isArray(value) && value.every((byte) => typeof byte === 'number' && byte >= 0 && byte < 256)) {
    return decodeUtf8(Uint8Array.from(value as number[]));
  }
  return textAt(value);
}

function journaldParts(object: JsonObject): LogParts | null {
  const message = messageOf(object.MESSAGE);
  if (message === null) return null;
  const fields: Record<string, string> = {};
  for (const [field, key] of [
    ['host', '_HOSTNAME'],
    ['unit', '_SYSTEMD_UNIT'],
    ['transport', '_TRANSPORT'],
  ] as const) {
    const text = textAt(object[key]);
    if (text !== null) fields[field] = text;
  }
  const priority = numberAt(object.PRIORITY);
  return {
    time: object._SOURCE_REALTIME_TIMESTAMP ?? object.__REALTIME_TIMESTAMP,
    level: priority === null ? null : levelOfSyslog(priority),
    service: textAt(object.SYSLOG_IDENTIFIER) ?? textAt(object._SYSTEMD_UNIT),
    message,
    fields,
  };
}

/** `journalctl -o json`: times in microseconds as text. */
export const journald: Importer = {
  id: 'journald',
  format: 'journald (JSON)',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    return json?.shape === 'lines' && shareWith(json.records, ['__REALTIME_TIMESTAMP']) > 0.8 ? 0.98 : 0;
  },
  parse: (context, sink) => jsonLogParser(context, sink, journaldParts),
};
