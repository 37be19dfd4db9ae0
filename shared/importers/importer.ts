import type { LogDigestBuilder } from '../incident/log-digest.ts';
import type {
  ChangeRecord,
  EventRecord,
  LogRecord,
  NoteRecord,
  ScheduleRecord,
} from '../incident/records.ts';
import type { Series, SeriesRoles } from '../incident/series.ts';
import type { CoverageGap, Reject, SourceId, ZoneOrigin } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import type { TimeRange } from '../incident/time-range.ts';

/** The first bytes of a file, decoded (UTF-8, UTF-16LE with BOM), for recognition by content. */
export interface FileHead {
  readonly text: string;
  /** True when the whole file is in `text`. */
  readonly complete: boolean;
}

/** What a parser knows besides the bytes. */
export interface ImportContext {
  /** The beginning of the file, by which it was recognised. */
  readonly head: FileHead;
  readonly source: SourceId;
  /** IANA zone of records that carry none, and where it comes from. */
  readonly zone: string;
  readonly zoneOrigin: ZoneOrigin;
  /** Added to every time, ms. */
  readonly offsetMs: number;
  /** Records without a year lie near this time, epoch ms: the end of the other sources, or the file's date. */
  readonly near: number | null;
  /** Whether the day comes first in dates such as 03/04/2026, where the beginning of the file tells; null where not. */
  readonly dayFirst: boolean | null;
}

export type {
  ChangeRecord,
  EventRecord,
  LogRecord,
  NoteRecord,
  ScheduleRecord,
} from '../incident/records.ts';

/** Where a parser puts what it reads; the analyst's implementation aggregates logs at once. */
export interface ImportSink {
  series(series: Series): void;
  event(event: EventRecord): void;
  /** Called once per stream name to say where the absence of an event means that there was none. */
  streamCoverage(stream: string, kind: StreamKind, range: TimeRange): void;
  log(record: LogRecord): void;
  /** Where a reader of bytes may count the lines that are like earlier ones, without making records of them; null for nobody. */
  digest(): LogDigestBuilder | null;
  note(note: NoteRecord): void;
  change(change: ChangeRecord): void;
  /** A job that is due by a schedule, where no run is recorded. */
  schedule(schedule: ScheduleRecord): void;
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
  /** What had to be assumed to place its times. */
  readonly assumptions?: readonly string[];
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
  /** Its records are log lines: two such files may hold the same lines. */
  readonly givesLogs?: true;
  /** Its records carry no year: they are read once the other files have said which year it is. */
  lacksYear?(head: FileHead): boolean;
  /** 0 = certainly not, 1 = certainly. Looks at content only, never at the file's name. */
  sniff(head: FileHead): number;
  parse(context: ImportContext, sink: ImportSink): Parser;
}
