import type { StreamKind } from '../incident/stream.ts';
import { firstOf, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

/** What somebody or something called in a cloud account; the time is still as it is written. */
interface Call {
  readonly time: unknown;
  readonly service: string | null;
  readonly name: string;
  readonly reads: boolean;
  /** Why it was refused or failed; null when it did what it says. */
  readonly failure: string | null;
  readonly about: readonly (string | null)[];
}

/** Where the calls lie in a document. */
const LISTS = ['Records', 'Events', 'result'] as const;
/** Names that look and change nothing, where a record does not say so. */
const READS =
  /^(get|list|describe|head|lookup|search|read|query|batchget|check|test)|(\/read|\.(get|list|aggregatedList))$/i;

/** CloudTrail, as it lies in its bucket and as `lookup-events` answers. */
function ofCloudTrail(one: JsonObject): Call | null {
  const name = textAt(one.eventName ?? one.EventName);
  const time = one.eventTime ?? one.EventTime;
  const source = textAt(one.eventSource ?? one.EventSource);
  if (name === null || time === undefined || source === null) return null;
  const stated = textAt(one.readOnly ?? one.ReadOnly);
  const parameters = objectAt(one.requestParameters);
  return {
    time,
    service: source.replace(/\.amazonaws\.com$/, ''),
    name,
    reads: stated === null ? READS.test(name) : stated === 'true',
    failure: textAt(one.errorCode),
    about: Object.entries(parameters).flatMap(([key, value]) =>
      /(name|id|identifier)$/i.test(key) ? textAt(value) : [],
    ),
  };
}

/** Azure's activity log (`az monitor activity-log list`). */
function ofAzure(one: JsonObject): Call | null {
  const name = textAt(pathAt(one, 'operationName', 'value')) ?? textAt(one.operationName);
  if (name === null || one.eventTimestamp === undefined) return null;
  const status = textAt(pathAt(one, 'status', 'value')) ?? '';
  return {
    time: one.eventTimestamp,
    service: textAt(pathAt(one, 'resourceProviderName', 'value')),
    name,
    // Each operation is reported when it begins and when it is over: what is over counts.
    reads: READS.test(name) || /^(started|accepted)$/i.test(status),
    failure: /^failed$/i.test(status) ? 'failed' : null,
    about: [textAt(one.resourceGroupName), textAt(one.resourceId)?.split('/').at(-1) ?? null],
  };
}

/** Google Cloud's admin activity log. */
function ofGoogle(one: JsonObject): Call | null {
  const payload = objectAt(one.protoPayload);
  // "google.container.v1.ClusterManager.UpdateNodePool"; "storage.buckets.update" needs all of its words.
  const name = textAt(payload.methodName)?.replace(/^google\..*\./, '') ?? null;
  if (name === null || !/cloudaudit\.googleapis\.com/.test(textAt(one.logName) ?? '')) return null;
  return {
    time: one.timestamp,
    service: textAt(payload.serviceName)?.replace(/\.googleapis\.com$/, '') ?? null,
    name,
    reads: READS.test(name.split('.').at(-1) ?? name) || READS.test(name),
    failure: textAt(firstOf(objectAt(payload.status), ['message', 'code'])),
    about: [textAt(payload.resourceName)?.split('/').at(-1) ?? null],
  };
}

/** Cloudflare's audit log. */
function ofCloudflare(one: JsonObject): Call | null {
  const done = textAt(pathAt(one, 'action', 'type'));
  const what = textAt(pathAt(one, 'resource', 'type'));
  if (done === null || what === null || one.when === undefined) return null;
  return {
    time: one.when,
    service: 'cloudflare',
    name: done.startsWith(what) ? done : `${what} ${done}`,
    reads: /^(?:login|logout|view|token_verify)|_view$/.test(done),
    failure: pathAt(one, 'action', 'result') === false ? 'refused' : null,
    about: [textAt(pathAt(one, 'metadata', 'zone_name'))],
  };
}

function callOf(value: unknown): Call | null {
  const one = objectAt(value);
  return ofCloudTrail(one) ?? ofAzure(one) ?? ofGoogle(one) ?? ofCloudflare(one);
}

/**
 * Audit trails of cloud accounts: each call that changed something is an event of its service; calls that look are left out, those that
 * failed are errors in a log.
 */
export const cloudAudit: Importer = {
  id: 'cloud-audit',
  givesLogs: true,
  format: 'Cloud audit trail (CloudTrail, Azure activity log, Google Cloud and Cloudflare audit logs)',
  sniff(head) {
    const records = [...LISTS.flatMap((list) => headRecords(head, list)), ...headRecords(head)];
    return records.length > 0 && records.filter((one) => callOf(one) !== null).length / records.length > 0.6
      ? 0.96
      : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [...LISTS.map((list) => [list, '*']), ['*']], {
      record(record, tally) {
        const call = callOf(record.value);
        if (!call) return 'no call with a name and a time';
        const at = tally.times.read(call.time);
        if (at === null) return 'no time that can be read';
        const ref = tally.refAt(record, at);
        // A call that failed changed nothing; what it says is an error.
        if (call.failure !== null) {
          const message = `${call.name}: ${call.failure}`;
          sink.log({ at, level: 'error', service: call.service, message, fields: {}, ref });
          return undefined;
        }
        if (call.reads) return undefined;
        const stream = call.service === null ? call.name : `${call.service} ${call.name}`;
        streams.set(stream, 'config');
        sink.event(
          plainEvent({
            stream,
            kind: 'config',
            start: at,
            title: [call.name, ...call.about].filter((part) => part !== null).join(' '),
            status: 'succeeded',
            about: [call.service, ...call.about].filter((part) => part !== null),
            ref,
          }),
        );
        return undefined;
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};
