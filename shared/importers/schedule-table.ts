import { parseCron } from '../incident/cron-expression.ts';
import { isZone } from '../incident/local-clock.ts';
import { columnName, csvHead } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { Importer } from './importer.ts';
import { Tally } from './tally.ts';

/** Of the cells of a column, the share that has to be a schedule. */
const MOSTLY = 0.7;

interface Columns {
  readonly schedule: number;
  readonly name: number;
  /** -1 where no column names zones. */
  readonly zone: number;
}

/** The column of cron expressions, told by its cells; the best name is that of a trigger or a job. */
function columnsOf(names: readonly string[], rows: readonly (readonly string[])[]): Columns | null {
  const share = (i: number, is: (cell: string) => boolean): number => {
    const filled = rows.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== '');
    return filled.length === 0 ? 0 : filled.filter(is).length / filled.length;
  };
  const schedule = names.findIndex((_, i) => share(i, (cell) => parseCron(cell) !== null) >= MOSTLY);
  if (schedule === -1) return null;
  const zone = names.findIndex((_, i) => i !== schedule && share(i, (cell) => isZone(cell)) >= MOSTLY);
  const texts = names.flatMap((name, i) =>
    i !== schedule && i !== zone && share(i, (cell) => /\p{L}/u.test(cell)) >= MOSTLY
      ? [{ name: columnName(name), i }]
      : [],
  );
  const named = ['job_name', 'job', 'trigger_name', 'name', 'task', 'command'].flatMap((wanted) =>
    texts.filter(({ name }) => name === wanted),
  );
  const name = (named[0] ?? texts[0])?.i;
  return name === undefined ? null : { schedule, name, zone };
}

/**
 * A scheduler's list of what it starts, one column of cron expressions: the table of Quartz's cron triggers
 * (`TRIGGER_NAME, CRON_EXPRESSION, TIME_ZONE_ID`) and the like. The runs are expected, not observed.
 */
export const scheduleTable: Importer = {
  id: 'schedule-table',
  format: 'Schedules (CSV with cron expressions, as of Quartz)',
  sniff(head) {
    const csv = csvHead(head);
    return csv && csv.rows.length > 0 && columnsOf(csv.names, csv.rows) !== null ? 0.8 : 0;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    const held: {
      cells: readonly string[];
      from: number;
      to: number;
      firstLine: number;
      lastLine: number;
    }[] = [];
    return csvParser(
      tally,
      csvHead(context.head),
      {
        header(header) {
          names = header;
        },
        row(row) {
          if (row.cells.length < names.length && !row.terminated)
            tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
          else held.push(row);
        },
      },
      () => {
        const columns = columnsOf(
          names,
          held.map((row) => row.cells),
        );
        for (const row of held) {
          const expression = (row.cells[columns?.schedule ?? -1] ?? '').trim();
          const stream = (row.cells[columns?.name ?? -1] ?? '').trim();
          if (stream === '') tally.reject(row.firstLine, 'a schedule without a name');
          else if (parseCron(expression) === null)
            tally.reject(row.firstLine, `"${expression.slice(0, 60)}" is no schedule`);
          else {
            const zone = (row.cells[columns?.zone ?? -1] ?? '').trim();
            tally.count();
            sink.schedule({
              stream,
              title: `${expression} ${stream}`,
              due: { form: 'cron', expression, zone: isZone(zone) ? zone : context.zone },
              ref: tally.ref(row, null),
            });
          }
        }
        return tally.summary();
      },
    );
  },
};
