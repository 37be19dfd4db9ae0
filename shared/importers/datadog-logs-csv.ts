import type { LogLevel } from '../incident/records.ts';
import { columnName, columnOf, csvHead, type TableHead, timeColumn } from './csv-head.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { innerParts } from './inner-record.ts';
import { levelOf } from './log-level.ts';
import { Tally } from './tally.ts';
import { textTable } from './text-table.ts';

const TIME = [
  'date',
  'timestamp',
  'time',
  '@timestamp',
  '_time',
  'timecreated',
  'time_created',
  'timegenerated',
  'time_generated',
] as const;
const MESSAGE = ['content', 'message', 'msg', 'log', 'text', '_raw', '@message', 'line', 'body'] as const;
const SERVICE = [
  'service',
  'app',
  'application',
  'approlename',
  'source',
  'component',
  'logger',
  'providername',
  'provider_name',
  'provider',
  'quelle',
  'origen',
  'origine',
  'origem',
  'bron',
  'ソース',
] as const;
const LEVEL = [
  'status',
  'level',
  'severity',
  'severitylevel',
  'log_level',
  'leveldisplayname',
  'level_display_name',
  'entrytype',
  'entry_type',
  'ebene',
  'niveau',
  'nivel',
  'livello',
  'レベル',
] as const;

/** The column of times: under a name of logs, else the one whose cells are times. */
function timeIn(csv: TableHead): number {
  const named = columnOf(csv.names, TIME);
  return named === -1 ? timeColumn(csv) : named;
}

/** Where the message stands: under its name, else behind the last column, as the Windows event viewer has it. */
function messageIn(csv: TableHead): number {
  const named = columnOf(csv.names, MESSAGE);
  if (named !== -1) return named;
  const level = columnOf(csv.names, LEVEL);
  // Error trackers head each event with a title.
  const title = columnOf(csv.names, ['title']);
  const levelled = columnOf(csv.names, ['level', 'severity']);
  if (title !== -1 && csv.rows.some((row) => levelOf(row[levelled] ?? '') !== null)) return title;
  const behind = csv.rows.some((row) => row.length === csv.names.length + 1);
  return behind && csv.rows.some((row) => levelOf(row[level] ?? '') !== null) ? csv.names.length : -1;
}

/** Where everything stands that a line of a log has. */
function columnsIn(csv: TableHead) {
  return {
    time: timeIn(csv),
    text: messageIn(csv),
    service: columnOf(csv.names, SERVICE),
    level: columnOf(csv.names, LEVEL),
  };
}

/** Application Insights counts its severities from 0, verbose, to 4, critical. */
function levelIn(name: string, cell: string): LogLevel | null {
  const names: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'fatal'];
  return columnName(name) === 'severitylevel' ? (names[Number(cell)] ?? levelOf(cell)) : levelOf(cell);
}

/** Log tables: the CSV button of Datadog (`Date,Host,Service,Content`, Content often JSON), and others of the kind. */
export const logsCsv: Importer = {
  id: 'logs-csv',
  format: 'Logs (CSV, Datadog and others)',
  givesLogs: true,

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv || timeIn(csv) === -1 || messageIn(csv) === -1) return 0;
    // A message and some time are in other tables, too: there a level has to tell.
    const level = columnOf(csv.names, LEVEL);
    const levels = csv.rows.some((row) => levelIn(csv.names[level] ?? '', row[level] ?? '') !== null);
    if (columnOf(csv.names, TIME) === -1 && !levels) return 0;
    const plain = csv.names.map(columnName);
    if (plain.includes('content') && plain.includes('service')) return 0.96;
    return columnOf(csv.names, [...SERVICE, ...LEVEL, 'host']) !== -1 ? 0.75 : 0.4;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    return textTable(context, tally, 'message', columnsIn, (row, column, names) => {
      const cell = (at: number) => (row.cells[at] ?? '').trim();
      if (row.cells.length < names.length && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const content = cell(column.text);
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
        level: levelIn(names[column.level] ?? '', cell(column.level)) ?? parts?.level ?? null,
        service: cell(column.service) || (parts?.service ?? null),
        message: parts?.message ?? content,
        fields,
        ref: tally.refAt(row, at),
      });
    });
  },
};
