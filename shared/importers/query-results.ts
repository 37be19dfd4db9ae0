import type { Series } from '../incident/series.ts';
import { readTimeValue } from '../incident/timestamp.ts';
import {
  arrayAt,
  firstOf,
  isObject,
  type JsonObject,
  numberAt,
  objectAt,
  pathAt,
  textAt,
} from './field-access.ts';

/** The samples of one series in a query's result; times are still as they are written. */
export interface QuerySeries {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string | null;
  readonly measures: Series['measures'];
  /** The samples are a counter's readings, not what was counted in each bin. */
  readonly cumulative?: boolean;
  /** The metric that this is a part of by value: where it has a sample and the part none, the part counted nothing. */
  readonly partOf?: string;
  readonly points: readonly (readonly [time: unknown, value: number | null])[];
}

function labelsOf(value: unknown): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [key, field] of Object.entries(objectAt(value))) {
    const text = textAt(field);
    if (text !== null && text.length <= 80) labels[key] = text;
  }
  return labels;
}

function zip(times: readonly unknown[], values: readonly unknown[]): QuerySeries['points'] {
  return times.map((time, i) => [time, numberAt(values[i])] as const);
}

/** A data frame of Grafana: `{schema: {fields: [{name, type, labels}]}, data: {values: [[...], ...]}}`. */
function ofGrafana(one: JsonObject): QuerySeries[] {
  const fields = arrayAt(pathAt(one, 'schema', 'fields')).map(objectAt);
  const columns = arrayAt(pathAt(one, 'data', 'values')).map(arrayAt);
  const time = fields.findIndex((field) => field.type === 'time');
  if (time === -1) return [];
  return fields.flatMap((field, i): QuerySeries[] => {
    if (field.type !== 'number') return [];
    const config = objectAt(field.config);
    const name = textAt(config.displayNameFromDS) ?? textAt(config.displayName) ?? textAt(field.name);
    const metric =
      name === null || /^value$/i.test(name) ? (textAt(pathAt(one, 'schema', 'name')) ?? name) : name;
    return [
      {
        metric: metric ?? 'value',
        labels: labelsOf(field.labels),
        unit: textAt(config.unit),
        measures: 'gauge',
        points: zip(columns[time] ?? [], columns[i] ?? []),
      },
    ];
  });
}

/** Dynatrace metrics v2: `{metricId, data: [{dimensionMap, timestamps, values}]}`. */
function ofDynatrace(one: JsonObject): QuerySeries[] {
  const metric = textAt(one.metricId);
  if (metric === null) return [];
  return arrayAt(one.data).map((entry) => {
    const { dimensionMap, timestamps, values } = objectAt(entry);
    return {
      metric,
      labels: labelsOf(dimensionMap),
      unit: null,
      measures: /\.count\b|:count\b/.test(metric) ? 'count' : 'gauge',
      points: zip(arrayAt(timestamps), arrayAt(values)),
    };
  });
}

/** Azure Monitor: `{name: {value}, unit, timeseries: [{metadatavalues, data: [{timeStamp, total}]}]}`. */
function ofAzure(one: JsonObject): QuerySeries[] {
  const metric = textAt(pathAt(one, 'name', 'value'));
  if (metric === null) return [];
  return arrayAt(one.timeseries).flatMap((entry) => {
    const { metadatavalues, data } = objectAt(entry);
    const labels: Record<string, string> = {};
    for (const pair of arrayAt(metadatavalues)) {
      const name = textAt(pathAt(pair, 'name', 'value'));
      const value = textAt(objectAt(pair).value);
      if (name !== null && value !== null) labels[name] = value;
    }
    const rows = arrayAt(data).map(objectAt);
    const kinds = ['total', 'count', 'average', 'minimum', 'maximum'].filter((kind) =>
      rows.some((row) => numberAt(row[kind]) !== null),
    );
    return kinds.map(
      (kind): QuerySeries => ({
        metric: kinds.length === 1 ? metric : `${metric} ${kind}`,
        labels,
        unit: textAt(one.unit),
        measures: kind === 'total' || kind === 'count' ? 'count' : 'gauge',
        points: rows.map((row) => [row.timeStamp, numberAt(row[kind])] as const),
      }),
    );
  });
}

/** Cloud Monitoring: `{metric: {type, labels}, metricKind, points: [{interval, value: {int64Value}}]}`, newest first. */
function ofGoogle(one: JsonObject): QuerySeries[] {
  const metric = textAt(pathAt(one, 'metric', 'type'));
  if (metric === null || !Array.isArray(one.points)) return [];
  const delta = one.metricKind === 'DELTA';
  return [
    {
      metric,
      labels: {
        ...labelsOf(pathAt(one, 'resource', 'labels')),
        ...labelsOf(pathAt(one, 'metric', 'labels')),
      },
      unit: textAt(one.unit),
      measures: delta ? 'count' : 'gauge',
      cumulative: one.metricKind === 'CUMULATIVE',
      points: one.points.map((point) => {
        const interval = objectAt(objectAt(point).interval);
        const value = firstOf(objectAt(objectAt(point).value), ['int64Value', 'doubleValue']);
        return [
          delta ? (interval.startTime ?? interval.endTime) : interval.endTime,
          numberAt(value),
        ] as const;
      }),
    },
  ];
}

/** New Relic: one bin of `TIMESERIES`, `{beginTimeSeconds, endTimeSeconds, count, facet}` or with `results` inside. */
function ofNewRelic(one: JsonObject): QuerySeries[] {
  if (one.beginTimeSeconds === undefined) return [];
  const inner = arrayAt(one.results).map(objectAt);
  const all: JsonObject = inner.length === 0 ? one : Object.assign({}, ...inner);
  const facet =
    textAt(one.facet) ??
    arrayAt(one.facet)
      .flatMap((part) => textAt(part) ?? [])
      .join(', ');
  return Object.entries(all).flatMap(([key, field]): QuerySeries[] => {
    const value = numberAt(isObject(field) ? Object.values(field)[0] : field);
    if (/^(begin|end)TimeSeconds$|^inspectedCount$|^facet$/.test(key) || value === null) return [];
    return [
      {
        metric: key,
        labels: facet === '' ? {} : { facet },
        unit: null,
        measures: key === 'count' ? 'count' : 'gauge',
        points: [[one.beginTimeSeconds, value]],
      },
    ];
  });
}

/**
 * Elasticsearch: one bucket of a date histogram, `{key, doc_count}` and what is inside of it: values, `{status: {buckets:
 * [{key, doc_count}]}}` or `{errors: {doc_count}}`.
 */
function ofElastic(one: JsonObject, list: string): QuerySeries[] {
  if (numberAt(one.key) === null || one.doc_count === undefined || readTimeValue(one.key) === null) return [];
  const counted = (metric: string, labels: Record<string, string>, value: unknown): QuerySeries => ({
    metric,
    labels,
    unit: null,
    measures: 'count',
    points: [[one.key, numberAt(value)]],
  });
  const whole = `${list} count`;
  const inner = Object.entries(one).flatMap(([key, field]): QuerySeries[] => {
    const { value, buckets, doc_count } = objectAt(field);
    if (numberAt(value) !== null)
      return [{ ...counted(key, {}, value), measures: 'gauge', points: [[one.key, numberAt(value)]] }];
    if (doc_count !== undefined) return [counted(`${key} count`, {}, doc_count)];
    return partsOf(buckets).map(({ name, count }) => ({
      ...counted(whole, { [labelOf(key, name)]: name }, count),
      partOf: whole,
    }));
  });
  return [counted(whole, {}, one.doc_count), ...inner];
}

/** The buckets of one value each: a list of them, or by name. */
function partsOf(buckets: unknown): { readonly name: string; readonly count: unknown }[] {
  const named = Array.isArray(buckets)
    ? buckets.map((bucket) => [objectAt(bucket).key, bucket] as const)
    : Object.entries(objectAt(buckets));
  return named.flatMap(([key, bucket]) => {
    const name = textAt(key) ?? (typeof key === 'number' ? String(key) : null);
    const count = objectAt(bucket).doc_count;
    return name === null || name === '' || count === undefined ? [] : [{ name, count }];
  });
}

/** Kibana numbers what it asks for: there a status tells itself by its value. */
function labelOf(asked: string, value: string): string {
  if (!/^\d+$/.test(asked)) return asked;
  return /^[1-5]\d\d$/.test(value) ? 'status' : 'value';
}

const SHAPES = [ofGrafana, ofDynatrace, ofAzure, ofGoogle, ofNewRelic, ofElastic] as const;

/** The series in one record of a query's result; none when no monitoring tool writes such a record. `list` names its list. */
export function queriedSeries(value: unknown, list: string): readonly QuerySeries[] {
  const one = objectAt(value);
  for (const shape of SHAPES) {
    const found = shape(one, list);
    if (found.length > 0) return found;
  }
  return [];
}
