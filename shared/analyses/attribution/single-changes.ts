import { type ChangeKind, STREAM_KIND_OF } from '../../incident/change-kind.ts';
import type { Incident, RecordedChange } from '../../incident/incident.ts';
import { mentions } from '../../incident/mentions.ts';
import { type Stream, type StreamKind, serviceOf } from '../../incident/stream.ts';
import { CENSUS_OF, TOLERANCE_MS } from '../changes/recorded.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { firstWords } from '../contrast/short-name.ts';
import { textOrder } from '../statistics/text-order.ts';
import { eventNoun, eventOf, list, weekday, whenAmong } from '../wording.ts';
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

/** Why time cannot say whether a change did it: windows had begun, the series begins later, or only its day is known. */
export type Untested = 'late' | 'early' | 'day';

/** A change that was made once: an event of a stream (`deploys#3`), or one that only a record tells of (`C1`). */
export interface SingleChange {
  readonly id: string;
  readonly kind: StreamKind;
  /** Ms since the first bin; of a change whose day alone is known, its beginning. */
  readonly at: number;
  /** When it was taken back; null where nothing says that it was. */
  readonly until: number | null;
  /** Null where no stream lists it. */
  readonly stream: Stream | null;
  /** The records that tell of it. */
  readonly records: readonly RecordedChange[];
  readonly untested: Untested | null;
}

/** So many changes of before the series are named, the latest. */
const MOST_EARLY = 8;
/** Letters of a label, as far as what was changed can be cut to so few and still be known. */
const MOST_LABEL = 58;
const LEAST_SAID = 20;

/** A change that made it worse for good came before the second window; ms since the first bin. */
function lastForSteps({ seen }: RiskSet): number {
  return seen[Math.min(1, seen.length - 1)] ?? 0;
}

/**
 * The single changes before the second window, those of streams first, then those on record; after them the changes on
 * record that time cannot test. A record of an event that a stream lists is named beside that event and is no rival of it,
 * nor are two records of one kind and time of each other.
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
    .flatMap(({ stream, start }) => {
      const indexOf = new Map(stream.events.map((e, i) => [e.start, i] as const).reverse());
      const returns = new Set(stream.events.flatMap((e) => (e.returns ? [e.start] : [])));
      return Array.from(start)
        .filter((at) => at <= last)
        .map((at): SingleChange => {
          const index = indexOf.get(risk.origin + at) ?? -1;
          const end = stream.events[index]?.end ?? null;
          return {
            id: `${stream.id}#${1 + index}`,
            kind: stream.kind,
            at,
            until: end !== null && returns.has(end) ? end - risk.origin : null,
            stream,
            records: tellingOf(stream, at),
            untested: null,
          };
        });
    });
  const told = new Set(listed.flatMap((change) => change.records));
  const names = new Set(incident.streams.map(({ id }) => id));
  const own = onePerChange(records.filter(({ record }) => !told.has(record) && !names.has(record.id))).map(
    ([first, ...others]): SingleChange => {
      const { record, kind, at, dayOnly } = first;
      return {
        id: record.id,
        kind,
        at,
        until: null,
        stream: null,
        records: [record, ...others.map((one) => one.record)],
        untested:
          at > last + TOLERANCE_MS ? 'late' : dayOnly ? 'day' : at < -0.5 * risk.intervalMs ? 'early' : null,
      };
    },
  );
  const early = new Set(own.filter(({ untested }) => untested === 'early').slice(0, -MOST_EARLY));
  return [...listed, ...own.filter((change) => !early.has(change))];
}

/** `C7` is the seventh. */
const numberOf = ({ id }: RecordedChange): number => Number(id.slice(1));

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
      const kind = STREAM_KIND_OF[record.kind];
      const at = record.at - risk.origin;
      // More load is no change of the system: it is weighed as load.
      if (record.kind === 'traffic' || record.atIs === 'commit' || at >= risk.spanMs) return [];
      return [{ record, kind, at, dayOnly: record.atIs === 'day' }];
    })
    .sort((a, b) => a.at - b.at || textOrder(a.kind, b.kind) || numberOf(a.record) - numberOf(b.record));
}

/** Records of one kind within the precision of their times tell of one change, or of several that time cannot tell apart. */
function onePerChange(records: readonly Recorded[]): [Recorded, ...Recorded[]][] {
  const groups: [Recorded, ...Recorded[]][] = [];
  const latest = new Map<ChangeKind, [Recorded, ...Recorded[]]>();
  for (const one of records) {
    const before = one.dayOnly ? undefined : latest.get(one.record.kind);
    if (before && one.at - before[0].at <= TOLERANCE_MS) before.push(one);
    else {
      const group: [Recorded, ...Recorded[]] = [one];
      groups.push(group);
      if (!one.dayOnly) latest.set(one.record.kind, group);
    }
  }
  return groups;
}

/**
 * "“Raised the pool to 50” (C1, 10:02)", "“Raised the pool to 50” (C1 and C2, 10:02)": a change that records tell of, as the
 * room reads it. The day stands with the time where `among` (epoch ms) is on another one.
 */
export function recordedLabel(
  id: string,
  records: readonly RecordedChange[],
  among: number,
  zone: string,
): string {
  const [first] = records;
  if (!first) return id;
  const when = first.atIs === 'day' ? weekday(first.at, zone) : whenAmong(first.at, [among], zone);
  const place = `(${list(records.map((one) => one.id))}, ${when})`;
  const room = Math.max(LEAST_SAID, MOST_LABEL - place.length - 3);
  const words = firstWords(first.what.replace(/\s+/g, ' ').trim(), room).replace(/[\s.]+$/, '');
  return `“${words}” ${place}`;
}

/**
 * "checkout 7.3.0 (11:26)", "helm values: pool 80 to 40 (15:00)", "deployment of cart (13:05)": an event of `stream` by its
 * title and its time. A title that would make it longer than a label takes is left out, never cut.
 */
export function eventLabel(id: string, stream: Stream | undefined, among: number, zone: string): string {
  const event = stream?.events[Number(id.slice(stream.id.length + 1)) - 1];
  if (!stream || !event) return id;
  const when = ` (${whenAmong(event.start, [among], zone)})`;
  const title = event.title.replace(/\s+/g, ' ').trim();
  // A stream that is called by what it holds ("deployments") adds nothing.
  const told = stream.id === `${eventNoun(stream.kind)}s` || mentions(title, serviceOf(stream.id));
  const named = told ? title : `${stream.id}: ${title}`;
  const fits = title !== '' && title !== stream.id && named.length + when.length <= MOST_LABEL;
  return `${fits ? named : eventOf(stream.kind, stream.id)}${when}`;
}
