import type { CsvHead } from './csv-head.ts';
import { type CsvHandlers, CsvReader } from './csv-rows.ts';
import type { Parser, ParseSummary } from './importer.ts';
import type { Tally } from './tally.ts';

/**
 * A parser of tables: rows go to `on`, what is no row to the tally. `end` finishes once all rows have come and gives the
 * summary; the tally's own where nothing is left to do.
 */
export function csvParser(
  tally: Tally,
  head: CsvHead | null,
  on: Omit<CsvHandlers, 'problem'>,
  end: () => ParseSummary = () => tally.summary(),
): Parser {
  const reader = new CsvReader({ ...on, problem: (line, reason) => tally.reject(line, reason) }, head);
  return {
    push: (chunk) => reader.push(chunk),
    end() {
      reader.end();
      return end();
    },
  };
}
