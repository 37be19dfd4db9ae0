import type { LogDigestBuilder } from '../incident/log-digest.ts';
import type {
  ChangeRecord,
  EventRecord,
  FileImport,
  LogRecord,
  NoteRecord,
  ScheduleRecord,
} from '../incident/records.ts';
import type { Series, SeriesRoles } from '../incident/series.ts';
import type { CoverageGap, Reject, Source } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type { ImportSink, ParseSummary } from './importer.ts';
import { redactSecrets } from './secrets.ts';

const MAX_REJECTS = 200;
/** Titles and notes are shown in a room; what is longer is cut. */
const MAX_TITLE = 500;

/** The sink of one file: redacts what is shown, passes log records on to the digest, keeps the rest. */
export class Collector implements ImportSink {
  private readonly logs: LogDigestBuilder | null;
  private readonly allSeries: Series[] = [];
  private readonly events: EventRecord[] = [];
  private readonly coverages: { stream: string; kind: StreamKind; range: TimeRange }[] = [];
  private readonly notes: NoteRecord[] = [];
  private readonly changes: ChangeRecord[] = [];
  private readonly schedules: ScheduleRecord[] = [];
  private readonly roles: Partial<SeriesRoles>[] = [];
  private readonly rejects: Reject[] = [];
  private readonly gaps: CoverageGap[] = [];
  private moreRejects = 0;
  private redactions = 0;

  constructor(logs: LogDigestBuilder | null) {
    this.logs = logs;
  }

  digest(): LogDigestBuilder | null {
    return this.logs;
  }

  series(series: Series): void {
    this.allSeries.push(series);
  }

  event(event: EventRecord): void {
    this.events.push({ ...event, title: this.clean(event.title) });
  }

  streamCoverage(stream: string, kind: StreamKind, range: TimeRange): void {
    this.coverages.push({ stream, kind, range });
  }

  log(record: LogRecord): void {
    this.logs?.add(record);
  }

  note(note: NoteRecord): void {
    this.notes.push({ ...note, text: this.clean(note.text) });
  }

  change(change: ChangeRecord): void {
    this.changes.push({ ...change, what: this.clean(change.what) });
  }

  schedule(schedule: ScheduleRecord): void {
    this.schedules.push({ ...schedule, title: this.clean(schedule.title) });
  }

  role(roles: Partial<SeriesRoles>): void {
    this.roles.push(roles);
  }

  reject(reject: Reject): void {
    if (this.rejects.length >= MAX_REJECTS) this.moreRejects += 1;
    else this.rejects.push({ line: reject.line, reason: this.clean(reject.reason) });
  }

  gap(gap: CoverageGap): void {
    this.gaps.push(gap);
  }

  redacted(count: number): void {
    this.redactions += count;
  }

  /** Everything the file gave, once its parser has ended. */
  finish(
    file: Omit<
      Source,
      | 'records'
      | 'span'
      | 'coverage'
      | 'gaps'
      | 'zone'
      | 'zoneOrigin'
      | 'assumptions'
      | 'rejects'
      | 'moreRejects'
      | 'redactions'
    >,
    summary: ParseSummary,
  ): FileImport {
    const gaps = [...this.gaps];
    if (isPageSize(summary.records, this.allSeries.length > 0 || OWN_FORMATS.has(file.importer ?? ''))) {
      gaps.push({
        kind: 'page-limit',
        note: `ends at exactly ${summary.records.toLocaleString('en')} records: perhaps the export was cut`,
        range: null,
      });
    }
    const source: Source = {
      ...file,
      records: summary.records,
      span: summary.span,
      coverage: summary.span ? [summary.span] : [],
      gaps,
      zone: summary.zone,
      zoneOrigin: summary.zoneOrigin,
      ...(summary.assumptions && summary.assumptions.length > 0 ? { assumptions: summary.assumptions } : {}),
      rejects: this.rejects,
      moreRejects: this.moreRejects,
      redactions: this.redactions + (this.logs?.redactedLines(file.id) ?? 0),
    };
    return {
      source,
      series: this.allSeries,
      events: this.events,
      streamCoverage: this.coverages,
      notes: this.notes,
      changes: this.changes,
      roles: this.roles,
      schedules: this.schedules,
    };
  }

  private clean(text: string): string {
    const { text: redacted, count } = redactSecrets(text.slice(0, 4 * MAX_TITLE));
    this.redactions += count;
    return redacted.length > MAX_TITLE ? `${redacted.slice(0, MAX_TITLE - 1)}…` : redacted;
  }
}

/** Tables that no tool pages: a small round count is chance there. */
const OWN_FORMATS: ReadonlySet<string> = new Set(['events-csv', 'changes-csv']);

/** Record counts at which exports are cut: page sizes (of what is paged) and download limits of the usual tools. */
function isPageSize(records: number, unpaged: boolean): boolean {
  const limits = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000];
  return limits.includes(records) || (!unpaged && [100, 250, 500].includes(records));
}
