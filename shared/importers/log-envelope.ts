import { isObject, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import { innerParts } from './inner-record.ts';
import { type LogParts, logPartsOf } from './json-log-record.ts';
import { levelInText } from './text-log-parser.ts';

/** `[{field: "@timestamp", value: "..."}, ...]` of a CloudWatch Logs Insights query as an object. */
function fromFieldList(value: unknown): JsonObject | null {
  if (!Array.isArray(value)) return null;
  const record: Record<string, unknown> = {};
  for (const entry of value) {
    const { field, value: content } = objectAt(entry);
    // Insights answers in UTC and does not write so.
    if (field === '@timestamp' && typeof content === 'string') record[field] = `${content}Z`;
    else if (typeof field === 'string') record[field] = content;
  }
  return record;
}

/** Elasticsearch keeps the record in `_source`, Splunk in `result`, logcli the line beside its labels. */
function unwrapped(value: unknown): JsonObject {
  const outer = fromFieldList(value) ?? objectAt(value);
  if (isObject(outer._source)) return outer._source;
  if (isObject(outer.result)) return outer.result;
  if (isObject(outer.labels) && typeof outer.line === 'string') return { ...outer.labels, ...outer };
  return outer;
}

/** The parts of a log record in the wrapping of a log store; Google Cloud keeps its text in `textPayload`. */
export function envelopedParts(value: unknown): LogParts | null {
  const record = unwrapped(value);
  const payload = record.jsonPayload ?? record.textPayload ?? record.protoPayload;
  if (payload !== undefined) {
    const inner = isObject(payload) ? logPartsOf(payload) : null;
    const message = inner?.message ?? textAt(payload) ?? textAt(pathAt(payload, 'methodName')) ?? null;
    const outer = logPartsOf({ ...record, message: message ?? '-' });
    if (outer === null || message === null) return null;
    const labels = pathAt(record, 'resource', 'labels');
    const service = textAt(pathAt(labels, 'container_name')) ?? textAt(pathAt(labels, 'service_name'));
    return { ...outer, message, service: service ?? inner?.service ?? outer.service };
  }
  const parts = logPartsOf(record);
  if (parts === null) return null;
  const inner = innerParts(parts.message);
  if (!inner) return parts.level === null ? { ...parts, level: levelInText(parts.message) } : parts;
  return {
    time: parts.time ?? inner.time,
    level: inner.level ?? parts.level,
    service: inner.service ?? parts.service,
    message: inner.message,
    fields: { ...parts.fields, ...inner.fields },
  };
}
