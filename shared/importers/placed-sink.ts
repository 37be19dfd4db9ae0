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

/**
 * The sink of a part of a file that is parsed as if it were one of its own: what it says of its lines is moved to where
 * they lie. `lines` may grow while the part is read.
 */
export class PlacedSink implements ImportSink {
  private readonly sink: ImportSink;
  private readonly lines: readonly Line[];

  constructor(sink: ImportSink, lines: readonly Line[]) {
    this.sink = sink;
    this.lines = lines;
  }

  private line(own: number): Line | undefined {
    return this.lines[Math.min(own, this.lines.length) - 1];
  }

  private placed(ref: RecordRef): RecordRef {
    const first = this.line(ref.lines[0]);
    const last = this.line(ref.lines[1]);
    return first && last ? { ...ref, bytes: [first.from, last.to], lines: [first.line, last.line] } : ref;
  }

  private moved<T extends { readonly ref: RecordRef | null }>(record: T): T {
    return record.ref === null ? record : { ...record, ref: this.placed(record.ref) };
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
    this.sink.log({ ...record, ref: this.placed(record.ref) });
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
      line: reject.line === null ? null : (this.line(reject.line)?.line ?? reject.line),
    });
  }

  gap(gap: CoverageGap): void {
    this.sink.gap(gap);
  }

  redacted(count: number): void {
    this.sink.redacted(count);
  }
}
