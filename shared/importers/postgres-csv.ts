import { ClockJoin } from './clock-join.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import type { ImportContext, Importer, ImportSink } from './importer.ts';
import { levelOf } from './log-level.ts';
import { Tally } from './tally.ts';
import { isWrittenTime } from './written-time.ts';

/** Columns of PostgreSQL's csvlog ("Using CSV-Format Log Output" in its documentation), which has no header. */
const COLUMN = {
  time: 0,
  user: 1,
  database: 2,
  severity: 11,
  state: 12,
  message: 13,
  detail: 14,
  program: 22,
} as const;
const FEWEST = 22;
const SEVERITY = /^(DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC)$/;

const BEGINS =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [\w+:-]{1,9},.{10,400},(?:DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC),[0-9A-Z]{5},/m;

function isRecord(cells: readonly string[]): boolean {
  return (
    cells.length >= FEWEST &&
    isWrittenTime(cells[COLUMN.time] ?? '') &&
    SEVERITY.test(cells[COLUMN.severity] ?? '') &&
    /^[0-9A-Z]{5}$/.test(cells[COLUMN.state] ?? '')
  );
}

/** The server log of PostgreSQL as CSV, one record a row. */
export const postgresCsv: Importer = {
  id: 'postgres-csv',
  format: 'PostgreSQL log (csvlog)',
  givesLogs: true,
  // Statements run over several lines, so rows are told by how they begin.
  sniff: (head) => (BEGINS.test(head.text) ? 0.95 : 0),
  parse(context: ImportContext, sink: ImportSink) {
    const tally = new Tally(context, sink);
    const take = (row: CsvRow) => {
      const cell = (column: keyof typeof COLUMN) => row.cells[COLUMN[column]] ?? '';
      if (!isRecord(row.cells)) {
        if (!row.terminated) tally.truncated(row.firstLine, `${row.cells.length} columns`);
        else tally.reject(row.firstLine, 'no record of a PostgreSQL log');
        return;
      }
      const at = tally.times.read(cell('time'));
      if (at === null) return tally.reject(row.firstLine, `"${cell('time').slice(0, 60)}" is no time`);
      const fields: Record<string, string> = {};
      for (const name of ['user', 'database', 'state', 'program'] as const)
        if (cell(name) !== '' && cell(name).length <= 80) fields[name] = cell(name);
      const severity = cell('severity');
      tally.count();
      sink.log({
        at,
        level: severity === 'LOG' ? 'info' : severity === 'PANIC' ? 'fatal' : levelOf(severity),
        service: 'postgres',
        message: cell('detail') === '' ? cell('message') : `${cell('message')}: ${cell('detail')}`,
        fields,
        ref: tally.refAt(row, at),
      });
    };
    const style = { delimiter: ',', drawn: false, framed: false };
    const head = {
      names: [],
      rows: [],
      style,
      headerAt: 0,
      described: 0,
      headless: true,
      clock: new ClockJoin([]),
    };
    return csvParser(tally, head, { header: () => undefined, row: take });
  },
};
