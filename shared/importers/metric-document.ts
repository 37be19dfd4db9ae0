import { readTimeValue } from '../incident/timestamp.ts';
import { arrayAt, firstOf, isObject, type JsonObject, numberAt, objectAt, textAt } from './field-access.ts';
import type { Importer, ImportSink } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { jsonHead } from './json-head.ts';
import { SeriesSet } from './series-set.ts';
import type { Tally } from './tally.ts';

const NAME = ['name', 'metric', 'metric_name', 'id', 'label', 'title', 'series'] as const;
const POINTS = ['points', 'values', 'datapoints', 'data', 'samples', 'series'] as const;
const TIME = ['time', 'timestamp', 't', 'ts', 'at', 'x', 'date'] as const;
const VALUE = ['value', 'v', 'y', 'val'] as const;
const MAX_DEPTH = 3;

interface Point {
  readonly time: unknown;
  readonly value: unknown;
}

/** `[time, value]`, `[value, time]` or `{time, value}`; null for anything else. */
function pointOf(entry: unknown): Point | null {
  if (Array.isArray(entry)) {
    if (entry.length !== 2) return null;
    const [a, b] = entry as readonly unknown[];
    if (readTimeValue(a) !== null && typeof a !== 'object') return { time: a, value: b };
    return readTimeValue(b) !== null ? { time: b, value: a } : null;
  }
  const one = objectAt(entry);
  const time = firstOf(one, TIME);
  const value = firstOf(one, VALUE);
  return readTimeValue(time) === null || (numberAt(value) === null && !VALUE.some((key) => one[key] === null))
    ? null
    : { time, value };
}

function pointsOf(value: unknown): readonly Point[] | null {
  const entries = arrayAt(value);
  const points = entries.slice(0, 3).map(pointOf);
  return entries.length > 0 && points.every((point) => point !== null)
    ? entries.flatMap((entry) => pointOf(entry) ?? [])
    : null;
}

interface Found {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string | null;
  readonly points: readonly Point[];
}

function labelsOf(one: JsonObject): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [key, value] of Object.entries(objectAt(one.labels ?? one.tags ?? one.attributes))) {
    const text = textAt(value);
    if (text !== null && text.length <= 80) labels[key] = text;
  }
  return labels;
}

/** Lists side by side, one of times and the others of numbers: `{time: [...], requests: [...]}`. */
function columnsIn(value: JsonObject): Found[] {
  const times = arrayAt(firstOf(value, [...TIME, 'times', 'timestamps']));
  if (times.length < 2 || !times.slice(0, 3).every((time) => readTimeValue(time) !== null)) return [];
  return Object.entries(value).flatMap(([metric, list]): Found[] => {
    const values = arrayAt(list);
    const counted = values.length === times.length && values !== times;
    if (!counted || !values.every((one) => one === null || numberAt(one) !== null)) return [];
    if (values.slice(0, 3).every((one, i) => one === times[i])) return [];
    return [{ metric, labels: {}, unit: null, points: times.map((time, i) => ({ time, value: values[i] })) }];
  });
}

/** Everything in a value that is a series: a named list of points, points under their name, or numbers beside a time. */
function seriesIn(value: unknown, name: string | null, depth: number): Found[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) {
    const points = name === null ? null : pointsOf(value);
    if (points && name !== null) return [{ metric: name, labels: {}, unit: null, points }];
    return value.flatMap((entry) => (isObject(entry) ? seriesIn(entry, null, depth + 1) : []));
  }
  if (!isObject(value)) return [];
  const columns = columnsIn(value);
  if (columns.length > 0) return columns;
  const own = textAt(firstOf(value, NAME));
  const points = pointsOf(firstOf(value, POINTS));
  if (points && (own ?? name) !== null) {
    return [{ metric: own ?? name ?? '', labels: labelsOf(value), unit: textAt(value.unit), points }];
  }
  const time = firstOf(value, TIME);
  if (readTimeValue(time) !== null) {
    const measured = isObject(value.metrics) ? value.metrics : isObject(value.values) ? value.values : {};
    return Object.entries(measured).flatMap(([metric, number]): Found[] =>
      numberAt(number) === null
        ? []
        : [{ metric, labels: {}, unit: null, points: [{ time, value: number }] }],
    );
  }
  return Object.entries(value).flatMap(([key, inner]) => seriesIn(inner, key, depth + 1));
}

function take(found: readonly Found[], set: SeriesSet, tally: Tally): number {
  let taken = 0;
  for (const { metric, labels, unit, points } of found) {
    const measures = /^(requests|errors)$/i.test(metric) ? 'count' : 'gauge';
    for (const point of points) {
      const at = tally.times.read(point.time);
      if (at === null || !set.add({ metric, labels, unit, measures }, at, numberAt(point.value))) continue;
      taken += 1;
    }
  }
  return taken;
}

function finish(set: SeriesSet, context: { readonly source: `E${number}` }, sink: ImportSink): void {
  const all = set.finish(context.source);
  const has = (name: string) => all.some((series) => series.id === name);
  if (has('requests') && has('errors')) {
    sink.role({
      requests: { series: 'requests', origin: 'content' },
      errors: { series: 'errors', origin: 'content' },
    });
  }
  for (const one of all) sink.series(one);
}

/** Measurements as some tool or script writes them: named lists of points, points under their name, or a snapshot. */
export const metricDocument: Importer = {
  id: 'metric-document',
  format: 'Measurements (JSON document)',
  sniff(head) {
    const json = jsonHead(head);
    if (!json || (json.shape === 'lines' && json.records.length > 1)) return 0;
    const value = json.shape === 'object' ? json.value : json.records.slice(0, 5);
    return seriesIn(value, null, 0).length > 0 ? 0.5 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [['*']], {
      wholeWhenNone: true,
      record: (record, tally) =>
        take(seriesIn(record.value, null, 0), set, tally) === 0
          ? 'no points with a time and a number'
          : undefined,
      end: () => finish(set, context, sink),
    });
  },
};
