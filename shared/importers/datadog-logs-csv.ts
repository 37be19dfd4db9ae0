import { columnName, columnOf, csvHead, statedZone } from './csv-head.ts';
import { CsvReader, type CsvRow } from './csv-rows.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { innerParts } from './inner-record.ts';
import { levelOf } from './log-level.ts';
import { Tally } from './tally.ts';

const TIME = ['date', 'timestamp', 'time', '@timestamp', '_time'] as const;
const MESSAGE = ['content', 'message', 'msg', 'log', 'text', '_raw', '@message', 'line', 'body'] as const;
const SERVICE = ['service', 'app', 'application', 'source', 'component', 'logger'] as const;
const LEVEL = ['status', 'level', 'severity', 'log_level'] as const;

/** Log tables: the CSV button of Datadog (`Date,Host,Service,Content`, Content often JSON), and others of the kind. */
export const logsCsv: Importer = {
  id: 'logs-csv',
  format: 'Logs (CSV, Datadog and others)',
  givesLogs: true,

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv || columnOf(csv.names, TIME) === -1 || columnOf(csv.names, MESSAGE) === -1) return 0;
    const plain = csv.names.map(columnName);
    if (plain.includes('content') && plain.includes('service')) return 0.96;
    return columnOf(csv.names, [...SERVICE, ...LEVEL, 'host']) !== -1 ? 0.75 : 0.4;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    const column = { time: -1, message: -1, service: -1, level: -1 };

    const take = (row: CsvRow) => {
      const cell = (at: number) => (row.cells[at] ?? '').trim();
      if (row.cells.length < names.length && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const content = cell(column.message);
      const parts = innerParts(content);
      const at = tally.times.read(cell(column.time)) ?? (parts ? tally.times.read(parts.time) : null);
      if (at === null) return tally.reject(row.firstLine, `"${cell(column.time).slice(0, 60)}" is no time`);
      const fields: Record<string, string> = { ...parts?.fields };
      for (let i = 0; i < names.length; i += 1) {
        const name = columnName(names[i] ?? '');
        if (Object.values(column).includes(i) || name === '' || cell(i) === '' || cell(i).length > 80)
          continue;
        fields[name] = cell(i);
      }
      tally.count();
      sink.log({
        at,
        level: levelOf(cell(column.level)) ?? parts?.level ?? null,
        service: cell(column.service) || (parts?.service ?? null),
        message: parts?.message ?? content,
        fields,
        ref: tally.refAt(row, at),
      });
    };

    const reader = new CsvReader(
      {
        header(header) {
          names = header;
          column.time = columnOf(header, TIME);
          column.message = columnOf(header, MESSAGE);
          column.service = columnOf(header, SERVICE);
          column.level = columnOf(header, LEVEL);
          tally.times.stateZone(statedZone(header[column.time]));
          if (column.time === -1 || column.message === -1)
            tally.reject(1, 'a time and a message column are needed');
        },
        row: (row) => {
          if (column.time !== -1 && column.message !== -1) take(row);
        },
        problem: (line, reason) => tally.reject(line, reason),
      },
      csvHead(context.head),
    );
    return {
      push: (chunk) => reader.push(chunk),
      end() {
        reader.end();
        return tally.summary();
      },
    };
  },
};
