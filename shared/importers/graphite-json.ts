import { arrayAt, numberAt, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { SeriesSet } from './series-set.ts';

/** Graphite's render API, also Grafana's: `[{target, tags, datapoints: [[value, seconds]]}]`. */
export const graphiteJson: Importer = {
  id: 'graphite-json',
  format: 'Graphite render result',
  sniff: (head) =>
    headRecords(head).some((one) => Array.isArray(one.datapoints) && one.target !== undefined) ? 0.97 : 0,
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const metric = textAt(one.target);
        if (metric === null || !Array.isArray(one.datapoints)) return 'a series without target or datapoints';
        for (const point of one.datapoints) {
          const [value, time] = arrayAt(point);
          const at = tally.times.read(time);
          if (at !== null)
            set.add({ metric, labels: {}, unit: null, measures: 'gauge' }, at, numberAt(value));
        }
        return undefined;
      },
      end() {
        for (const one of set.finish(context.source)) sink.series(one);
      },
    });
  },
};
