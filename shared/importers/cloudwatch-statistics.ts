import { numberAt, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { jsonHead } from './json-head.ts';
import { SeriesSet } from './series-set.ts';

const STATISTICS = ['Sum', 'Average', 'Maximum', 'Minimum', 'SampleCount'] as const;

/** CloudWatch get-metric-statistics: `{Label, Datapoints: [{Timestamp, Sum, Average, ..., Unit}]}`, in any order. */
export const cloudwatchStatistics: Importer = {
  id: 'cloudwatch-statistics',
  format: 'CloudWatch metric statistics',
  sniff(head) {
    const json = jsonHead(head);
    return json?.shape === 'object' && Array.isArray(json.value.Datapoints) ? 0.97 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    const waiting: { at: number; values: Record<string, unknown> }[] = [];
    let label = 'metric';
    return jsonDocumentParser(context, sink, [['Datapoints', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const at = tally.times.read(one.Timestamp);
        if (at === null) return 'a data point without Timestamp';
        waiting.push({ at, values: { ...one, ...objectAt(one.ExtendedStatistics) } });
        return undefined;
      },
      scalar(path, value) {
        if (path.join('.') === 'Label' && typeof value === 'string') label = value;
      },
      end() {
        for (const { at, values } of waiting) {
          const unit = textAt(values.Unit);
          for (const name of [...STATISTICS, ...Object.keys(values).filter((key) => /^p\d/.test(key))]) {
            const value = numberAt(values[name]);
            if (value === null) continue;
            const measures = name === 'Sum' || name === 'SampleCount' ? 'count' : 'gauge';
            set.add(
              { metric: `${label} ${name}`, labels: {}, unit: unit === 'None' ? null : unit, measures },
              at,
              value,
            );
          }
        }
        for (const one of set.finish(context.source)) sink.series(one);
      },
    });
  },
};
