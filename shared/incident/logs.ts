import type { EventRecord, LogLevel } from './records.ts';
import type { RecordRef, SourceId } from './source.ts';
import type { TimeRange } from './time-range.ts';

/** Log lines of the same shape (Drain cluster). Counts are kept per bin; lines are not kept. */
export interface LogTemplate {
  /** Stable within the incident: `T1` by first appearance. */
  readonly id: string;
  /** The masked text, `<*>` for what varies. */
  readonly text: string;
  readonly level: LogLevel | null;
  readonly service: string | null;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Bin index (see LogDigest.binMs and from) -> number of lines, sparse and ascending. */
  readonly bins: readonly (readonly [bin: number, lines: number])[];
  /** Times (epoch ms) of its first lines, at most 2,000; all of them for a rare template. */
  readonly times: readonly number[];
  /** Its first record, as evidence. */
  readonly ref: RecordRef;
  /** The first line as it was written, redacted, at most 500 characters. */
  readonly sample: string;
}

/** Lines by one value of one field (host, endpoint, version, ...), per bin, errors and all. */
export interface LogDimension {
  readonly field: string;
  readonly value: string;
  readonly bins: readonly (readonly [bin: number, lines: number, errors: number])[];
}

/** What is kept of all log lines: aggregates, templates and byte offsets. */
export interface LogDigest {
  readonly from: number;
  readonly binMs: number;
  readonly lines: number;
  /** Per bin: all lines, and lines at level error or above. */
  readonly bins: readonly (readonly [bin: number, lines: number, errors: number])[];
  readonly templates: readonly LogTemplate[];
  readonly dimensions: readonly LogDimension[];
  /** Runs of jobs that the lines tell of: starts paired with ends. */
  readonly runs?: readonly EventRecord[];
  /** Restarts of services that their own start-up lines tell of. */
  readonly starts?: readonly EventRecord[];
  readonly coverage: readonly TimeRange[];
  readonly sources: readonly SourceId[];
}
