import { FastLogLines } from './fast-log-lines.ts';
import type { JsonObject } from './field-access.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { jsonHead } from './json-head.ts';
import { type JsonLine, JsonLineReader, linePlace } from './json-lines.ts';
import type { LogParts } from './json-log-record.ts';
import type { Line } from './lines.ts';
import { envelopedParts } from './log-envelope.ts';
import { plainLogLine } from './plain-log.ts';
import { parserOf, Tally } from './tally.ts';

/** A parser for JSON lines in which `partsOf` finds the parts of a log record. */
export function jsonLogParser(
  context: ImportContext,
  sink: ImportSink,
  partsOf: (object: JsonObject) => LogParts | null,
): Parser {
  const tally = new Tally(context, sink);
  const digest = sink.digest();
  // Only what `envelopedParts` makes of a line is known to the reader of bytes.
  const fast = digest && partsOf === envelopedParts ? new FastLogLines(context.source, digest, tally) : null;
  /** A line of another writer among the objects: text with a time in front. */
  const plain = (line: Line): boolean => {
    const text = line.text.startsWith('{') || line.cut ? null : plainLogLine(line.text);
    const at = text ? tally.times.readTime(text.time) : null;
    if (!text || at === null) return false;
    const { level, service, message, fields } = text;
    tally.count();
    sink.log({ at, level, service, message, fields, ref: tally.refAt(linePlace(line), at) });
    return true;
  };
  const handlers = {
    record({ value, line }: JsonLine) {
      const parts = partsOf(value);
      if (!parts)
        return tally.reject(line.line, 'no message field (message, msg, event, text, log or error)');
      if (parts.time === undefined || parts.time === null) {
        return tally.reject(line.line, 'no time field (time, timestamp, @timestamp, ts or date)');
      }
      const at = tally.times.read(parts.time);
      if (at === null) return tally.reject(line.line, `"${String(parts.time).slice(0, 60)}" is no time`);
      tally.count();
      sink.log({
        at,
        level: parts.level,
        service: parts.service,
        message: parts.message,
        fields: parts.fields,
        ref: tally.refAt(linePlace(line), at),
      });
    },
    problem(line: Line, reason: string, truncated: boolean) {
      if (truncated) tally.truncated(line.line, `the last line is cut off (${reason})`);
      else if (!plain(line)) tally.reject(line.line, reason);
    },
  };
  const reader = new JsonLineReader(
    handlers,
    fast && ((bytes, from, limit, offset, line) => fast.take(bytes, from, limit, offset, line)),
  );
  return parserOf(reader, tally);
}

/** Share of the head's lines in which `partsOf` finds a record with a time. */
export function logShare(head: FileHead, partsOf: (object: JsonObject) => LogParts | null): number {
  const json = jsonHead(head);
  if (json?.shape !== 'lines' || json.records.length === 0) return 0;
  const readable = json.records.filter((record) => {
    const parts = partsOf(record);
    return parts !== null && parts.time !== undefined;
  });
  return readable.length / json.records.length;
}

/** Log lines as JSON objects with time, level, service and message under any of their usual names. */
export const jsonLinesLogs: Importer = {
  id: 'json-lines-logs',
  format: 'Logs (JSON lines)',
  givesLogs: true,
  sniff: (head) => 0.7 * logShare(head, envelopedParts),
  parse: (context, sink) => jsonLogParser(context, sink, envelopedParts),
};
