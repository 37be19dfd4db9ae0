import { csvHead, statedZone, type TableHead } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import type { ImportContext, Parser } from './importer.ts';
import type { Tally } from './tally.ts';

/** Where the times and the texts of a table stand; -1 where it has none. */
export interface TextColumns {
  readonly time: number;
  readonly text: number;
}

/**
 * Reads a table whose rows are a time and a text: logs, notes. `find` finds the two once the header is known, `take` gets
 * each row under it; a table that lacks one of them is rejected, with the text called `what`.
 */
export function textTable<C extends TextColumns>(
  context: ImportContext,
  tally: Tally,
  what: string,
  find: (head: TableHead) => C,
  take: (row: CsvRow, columns: C, names: readonly string[]) => void,
): Parser {
  const head = csvHead(context.head);
  let names: readonly string[] = [];
  let columns: C | null = null;
  return csvParser(tally, head, {
    header(header) {
      names = header;
      const found = find(head ?? { names: header, rows: [] });
      tally.times.stateZone(statedZone(header[found.time]));
      if (found.time === -1 || found.text === -1) tally.reject(1, `a time and a ${what} column are needed`);
      else columns = found;
    },
    row(row) {
      if (columns) take(row, columns, names);
    },
  });
}
