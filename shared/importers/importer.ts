import type { LogLevel } from '../incident/logs.ts';
import type { Series, SeriesRoles } from '../incident/series.ts';
import type { CoverageGap, RecordRef, Reject, SourceId, ZoneOrigin } from '../incident/source.ts';
import type { RunStatus, StreamKind } from '../incident/stream.ts';
import type { ChangeKind } from '../incident/incident.ts';
import type { TimeRange } from '../incident/time-range.ts';

/** The first bytes of a file, decoded (UTF-8, UTF-16LE with BOM), for recognition by content. */
export interface FileHead {
  readonly text: string;
  /** True when the whole file is in `text`. */
  readonly complete: boolean;
}

/** What a parser knows besides the bytes. */
export interface ImportContext {
  readonly source: SourceId;
  /** IANA zone of records that carry none, and where it comes from. */
  readonly zone: string;
  readonly zoneOrigin: ZoneOrigin;
  /** Added to every time, ms. */
  readonly offsetMs: number;
  /** Year of records that carry none, from the other sources or the file's date. */
  readonly year: number | null;
}

export interface EventRecord {
  readonly stream: string;
  readonly kind: StreamKind;
  readonly start: number;
  readonly end: number | null;
  readonly title: string;
  readonly status: RunStatus | null;
  readonly size: number | null;
  readonly sizeUnit: string | null;
  readonly about: readonly string[];
  readonly expected: boolean;
  readonly ref: RecordRef | null;
}

export interface LogRecord {
  readonly at: number;
  readonly level: LogLevel | null;
  readonly service: string | null;
  readonly message: string;
  /** Low-cardinality fields: host, endpoint, version, region, status, ... */
  readonly fields: Readonly<Record<string, string>>;
  readonly ref: RecordRef;
}

/** A note or timeline entry in which somebody says that something was done: a fix for the team to confirm. */
export interface NoteRecord {
  readonly at: number;
  readonly text: string;
  readonly byRole: string | null;
  readonly ref: RecordRef | null;
}

export interface ChangeRecord {
  readonly kind: ChangeKind;
  readonly what: string;
  readonly at: number;
  readonly about: readonly string[];
  readonly knownTo: readonly string[];
  readonly notKnownTo: readonly string[];
  readonly ref: RecordRef | null;
}

/** Where a parser puts what it reads; the analyst's implementation aggregates logs at once. */
export interface ImportSink {
  series(series: Series): void;
  event(event: EventRecord): void;
  /** Called once per stream name to say where the absence of an event means that there was none. */
  streamCoverage(stream: string, kind: StreamKind, range: TimeRange): void;
  log(record: LogRecord): void;
  note(note: NoteRecord): void;
  change(change: ChangeRecord): void;
  /** A role that the content itself declares (a limit metric, requests and errors columns of the own format). */
  role(roles: Partial<SeriesRoles>): void;
  reject(reject: Reject): void;
  gap(gap: CoverageGap): void;
  /** Number of credentials redacted in what was passed on. */
  redacted(count: number): void;
}

/** What a parser can say when the last byte was read. */
export interface ParseSummary {
  readonly records: number;
  readonly span: TimeRange | null;
  readonly zone: string;
  readonly zoneOrigin: ZoneOrigin;
}

/** A push parser: bytes in, records into the sink; holds no more than one record unless the format forces it to. */
export interface Parser {
  push(chunk: Uint8Array): void;
  end(): ParseSummary;
}

/** One file format. One importer is one file in this folder plus one line in `importers.ts`. */
export interface Importer {
  readonly id: string;
  /** For people: "PagerDuty log entries". */
  readonly format: string;
  /** 0 = certainly not, 1 = certainly. Looks at content only, never at the file's name. */
  sniff(head: FileHead): number;
  parse(context: ImportContext, sink: ImportSink): Parser;
}
