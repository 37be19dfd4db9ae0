import type { ChangeKind, ChangeTime } from '../../incident/change-kind.ts';
import type { Incident, RecordedChange } from '../../incident/incident.ts';
import type { RecordRef, SourceId } from '../../incident/source.ts';
import type { Stream, StreamKind } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import type { LevelChange } from './level-changes.ts';

/** A change on record, whoever keeps the record. `id` is `C1`, or `<stream>#<n>` for the n-th event of a stream. */
export interface OnRecord {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly what: string;
  readonly at: number;
  readonly atIs?: ChangeTime;
  readonly about: readonly string[];
  readonly knownTo: readonly string[];
  readonly notKnownTo: readonly string[];
  readonly ref: RecordRef | null;
  readonly source: SourceId | null;
}

/** Which census entry the events of a stream belong to; null for what is no change. */
export const CENSUS_OF: Readonly<Record<StreamKind, ChangeKind | null>> = {
  job: null,
  deploy: 'code',
  config: 'configuration',
  data: 'data',
  flag: 'flag',
  dependency: 'vendor',
  autoscale: 'infrastructure',
  alert: null,
  maintenance: 'infrastructure',
  vendor: 'vendor',
  certificate: 'certificate',
  restart: null,
  ticket: null,
};

/** All changes on record in time order: stated ones, and the events of streams that are changes. */
export function changesOnRecord(incident: Incident): OnRecord[] {
  const stated = incident.changes.map(
    (c: RecordedChange): OnRecord => ({ ...c, source: c.ref?.source ?? null }),
  );
  const events = incident.streams.flatMap((stream) => {
    const kind = CENSUS_OF[stream.kind];
    if (kind === null) return [];
    return stream.events.flatMap((event, i): OnRecord[] =>
      event.expected
        ? []
        : [
            {
              id: `${stream.id}#${i + 1}`,
              kind,
              what: event.title || stream.id,
              at: event.start,
              about: [stream.id, ...event.about],
              knownTo: [],
              notKnownTo: [],
              ref: event.ref,
              source: event.ref?.source ?? stream.sources[0] ?? null,
            },
          ],
    );
  });
  return [...stated, ...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Clock error and rounding of a stated time. */
export const TOLERANCE_MS = 2 * MINUTE_MS;

/** Does the stream list a change of this kind at this time (epoch ms)? */
export function listsChange(stream: Stream, kind: ChangeKind, at: number): boolean {
  return CENSUS_OF[stream.kind] === kind && stream.events.some((e) => Math.abs(e.start - at) <= TOLERANCE_MS);
}

export type Link = 'subject' | 'statement' | 'time-only';

/** Does a recorded change date a change point? By time it must fall into the interval; the link says what ties them. */
export function linkTo(change: OnRecord, level: LevelChange, incident: Incident): Link | null {
  const { from, to } = level.interval;
  if (change.at < from - TOLERANCE_MS || change.at > to + TOLERANCE_MS) return null;
  const stream = incident.streams.find((s) => s.id === level.subject);
  const series = incident.series.find((s) => s.id === level.subject);
  const subjects = new Set([
    level.subject,
    ...(stream?.events.flatMap((e) => e.about) ?? []),
    ...(series ? [series.metric] : []),
  ]);
  if (change.about.some((id) => subjects.has(id))) return 'subject';
  const together = incident.statements.some(
    (s) =>
      s.about.some((id) => subjects.has(id)) &&
      s.about.some((id) => change.about.includes(id) || id === change.id),
  );
  return together ? 'statement' : 'time-only';
}
