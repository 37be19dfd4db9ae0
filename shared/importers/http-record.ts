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
  'ClientRequestMethod',
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
  'ClientRequestPath',
  'ClientRequestURI',
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
  'EdgeResponseStatus',
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

/** What a proxy's own line says of a request. */
interface RequestInText {
  readonly status: string;
  readonly method?: string;
  readonly endpoint?: string;
}

/** A request in the text of a line: combined logs and Envoy behind the request, HAProxy before it, Heroku's router in pairs. */
export function requestInText(text: string): RequestInText | null {
  if (text.includes('HTTP/')) {
    const behind = /"([A-Z]{3,10}) (\S{1,2000}) HTTP\/[\d.]+" (\d{3})\b/.exec(text.slice(0, 4_000));
    if (behind)
      return { status: behind[3] ?? '', method: behind[1] ?? '', endpoint: endpointOf(behind[2] ?? '') };
    const before = /\s-?\d+(?:\/-?\d+){3,5} (\d{3}) \d+ /.exec(text.slice(0, 500))?.[1];
    const asked =
      before === undefined ? null : /"([A-Z]{3,10}) (\S{1,2000}) HTTP\//.exec(text.slice(0, 4_000));
    if (before === undefined) return null;
    return asked
      ? { status: before, method: asked[1] ?? '', endpoint: endpointOf(asked[2] ?? '') }
      : { status: before };
  }
  if (!text.includes('status=')) return null;
  const status = /\bstatus=([1-5]\d\d)\b/.exec(text.slice(0, 1_000))?.[1];
  const method = /\bmethod=([A-Z]{3,10})\b/.exec(text.slice(0, 1_000))?.[1];
  const path = /\bpath="?([^\s"]{1,300})/.exec(text.slice(0, 1_000))?.[1];
  return status === undefined || method === undefined || path === undefined
    ? null
    : { status, method, endpoint: endpointOf(path) };
}
