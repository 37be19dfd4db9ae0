import type { ImportContext, ImportSink, Parser, ParseSummary } from './importer.ts';
import { type JsonRecord, JsonRecords } from './json-records.ts';
import { Paging } from './paging.ts';
import { Tally } from './tally.ts';

export interface JsonDocumentHandlers {
  /** Returns nothing when the record was taken, or the reason why it was not. */
  record(record: JsonRecord, tally: Tally): string | undefined;
  /** The same for a record in the middle of which the file ends; without it such a record is left out. */
  cut?(record: JsonRecord, tally: Tally): string | undefined;
  scalar?(path: readonly string[], value: unknown): void;
  /** The document itself is the record when none lies at `paths`: a single object instead of a list. */
  readonly wholeWhenNone?: boolean;
  /** Called after the last record. */
  end?(tally: Tally): void;
}

/** Pages that were put into one array (`gh api --paginate --slurp`, `jq -s`) hold the same records one level deeper. */
function withPages(paths: readonly (readonly string[])[]): (readonly string[])[] {
  return [...paths, ...paths.filter((path) => path.length > 0).map((path) => ['*', ...path])];
}

/** A parser of one JSON document (or several in a row) whose records lie at `paths`. */
export function jsonDocumentParser(
  context: ImportContext,
  sink: ImportSink,
  paths: readonly (readonly string[])[],
  handlers: JsonDocumentHandlers,
): Parser {
  const tally = new Tally(context, sink);
  const paging = new Paging();
  const { cut } = handlers;
  const settle = (line: number, reason: string | undefined) => {
    if (reason === undefined) tally.count();
    else tally.reject(line, reason);
  };
  const reader = new JsonRecords(withPages(paths), handlers.wholeWhenNone === true, {
    record: (record) => settle(record.firstLine, handlers.record(record, tally)),
    ...(cut ? { cut: (record: JsonRecord) => settle(record.firstLine, cut(record, tally)) } : {}),
    scalar: (path, value) => {
      paging.scalar(path, value);
      handlers.scalar?.(path, value);
    },
    problem(line, reason, truncated) {
      if (truncated) tally.truncated(line, reason);
      else tally.reject(line, reason);
    },
  });
  return {
    push: (chunk) => reader.push(chunk),
    end(): ParseSummary {
      reader.end();
      paging.end(tally.taken(), sink);
      handlers.end?.(tally);
      return tally.summary();
    },
  };
}
