import { columnName, columnOf, csvHead, statedZone, TIME_COLUMNS } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { numberCell } from './number-cell.ts';
import { numberStyle } from './number-style.ts';
import { SeriesSet, seriesId } from './series-set.ts';
import { Tally } from './tally.ts';

const METRIC_COLUMNS = [
  'metric',
  'metric_name',
  'name',
  'series',
  'item',
  'item_name',
  'counter',
  'counter_name',
] as const;
const VALUE_COLUMNS = ['value', 'val'] as const;
const UNIT_COLUMNS = ['unit'] as const;
const COUNTED = new Set(['requests', 'errors']);

/** Counts and metrics, one row a sample: `time,metric,value[,label columns]`. */
export const tallCsv: Importer = {
  id: 'tall-csv',
  format: 'Counts and metrics, one row each (CSV)',

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv) return 0;
    const [time, metric, value] = [TIME_COLUMNS, METRIC_COLUMNS, VALUE_COLUMNS].map((c) =>
      columnOf(csv.names, c),
    );
    if (time === -1 || metric === -1 || value === undefined || value === -1) return 0;
    const rows = csv.rows.slice(0, 20);
    const { marks } = numberStyle(csv);
    const numeric = rows.filter((row) => numberCell(row[value] ?? '', marks[value]) !== undefined).length;
    return numeric >= rows.length * 0.8 ? 0.98 : 0;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    const series = new SeriesSet();
    const { marks, doubts } = numberStyle(csvHead(context.head));
    for (const { said } of doubts) tally.assume(said);
    let names: readonly string[] = [];
    const column = { time: -1, metric: -1, value: -1, unit: -1 };

    const take = (row: CsvRow) => {
      if (row.cells.length < names.length && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const at = tally.times.peek(row.cells[column.time] ?? '');
      const metric = (row.cells[column.metric] ?? '').trim();
      const value = numberCell(row.cells[column.value] ?? '', marks[column.value]);
      if (at === null || metric === '' || value === undefined) {
        const what =
          at === null
            ? `"${(row.cells[column.time] ?? '').slice(0, 60)}" is no time`
            : metric === ''
              ? 'the metric has no name'
              : `"${(row.cells[column.value] ?? '').slice(0, 60)}" is no number`;
        tally.reject(row.firstLine, what);
        return;
      }
      const labels: Record<string, string> = {};
      for (let i = 0; i < names.length; i += 1) {
        const name = names[i] ?? '';
        const cell = (row.cells[i] ?? '').trim();
        if (i === column.time || i === column.metric || i === column.value || i === column.unit) continue;
        if (name !== '' && cell !== '') labels[name] = cell;
      }
      const unit = column.unit === -1 ? null : (row.cells[column.unit] ?? '').trim() || null;
      const measures = COUNTED.has(columnName(metric)) ? 'count' : 'gauge';
      series.add({ metric, labels, unit, measures }, at, value);
      tally.times.count(at);
      tally.count();
    };

    return csvParser(
      tally,
      csvHead(context.head),
      {
        header(header) {
          names = header;
          column.time = columnOf(header, TIME_COLUMNS);
          tally.times.stateZone(statedZone(header[column.time]));
          column.metric = columnOf(header, METRIC_COLUMNS);
          column.value = columnOf(header, VALUE_COLUMNS);
          column.unit = columnOf(header, UNIT_COLUMNS);
          if (column.time === -1 || column.metric === -1 || column.value === -1) {
            tally.reject(1, 'the columns time, metric and value are needed');
          }
        },
        row: (row) => {
          if (column.time !== -1 && column.metric !== -1 && column.value !== -1) take(row);
        },
      },
      () => {
        const all = series.finish(context.source);
        const bare = (name: string) =>
          all.find((one) => columnName(one.metric) === name && one.id === seriesId(one.metric, {}))?.id;
        const requests = bare('requests');
        const errors = bare('errors');
        if (requests !== undefined && errors !== undefined) {
          sink.role({
            requests: { series: requests, origin: 'content' },
            errors: { series: errors, origin: 'content' },
          });
        }
        for (const one of all) sink.series(one);
        return tally.summary();
      },
    );
  },
};
