import type { ChangeKind, ChangeTime } from './change-kind.ts';
import type { Recurrence } from './recurrence.ts';
import type { Series, SeriesRoles } from './series.ts';
import type { RecordRef, Source } from './source.ts';
import type { RunStatus, StreamKind } from './stream.ts';
import type { TimeRange } from './time-range.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** One event as a file gives it, before it joins the other events of its stream. */
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
  /** Identity within the stream, where exports of different kinds speak of the same event (a deployment's id). */
  readonly key?: string;
  /** An entry of a calendar: a plan that counts as kept once its time has come. Its other dates follow once the span of the evidence is known. */
  readonly planned?: { readonly repeats: Recurrence | null };
}

/** One log line, or one multi-line record such as a stack trace. */
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
  readonly atIs?: ChangeTime;
  readonly about: readonly string[];
  readonly knownTo: readonly string[];
  readonly notKnownTo: readonly string[];
  readonly ref: RecordRef | null;
  /** Its other dates follow once the span of the evidence is known; `at` is the first. */
  readonly repeats?: Recurrence;
}

/** When a job is due, from a crontab or a timer; the runs follow once the span of the evidence is known. */
export interface ScheduleRecord {
  readonly stream: string;
  readonly title: string;
  readonly due:
    | { readonly form: 'cron'; readonly expression: string; readonly zone: string }
    | { readonly form: 'every'; readonly everyMs: number; readonly anchor: number };
  readonly ref: RecordRef | null;
}

/** Everything that one file contributed, its log lines aside: they are aggregated over all files at once. */
export interface FileImport {
  readonly source: Source;
  readonly series: readonly Series[];
  readonly events: readonly EventRecord[];
  readonly streamCoverage: readonly {
    readonly stream: string;
    readonly kind: StreamKind;
    readonly range: TimeRange;
  }[];
  readonly notes: readonly NoteRecord[];
  readonly changes: readonly ChangeRecord[];
  readonly roles: readonly Partial<SeriesRoles>[];
  readonly schedules?: readonly ScheduleRecord[];
}
