import { clocksAlone, columnOf, csvHead, type TableHead, timeColumn } from './csv-head.ts';
import type { Importer } from './importer.ts';
import { Tally } from './tally.ts';
import { textTable } from './text-table.ts';

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

function columnsIn(csv: TableHead) {
  return { time: timeColumn(csv), text: columnOf(csv.names, TEXT), role: columnOf(csv.names, ROLE) };
}

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
    return textTable(context, tally, 'note', columnsIn, (row, column) => {
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
    });
  },
};
