import type { TimeRange } from './time-range.ts';

/** `E1`, `E2`, ...: one imported file (or one entry of an archive). */
export type SourceId = `E${number}`;

/**
 * Points at whole records of a source file. `bytes` is half-open, `lines` counts from 1 and includes both ends.
 * An evidence pin of the report is this plus the hash of exactly these bytes.
 */
export interface RecordRef {
  readonly source: SourceId;
  readonly bytes: readonly [from: number, to: number];
  readonly lines: readonly [first: number, last: number];
  /** Time that the records speak of, null where they carry none. */
  readonly time: TimeRange | null;
}

/** A record that was not taken, said where and why. */
export interface Reject {
  /** Line from 1; null when the whole file was refused. */
  readonly line: number | null;
  readonly reason: string;
}

/** Why a source's span must not be read as complete. */
export interface CoverageGap {
  readonly kind: 'cut' | 'page-limit' | 'sampled' | 'gap' | 'truncated';
  /** A sentence for the room: "ends at exactly 1,000 records: perhaps the export was cut". */
  readonly note: string;
  readonly range: TimeRange | null;
}

/** The importer of the incident description itself. */
export const INCIDENT_FILE = 'incident-file';

/** Where a source's time zone comes from. `record` = each record carries its own; `team` = set in the session. */
export type ZoneOrigin = 'record' | 'team' | 'sources' | 'format' | 'incident' | 'assumed';

/** What the team says of a file's clock in the session; it beats `incident.yaml`. Null: as that, or the file, says. */
export interface SourceClock {
  readonly file: string;
  /** IANA zone of records that carry none. */
  readonly timezone: string | null;
  /** Added to every record, ms: negative for a clock that is ahead. */
  readonly offsetMs: number | null;
}

/** The importer that the team chose for a file in the session; it beats `incident.yaml` and what the content looks like. */
export interface SourceFormat {
  readonly file: string;
  readonly importer: string;
}

/** What one file was taken for. Nothing is dropped in silence: see `rejects` and `gaps`. */
export interface Source {
  readonly id: SourceId;
  /** Relative to the incident folder, forward slashes; an archive entry reads `archive.zip!entry`. */
  readonly file: string;
  readonly sizeBytes: number;
  /** Of the original bytes, hex. */
  readonly sha256: string;
  /** Importer id, or null when no importer recognised the content. */
  readonly importer: string | null;
  /** "Datadog logs v2", for people. */
  readonly format: string;
  readonly records: number;
  readonly span: TimeRange | null;
  readonly coverage: readonly TimeRange[];
  readonly gaps: readonly CoverageGap[];
  readonly zone: string;
  readonly zoneOrigin: ZoneOrigin;
  /** What had to be assumed to place its times (a year, a day, the order of day and month), as sentences. */
  readonly assumptions?: readonly string[];
  /** Clock offset in ms added to every record, set by `sources[].offset` or by the team. */
  readonly offsetMs: number;
  readonly rejects: readonly Reject[];
  /** Rejects beyond those listed. */
  readonly moreRejects: number;
  /** Number of credentials that were redacted on the way in. */
  readonly redactions: number;
}
