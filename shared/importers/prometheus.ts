import { UNNAMED } from '../incident/series-names.ts';
import type { SourceId } from '../incident/source.ts';
import { counted, looksCumulative, reckonedUpTo } from './counter-increments.ts';
import { arrayAt, isObject, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { FileHead, Importer, ImportSink } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { jsonHead } from './json-head.ts';
import { linePlace } from './json-lines.ts';
import { LineReader } from './lines.ts';
import { type SeriesKey, SeriesSet } from './series-set.ts';
import { parserOf, Tally } from './tally.ts';

/** "1.5", "NaN", "+Inf": a sample as Prometheus writes it; what is no finite number is missing. */
function sampleOf(value: unknown): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** What a recording rule of a rate is called: `job:http_requests:rate5m`. */
const RATE_RULE = /[:_](rate|irate|increase|delta)(\d+[smhd])?$/;

/**
 * Counters by the naming rule of OpenMetrics (`_total`) become counts per interval when they are cumulative. A sample of
 * an expression speaks of the time up to it.
 */
function emit(set: SeriesSet, source: SourceId, sink: ImportSink, counters: ReadonlySet<string>): void {
  for (const series of set.finish(source)) {
    const counter = counters.has(series.metric) || /_(total|count|bucket|sum)$/.test(series.metric);
    if (counter && looksCumulative(series.values)) sink.series({ ...counted(series), measures: 'count' });
    else if (series.metric === UNNAMED || RATE_RULE.test(series.metric)) sink.series(reckonedUpTo(series));
    else sink.series(series);
  }
}

/** Name and labels of `{metric: {__name__, ...}}`. */
function keyOf(result: JsonObject): SeriesKey {
  const { __name__: name, ...rest } = objectAt(result.metric);
  const labels = Object.fromEntries(Object.entries(rest).map(([key, text]) => [key, String(text)]));
  return { metric: name === undefined ? UNNAMED : String(name), labels, unit: null, measures: 'gauge' };
}

/** `{metric: {...}, values: [...], timestamps: [...]}` a line, as VictoriaMetrics exports series. */
export const metricExport: Importer = {
  id: 'metric-export',
  format: 'Exported series (VictoriaMetrics)',
  sniff(head) {
    const json = jsonHead(head);
    const one = json?.shape === 'object' ? json.value : json?.shape === 'lines' ? json.records[0] : undefined;
    return one &&
      isObject(one.metric) &&
      Array.isArray(one.values) &&
      (Array.isArray(one.timestamps) || !head.complete)
      ? 0.9
      : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [[]], {
      record({ value }, tally) {
        const one = objectAt(value);
        const [values, times] = [arrayAt(one.values), arrayAt(one.timestamps)];
        if (times.length === 0) return 'a series without values or timestamps';
        const key = keyOf(one);
        times.forEach((time, i) => {
          const at = tally.times.read(time);
          if (at !== null) set.add(key, at, sampleOf(values[i]));
        });
        return undefined;
      },
      end: () => emit(set, context.source, sink, new Set()),
    });
  },
};

/** `{status, data: {resultType: "matrix", result: [{metric: {...}, values: [[seconds, "value"]]}]}}` of query_range. */
export const prometheusMatrix: Importer = {
  id: 'prometheus-matrix',
  format: 'Prometheus query_range',
  sniff(head) {
    const json = jsonHead(head);
    if (json?.shape !== 'object') return 0;
    const type = pathAt(json.value, 'data', 'resultType') ?? json.value.resultType;
    return type === 'matrix' || type === 'vector' ? 0.98 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    const take = (
      value: unknown,
      tally: Tally,
      samplesOf: (all: readonly unknown[]) => readonly unknown[],
    ) => {
      const one = objectAt(value);
      const samples = Array.isArray(one.values) ? one.values : one.value === undefined ? null : [one.value];
      if (!samples) return 'a result without values';
      const key = keyOf(one);
      for (const sample of samplesOf(samples)) {
        const [time, text] = arrayAt(sample);
        const at = tally.times.read(time);
        if (at !== null) set.add(key, at, sampleOf(text));
      }
      return undefined;
    };
    return jsonDocumentParser(
      context,
      sink,
      [
        ['data', 'result', '*'],
        ['result', '*'],
      ],
      {
        record: ({ value }, tally) => take(value, tally, (all) => all),
        cut: ({ value }, tally) => take(value, tally, (all) => all.slice(0, -1)),
        end: () => emit(set, context.source, sink, new Set()),
      },
    );
  },
};

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+(-?\d+(?:\.\d+)?))?(?:\s+#.*)?$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** OpenMetrics and Prometheus text with timestamps: `name{label="x"} value time` (OpenMetrics 1.0, "Text Format"). */
export const openMetrics: Importer = {
  id: 'openmetrics',
  format: 'OpenMetrics text',
  sniff(head: FileHead) {
    const lines = head.text.split('\n', 60).filter((line) => line.trim() !== '');
    const samples = lines.filter((line) => !line.startsWith('#'));
    const fit = samples.filter((line) => {
      const match = SAMPLE.exec(line.trim());
      return (
        match !== null &&
        match[4] !== undefined &&
        !Number.isNaN(Number(match[3]?.replace('Inf', 'Infinity')))
      );
    });
    const typed = lines.some((line) => /^# (TYPE|HELP|EOF)/.test(line));
    const share = samples.length === 0 ? 0 : fit.length / samples.length;
    return share > 0.7 ? (typed ? 0.97 : 0.6) : 0;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const set = new SeriesSet();
    const counters = new Set<string>();
    const reader = new LineReader((line) => {
      const text = line.text.trim();
      if (text === '') return;
      if (text.startsWith('#')) {
        const type = /^# TYPE (\S+) counter/.exec(text);
        if (type?.[1]) counters.add(type[1]).add(`${type[1]}_total`);
        return;
      }
      const match = SAMPLE.exec(text);
      if (!match) return tally.reject(line.line, 'no sample of the form name{labels} value time');
      if (match[4] === undefined) return tally.reject(line.line, 'the sample has no time');
      // OpenMetrics writes seconds, the older Prometheus format milliseconds: the size tells.
      const at = tally.times.read(Number(match[4]));
      if (at === null) return tally.reject(line.line, `"${match[4]}" is no time`);
      const labels: Record<string, string> = {};
      for (const label of (match[2] ?? '').matchAll(LABEL)) {
        labels[label[1] ?? ''] = (label[2] ?? '').replace(/\\(.)/g, '$1');
      }
      set.add({ metric: match[1] ?? '', labels, unit: null, measures: 'gauge' }, at, sampleOf(match[3]));
      tally.count();
      if (!line.terminated)
        tally.truncated(linePlace(line).firstLine, 'the last line has no end: perhaps it is cut off');
    });
    return parserOf(reader, tally, () => emit(set, context.source, sink, counters));
  },
};

/** CloudWatch get-metric-data: `{MetricDataResults: [{Id, Label, Timestamps, Values}]}`, in any order of time. */
export const cloudwatchMetrics: Importer = {
  id: 'cloudwatch-metrics',
  format: 'CloudWatch metric data',
  sniff(head) {
    const json = jsonHead(head);
    return json?.shape === 'object' && Array.isArray(json.value.MetricDataResults) ? 0.98 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [['MetricDataResults', '*']], {
      record({ value }, tally) {
        const one = objectAt(value);
        const times = arrayAt(one.Timestamps);
        const values = arrayAt(one.Values);
        if (!isObject(value) || times.length !== values.length)
          return 'Timestamps and Values differ in length';
        const metric = textAt(one.Label) ?? textAt(one.Id) ?? 'metric';
        times.forEach((time, i) => {
          const at = tally.times.read(time);
          if (at !== null)
            set.add({ metric, labels: {}, unit: null, measures: 'gauge' }, at, sampleOf(values[i]));
        });
        if (textAt(one.StatusCode) === 'PartialData') {
          sink.gap({
            kind: 'page-limit',
            note: `"${metric}" is only part of the data (PartialData)`,
            range: null,
          });
        }
        return undefined;
      },
      end() {
        for (const one of set.finish(context.source)) sink.series(one);
      },
    });
  },
};
