import { STREAM_KINDS, type StreamKind } from '../incident/stream.ts';
import { wordTable } from '../incident/word-table.ts';
import { columnOf, csvHead, statedZone } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { numberCell } from './number-cell.ts';
import { numberStyle } from './number-style.ts';
import { runStatusOf } from './run-status.ts';
import { Tally } from './tally.ts';

const START_COLUMNS = ['start', 'started', 'started_at', 'start_time', 'at', 'time'] as const;
const END_COLUMNS = ['end', 'ended', 'ended_at', 'finished', 'finished_at', 'end_time'] as const;
const SIZE_COLUMNS = ['size', 'rows', 'items', 'records', 'bytes', 'count'] as const;

function kindOf(word: string): StreamKind | null {
  const plain = word.trim().toLowerCase();
  const aliases: Readonly<Record<string, StreamKind>> = wordTable({
    deployment: 'deploy',
    release: 'deploy',
    cron: 'job',
    batch: 'job',
    configuration: 'config',
    feature_flag: 'flag',
    'feature flag': 'flag',
    scaling: 'autoscale',
    incident: 'alert',
    page: 'alert',
    support: 'ticket',
    tickets: 'ticket',
    outage: 'dependency',
  });
  return STREAM_KINDS.find((kind) => kind === plain) ?? aliases[plain] ?? null;
}

/** Entries of a list cell, separated by `;`. */
export function listCell(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Events of any kind: `stream,kind,start,end,title`, and where they are known `status`, `size` and `about`. */
export const eventsCsv: Importer = {
  id: 'events-csv',
  format: 'Events (CSV)',

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv) return 0;
    const needed = [['stream'], ['kind', 'type'], START_COLUMNS].every((c) => columnOf(csv.names, c) !== -1);
    return needed ? 0.98 : 0;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    const streams = new Map<string, StreamKind>();
    const { marks } = numberStyle(csvHead(context.head));
    let names: readonly string[] = [];
    const column: Record<string, number> = {};
    let sizeUnit: string | null = null;
    const cell = (row: CsvRow, name: string) => (row.cells[column[name] ?? -1] ?? '').trim();

    const take = (row: CsvRow) => {
      if (row.cells.length < names.length && !row.terminated && row.cells.length < 5) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const stream = cell(row, 'stream');
      const kind = kindOf(cell(row, 'kind'));
      const start = tally.times.read(cell(row, 'start'));
      const endText = cell(row, 'end');
      const end = endText === '' ? null : tally.times.peek(endText);
      if (stream === '') return tally.reject(row.firstLine, 'the stream has no name');
      if (kind === null) {
        return tally.reject(
          row.firstLine,
          `"${cell(row, 'kind').slice(0, 40)}" is no kind; allowed: ${STREAM_KINDS.join(', ')}`,
        );
      }
      if (start === null)
        return tally.reject(row.firstLine, `"${cell(row, 'start').slice(0, 60)}" is no time`);
      if (endText !== '' && end === null) {
        return tally.reject(row.firstLine, `"${endText.slice(0, 60)}" is no time`);
      }
      if (end !== null && end < start) return tally.reject(row.firstLine, 'the end lies before the start');
      if (end !== null) tally.times.count(end);
      const size = numberCell(cell(row, 'size'), marks[column.size ?? -1]) ?? null;
      streams.set(stream, kind);
      tally.count();
      sink.event({
        stream,
        kind,
        start,
        end,
        title: cell(row, 'title') || stream,
        status: runStatusOf(cell(row, 'status') || null),
        size,
        sizeUnit: size === null ? null : sizeUnit,
        about: listCell(cell(row, 'about')),
        expected: /^(true|yes|1)$/i.test(cell(row, 'expected')),
        ref: tally.ref(row, { from: start, to: (end ?? start) + 1 }),
      });
    };

    return csvParser(
      tally,
      csvHead(context.head),
      {
        header(header) {
          names = header;
          column.stream = columnOf(header, ['stream']);
          column.kind = columnOf(header, ['kind', 'type']);
          column.start = columnOf(header, START_COLUMNS);
          tally.times.stateZone(statedZone(header[column.start]));
          column.end = columnOf(header, END_COLUMNS);
          column.title = columnOf(header, ['title', 'what', 'description', 'message']);
          column.status = columnOf(header, ['status', 'state', 'result', 'outcome']);
          column.about = columnOf(header, ['about', 'target', 'service']);
          column.expected = columnOf(header, ['expected']);
          column.size = columnOf(header, SIZE_COLUMNS);
          const sizeName = header[column.size ?? -1]?.toLowerCase();
          sizeUnit = sizeName === undefined || sizeName === 'size' || sizeName === 'count' ? null : sizeName;
          const missing = ['stream', 'kind', 'start'].filter((name) => column[name] === -1);
          if (missing.length > 0) tally.reject(1, `missing columns: ${missing.join(', ')}`);
        },
        row: (row) => {
          if (column.stream !== -1 && column.kind !== -1 && column.start !== -1) take(row);
        },
      },
      () => {
        const summary = tally.summary();
        // One export of events: where it reaches, the absence of an event means that there was none.
        if (summary.span) for (const [name, kind] of streams) sink.streamCoverage(name, kind, summary.span);
        return summary;
      },
    );
  },
};
