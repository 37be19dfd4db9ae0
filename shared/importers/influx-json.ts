import { arrayAt, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { SeriesSet } from './series-set.ts';

/** InfluxDB's query API: `{results: [{series: [{name, tags, columns: ["time", ...], values: [[...]]}]}]}`. */
export const influxJson: Importer = {
  id: 'influx-json',
  format: 'InfluxDB query result',
  sniff: (head) =>
    headRecords(head, 'results').some((one) => Array.isArray(pathAt(arrayAt(one.series)[0], 'columns')))
      ? 0.97
      : 0,
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [['results', '*', 'series', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const columns = arrayAt(one.columns).map((column) => textAt(column) ?? '');
        const time = columns.indexOf('time');
        if (time === -1) return 'a series without a column "time"';
        const labels: Record<string, string> = {};
        for (const [key, value] of Object.entries(objectAt(one.tags))) labels[key] = String(value);
        for (const row of arrayAt(one.values)) {
          const cells = arrayAt(row);
          const at = tally.times.read(cells[time]);
          if (at === null) continue;
          columns.forEach((column, i) => {
            const value = numberAt(cells[i]);
            if (i === time || (value === null && cells[i] !== null)) return;
            const metric = `${textAt(one.name) ?? 'query'}.${column}`;
            set.add({ metric, labels, unit: null, measures: 'gauge' }, at, value);
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
