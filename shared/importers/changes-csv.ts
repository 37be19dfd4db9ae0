import { CHANGE_KINDS, type ChangeKind } from '../incident/change-kind.ts';
import { columnOf, csvHead, statedZone } from './csv-head.ts';
import { CsvReader, type CsvRow } from './csv-rows.ts';
import { listCell } from './events-csv.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { Tally } from './tally.ts';

const AT_COLUMNS = ['at', 'time', 'timestamp', 'date', 'start', 'planned_start'] as const;
const WHAT_COLUMNS = ['what', 'title', 'summary', 'description', 'change'] as const;

/** Kind of change of a word ("config", "deploy", "feature flag"), or null. */
export function changeKindOf(word: string): ChangeKind | null {
  const plain = word.trim().toLowerCase();
  const aliases: Readonly<Record<string, ChangeKind>> = {
    config: 'configuration',
    deploy: 'code',
    deployment: 'code',
    release: 'code',
    cron: 'schedule',
    job: 'schedule',
    infra: 'infrastructure',
    'feature flag': 'flag',
    feature_flag: 'flag',
    dependency: 'vendor',
    cert: 'certificate',
    expiry: 'certificate',
    content: 'data',
    campaign: 'traffic',
    load: 'traffic',
  };
  return CHANGE_KINDS.find((kind) => kind === plain) ?? aliases[plain] ?? null;
}

/** A change calendar: `at,kind,what,about,known_to,not_known_to`, lists separated by `;`. */
export const changesCsv: Importer = {
  id: 'changes-csv',
  format: 'Change calendar (CSV)',

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv) return 0;
    const has = (names: readonly string[]) => columnOf(csv.names, names) !== -1;
    if (!has(AT_COLUMNS) || !has(WHAT_COLUMNS) || !has(['kind', 'type', 'category']) || has(['stream']))
      return 0;
    return has(['known_to', 'not_known_to']) ? 0.99 : 0.6;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    let column = { at: -1, kind: -1, what: -1, about: -1, knownTo: -1, notKnownTo: -1 };

    const take = (row: CsvRow) => {
      if (row.cells.length < 3 && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const kindText = row.cells[column.kind] ?? '';
      const kind = changeKindOf(kindText);
      if (kind === null) {
        tally.reject(
          row.firstLine,
          `"${kindText.slice(0, 40)}" is no kind of change; allowed: ${CHANGE_KINDS.join(', ')}`,
        );
        return;
      }
      const at = tally.times.read(row.cells[column.at] ?? '');
      if (at === null) {
        tally.reject(row.firstLine, `"${(row.cells[column.at] ?? '').slice(0, 60)}" is no time`);
        return;
      }
      const what = (row.cells[column.what] ?? '').trim();
      if (what === '') {
        tally.reject(row.firstLine, 'nothing says what changed');
        return;
      }
      tally.count();
      sink.change({
        kind,
        what,
        at,
        about: listCell(row.cells[column.about]),
        knownTo: listCell(row.cells[column.knownTo]),
        notKnownTo: listCell(row.cells[column.notKnownTo]),
        ref: tally.refAt(row, at),
      });
    };

    const reader = new CsvReader(
      {
        header(header) {
          names = header;
          column = {
            at: columnOf(header, AT_COLUMNS),
            kind: columnOf(header, ['kind', 'type', 'category']),
            what: columnOf(header, WHAT_COLUMNS),
            about: columnOf(header, ['about', 'target', 'service', 'affects']),
            knownTo: columnOf(header, ['known_to', 'informed']),
            notKnownTo: columnOf(header, ['not_known_to', 'not_informed']),
          };
          tally.times.stateZone(statedZone(header[column.at]));
          if (column.at === -1 || column.kind === -1 || column.what === -1) {
            tally.reject(1, 'the columns at, kind and what are needed');
          }
        },
        row: (row) => {
          if (column.at !== -1 && column.kind !== -1 && column.what !== -1) take(row);
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
