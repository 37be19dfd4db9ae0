import { CHANGE_KINDS, type ChangeKind, changeKindIn, changeKindOf } from '../incident/change-kind.ts';
import { isDayAlone } from '../incident/timestamp.ts';
import { columnOf, csvHead, statedZone } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import { listCell } from './events-csv.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { Tally } from './tally.ts';

const AT_COLUMNS = [
  'actual_start',
  'actual_start_date',
  'actual_start_time',
  'work_start',
  'at',
  'time',
  'timestamp',
  'date',
  'start',
  'start_date',
  'start_time',
  'planned_start',
  'planned_start_date',
] as const;
const WHAT_COLUMNS = [
  'what',
  'title',
  'summary',
  'subject',
  'short_description',
  'description',
  'change',
] as const;
const KIND_COLUMNS = ['kind', 'type', 'category', 'change_type'] as const;
/** What a calendar calls its entries, and a log or a list of notes does not. */
const ENTRY_COLUMNS = ['subject', 'short_description'] as const;

/** The kind that a row states, else the one that its words name. */
function kindOfRow(stated: string, what: string): ChangeKind | null {
  return changeKindOf(stated) ?? changeKindIn(stated) ?? changeKindIn(what);
}

/** A change calendar: `at,kind,what,about,known_to,not_known_to`, lists separated by `;`. */
export const changesCsv: Importer = {
  id: 'changes-csv',
  format: 'Change calendar (CSV)',

  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv) return 0;
    const has = (names: readonly string[]) => columnOf(csv.names, names) !== -1;
    const kind = columnOf(csv.names, KIND_COLUMNS);
    const what = columnOf(csv.names, WHAT_COLUMNS);
    if (!has(AT_COLUMNS) || what === -1 || has(['stream']) || (kind === -1 && !has(ENTRY_COLUMNS))) return 0;
    if (kind !== -1 && has(['known_to', 'not_known_to'])) return 0.99;
    const known = csv.rows.filter((row) => kindOfRow(row[kind] ?? '', row[what] ?? '') !== null).length;
    return known >= csv.rows.length / 2 ? 0.6 : 0;
  },

  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    let guessed = 0;
    let untold = 0;
    let column = { at: -1, kind: -1, what: -1, about: -1, knownTo: -1, notKnownTo: -1 };

    const take = (row: CsvRow) => {
      if (row.cells.length < 3 && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const what = (row.cells[column.what] ?? '').trim();
      if (what === '') {
        tally.reject(row.firstLine, 'nothing says what changed');
        return;
      }
      const stated = row.cells[column.kind] ?? '';
      const told = kindOfRow(stated, what);
      // "Normal", "Standard": a calendar of another tool sorts its changes by how they are approved.
      const kind = told ?? (columnOf(names, ['kind']) === -1 ? 'configuration' : null);
      if (kind === null) {
        tally.reject(
          row.firstLine,
          `neither "${stated.slice(0, 40)}" nor "${what.slice(0, 60)}" says what kind of change it is; kinds are ${CHANGE_KINDS.join(', ')}`,
        );
        return;
      }
      const at = tally.times.read(row.cells[column.at] ?? '');
      if (at === null) {
        tally.reject(row.firstLine, `"${(row.cells[column.at] ?? '').slice(0, 60)}" is no time`);
        return;
      }
      if (told === null) untold += 1;
      else if (changeKindOf(stated) === null) guessed += 1;
      tally.count();
      sink.change({
        kind,
        what,
        at,
        ...(isDayAlone(row.cells[column.at] ?? '') ? { atIs: 'day' } : {}),
        about: listCell(row.cells[column.about]),
        knownTo: listCell(row.cells[column.knownTo]),
        notKnownTo: listCell(row.cells[column.notKnownTo]),
        ref: tally.refAt(row, at),
      });
    };

    return csvParser(
      tally,
      csvHead(context.head),
      {
        header(header) {
          names = header;
          column = {
            at: columnOf(header, AT_COLUMNS),
            kind: columnOf(header, KIND_COLUMNS),
            what: columnOf(header, WHAT_COLUMNS),
            about: columnOf(header, [
              'about',
              'target',
              'service',
              'affects',
              'cmdb_ci',
              'configuration_item',
            ]),
            knownTo: columnOf(header, ['known_to', 'informed']),
            notKnownTo: columnOf(header, ['not_known_to', 'not_informed']),
          };
          tally.times.stateZone(statedZone(header[column.at]));
          if (column.at === -1 || column.what === -1) {
            tally.reject(1, 'the columns at and what are needed');
          }
        },
        row: (row) => {
          if (column.at !== -1 && column.what !== -1) take(row);
        },
      },
      () => {
        tally.assumeKinds(guessed);
        if (untold > 0)
          tally.assume(`no word says the kind of ${untold} of its changes: configuration is assumed`);
        return tally.summary();
      },
    );
  },
};
