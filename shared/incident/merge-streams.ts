import { compareText, sourceNumber } from './ordering.ts';
import type { EventRecord, FileImport } from './records.ts';
import { STREAM_KINDS, type Stream, type StreamEvent, type StreamKind } from './stream.ts';
import { type TimeRange, union } from './time-range.ts';

interface Building {
  readonly name: string;
  readonly kind: StreamKind;
  /** By start and title: the records of each source that gave it. */
  readonly events: Map<string, Map<number, EventRecord[]>>;
  readonly ranges: TimeRange[];
  readonly units: Map<string, number>;
  readonly sources: Set<number>;
}

/** How much a record says: of two exports of one run, the later one knows how it ended. */
function richness(event: EventRecord): number {
  return (
    (event.end !== null ? 4 : 0) +
    (event.status !== null && event.status !== 'running' ? 2 : 0) +
    (event.size !== null ? 1 : 0)
  );
}

function better(a: EventRecord, b: EventRecord): EventRecord {
  const [ra, rb] = [richness(a), richness(b)];
  if (ra !== rb) return ra > rb ? a : b;
  if ((a.end ?? 0) !== (b.end ?? 0)) return (a.end ?? 0) > (b.end ?? 0) ? a : b;
  return a;
}

/** Records of one event from different kinds of export: each says a part, and the earliest says what it is. */
function combine(records: readonly EventRecord[]): EventRecord[] {
  const [first, ...others] = [...records].sort((a, b) => a.start - b.start || compareText(a.title, b.title));
  if (!first) return [];
  let best = first;
  for (const other of others) best = better(best, other);
  return [
    { ...best, start: first.start, title: first.title, about: records.flatMap((record) => record.about) },
  ];
}

/** One record of a group that several exports give; as many as the export that has most of them. */
function mergeGroup(bySource: ReadonlyMap<number, readonly EventRecord[]>): EventRecord[] {
  const keyed = [...bySource.values()].flat();
  if (keyed.some((record) => record.key !== undefined)) return combine(keyed);
  const lists = [...bySource]
    .sort((a, b) => b[1].length - a[1].length || a[0] - b[0])
    .map(([, list]) => list);
  const longest = lists[0] ?? [];
  return longest.map((event, i) => {
    let best = event;
    for (const list of lists.slice(1)) {
      const other = list[i];
      if (other) best = better(best, other);
    }
    return best;
  });
}

function eventOf(record: EventRecord): StreamEvent {
  return {
    start: record.start,
    end: record.end,
    title: record.title,
    status: record.status,
    size: record.size,
    about: [...new Set(record.about)].sort(compareText),
    expected: record.expected,
    ref: record.ref,
  };
}

function compareEvents(a: StreamEvent, b: StreamEvent): number {
  return a.start - b.start || compareText(a.title, b.title) || (a.end ?? 0) - (b.end ?? 0);
}

function finish(building: Building, id: string): Stream {
  const records = [...building.events.values()].flatMap(mergeGroup);
  const real = records.some((record) => !record.expected);
  // A run history outdoes a schedule: expected runs count only where nothing was recorded at all.
  const kept = real ? records.filter((record) => !record.expected) : records;
  const unit = [...building.units].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0];
  return {
    id,
    kind: building.kind,
    events: kept.map(eventOf).sort(compareEvents),
    coverage: union(building.ranges),
    sizeUnit: unit?.[0] ?? null,
    sources: [...building.sources].sort((a, b) => a - b).map((n) => `E${n}` as const),
  };
}

/** A run that one export has twice, in rows that came twice or say something else of it. */
function isSameRun(a: EventRecord, b: EventRecord): boolean {
  return b.kind === 'job' && b.end !== null && b.end > b.start && a.end === b.end && a.status === b.status;
}

/** Streams of all files by name and kind; a record that two exports give is one event. */
export function mergeStreams(imports: readonly FileImport[]): Stream[] {
  const all = new Map<string, Building>();
  const get = (name: string, kind: StreamKind, source: number): Building => {
    const key = `${kind}|${name}`;
    let building = all.get(key);
    if (!building) {
      building = { name, kind, events: new Map(), ranges: [], units: new Map(), sources: new Set() };
      all.set(key, building);
    }
    building.sources.add(source);
    return building;
  };
  for (const file of imports) {
    const source = sourceNumber(file.source.id);
    for (const event of file.events) {
      const building = get(event.stream, event.kind, source);
      const key = event.key ?? `${event.start}|${event.title}`;
      const group = building.events.get(key) ?? new Map<number, EventRecord[]>();
      building.events.set(key, group);
      const own = group.get(source) ?? [];
      if (!own.some((one) => isSameRun(one, event))) group.set(source, [...own, event]);
      if (event.sizeUnit !== null)
        building.units.set(event.sizeUnit, (building.units.get(event.sizeUnit) ?? 0) + 1);
    }
    for (const { stream, kind, range } of file.streamCoverage) get(stream, kind, source).ranges.push(range);
  }
  const sorted = [...all.values()].sort(
    (a, b) => compareText(a.name, b.name) || STREAM_KINDS.indexOf(a.kind) - STREAM_KINDS.indexOf(b.kind),
  );
  const taken = new Set<string>();
  return sorted.map((building) => {
    // One name for two kinds of events: the first keeps it, the other one says its kind.
    let id = building.name;
    if (taken.has(id)) id = `${building.name} (${building.kind})`;
    taken.add(id);
    return finish(building, id);
  });
}
