import { counted, reckonedUpTo } from './counter-increments.ts';
import { arrayAt, firstOf, type JsonObject, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { jsonHead } from './json-head.ts';
import { otlpAttributes } from './otlp-logs.ts';
import { SeriesSet, seriesId } from './series-set.ts';

/** Temporality of OTLP: 1 delta, 2 cumulative, as a number or by name. */
function isCumulative(data: JsonObject): boolean {
  return data.aggregationTemporality === 2 || /cumulative/i.test(textAt(data.aggregationTemporality) ?? '');
}

/** What a data point measures: a number, or of a histogram how many there were and their sum. */
function valuesOf(point: JsonObject): readonly (readonly [suffix: string, value: number | null])[] {
  const plain = firstOf(point, ['asDouble', 'asInt']);
  if (plain !== undefined) return [['', numberAt(plain)]];
  return [
    ['.count', numberAt(point.count)],
    ['.sum', numberAt(point.sum)],
  ];
}

/** OTLP JSON: `{resourceMetrics: [{resource, scopeMetrics: [{metrics}]}]}`, one document or one a line, times in ns as text. */
export const otlpMetrics: Importer = {
  id: 'otlp-metrics',
  format: 'OpenTelemetry metrics (OTLP JSON)',
  sniff(head) {
    const json = jsonHead(head);
    const first = json?.shape === 'object' ? json.value : json?.records[0];
    return Array.isArray(first?.resourceMetrics) ? 0.98 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    const counters = new Set<string>();
    /** Counts without what came before: each is stamped with the end of its time. */
    const deltas = new Set<string>();
    return jsonDocumentParser(context, sink, [['resourceMetrics', '*']], {
      record(record, tally) {
        const resource = otlpAttributes(pathAt(record.value, 'resource', 'attributes'));
        const service = resource['service.name'];
        let taken = 0;
        for (const scope of arrayAt(objectAt(record.value).scopeMetrics)) {
          for (const entry of arrayAt(objectAt(scope).metrics)) {
            const one = objectAt(entry);
            const data = objectAt(
              one.gauge ?? one.sum ?? one.histogram ?? one.exponentialHistogram ?? one.summary,
            );
            // What only rises is a counter; a sum that may fall is a level.
            const counts =
              one.histogram !== undefined || (one.sum !== undefined && data.isMonotonic === true);
            for (const each of arrayAt(data.dataPoints)) {
              const point = objectAt(each);
              const at = tally.times.read(point.timeUnixNano);
              if (at === null) continue;
              const labels = {
                ...(service === undefined ? {} : { service }),
                ...otlpAttributes(point.attributes),
              };
              for (const [suffix, value] of valuesOf(point)) {
                const metric = `${textAt(one.name) ?? 'metric'}${suffix}`;
                const measures = counts && suffix !== '.sum' ? 'count' : 'gauge';
                if (counts) (isCumulative(data) ? counters : deltas).add(seriesId(metric, labels));
                if (set.add({ metric, labels, unit: textAt(one.unit), measures }, at, value)) taken += 1;
              }
            }
          }
        }
        return taken > 0 ? undefined : 'a resource without data points';
      },
      end() {
        for (const one of set.finish(context.source))
          sink.series(counters.has(one.id) ? counted(one) : deltas.has(one.id) ? reckonedUpTo(one) : one);
      },
    });
  },
};
