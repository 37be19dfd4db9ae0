import { bestImporter } from './best-importer.ts';
import { csvHead } from './csv-head.ts';
import { dayComesFirst } from './day-first.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser, ParseSummary } from './importer.ts';
import { behind, PlacedSink } from './placed-sink.ts';
import { tableBegins, tableEnds } from './table-begins.ts';
import { isBlankRow } from './table-lines.ts';
import { Tally } from './tally.ts';
import { together } from './together.ts';
import { looksLike } from './unrecognised.ts';
import { decodeHead, START_BYTES, textStart } from './utf8.ts';

/** What is kept of the beginning of a table to tell what it is. */
const HEAD_BYTES = 32 * 1024;
/** Bytes behind an empty line by which it is told whether a table begins there. */
const BEGINNING_BYTES = 4 * 1024;
/** So many empty lines behind which no table begins, and nobody asks any more. */
const MOST_ASKED = 100;
const LINE_FEED = 10;
const QUOTE = 34;
const NONE: Uint8Array = new Uint8Array(0);
/** Byte order mark of little-endian UTF-16. */
const WIDE = Uint8Array.of(0xff, 0xfe);
/** What an empty row consists of. */
const BLANK: ReadonlySet<number> = new Set([9, 13, 32, 44, 59, 124]);

/** A table of which nobody knows what it is: it is named, and what it holds goes by. */
const nobody: Parser = {
  push: () => undefined,
  end: () => ({ records: 0, span: null, zone: 'UTC', zoneOrigin: 'record' }),
};

/** Reads the tables of one file one after the other: each is parsed by the importer that knows it. */
class TablesBelow implements Parser {
  private readonly tables: readonly Importer[];
  private readonly context: ImportContext;
  private readonly sink: ImportSink;
  private readonly tally: Tally;
  private readonly summaries: ParseSummary[] = [];
  private parser: Parser;
  /** Bytes that wait until it is known whether a table begins with them. */
  private held: Uint8Array = NONE;
  private asking = false;
  private asked = 0;
  private started = false;
  /** Bytes and lines of the file that have been looked at. */
  private offset = 0;
  private lines = 0;
  /** Filled lines of the table so far, and how many it has at least. */
  private filled = 0;
  private least: number;
  private blank = true;
  private quoted = false;
  /** Two bytes a character, and the first of them where the second is still to come. */
  private wide = false;
  private low: number | null = null;

  constructor(first: Parser, tables: readonly Importer[], context: ImportContext, sink: ImportSink) {
    this.parser = first;
    this.tables = tables;
    this.context = context;
    this.sink = sink;
    this.tally = new Tally(context, sink);
    this.least = leastLines(context.head);
  }

  push(chunk: Uint8Array): void {
    const bytes = joined(this.held, chunk);
    this.held = NONE;
    if (this.started) this.take(bytes, false);
    else if (bytes.length < START_BYTES) this.held = bytes;
    else this.start(bytes, false);
  }

  end(): ParseSummary {
    const rest = this.held;
    this.held = NONE;
    if (this.started) this.take(rest, true);
    else this.start(rest, true);
    this.summaries.push(this.parser.end());
    return this.summaries.length === 1
      ? (this.summaries[0] as ParseSummary)
      : together(this.summaries, this.tally.summary());
  }

  private start(bytes: Uint8Array, last: boolean): void {
    this.started = true;
    this.wide = textStart(bytes).wide;
    this.take(bytes, last);
  }

  private take(bytes: Uint8Array, last: boolean): void {
    if (this.asked > MOST_ASKED) {
      this.parser.push(bytes);
      return;
    }
    let from = 0;
    let at = 0;
    for (;;) {
      if (this.asking) {
        const rest = bytes.subarray(at);
        if (!last && rest.length < HEAD_BYTES) {
          if (at > from) this.parser.push(bytes.subarray(from, at));
          this.held = rest.slice();
          return;
        }
        this.asking = false;
        if (begins(this.marked(rest))) {
          if (at > from) this.parser.push(bytes.subarray(from, at));
          from = at;
          this.begin(rest, last);
        } else this.asked += 1;
      }
      if (at >= bytes.length) break;
      this.look(bytes[at] as number);
      at += 1;
    }
    if (bytes.length > from) this.parser.push(bytes.subarray(from));
  }

  private look(byte: number): void {
    this.offset += 1;
    if (this.wide && this.low === null) {
      this.low = byte;
      return;
    }
    const code = (this.low ?? 0) + byte * (this.low === null ? 1 : 256);
    this.low = null;
    if (code === LINE_FEED) {
      this.lines += 1;
      if (!this.blank) this.filled += 1;
      else if (!this.quoted && this.filled >= this.least && this.asked <= MOST_ASKED) this.asking = true;
      this.blank = true;
    } else if (code === QUOTE) this.quoted = !this.quoted;
    else if (!BLANK.has(code)) this.blank = false;
  }

  /** A table below, with the mark in front that it would have as a file of its own. */
  private marked(bytes: Uint8Array): Uint8Array {
    return this.wide ? joined(WIDE, bytes) : bytes;
  }

  private begin(rest: Uint8Array, last: boolean): void {
    this.summaries.push(this.parser.end());
    const mark = this.wide ? WIDE.length : 0;
    const head: FileHead = {
      text: decodeHead(this.marked(rest).subarray(0, HEAD_BYTES)),
      complete: last && rest.length <= HEAD_BYTES,
    };
    this.filled = 0;
    this.least = leastLines(head);
    const importer = bestImporter(this.tables, head);
    const blank = head.text.split('\n').findIndex((one) => !isBlankRow(one));
    const line = this.lines + 1 + Math.max(0, blank);
    if (!importer) {
      this.sink.reject({ line, reason: `another table begins here that is not known: ${looksLike(head)}` });
      this.parser = nobody;
      return;
    }
    this.tally.assume(`another table begins in line ${line}, read as: ${importer.format}`);
    const dayFirst = dayComesFirst(head.text) ?? this.context.dayFirst;
    this.parser = importer.parse(
      { ...this.context, head, dayFirst },
      new PlacedSink(this.sink, behind(this.offset - mark, this.lines)),
    );
    this.parser.push(this.marked(NONE));
  }
}

/** Filled lines up to the first row of the table, in which an empty line is part of what stands around it. */
function leastLines(head: FileHead): number {
  return (csvHead(head)?.headerAt ?? 0) + 2;
}

function begins(bytes: Uint8Array): boolean {
  return tableBegins(decodeHead(bytes.subarray(0, BEGINNING_BYTES)).split(/\r?\n/).slice(0, 8));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * An importer of tables that reads on where another table with a header of its own begins below an empty line, as in
 * reports and on sheets of spreadsheets: each is read as it would be alone, by one of `tables`.
 */
export function withTablesBelow(importer: Importer, tables: readonly Importer[]): Importer {
  return {
    ...importer,
    parse: (context, sink) => new TablesBelow(importer.parse(context, sink), tables, context, sink),
  };
}

/** Several tables of which the first is none that is known. */
export function laterTables(tables: readonly Importer[]): Importer {
  return {
    id: 'later-tables',
    format: 'Tables below one another (CSV), the first of them for people',
    sniff(head) {
      const csv = csvHead(head);
      if (!csv || csv.style.drawn || bestImporter(tables, head)) return 0;
      const lines = head.text.split(/\r?\n/);
      const end = tableEnds(lines, leastLines(head));
      const below = { text: lines.slice(end + 1).join('\n'), complete: head.complete };
      return end < lines.length && bestImporter(tables, below) ? 0.45 : 0;
    },
    parse(context, sink) {
      sink.reject({ line: 1, reason: `the first table is left out: ${looksLike(context.head)}` });
      return new TablesBelow(nobody, tables, context, sink);
    },
  };
}
