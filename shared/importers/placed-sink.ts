import type { LogDigestBuilder } from '../incident/log-digest.ts';
import type { Series, SeriesRoles } from '../incident/series.ts';
import type { CoverageGap, RecordRef, Reject } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type {
  ChangeRecord,
  EventRecord,
  ImportSink,
  LogRecord,
  NoteRecord,
  ScheduleRecord,
} from './importer.ts';
import type { Line } from './lines.ts';

/** Where the lines of a part of a file lie in the file. */
export interface Placing {
  line(own: number): number;
  ref(ref: RecordRef): RecordRef;
}

/** The lines of a part that were kept one by one; they may grow while the part is read. */
export function byLines(lines: readonly Line[]): Placing {
  const of = (own: number): Line | undefined => lines[Math.min(own, lines.length) - 1];
  return {
    line: (own) => of(own)?.line ?? own,
    ref(ref) {
      const [first, last] = [of(ref.lines[0]), of(ref.lines[1])];
      return first && last ? { ...ref, bytes: [first.from, last.to], lines: [first.line, last.line] } : ref;
    },
  };
}

/** A part that begins behind so many bytes and lines, and is read as it lies there. */
export function behind(bytes: number, lines: number): Placing {
  return {
    line: (own) => own + lines,
    ref: (ref) => ({
      ...ref,
      bytes: [ref.bytes[0] + bytes, ref.bytes[1] + bytes],
      lines: [ref.lines[0] + lines, ref.lines[1] + lines],
    }),
  };
}

/**
 * The sink of a part of a file that is parsed as if it were one of its own: what it says of its lines is moved to where
 * they lie.
 */
export class PlacedSink implements ImportSink {
  private readonly sink: ImportSink;
  private readonly placing: Placing;

  constructor(sink: ImportSink, placing: Placing) {
    this.sink = sink;
    this.placing = placing;
  }

  private moved<T extends { readonly ref: RecordRef | null }>(record: T): T {
    return record.ref === null ? record : { ...record, ref: this.placing.ref(record.ref) };
  }

  digest(): LogDigestBuilder | null {
    return null;
  }

  series(series: Series): void {
    this.sink.series(series);
  }

  event(event: EventRecord): void {
    this.sink.event(this.moved(event));
  }

  streamCoverage(stream: string, kind: StreamKind, range: TimeRange): void {
    this.sink.streamCoverage(stream, kind, range);
  }

  log(record: LogRecord): void {
    this.sink.log({ ...record, ref: this.placing.ref(record.ref) });
  }

  note(note: NoteRecord): void {
    this.sink.note(this.moved(note));
  }

  change(change: ChangeRecord): void {
    this.sink.change(this.moved(change));
  }

  schedule(schedule: ScheduleRecord): void {
    this.sink.schedule(this.moved(schedule));
  }

  role(roles: Partial<SeriesRoles>): void {
    this.sink.role(roles);
  }

  reject(reject: Reject): void {
    this.sink.reject({
      ...reject,
      line: reject.line === null ? null : this.placing.line(reject.line),
    });
  }

  gap(gap: CoverageGap): void {
    this.sink.gap(gap);
  }

  redacted(count: number): void {
    this.sink.redacted(count);
  }
}
