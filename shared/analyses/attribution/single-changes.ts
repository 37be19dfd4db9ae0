import type { ChangeKind } from '../../incident/change-kind.ts';
import type { Incident, RecordedChange } from '../../incident/incident.ts';
import type { Stream, StreamKind } from '../../incident/stream.ts';
import { isRecorded } from '../candidate-id.ts';
import { CENSUS_OF, TOLERANCE_MS } from '../changes/recorded.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { firstWords } from '../contrast/short-name.ts';
import { textOrder } from '../statistics/text-order.ts';
import { weekday, whenAmong } from '../wording.ts';
import type { RiskSet } from './risk.ts';
import type { TimedStream } from './timed-stream.ts';

/** Kinds of which a single event may change things for good. */
const STEP_KINDS: readonly StreamKind[] = [
  'deploy',
  'config',
  'flag',
  'data',
  'maintenance',
  'certificate',
  'vendor',
];

/** What a change on record would be as an event; null for what is no change of the system: more load is weighed as load. */
const EVENT_KIND_OF: Readonly<Record<ChangeKind, StreamKind | null>> = {
  code: 'deploy',
  configuration: 'config',
  data: 'data',
  schedule: 'config',
  infrastructure: 'maintenance',
  vendor: 'vendor',
  certificate: 'certificate',
  flag: 'flag',
  traffic: null,
};

/** Why time cannot say whether a change did it: windows had begun, the series begins later, or only its day is known. */
export type Untested = 'late' | 'early' | 'day';

/** A change that was made once: an event of a stream (`deploys#3`), or one that only a record tells of (`C1`). */
export interface SingleChange {
  readonly id: string;
  readonly kind: StreamKind;
  /** Ms since the first bin; of a change whose day alone is known, its beginning. */
  readonly at: number;
  /** Null where no stream lists it. */
  readonly stream: Stream | null;
  /** The records that tell of it. */
  readonly records: readonly RecordedChange[];
  readonly untested: Untested | null;
}

/** So many changes of before the series are named, the latest. */
const MOST_EARLY = 8;
/** Letters of what was changed that a label has room for. */
const MOST_SAID = 36;

/** A change that made it worse for good came before the second window; ms since the first bin. */
function lastForSteps({ seen }: RiskSet): number {
  return seen[Math.min(1, seen.length - 1)] ?? 0;
}

/**
 * The single changes before the second window, those of streams first, then those on record; after them the changes on
 * record that time cannot test. A record of an event that a stream lists is named beside that event and is no rival of it.
 */
export function singleChanges(
  incident: Incident,
  risk: RiskSet,
  streams: readonly TimedStream[],
): SingleChange[] {
  const last = lastForSteps(risk);
  const records = recordsOf(incident, risk);
  const times = records.map(({ at }) => at);
  const tellingOf = (stream: Stream, at: number): RecordedChange[] => {
    const found: RecordedChange[] = [];
    for (
      let i = firstIndexAt(times, at - TOLERANCE_MS);
      (times[i] ?? Number.POSITIVE_INFINITY) <= at + TOLERANCE_MS;
      i++
    ) {
      const one = records[i];
      if (one && !one.dayOnly && CENSUS_OF[stream.kind] === one.record.kind) found.push(one.record);
    }
    return found;
  };
  const listed = streams
    .filter(({ stream }) => STEP_KINDS.includes(stream.kind))
    .flatMap(({ stream, start }) =>
      Array.from(start)
        .filter((at) => at <= last)
        .map(
          (at): SingleChange => ({
            id: `${stream.id}#${1 + stream.events.findIndex((e) => e.start - risk.origin === at)}`,
            kind: stream.kind,
            at,
            stream,
            records: tellingOf(stream, at),
            untested: null,
          }),
        ),
    );
  const told = new Set(listed.flatMap((change) => change.records));
  const names = new Set(incident.streams.map(({ id }) => id));
  const own = records
    .filter(({ record }) => !told.has(record) && !names.has(record.id))
    .map(
      ({ record, kind, at, dayOnly }): SingleChange => ({
        id: record.id,
        kind,
        at,
        stream: null,
        records: [record],
        untested:
          at > last + TOLERANCE_MS ? 'late' : dayOnly ? 'day' : at < -0.5 * risk.intervalMs ? 'early' : null,
      }),
    );
  const early = new Set(own.filter(({ untested }) => untested === 'early').slice(0, -MOST_EARLY));
  return [...listed, ...own.filter((change) => !early.has(change))];
}

interface Recorded {
  readonly record: RecordedChange;
  readonly kind: StreamKind;
  readonly at: number;
  readonly dayOnly: boolean;
}

/** The records of what changed in the system as it ran, until the series ends, in time order. */
function recordsOf(incident: Incident, risk: RiskSet): Recorded[] {
  return incident.changes
    .flatMap((record): Recorded[] => {
      const kind = EVENT_KIND_OF[record.kind];
      const at = record.at - risk.origin;
      if (kind === null || record.atIs === 'commit' || at >= risk.spanMs) return [];
      return [{ record, kind, at, dayOnly: record.atIs === 'day' }];
    })
    .sort((a, b) => a.at - b.at || textOrder(a.kind, b.kind) || textOrder(a.record.id, b.record.id));
}

/** What was changed, and when: "Raised the pool to 50, 10:02". The day too where `among` (epoch ms) is on another one. */
function saidOf({ what, at, atIs }: RecordedChange, among: number, zone: string): string {
  const words = firstWords(what.replace(/\s+/g, ' ').trim(), MOST_SAID).replace(/[\s.]+$/, '');
  return `${words}, ${atIs === 'day' ? weekday(at, zone) : whenAmong(at, [among], zone)}`;
}

/** "C1 (Raised the pool to 50, 10:02)", "deploys#3 (C1: Raised the pool to 50, 10:02)": an id that a record tells of. */
export function recordedLabel(
  id: string,
  records: readonly RecordedChange[],
  among: number,
  zone: string,
): string {
  const [first] = records;
  if (!first) return id;
  const said = saidOf(first, among, zone);
  return isRecorded(id) ? `${id} (${said})` : `${id} (${records.map((one) => one.id).join(', ')}: ${said})`;
}
