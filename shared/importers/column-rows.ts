import { bestImporter } from './best-importer.ts';
import { csvLine } from './csv-line.ts';
import { arrayAt, isObject, type JsonObject, textAt } from './field-access.ts';
import type { FileHead, Importer, Parser } from './importer.ts';
import { jsonHead } from './json-head.ts';
import { JsonRecords } from './json-records.ts';
import type { Line } from './lines.ts';
import { byLines, PlacedSink } from './placed-sink.ts';
import { encodeUtf8 } from './utf8.ts';

const COLUMNS = ['columns', 'cols', 'fields', 'headers'] as const;
const ROWS = ['rows', 'values', 'data', 'records'] as const;
/** How deep in a document the table may lie: `{data: {tables: [{columns, rows}]}}`. */
const MOST_DEPTH = 5;
/** Rows by which it is told what the table is. */
const HEAD_ROWS = 50;

interface Found {
  readonly names: readonly string[];
  /** Keys that lead to one row. */
  readonly path: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

function nameOf(column: unknown): string | null {
  if (!isObject(column)) return textAt(column);
  return textAt(column.name) ?? textAt(column.label) ?? textAt(column.display_name);
}

/** The names of the columns and the rows below them, where this object has both. */
function tableIn(one: JsonObject, path: readonly string[]): Found | null {
  for (const key of COLUMNS) {
    const columns = arrayAt(one[key]);
    const names = columns.flatMap((column) => nameOf(column) ?? []);
    if (names.length < 2 || names.length !== columns.length) continue;
    for (const list of ROWS) {
      const rows = arrayAt(one[list]).filter((row): row is unknown[] => Array.isArray(row));
      // The last row of a head may be cut.
      const whole = rows.filter((row) => row.length === names.length);
      if (whole.length > 0 && whole.length >= rows.length - 1)
        return { names, path: [...path, list, '*'], rows: whole.slice(0, HEAD_ROWS) };
    }
  }
  return null;
}

function search(value: unknown, path: readonly string[]): Found | null {
  if (path.length > MOST_DEPTH) return null;
  if (Array.isArray(value)) return isObject(value[0]) ? search(value[0], [...path, '*']) : null;
  if (!isObject(value)) return null;
  const own = tableIn(value, path);
  if (own) return own;
  for (const [key, field] of Object.entries(value).slice(0, 40)) {
    const inner = search(field, [...path, key]);
    if (inner) return inner;
  }
  return null;
}

function found(head: FileHead): Found | null {
  const json = jsonHead(head);
  if (json?.shape === 'object') return search(json.value, []);
  // A document on one line, with no object in its lists.
  if (json?.shape === 'lines' && json.records.length === 1) return search(json.records[0], []);
  return json?.shape === 'array' ? search(json.records, []) : null;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : (textAt(value) ?? JSON.stringify(value));
}

function rowLine(cells: readonly unknown[]): string {
  return csvLine(cells.map(textOf));
}

/**
 * What a query answers with the columns apart from the rows: `{tables: [{columns: [{name}], rows: [[...]]}]}`, as logs and
 * databases of clouds do. The table is read as the same one in a file of its own would be, by one of `tables`.
 */
export function columnRows(tables: readonly Importer[]): Importer {
  const known = (head: FileHead): Importer | null => bestImporter(tables, head);
  const headOf = ({ names, rows }: Found): FileHead => ({
    text: [names, ...rows].map(rowLine).join(''),
    complete: true,
  });
  return {
    id: 'column-rows',
    format: 'Query result, columns apart from rows (JSON; Log Analytics, Metabase and others)',
    sniff(head) {
      const table = found(head);
      return table !== null && known(headOf(table)) !== null ? 0.7 : 0;
    },
    parse(context, sink): Parser {
      const table = found(context.head) ?? { names: [], path: [], rows: [] };
      const head = headOf(table);
      const lines: Line[] = [];
      const placed = new PlacedSink(sink, byLines(lines));
      const importer = known(head) ?? (tables[0] as Importer);
      const inner = importer.parse({ ...context, head }, placed);
      const put = (cells: readonly unknown[], place: Omit<Line, 'text' | 'terminated' | 'cut'>): void => {
        const text = rowLine(cells);
        lines.push({ ...place, text, terminated: true, cut: false });
        inner.push(encodeUtf8(text));
      };
      put(table.names, { from: 0, to: 1, line: 1 });
      const reader = new JsonRecords([table.path], false, {
        record({ value, from, to, firstLine }) {
          if (Array.isArray(value)) put(value, { from, to, line: firstLine });
          else sink.reject({ line: firstLine, reason: 'no row of the table' });
        },
        problem: (line, reason) => sink.reject({ line, reason }),
      });
      return {
        push: (chunk) => reader.push(chunk),
        end() {
          reader.end();
          return inner.end();
        },
      };
    },
  };
}
