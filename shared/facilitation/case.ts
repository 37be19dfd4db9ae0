import { isSingleChange, partsOf, streamOf } from '../analyses/candidate-id.ts';
import { type DataOf, type FindingKind, isKind, type NumberedFinding } from '../analyses/finding.ts';
import { CONSEQUENCE_KINDS, type RecordedChange, type Statement, type Team } from '../incident/incident.ts';
import { type LadderState, liveFindings } from '../ladder/ladder-state.ts';
import type { Cite } from '../ladder/rung.ts';

/** A numbered finding whose data are of one kind. */
export type FindingOf<K extends FindingKind> = NumberedFinding & { readonly data: DataOf<K> };

/** All live findings of a kind, in the engine's order. */
export function all<K extends FindingKind>(
  state: Pick<LadderState, 'findings'>,
  kind: K,
): readonly FindingOf<K>[] {
  return liveFindings(state).filter((finding): finding is FindingOf<K> => isKind(finding, kind));
}

/** The first live finding of a kind that meets the condition, or null. */
export function one<K extends FindingKind>(
  state: Pick<LadderState, 'findings'>,
  kind: K,
  meets: (finding: FindingOf<K>) => boolean = () => true,
): FindingOf<K> | null {
  return all(state, kind).find(meets) ?? null;
}

/** A cite of findings, statements or records; a finding carries the revision that was read. */
export function citeOf(
  ...of: readonly (NumberedFinding | Statement | RecordedChange | null)[]
): readonly Cite[] {
  const cites = new Map<string, Cite>();
  for (const item of of) {
    if (item) cites.set(item.id, { id: item.id, revision: 'revision' in item ? item.revision : null });
  }
  return [...cites.values()];
}

/** What may be acted on: a stream or a change, the traffic, something that accumulates, or nothing that is known. */
export type Culprit =
  | {
      readonly kind: 'stream';
      readonly id: string;
      readonly cause: FindingOf<'cause'>;
      readonly trigger: FindingOf<'trigger'> | null;
    }
  | {
      readonly kind: 'traffic' | 'accumulation';
      readonly id: string;
      readonly cause: FindingOf<'cause'>;
      readonly trigger: FindingOf<'trigger'> | null;
    }
  | { readonly kind: 'unknown'; readonly cause: FindingOf<'cause'> | null };

/** The cause that the engine says may be acted on. It is known at once; moves read from the ladder what the room knows. */
export function culpritOf(state: LadderState): Culprit {
  const cause = one(state, 'cause');
  if (cause?.data.state !== 'cause' || cause.verdict !== 'supported') return { kind: 'unknown', cause };
  const id = cause.data.cause;
  const trigger = one(state, 'trigger', (f) => f.data.candidate === id && f.verdict === 'supported');
  if (id === 'none') return { kind: 'unknown', cause };
  if (id === 'traffic' || id === 'accumulation') return { kind: id, id, cause, trigger };
  const candidate = cause.data.candidates.find((c) => c.id === id);
  // An alert or a ticket follows a failure; it is never what the ladder goes on from.
  if (candidate && (CONSEQUENCE_KINDS as readonly string[]).includes(candidate.kind))
    return { kind: 'unknown', cause };
  return { kind: 'stream', id, cause, trigger };
}

/** True where it fails because a stream does not run. */
export function isMissed(culprit: Culprit): boolean {
  return culprit.kind === 'stream' && culprit.trigger?.data.missed === true;
}

/**
 * A candidate as the room reads it: "a and b" for a pair, "missed runs of a" or "failed runs of a" for what
 * should have run, what was changed
 * and when for a change on record.
 */
export function labelOf(culprit: Culprit): string {
  if (culprit.kind === 'unknown') return 'it';
  const { id, cause } = culprit;
  const label = isSingleChange(id) ? cause.data.candidates.find((c) => c.id === id)?.label : undefined;
  const name = label ?? id.split('&').join(' and ');
  if (!isMissed(culprit)) return name;
  const lost = culprit.kind === 'stream' ? culprit.trigger?.data.lost : undefined;
  return `${lost === 'failed' ? 'failed' : 'missed'} runs of ${name}`;
}

/** The records that tell of the cause, where it is a change. */
export function recordsOf(state: LadderState, culprit: Culprit): readonly RecordedChange[] {
  const cited = culprit.kind === 'unknown' ? [] : culprit.cause.cites;
  return (state.facts?.changes ?? []).filter(({ id }) => cited.includes(id));
}

/** Ids by which others speak of a candidate: the streams that it names; of a change, what its records are about. */
export function thingsOf(state: LadderState, id: string): readonly string[] {
  const cited = one(state, 'cause', (f) => f.data.cause === id)?.cites ?? [];
  const records = (state.facts?.changes ?? []).filter(
    (change) => change.id === id || cited.includes(change.id),
  );
  return [...new Set([...partsOf(id), ...records.flatMap(({ about }) => about)])];
}

/** Gauges at their limit inside the windows: those filled during the culprit's runs first, then by windows. */
export function ceilingsOf(state: LadderState, culprit: string | null): readonly FindingOf<'at-ceiling'>[] {
  const rank = (f: FindingOf<'at-ceiling'>): number =>
    (culprit !== null && f.data.during !== null && partsOf(culprit).includes(f.data.during) ? 1_000 : 0) +
    f.data.windowsAtCeiling;
  return all(state, 'at-ceiling')
    .filter((f) => f.verdict === 'supported')
    .toSorted((a, b) => rank(b) - rank(a));
}

/** The metric without the labels that the evidence adds in braces: `pool.in_use{client:a}` is `pool.in_use`. */
export function metricOf(id: string): string {
  return id.replace(/\{.*\}$/, '');
}

/** Two ids mean the same thing in the evidence: labels and the number of an event aside. */
export function sameThing(a: string, b: string): boolean {
  return streamOf(metricOf(a)) === streamOf(metricOf(b));
}

/** Ids that a statement or a record puts beside `id`: what it works on, what it uses. */
export function linkedTo(state: LadderState, id: string): ReadonlySet<string> {
  const parts = thingsOf(state, id);
  const linked = new Set<string>([id, ...parts.map(metricOf)]);
  for (const statement of state.facts?.statements ?? []) {
    if (statement.about.some((about) => parts.some((part) => sameThing(about, part))))
      for (const about of statement.about) linked.add(about);
  }
  return linked;
}

/** Teams that own any of these ids. */
export function ownersOf(state: LadderState, ids: readonly string[]): readonly Team[] {
  return (state.facts?.teams ?? []).filter((team) =>
    team.owns.some((owned) => ids.some((id) => sameThing(owned, id))),
  );
}

/** Recorded changes by id, for findings that name one. */
export function changeOf(state: LadderState, id: string): RecordedChange | null {
  return (state.facts?.changes ?? []).find((change) => change.id === id) ?? null;
}
