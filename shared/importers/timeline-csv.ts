import { clocksAlone, columnOf, csvHead, statedZone, TIME_COLUMNS, timeColumn } from './csv-head.ts';
import { CsvReader } from './csv-rows.ts';
import type { Importer } from './importer.ts';
import { Tally } from './tally.ts';

const TEXT = [
  'note',
  'notes',
  'entry',
  'update',
  'comment',
  'what',
  'action',
  'what_happened',
  'text',
  'description',
  'message',
  'change',
  'activity',
  'details',
  'event',
  'ereignis',
] as const;
const ROLE = ['role', 'by_role', 'team', 'who'] as const;

/** An incident timeline as a table: a time and what was noted; who wrote it is taken only as a role. */
export const timelineCsv: Importer = {
  id: 'timeline-csv',
  format: 'Incident timeline (CSV)',
  lacksYear: clocksAlone,
  sniff(head) {
    const csv = csvHead(head);
    if (!csv || timeColumn(csv) === -1 || columnOf(csv.names, TEXT) === -1) return 0;
    if (columnOf(csv.names, ['level', 'severity', 'service', 'host', 'stream', 'metric']) !== -1) return 0;
    return csv.names.length <= 6 ? 0.5 : 0;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const column = { time: -1, text: -1, role: -1 };
    const reader = new CsvReader(
      {
        header(header) {
          const csv = csvHead(context.head);
          column.time = csv ? timeColumn(csv) : columnOf(header, TIME_COLUMNS);
          column.text = columnOf(header, TEXT);
          column.role = columnOf(header, ROLE);
          tally.times.stateZone(statedZone(header[column.time]));
          if (column.time === -1 || column.text === -1)
            tally.reject(1, 'a time and a note column are needed');
        },
        row(row) {
          if (column.time === -1 || column.text === -1) return;
          const at = tally.times.read(row.cells[column.time] ?? '');
          const text = (row.cells[column.text] ?? '').trim();
          if (at === null || text === '')
            return tally.reject(row.firstLine, at === null ? 'no time that can be read' : 'an empty note');
          tally.count();
          sink.note({
            at,
            text,
            byRole: (row.cells[column.role] ?? '').trim() || null,
            ref: tally.refAt(row, at),
          });
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
