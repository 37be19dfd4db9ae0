import { arrayAt, isObject, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { type SeriesKey, SeriesSet } from './series-set.ts';
import { labelsOfTags } from './tags.ts';

/** `host:a,env:b` or `*`. */
function labelsOf(scope: unknown, tags: unknown): Record<string, string> {
  const fromTags = labelsOfTags(tags);
  if (Object.keys(fromTags).length > 0) return fromTags;
  return labelsOfTags((textAt(scope) ?? '').split(',').map((part) => part.trim()));
}

/** The unit's plural and what it is per: "requests", "bytes per second". */
function unitOf(units: unknown): string | null {
  const [first, second] = arrayAt(units);
  const name = textAt(objectAt(first).plural) ?? textAt(objectAt(first).name);
  const per = textAt(objectAt(second).name);
  return name === null ? null : per === null ? name : `${name} per ${per}`;
}

/** `.as_count()` in the query makes the values counts of each interval; nothing else says so for sure. */
function measures(expression: unknown): SeriesKey['measures'] {
  return typeof expression === 'string' && expression.includes('.as_count()') ? 'count' : 'gauge';
}

/** Query of time series, v1: `{series: [{metric, scope, tag_set, expression, interval, pointlist: [[ms, value]]}]}`. */
export const datadogMetricsV1: Importer = {
  id: 'datadog-metrics-v1',
  format: 'Datadog metrics (v1)',
  sniff(head) {
    const json = jsonHead(head);
    if (json?.shape !== 'object') return 0;
    const series = headRecords(head, 'series');
    if (series.some((one) => Array.isArray(one.pointlist))) return 0.96;
    return json.value.res_type === 'time_series' ? 0.8 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [['series', '*']], {
      record({ value }, tally) {
        const series = objectAt(value);
        const metric = textAt(series.metric) ?? textAt(series.display_name) ?? textAt(series.expression);
        if (metric === null || !Array.isArray(series.pointlist))
          return 'a series without metric or pointlist';
        const key: SeriesKey = {
          metric,
          labels: labelsOf(series.scope, series.tag_set),
          unit: unitOf(series.unit),
          measures: measures(series.expression),
        };
        for (const point of series.pointlist) {
          const [time, sample] = arrayAt(point);
          const at = tally.times.read(time);
          if (at !== null) set.add(key, at, numberAt(sample));
        }
        return undefined;
      },
      end() {
        for (const one of set.finish(context.source)) sink.series(one);
      },
    });
  },
};

/** Query of time series, v2: `{data: {attributes: {series: [{group_tags, query_index, unit}], times, values}}}`. */
export const datadogMetricsV2: Importer = {
  id: 'datadog-metrics-v2',
  format: 'Datadog metrics (v2)',
  sniff(head) {
    const json = jsonHead(head);
    if (json?.shape !== 'object') return 0;
    const attributes = pathAt(json.value, 'data', 'attributes');
    return isObject(attributes) && (Array.isArray(attributes.times) || Array.isArray(attributes.series))
      ? 0.96
      : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [[]], {
      record({ value }, tally) {
        const attributes = objectAt(pathAt(value, 'data', 'attributes'));
        const times = arrayAt(attributes.times);
        const values = arrayAt(attributes.values);
        const series = arrayAt(attributes.series);
        if (times.length === 0 || values.length === 0) return 'no times and values under data.attributes';
        const queries = arrayAt(attributes.queries ?? pathAt(value, 'data', 'queries'));
        values.forEach((column, i) => {
          const described = objectAt(series[i]);
          const index = numberAt(described.query_index) ?? 0;
          const query = textAt(objectAt(queries[index]).query) ?? textAt(described.query) ?? '';
          const metric =
            /^[a-z0-9]+:([\w.]+)/i.exec(query)?.[1] ?? textAt(described.metric) ?? `query ${index}`;
          const key: SeriesKey = {
            metric,
            labels: labelsOfTags(described.group_tags),
            unit: unitOf(described.unit),
            measures: measures(query),
          };
          arrayAt(column).forEach((sample, row) => {
            const at = tally.times.read(times[row]);
            if (at !== null) set.add(key, at, numberAt(sample));
          });
        });
        return undefined;
      },
      end() {
        for (const one of set.finish(context.source)) sink.series(one);
      },
    });
  },
};
