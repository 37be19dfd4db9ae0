import { STREAM_KIND_OF } from './change-kind.ts';
import type { ChangeRecord, EventRecord, FileImport } from './records.ts';
import { datesWithin } from './recurrence.ts';
import { MINUTE_MS, type TimeRange } from './time-range.ts';

/** What is done again may do harm each time, where a single change holds for good. */
const FEWEST_TIMES = 2;

/** A change on each of its dates that the evidence reaches. */
function onItsDates({ repeats, ...change }: ChangeRecord, evidence: TimeRange): ChangeRecord[] {
  if (repeats === undefined) return [change];
  return datesWithin(repeats, evidence).map((at) => ({
    ...change,
    at,
    ref: change.ref && { ...change.ref, time: { from: at, to: at + 1 } },
  }));
}

function asEvent(change: ChangeRecord): EventRecord {
  return {
    stream: change.what,
    kind: STREAM_KIND_OF[change.kind],
    start: change.at,
    end: null,
    title: change.what,
    status: null,
    size: null,
    sizeUnit: null,
    about: change.about,
    expected: false,
    ref: change.ref,
  };
}

const keyOf = ({ kind, what }: ChangeRecord): string => `${kind}|${what.toLowerCase()}`;

/** Names under which changes come more than once, by kind. Where it is said who knew of one they stay changes, and so do days alone. */
function repeatedIn(changes: readonly ChangeRecord[]): ReadonlySet<string> {
  const groups = new Map<string, ChangeRecord[]>();
  for (const change of changes) groups.set(keyOf(change), [...(groups.get(keyOf(change)) ?? []), change]);
  const repeated = [...groups].filter(
    ([, group]) =>
      new Set(group.map(({ at }) => Math.floor(at / MINUTE_MS))).size >= FEWEST_TIMES &&
      group.every((one) => one.atIs === undefined && one.knownTo.length + one.notKnownTo.length === 0),
  );
  return new Set(repeated.map(([key]) => key));
}

/**
 * The files with their changes on each of their dates; those that come more than once under one name are events of a
 * stream.
 */
export function withRepeatedChanges(files: readonly FileImport[], evidence: TimeRange): FileImport[] {
  const dated = files.map((file) => file.changes.flatMap((one) => onItsDates(one, evidence)));
  const past = ({ at }: ChangeRecord): boolean => at <= evidence.to;
  const repeated = repeatedIn(dated.flat().filter(past));
  return files.map((file, i) => {
    const changes = dated[i] ?? [];
    const moved = changes.filter((change) => repeated.has(keyOf(change)));
    if (moved.length === 0) return { ...file, changes };
    const range = file.source.span;
    const streams = new Map(moved.map(({ what, kind }) => [what, STREAM_KIND_OF[kind]]));
    return {
      ...file,
      changes: changes.filter((change) => !repeated.has(keyOf(change))),
      events: [...file.events, ...moved.filter(past).map(asEvent)],
      streamCoverage: [
        ...file.streamCoverage,
        ...[...streams].flatMap(([stream, kind]) => (range ? [{ stream, kind, range }] : [])),
      ],
    };
  });
}
