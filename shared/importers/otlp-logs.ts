import type { LogLevel } from '../incident/records.ts';
import { arrayAt, firstOf, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonHead } from './json-head.ts';
import { JsonRecords } from './json-records.ts';
import { levelOfWord } from './log-level.ts';
import { type Place, parserOf, Tally } from './tally.ts';

/** Attributes `[{key, value: {stringValue}}]` of OTLP as text. */
export function otlpAttributes(attributes: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const attribute of arrayAt(attributes)) {
    const { key, value } = objectAt(attribute);
    const text = textAt(firstOf(objectAt(value), ['stringValue', 'intValue', 'boolValue', 'doubleValue']));
    if (typeof key === 'string' && text !== null && text.length <= 80) fields[key] = text;
  }
  return fields;
}

/** A body that is a map says its message under one of the usual names, else it is shown as JSON. */
function bodyText(body: unknown): string | null {
  const value = objectAt(body);
  const plain = textAt(firstOf(value, ['stringValue', 'intValue', 'doubleValue', 'boolValue']));
  if (plain !== null || body === undefined) return plain;
  const fields = otlpAttributes(objectAt(value.kvlistValue).values);
  return fields.message ?? fields.msg ?? JSON.stringify(body).slice(0, 1_000);
}

/** Severity numbers of OpenTelemetry: 1-4 trace, 5-8 debug, 9-12 info, 13-16 warn, 17-20 error, 21-24 fatal. */
function severity(number: number | null, text: string | null): LogLevel | null {
  if (number !== null && number >= 1 && number <= 24) {
    const levels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
    return levels[Math.floor((number - 1) / 4)] ?? null;
  }
  return text === null ? null : levelOfWord(text);
}

/** OTLP JSON: `{resourceLogs: [{resource, scopeLogs: [{logRecords}]}]}`, one document or one a line, times in ns as text. */
export const otlpLogs: Importer = {
  id: 'otlp-logs',
  format: 'OpenTelemetry logs (OTLP JSON)',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    const first = json?.shape === 'object' ? json.value : json?.records[0];
    return Array.isArray(first?.resourceLogs) ? 0.98 : 0;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const resource = (value: unknown, place: Place) => {
      const attributes = otlpAttributes(pathAt(value, 'resource', 'attributes'));
      for (const scope of arrayAt(objectAt(value).scopeLogs)) {
        for (const entry of arrayAt(objectAt(scope).logRecords)) {
          const one = objectAt(entry);
          const at = tally.times.read(firstOf(one, ['timeUnixNano', 'observedTimeUnixNano']));
          const message = bodyText(one.body) ?? textAt(one.eventName);
          if (at === null || message === null) {
            tally.reject(
              place.firstLine,
              at === null ? 'a log record without a time' : 'a log record without a body',
            );
            continue;
          }
          tally.count();
          sink.log({
            at,
            level: severity(numberAt(one.severityNumber), textAt(one.severityText)),
            service: attributes['service.name'] ?? null,
            message,
            fields: { ...attributes, ...otlpAttributes(one.attributes) },
            ref: tally.refAt(place, at),
          });
        }
      }
    };
    const problem = (line: number, reason: string, truncated: boolean) =>
      truncated ? tally.truncated(line, reason) : tally.reject(line, reason);
    const reader = new JsonRecords(
      [
        ['resourceLogs', '*'],
        ['*', 'resourceLogs', '*'],
      ],
      false,
      {
        record: (record) => resource(record.value, record),
        problem,
      },
    );
    return parserOf(reader, tally);
  },
};
