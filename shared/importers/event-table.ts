import type { StreamKind } from '../incident/stream.ts';
import { columnOf, csvHead, statedZone, type TableHead } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import { KNOWN, SIZE } from './event-columns.ts';
import { eventColumns, eventFields, isRecovery, plainRow } from './event-fields.ts';
import { eventHeader, overMidnight } from './event-header.ts';
import type { ImportContext, Importer, ImportSink } from './importer.ts';
import { type DecimalMark, numberCell } from './number-cell.ts';
import { numberStyle } from './number-style.ts';
import { coverStreams } from './stream-coverage.ts';
import { type Place, Tally } from './tally.ts';
import { isWrittenTime } from './written-time.ts';

/** Puts one row into the sink; the reason when it cannot. `fallback` names what the row itself does not. */
export function takeEvent(
  row: ReadonlyMap<string, string>,
  kind: StreamKind,
  place: Place,
  tally: Tally,
  sink: ImportSink,
  streams: Map<string, StreamKind>,
  fallback: string | null = null,
): string | undefined {
  const fields = eventFields(row, kind, fallback);
  if (!fields) return 'no name or no start';
  const start = tally.times.read(fields.start);
  if (start === null) return `"${fields.start.slice(0, 60)}" is no time`;
  const stated = fields.end === null ? null : overMidnight(start, tally.times.peek(fields.end));
  const end = stated ?? (fields.durationMs === null ? null : start + fields.durationMs);
  if (end !== null && end >= start) tally.times.count(end);
  streams.set(fields.stream, kind);
  sink.event({
    stream: fields.stream,
    kind,
    start,
    end: end !== null && end >= start ? end : null,
    title: fields.title,
    status: fields.status,
    size: fields.size,
    sizeUnit: fields.sizeUnit,
    about: fields.about,
    expected: false,
    ref: tally.ref(place, { from: start, to: (end ?? start) + 1 }),
  });
  return undefined;
}

/** True for a column that may hold the work of a run. */
function measures(name: string): boolean {
  const [plain = ''] = plainRow([[name, '']]).keys();
  return !KNOWN.has(plain) || (SIZE as readonly string[]).includes(plain);
}

/** Thousands in groups: 412 000, 412'000, 412,000. */
const GROUPED = /^\s*-?\d{1,3}(?:[ \u00a0\u202f'\u2019,]\d{3})+\s*$/;

/** A figure with a decimal comma or in groups as programs write it; any other cell as it is. */
function plainFigure(cell: string, mark: DecimalMark | undefined): string {
  if (!GROUPED.test(cell) && (mark !== ',' || !/^\s*[-+]?\d[\d.,]*\s*$/.test(cell))) return cell;
  const value = numberCell(cell, mark);
  return typeof value === 'number' ? String(value) : cell;
}

/** True for a time that breaks off where the one in the row before goes on. */
function isCut(cell: string, before: string): boolean {
  const shape = (text: string): string => text.replace(/\d/g, '0');
  const begins = cell !== '' && cell.length < before.length && shape(before).startsWith(shape(cell));
  return begins && isWrittenTime(before);
}

/** What SQL Server Agent numbers the outcome of a whole job, beside a row for each of its steps. */
const OUTCOME = '0';

/** The column that tells a job's outcome from its steps; -1 where there is none, or outcomes alone. */
function outcomeColumn(head: TableHead | null): number {
  const column = head === null ? -1 : columnOf(head.names, ['step_id']);
  const steps = new Set(head?.rows.map((row) => (row[column] ?? '').trim()));
  return steps.has(OUTCOME) && steps.size > 1 ? column : -1;
}

/** A step of a job that has a row of its own, as Slurm numbers them. */
const STEP = /^(\d+(?:_\d+)?)\.(?:batch|extern|\d+)$/;

/** The column of ids that tell the steps of a job from the job itself; -1 where there are no steps. */
function stepColumn(head: TableHead | null): number {
  const column = head === null ? -1 : columnOf(head.names, ['jobid', 'job_id']);
  const ids = new Set(head?.rows.map((row) => (row[column] ?? '').trim()));
  return [...ids].some((id) => ids.has(STEP.exec(id)?.[1] ?? '')) ? column : -1;
}

/** Run histories, deployments, flag changes and alerts as any tool's CSV has them: told by the columns' names. */
export const eventTableCsv: Importer = {
  id: 'event-table-csv',
  format: 'Run history, deployments, flags or alerts (CSV)',
  sniff(head) {
    const csv = csvHead(head);
    if (!csv) return 0;
    if (eventColumns(csv.names) !== null) return 0.65;
    const { names, told } = eventHeader(csv);
    return eventColumns(names) === null ? 0 : told ? 0.54 : 0.65;
  },
  parse(context: ImportContext, sink: ImportSink) {
    const tally = new Tally(context, sink);
    const streams = new Map<string, StreamKind>();
    const head = csvHead(context.head);
    const { marks, doubts } = numberStyle(head);
    // A version looks like a number; only figures are read as such.
    for (const { column, said } of doubts) if (measures(head?.names[column] ?? '')) tally.assume(said);
    let names: readonly string[] = [];
    let kind: StreamKind | null = null;
    let recovered = false;
    const outcome = outcomeColumn(head);
    const step = stepColumn(head);
    let stepped = false;
    /** The last cell of the row before. */
    let before = '';
    const watched = head?.rows.some((row) => row.some((cell) => /^down$/i.test(cell.trim()))) ?? false;
    return csvParser(
      tally,
      head,
      {
        header(header) {
          const { names: called, assumed } = eventHeader(head ?? { names: header, rows: [] });
          if (assumed !== null) tally.assume(assumed);
          names = called;
          kind = eventColumns(called);
          // One column that states a zone states it for the table.
          for (const name of header) tally.times.stateZone(statedZone(name));
          if (kind === null) tally.reject(1, 'no column names a job, a deployment, a flag or an alert');
        },
        row(row) {
          if (kind === null) return;
          if (row.cells.length < names.length && !row.terminated) {
            return tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
          }
          const last = row.cells.at(-1) ?? '';
          if (!row.terminated && isCut(last, before))
            return tally.truncated(row.firstLine, `"${last.slice(0, 60)}" is cut`);
          before = last;
          const single =
            (outcome !== -1 && (row.cells[outcome] ?? '').trim() !== OUTCOME) ||
            (step !== -1 && STEP.test((row.cells[step] ?? '').trim()));
          if (kind === 'job' && single) {
            if (!stepped) tally.assume('rows of single steps are no runs: each run has a row of its own');
            stepped = true;
            return;
          }
          const values = plainRow(
            names.map((name, i) => [name, plainFigure(row.cells[i] ?? '', marks[i])] as const),
          );
          if (kind === 'alert' && isRecovery(values, watched)) {
            if (!recovered) tally.assume('rows that say that it was up again are no alerts');
            recovered = true;
            return;
          }
          const reason = takeEvent(values, kind, row, tally, sink, streams);
          if (reason === undefined) tally.count();
          else tally.reject(row.firstLine, reason);
        },
      },
      () => {
        const summary = tally.summary();
        coverStreams(streams, sink, summary.span);
        return summary;
      },
    );
  },
};
