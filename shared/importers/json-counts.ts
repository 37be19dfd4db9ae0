import { readTimeValue } from '../incident/timestamp.ts';
import { columnName, TIME_COLUMNS } from './csv-head.ts';
import { isObject, type JsonObject, numberAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { logPartsOf } from './json-log-record.ts';
import { SeriesSet } from './series-set.ts';

const COUNTED = new Set(['requests', 'errors']);

function timeKey(record: JsonObject): string | null {
  return (
    Object.keys(record).find(
      (key) =>
        (TIME_COLUMNS as readonly string[]).includes(columnName(key)) && readTimeValue(record[key]) !== null,
    ) ?? null
  );
}

/** Fields that hold numbers; texts that are numbers count where the writer made texts of all of them. */
function numbers(record: JsonObject, time: string): string[] {
  const keys = Object.keys(record).filter((key) => key !== time);
  const typed = keys.filter((key) => typeof record[key] === 'number');
  if (typed.length > 0) return keys.filter((key) => typeof record[key] === 'number' || record[key] === null);
  return keys.filter((key) => numberAt(record[key]) !== null || record[key] === null);
}

const LISTS = ['data', 'points', 'values', 'rows', 'results', 'records', 'metrics', 'series'] as const;

/** Counts and metrics as JSON: objects with a time and numbers, in an array or one a line; texts in them are labels. */
export const jsonCounts: Importer = {
  id: 'json-counts',
  format: 'Counts and metrics (JSON)',
  sniff(head) {
    const json = jsonHead(head);
    if (!json) return 0;
    const records = json.shape === 'object' ? LISTS.flatMap((name) => headRecords(head, name)) : json.records;
    const fit = records.filter((record) => {
      const time = timeKey(record);
      return (
        time !== null &&
        numbers(record, time).length > 0 &&
        logPartsOf(record) === null &&
        record.status === undefined
      );
    });
    return records.length > 0 && fit.length / records.length > 0.8 ? 0.55 : 0;
  },
  parse(context, sink) {
    const set = new SeriesSet();
    return jsonDocumentParser(context, sink, [['*'], ...LISTS.map((name) => [name, '*'])], {
      wholeWhenNone: true,
      record({ value }, tally) {
        if (!isObject(value)) return 'not an object with a time and numbers';
        const time = timeKey(value);
        const at = time === null ? null : tally.times.read(value[time]);
        if (time === null || at === null) return 'no time that can be read';
        const named = typeof value.metric === 'string' && numberAt(value.value) !== null;
        const measured = named ? ['value'] : numbers(value, time);
        const labels: Record<string, string> = {};
        for (const [key, field] of Object.entries(value)) {
          const text = typeof field === 'string' && !measured.includes(key) ? textAt(field) : null;
          if (text !== null && key !== time && key !== 'metric' && text.length <= 80) labels[key] = text;
        }
        for (const key of measured) {
          const metric = named ? String(value.metric) : key;
          const measures = COUNTED.has(columnName(metric)) ? 'count' : 'gauge';
          set.add({ metric, labels, unit: null, measures }, at, numberAt(value[key]));
        }
        return undefined;
      },
      end() {
        const all = set.finish(context.source);
        const has = (name: string) => all.some((series) => series.id === name);
        if (has('requests') && has('errors')) {
          sink.role({
            requests: { series: 'requests', origin: 'content' },
            errors: { series: 'errors', origin: 'content' },
          });
        }
        for (const one of all) sink.series(one);
      },
    });
  },
};
