import type { LogLevel } from '../incident/records.ts';
import { firstOf, isObject, type JsonObject, numberAt, objectAt, textAt } from './field-access.ts';

const METHOD = [
  'method',
  'request_method',
  'requestMethod',
  'RequestMethod',
  'http_method',
  'verb',
  'cs-method',
  'http.request.method',
] as const;
const PATH = [
  'path',
  'uri',
  'request_uri',
  'requestURI',
  'RequestPath',
  'url',
  'requestUrl',
  'request_path',
  'cs-uri-stem',
  'url.path',
] as const;
const STATUS = [
  'status',
  'response_code',
  'status_code',
  'statusCode',
  'DownstreamStatus',
  'responseStatus',
  'http_status',
  'sc-status',
  'code',
  'http.response.status_code',
] as const;

/** What a request was and how it ended. */
export interface HttpRecord {
  readonly message: string;
  readonly level: LogLevel;
}

/** A 5xx is an error, a 4xx a warning. */
export function levelOfHttpStatus(status: number): LogLevel {
  return status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
}

/** A path without its query, numbers in it as `:id`. */
export function endpointOf(path: string): string {
  return (path.split('?')[0] ?? '').replace(/\/\d+(?=\/|$)/g, '/:id');
}

/** An access log record as JSON (nginx, Envoy, Traefik, Kubernetes audit): method, path and status; null when it is none. */
export function httpRecord(object: JsonObject): HttpRecord | null {
  const stated = firstOf(object, STATUS);
  const status = numberAt(stated) ?? numberAt(objectAt(stated).code);
  if (status === null || status < 100 || status > 599) return null;
  const [, method, target] = /^([A-Z]{3,10}) (\S+)/.exec(textAt(object.request) ?? '') ?? [];
  // Caddy keeps the request in an object of its own.
  const asked = isObject(object.request) ? object.request : object;
  const verb = method ?? textAt(firstOf(asked, METHOD));
  const path = target ?? textAt(firstOf(asked, PATH));
  if (verb === null || path === null) return null;
  return { message: `${verb} ${path.split('?')[0]} ${status}`, level: levelOfHttpStatus(status) };
}
