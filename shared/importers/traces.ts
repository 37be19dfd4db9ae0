import { arrayAt, firstOf, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer, ImportSink } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { otlpAttributes } from './otlp-logs.ts';
import type { Place, Tally } from './tally.ts';

interface Span {
  readonly start: unknown;
  readonly durationMs: number | null;
  readonly service: string | null;
  readonly operation: string;
  readonly failed: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

/** A span is kept as one line: what was called, by whom, how long it took and whether it failed. */
function emit(span: Span, place: Place, tally: Tally, sink: ImportSink): boolean {
  const at = tally.times.read(span.start);
  if (at === null) return false;
  const took = span.durationMs === null ? '' : ` took ${Math.round(span.durationMs)} ms`;
  sink.log({
    at,
    level: span.failed ? 'error' : 'info',
    service: span.service,
    message: `${span.operation}${span.failed ? ' failed,' : ''}${took}`,
    fields: { operation: span.operation.slice(0, 80), ...span.fields },
    ref: tally.refAt(place, at),
  });
  return true;
}

/** OTLP JSON: `{resourceSpans: [{resource, scopeSpans: [{spans: [{name, startTimeUnixNano, endTimeUnixNano, status}]}]}]}`. */
export const otlpTraces: Importer = {
  id: 'otlp-traces',
  format: 'OpenTelemetry traces (OTLP JSON)',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    const first = json?.shape === 'object' ? json.value : json?.records[0];
    const batches = arrayAt(first?.batches).some((one) => pathAt(one, 'scopeSpans') !== undefined);
    return Array.isArray(first?.resourceSpans) || batches ? 0.98 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(
      context,
      sink,
      [
        ['resourceSpans', '*'],
        ['batches', '*'],
      ],
      {
        record(record, tally) {
          const attributes = otlpAttributes(pathAt(record.value, 'resource', 'attributes'));
          let taken = 0;
          for (const scope of arrayAt(
            firstOf(objectAt(record.value), ['scopeSpans', 'instrumentationLibrarySpans']),
          )) {
            for (const entry of arrayAt(objectAt(scope).spans)) {
              const one = objectAt(entry);
              const [from, to] = [numberAt(one.startTimeUnixNano), numberAt(one.endTimeUnixNano)];
              const code = pathAt(one, 'status', 'code');
              const span: Span = {
                start: one.startTimeUnixNano,
                durationMs: from === null || to === null ? null : (to - from) / 1e6,
                service: attributes['service.name'] ?? null,
                operation: textAt(one.name) ?? 'span',
                failed: code === 2 || code === 'STATUS_CODE_ERROR',
                fields: otlpAttributes(one.attributes),
              };
              if (emit(span, record, tally, sink)) taken += 1;
            }
          }
          return taken === 0 ? 'no span with a start' : undefined;
        },
      },
    );
  },
};

/** Jaeger's API: `{data: [{spans: [{operationName, startTime, duration, processID, tags}], processes}]}`, in microseconds. */
export const jaegerTraces: Importer = {
  id: 'jaeger-traces',
  format: 'Jaeger traces',
  givesLogs: true,
  sniff: (head) =>
    headRecords(head, 'data').some((one) => Array.isArray(one.spans) && one.traceID !== undefined) ? 0.98 : 0,
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['data', '*']], {
      record(record, tally) {
        const trace = objectAt(record.value);
        const processes = objectAt(trace.processes);
        let taken = 0;
        for (const entry of arrayAt(trace.spans)) {
          const one = objectAt(entry);
          const fields: Record<string, string> = {};
          for (const tag of arrayAt(one.tags)) {
            const { key, value } = objectAt(tag);
            const text = textAt(value);
            if (typeof key === 'string' && text !== null && text.length <= 80) fields[key] = text;
          }
          const duration = numberAt(one.duration);
          const span: Span = {
            start: one.startTime,
            durationMs: duration === null ? null : duration / 1000,
            service: textAt(pathAt(processes[textAt(one.processID) ?? ''], 'serviceName')),
            operation: textAt(one.operationName) ?? 'span',
            failed: fields.error === 'true' || fields['otel.status_code'] === 'ERROR',
            fields,
          };
          if (emit(span, record, tally, sink)) taken += 1;
        }
        return taken === 0 ? 'no span with a start' : undefined;
      },
    });
  },
};

/** Zipkin v2: arrays of spans, or an array of traces: `{traceId, id, name, timestamp, duration, localEndpoint, tags}`, in microseconds. */
export const zipkinTraces: Importer = {
  id: 'zipkin-traces',
  format: 'Zipkin traces',
  givesLogs: true,
  sniff(head) {
    const records = headRecords(head);
    const nested = head.text.trimStart().startsWith('[[') && head.text.includes('"traceId"');
    return records.some((one) => one.traceId !== undefined && one.localEndpoint !== undefined) || nested
      ? 0.96
      : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['*'], ['*', '*']], {
      record(record, tally) {
        const spans = Array.isArray(record.value) ? record.value : [record.value];
        let taken = 0;
        for (const entry of spans) {
          const one = objectAt(entry);
          const tags = objectAt(one.tags);
          const fields: Record<string, string> = {};
          for (const [key, value] of Object.entries(tags)) {
            const text = textAt(value);
            if (text !== null && text.length <= 80) fields[key] = text;
          }
          const duration = numberAt(one.duration);
          const span: Span = {
            start: one.timestamp,
            durationMs: duration === null ? null : duration / 1000,
            service: textAt(pathAt(one, 'localEndpoint', 'serviceName')),
            operation: textAt(one.name) ?? 'span',
            failed: tags.error !== undefined,
            fields,
          };
          if (emit(span, record, tally, sink)) taken += 1;
        }
        return taken === 0 ? 'no span with a timestamp' : undefined;
      },
    });
  },
};

const START = [
  'start',
  'start_time',
  'startTime',
  'timestamp',
  'time',
  'start_ts',
  'startTimeUnixNano',
] as const;

/** Flat spans, one a line: a trace id, a span id, perhaps a parent, a name and a duration. */
export const spanLines: Importer = {
  id: 'span-lines',
  format: 'Trace spans (JSON lines)',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    if (json?.shape !== 'lines') return 0;
    const fit = json.records.filter(
      (one) =>
        firstOf(one, ['trace_id', 'traceId', 'traceID', 'trace']) !== undefined &&
        firstOf(one, ['span_id', 'spanId', 'spanID', 'span', 'id']) !== undefined &&
        firstOf(one, [
          'duration',
          'duration_ms',
          'durationMs',
          'duration_us',
          'end',
          'end_time',
          'endTime',
        ]) !== undefined &&
        one.message === undefined &&
        one.msg === undefined,
    );
    return json.records.length > 0 && fit.length / json.records.length > 0.8 ? 0.9 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [[]], {
      record(record, tally) {
        const one = objectAt(record.value);
        const micro = numberAt(one.duration_us);
        const start = firstOf(one, START);
        const from = tally.times.peek(start);
        const to = tally.times.peek(firstOf(one, ['end', 'end_time', 'endTime']));
        const status = firstOf(one, ['status', 'status_code', 'error']);
        const fields: Record<string, string> = {};
        for (const [key, value] of Object.entries(one)) {
          const text = textAt(value);
          if (text !== null && text.length <= 80 && !/id$/i.test(key) && !START.some((name) => name === key))
            fields[key] = text;
        }
        const span: Span = {
          start,
          durationMs:
            numberAt(firstOf(one, ['duration_ms', 'durationMs', 'duration'])) ??
            (micro === null ? (from === null || to === null ? null : to - from) : micro / 1000),
          service: textAt(firstOf(one, ['service', 'service_name', 'serviceName'])),
          operation: textAt(firstOf(one, ['name', 'operation', 'operationName', 'span_name'])) ?? 'span',
          failed: status === true || /^(error|failed|status_code_error|5\d\d)$/i.test(textAt(status) ?? ''),
          fields,
        };
        return emit(span, record, tally, sink) ? undefined : 'no start that can be read';
      },
    });
  },
};
