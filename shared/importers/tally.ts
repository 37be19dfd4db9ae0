import type { RecordRef, Reject } from '../incident/source.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type { ImportContext, ImportSink, Parser, ParseSummary } from './importer.ts';
import { TimeReader } from './time-reader.ts';

/** Where a record lies in its file. */
export interface Place {
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What every parser keeps beside its records: their number, the times, and where each one lies. */
export class Tally {
  readonly times: TimeReader;
  private readonly context: ImportContext;
  private readonly sink: ImportSink;
  private records = 0;
  private readonly assumed: string[] = [];

  constructor(context: ImportContext, sink: ImportSink) {
    this.context = context;
    this.sink = sink;
    this.times = new TimeReader(context);
  }

  count(): void {
    this.records += 1;
  }

  taken(): number {
    return this.records;
  }

  ref(place: Place, time: TimeRange | null): RecordRef {
    return {
      source: this.context.source,
      bytes: [place.from, place.to],
      lines: [place.firstLine, place.lastLine],
      time,
    };
  }

  /** Reference to a record that speaks of one instant. */
  refAt(place: Place, at: number): RecordRef {
    return this.ref(place, { from: at, to: at + 1 });
  }

  reject(line: number | null, reason: string): void {
    const reject: Reject = { line, reason };
    this.sink.reject(reject);
  }

  /** Something that had to be assumed to read the file, as a sentence. */
  assume(sentence: string): void {
    this.assumed.push(sentence);
  }

  /** Changes whose kind no field states. */
  assumeKinds(changes: number): void {
    if (changes > 0) this.assume(`the kind of ${changes} of its changes is taken from their words`);
  }

  /** A record that ends with the file, unfinished. */
  truncated(line: number, reason: string): void {
    this.sink.reject({ line, reason });
    this.sink.gap({
      kind: 'truncated',
      note: `the file ends in the middle of a record (line ${line})`,
      range: null,
    });
  }

  summary(): ParseSummary {
    return {
      records: this.records,
      span: this.times.span(),
      assumptions: [...this.times.assumptions(), ...this.assumed],
      ...this.times.zone(),
    };
  }
}

/** A parser that hands its bytes to `reader`; `finish` takes what is still open behind the last of them. */
export function parserOf(
  reader: { push(chunk: Uint8Array): void; end(): void },
  tally: Tally,
  finish: () => void = () => {},
): Parser {
  return {
    push: (chunk) => reader.push(chunk),
    end() {
      reader.end();
      finish();
      return tally.summary();
    },
  };
}
