import { type Series, valuesByTime } from '../incident/series.ts';
import { counted } from './counter-increments.ts';
import type { FileHead, Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { type HeadList, headLists } from './json-head.ts';
import { queriedSeries } from './query-results.ts';
import { SeriesSet, seriesId } from './series-set.ts';

/** "errors" of `aggregations.errors.buckets`: what a list is called, where its own name says nothing. */
function nameOfList(path: readonly string[]): string {
  const named = path.filter((key) => !/^(?:\*|buckets|aggregations|\d+)$/.test(key));
  return named.at(-1) ?? 'query';
}

function queriedList(head: FileHead): HeadList | null {
  const found = headLists(head).find(({ path, records }) => {
    // The last record of a head may be cut.
    const whole = records.length > 1 ? records.slice(0, -1) : records;
    return whole.length > 0 && whole.every((one) => queriedSeries(one, nameOfList(path)).length > 0);
  });
  return found ?? null;
}

/** A value that is not among those of a bin was not counted in it. */
function withZeros(part: Series, whole: Series): Series {
  const counted = valuesByTime(part);
  return {
    ...part,
    intervalMs: whole.intervalMs,
    times: whole.times,
    values: whole.times.map((at) => counted.get(at) ?? 0),
  };
}

/** Results of metric queries, as the APIs of monitoring tools answer them: the shapes are in `query-results.ts`. */
export const metricQueries: Importer = {
  id: 'metric-queries',
  format: 'Metric queries (Grafana, Dynatrace, Azure, Google Cloud, New Relic, Elasticsearch)',
  sniff: (head) => (queriedList(head) === null ? 0 : 0.9),
  parse(context, sink) {
    const set = new SeriesSet();
    const cumulative = new Set<string>();
    const partOf = new Map<string, string>();
    const path = queriedList(context.head)?.path ?? [];
    return jsonDocumentParser(context, sink, [[...path, '*'], ['*']], {
      record(record, tally) {
        let taken = 0;
        for (const series of queriedSeries(record.value, nameOfList(record.path))) {
          const { metric, labels, unit, measures } = series;
          if (series.cumulative === true) cumulative.add(seriesId(metric, labels));
          if (series.partOf !== undefined) partOf.set(seriesId(metric, labels), series.partOf);
          for (const [time, value] of series.points) {
            const at = tally.times.read(time);
            if (at !== null && set.add({ metric, labels, unit, measures }, at, value)) taken += 1;
          }
        }
        return taken > 0 ? undefined : 'no series with times and numbers';
      },
      end() {
        const all = set.finish(context.source);
        for (const one of all) {
          const whole = all.find(({ id }) => id === partOf.get(one.id));
          if (whole) sink.series(withZeros(one, whole));
          else sink.series(cumulative.has(one.id) ? { ...counted(one), measures: 'count' } : one);
        }
      },
    });
  },
};
