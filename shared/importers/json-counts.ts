import { readTimeValue } from '../incident/timestamp.ts';
import { columnName, TIME_COLUMNS } from './csv-head.ts';
import { isObject, type JsonObject, numberAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';
import { logPartsOf } from './json-log-record.ts';
import { SeriesSet } from './series-set.ts';

const COUNTED = new Set(['requests', 'errors']);

/** What the beginning of a bin is called in an object of its own. */
const BEGINS = 'start begin from'.split(' ');
/** How deep a figure may lie: `{bucket: {start}, otp: {requested, failed}}`. */
const MOST_DEPTH = 3;

/** An object whose time and figures lie in objects of their own, with their keys joined by dots. */
function flat(record: JsonObject, depth = 1): JsonObject {
  const entries = Object.entries(record).flatMap(([key, value]): [string, unknown][] =>
    isObject(value) && depth < MOST_DEPTH
      ? Object.entries(flat(value, depth + 1)).map(([inner, one]) => [`${key}.${inner}`, one])
      : [[key, value]],
  );
  return Object.fromEntries(entries);
}

function timeKey(record: JsonObject): string | null {
  const called = (key: string) => columnName(key.slice(key.lastIndexOf('.') + 1));
  const nested = (key: string) => key.includes('.') && BEGINS.includes(called(key));
  return (
    Object.keys(record).find(
      (key) =>
        ((TIME_COLUMNS as readonly string[]).includes(called(key)) || nested(key)) &&
        readTimeValue(record[key]) !== null,
    ) ?? null
  );
}

/** The record itself where its time is its own, else with what lies in objects of their own. */
function withPlainTime(record: JsonObject): JsonObject {
  return timeKey(record) === null ? flat(record) : record;
}

/** Fields besides the time that are times themselves: the end of the bin. */
function isOtherTime(key: string, value: unknown): boolean {
  return key.includes('.') && typeof value === 'string' && readTimeValue(value) !== null;
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
    // A single object with figures in objects is a snapshot.
    const several = records.length > 1;
    const fit = records.filter((one) => {
      const record = several ? withPlainTime(one) : one;
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
      record({ value: record }, tally) {
        if (!isObject(record)) return 'not an object with a time and numbers';
        const value = withPlainTime(record);
        const time = timeKey(value);
        const at = time === null ? null : tally.times.read(value[time]);
        if (time === null || at === null) return 'no time that can be read';
        const named = typeof value.metric === 'string' && numberAt(value.value) !== null;
        const measured = named ? ['value'] : numbers(value, time);
        const labels: Record<string, string> = {};
        for (const [key, field] of Object.entries(value)) {
          const text = typeof field === 'string' && !measured.includes(key) ? textAt(field) : null;
          if (
            text !== null &&
            key !== time &&
            !isOtherTime(key, text) &&
            key !== 'metric' &&
            text.length <= 80
          )
            labels[key] = text;
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
