import type { LogLevel } from '../incident/records.ts';
import { firstOf, isObject, type JsonObject, numberAt, objectAt, textAt } from './field-access.ts';
import { httpRecord } from './http-record.ts';
import { levelOf, levelOfSyslog } from './log-level.ts';

/** Keys under which a log record says when it happened, the surest first. */
export const TIME_KEYS: readonly string[] = [
  '@timestamp',
  'timestamp',
  'time',
  'ts',
  'datetime',
  'date',
  'eventTime',
  'event_time',
  'asctime',
  '_time',
  'created',
  'logged_at',
  'Timestamp',
  'Time',
  'TimeGenerated',
  'dateCreated',
  'createdAt',
  'Date',
  '@t',
  't',
  'at',
  'time_iso8601',
  'time_local',
  'start_time',
  'StartUTC',
  'requestReceivedTimestamp',
  'receiveTimestamp',
  'EdgeStartTimestamp',
];
/** Keys under which a log record says how bad it is, the surest first. */
export const LEVEL_KEYS: readonly string[] = [
  'level',
  'severity',
  'log.level',
  'lvl',
  'levelname',
  'loglevel',
  'log_level',
  'severityText',
  'SeverityText',
  'Level',
  'severity_text',
  '@l',
  'LogLevel',
  'error_severity',
  's',
  'status',
];
/** Keys under which a log record says who wrote it, the surest first. */
export const SERVICE_KEYS: readonly string[] = [
  'service',
  'service.name',
  'service_name',
  'serviceName',
  'app',
  'application',
  'application_name',
  'component',
  'container_name',
  'logger',
  'logger_name',
  'loggerName',
  'name',
  'unit',
  'program',
  '_service',
  'SourceContext',
  'Category',
  'target',
  'eventSource',
  'upstream_cluster',
  'ServiceName',
  'source',
];
/** Keys under which a log record says what it says, the surest first. */
export const MESSAGE_KEYS: readonly string[] = [
  'message',
  'msg',
  'MESSAGE',
  '@message',
  'Message',
  'event',
  'log',
  'text',
  'body',
  '@m',
  '@mt',
  'short_message',
  '_raw',
  'line',
];

const MAX_FIELDS = 40;
const MAX_FIELD_CHARS = 80;

/** What a structured log line says, whatever its writer calls the parts. `at` is not read yet. */
export interface LogParts {
  readonly time: unknown;
  readonly level: LogLevel | null;
  readonly service: string | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

function takeFields(object: JsonObject, prefix: string, depth: number, into: Record<string, string>): void {
  let count = Object.keys(into).length;
  for (const key in object) {
    if (count >= MAX_FIELDS) return;
    const value = object[key];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') {
      if (value === '' || value.length > MAX_FIELD_CHARS) continue;
      into[name] = value;
      count += 1;
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      into[name] = String(value);
      count += 1;
    } else if (depth < 3 && isObject(value)) {
      takeFields(value, name, depth + 1, into);
      count = Object.keys(into).length;
    }
  }
}

/** Scalars of a record as fields, nested ones under dotted names; the digest keeps those that take few values. */
export function fieldsOf(object: JsonObject, without: ReadonlySet<string>): Record<string, string> {
  const rest: Record<string, unknown> = {};
  for (const key in object) if (!without.has(key)) rest[key] = object[key];
  const fields: Record<string, string> = {};
  takeFields(rest, '', 0, fields);
  return fields;
}

function nestedText(value: unknown): string | null {
  if (isObject(value)) return textAt(value.name ?? value.original ?? value.stringValue);
  return textAt(value);
}

/** What went wrong, where a logger puts it beside the message (ECS `error`, pino and bunyan `err`). */
function errorText(object: JsonObject): string | null {
  const error = object.error ?? object.err ?? object.exception ?? object['@x'];
  if (typeof error === 'string') return error;
  if (!isObject(error)) return null;
  const type = textAt(error.type ?? error.name ?? error.class);
  const message = textAt(error.message ?? error.msg);
  return message === null ? type : type === null ? message : `${type}: ${message}`;
}

/** Keys that are no fields of their own. */
export const USED_KEYS: ReadonlySet<string> = new Set<string>([
  ...TIME_KEYS,
  ...LEVEL_KEYS.slice(0, -1),
  ...MESSAGE_KEYS,
  'err',
  'stack',
  'v',
  'pid',
]);

/**
 * A time that is written as an object: Log4j 2's `instant`, Google's and protobuf's seconds and nanos, MongoDB's
 * `$date`. Anything else is given back as it is.
 */
function plainTime(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.$date !== undefined) return isObject(value.$date) ? value.$date.$numberLong : value.$date;
  const seconds = numberAt(value.epochSecond ?? value.seconds);
  const nanos = numberAt(value.nanoOfSecond ?? value.nanos) ?? 0;
  return seconds === null ? undefined : seconds * 1000 + Math.floor(nanos / 1e6);
}

/** GELF writes the severity of syslog as a number, where bunyan's begin at 10. */
function levelAt(object: JsonObject, log: JsonObject): LogLevel | null {
  const stated = firstOf(object, LEVEL_KEYS) ?? log.level;
  if (typeof stated === 'number' && stated < 8 && object.short_message !== undefined) {
    return levelOfSyslog(stated);
  }
  return levelOf(stated);
}

/** Reads time, level, service and message under any of their usual names; null when nothing says what happened. */
export function logPartsOf(object: JsonObject): LogParts | null {
  const time = plainTime(firstOf(object, TIME_KEYS) ?? object.instant);
  const level = levelAt(object, objectAt(object.log));
  let service: string | null = null;
  for (const key of SERVICE_KEYS) {
    service = nestedText(object[key]);
    if (service !== null) break;
  }
  let message: string | null = null;
  for (const key of MESSAGE_KEYS) {
    message = nestedText(object[key]);
    if (message !== null) break;
  }
  message ??= textAt(objectAt(object.fields).message);
  const error = errorText(object);
  // "handled request", says Caddy of each of them.
  if ((message === null && error === null) || isObject(object.request)) {
    const request = httpRecord(object);
    if (request) {
      return {
        time,
        // The level of an access log is that of its writing: a request that failed is an error all the same.
        level: request.level === 'error' ? 'error' : (level ?? request.level),
        service,
        message: request.message,
        fields: fieldsOf(object, USED_KEYS),
      };
    }
    // Audit trails name what was called.
    const called = textAt(object.eventName);
    if (called === null) return null;
    const failed = textAt(object.errorCode);
    return {
      time,
      level: level ?? (failed === null ? null : 'error'),
      service,
      message: failed === null ? called : `${called}: ${failed}`,
      fields: fieldsOf(object, USED_KEYS),
    };
  }
  const text =
    error === null || message?.includes(error)
      ? (message ?? '')
      : message === null
        ? error
        : `${message}: ${error}`;
  return { time, level, service, message: text, fields: fieldsOf(object, USED_KEYS) };
}
