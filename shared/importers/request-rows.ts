import type { LogLevel } from '../incident/records.ts';
import { columnName, columnOf, csvHead, type TableHead, timeColumn } from './csv-head.ts';
import { endpointOf, levelOfHttpStatus } from './http-record.ts';
import type { Importer } from './importer.ts';
import { Tally } from './tally.ts';
import { textTable } from './text-table.ts';

const STATUS = [
  'responsecode',
  'response_code',
  'status_code',
  'statuscode',
  'http_status',
  'http_status_code',
  'sc_status',
  'edgeresponsestatus',
  'status',
] as const;
const TARGET = ['label', 'path', 'uri', 'url', 'request_uri', 'request_path', 'endpoint', 'request'] as const;
const METHOD = ['method', 'request_method', 'http_method', 'cs_method'] as const;
/** Columns that only a row of one request has: without one a status may be that of a run. */
const TOLD = [
  ...METHOD,
  'success',
  'elapsed',
  'latency',
  'client_ip',
  'user_agent',
  'bytes',
  'duration_ms',
] as const;
const HTTP = /^[1-5]\d\d$/;
/** A request that got no answer has no status; whoever counts answers counts it with those of a gateway that gave up. */
const NO_ANSWER = '504';

function columnsIn(csv: TableHead) {
  return {
    time: timeColumn(csv),
    text: columnOf(csv.names, STATUS),
    target: columnOf(csv.names, TARGET),
    method: columnOf(csv.names, METHOD),
    success: columnOf(csv.names, ['success']),
    metric: columnOf(csv.names, ['metric_name']),
  };
}

/** Requests with their status, one row each: results of JMeter, access logs as query tools export them. */
export const requestRows: Importer = {
  id: 'request-rows',
  format: 'Requests, one row each (CSV, JMeter and others)',
  givesLogs: true,
  sniff(head) {
    const csv = csvHead(head);
    if (!csv || csv.rows.length === 0) return 0;
    const { time, text, target, success } = columnsIn(csv);
    if (time === -1 || text === -1 || target === -1 || columnOf(csv.names, TOLD) === -1) return 0;
    const answered = csv.rows.filter((row) => HTTP.test((row[text] ?? '').trim())).length;
    const told = csv.rows.filter((row) => /^(true|false)$/i.test((row[success] ?? '').trim())).length;
    return answered > 0 && Math.max(answered, told) >= 0.5 * csv.rows.length ? 0.9 : 0;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    return textTable(context, tally, 'status', columnsIn, (row, column, names) => {
      const cell = (at: number) => (row.cells[at] ?? '').trim();
      if (row.cells.length < names.length && !row.terminated)
        return tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
      // k6 writes a row for each of its measures of one request.
      if (column.metric !== -1 && cell(column.metric) !== 'http_reqs') return;
      const at = tally.times.read(cell(column.time));
      if (at === null) return tally.reject(row.firstLine, `"${cell(column.time).slice(0, 60)}" is no time`);
      const failed = /^false$/i.test(cell(column.success));
      const told = HTTP.test(cell(column.text)) ? cell(column.text) : null;
      if (told === null && !failed)
        return tally.reject(row.firstLine, `"${cell(column.text).slice(0, 60)}" is no status`);
      const status = told ?? NO_ANSWER;
      const level: LogLevel = failed ? 'error' : levelOfHttpStatus(Number(status));
      const target = cell(column.target);
      tally.count();
      sink.log({
        at,
        level,
        service: null,
        message: [cell(column.method), target, told ?? cell(column.text)]
          .filter((part) => part !== '')
          .join(' '),
        fields: {
          status,
          ...(target === ''
            ? {}
            : { [columnName(names[column.target] ?? '')]: endpointOf(target).slice(0, 80) }),
        },
        ref: tally.refAt(row, at),
      });
    });
  },
};
