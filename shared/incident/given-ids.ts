import type { Attempt, RecordedChange, Statement } from './incident.ts';

/** An id that was given, with what it was given to: by its exact content, then by what survives a correction. */
export interface GivenId {
  readonly id: string;
  readonly keys: readonly string[];
}

/** Every id that a session ever gave, also to what is no longer there: no number is given a second time. */
export interface GivenIds {
  readonly sources: readonly GivenId[];
  readonly statements: readonly GivenId[];
  readonly attempts: readonly GivenId[];
  readonly changes: readonly GivenId[];
}

/** Before anything was read. */
export const NO_IDS: GivenIds = { sources: [], statements: [], attempts: [], changes: [] };

/** Words as they count for identity: without case and without the way they were broken into lines. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A file is known by its name. */
export function sourceKeys(source: { readonly file: string }): string[] {
  return [source.file];
}

/** A statement stays itself when its role is corrected. */
export function statementKeys(one: Pick<Statement, 'said' | 'byRole'>): string[] {
  return [`${plain(one.byRole)}|${plain(one.said)}`, plain(one.said)];
}

/** An attempt stays itself when its time is found or corrected, and when another record words what was done then. */
export function attemptKeys(one: Pick<Attempt, 'action' | 'at'>): string[] {
  const action = plain(one.action);
  return [`${one.at}|${action}`, action, ...(one.at === null ? [] : [String(one.at)])];
}

/** A change stays itself when its time is corrected. */
export function changeKeys(one: Pick<RecordedChange, 'kind' | 'what' | 'at'>): string[] {
  const what = `${one.kind}|${plain(one.what)}`;
  return [`${Math.floor(one.at / 60_000)}|${what}`, what];
}

/**
 * The ids of items, in their order. What had an id keeps it, however many entries came before, behind or between: first
 * by exact content, then by the looser keys. What is new gets the next numbers, and a number is never given twice, nor one
 * that is `taken`: a stream of the evidence may be called so.
 */
export function idsFor<P extends string, T>(
  prefix: P,
  given: readonly GivenId[],
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
  taken: readonly string[] = [],
): `${P}${number}`[] {
  const wanted = items.map(keysOf);
  const found = new Map<number, string>();
  const used = new Set<string>();
  const levels = Math.max(0, ...wanted.map((keys) => keys.length));
  for (let level = 0; level < levels; level += 1) {
    const free = new Map<string, string[]>();
    for (const { id, keys } of given) {
      const key = keys[level];
      if (key !== undefined && !used.has(id)) free.set(key, [...(free.get(key) ?? []), id]);
    }
    for (const [index, keys] of wanted.entries()) {
      const id = found.has(index) ? undefined : free.get(keys[level] ?? '')?.shift();
      if (id === undefined) continue;
      found.set(index, id);
      used.add(id);
    }
  }
  let last = Math.max(0, ...given.map(({ id }) => Number(id.slice(prefix.length))));
  return items.map((_item, index): `${P}${number}` => {
    const id = found.get(index);
    if (id !== undefined) return id as `${P}${number}`;
    do last += 1;
    while (taken.includes(`${prefix}${last}`));
    return `${prefix}${last}` as `${P}${number}`;
  });
}

/** The same list with these ids in it: an id that is given again is known by its newest content. */
export function remembered<T extends { readonly id: string }>(
  given: readonly GivenId[],
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): readonly GivenId[] {
  const byId = new Map(given.map((one) => [one.id, one]));
  for (const item of items) byId.set(item.id, { id: item.id, keys: keysOf(item) });
  return [...byId.values()];
}
