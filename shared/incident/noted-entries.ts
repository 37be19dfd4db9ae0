import { actionKind } from './attempts.ts';
import type { Attempt, RecordedChange, Statement } from './incident.ts';
import { compareText } from './ordering.ts';

/** What somebody told in the room and the facilitator confirmed: an entry of the incident like those of the files. */
export type NotedEntry = (
  | { readonly kind: 'attempt'; readonly entry: Attempt }
  | { readonly kind: 'statement'; readonly entry: Statement }
  | { readonly kind: 'change'; readonly entry: RecordedChange }
) & {
  /** A role. */
  readonly toldBy: string;
  /** The words of the account that say so; empty where there was none. */
  readonly quote: string;
};

/** An attempt that was logged by key while it happened. */
export interface LoggedAttempt {
  readonly id: `A${number}`;
  readonly action: string;
  /** Epoch ms UTC. */
  readonly at: number;
}

/** Who logs an attempt while it happens. */
const LOGGED_BY = 'facilitator';

/** All that the room added to what the files brought; a logged attempt is measured once an export covers its time. */
export function notedIn(state: {
  readonly noted: readonly NotedEntry[];
  readonly loggedAttempts: readonly LoggedAttempt[];
}): readonly NotedEntry[] {
  const logged = state.loggedAttempts.map(({ id, action, at }): NotedEntry => {
    const kind = actionKind(action);
    const entry: Attempt = {
      id,
      action,
      at,
      until: null,
      kind,
      statedReliefMs: null,
      atOrigin: 'stated',
      ref: null,
    };
    return { kind: 'attempt', toldBy: LOGGED_BY, quote: '', entry };
  });
  return [...logged, ...state.noted];
}

/** The three lists that a noted entry can belong to. */
export interface ToldLists {
  readonly attempts: readonly Attempt[];
  readonly statements: readonly Statement[];
  readonly changes: readonly RecordedChange[];
}

/** The same entries by the list that they belong to. */
function listsOf(entries: readonly NotedEntry[]): ToldLists {
  return {
    attempts: entries.flatMap((one) => (one.kind === 'attempt' ? [one.entry] : [])),
    statements: entries.flatMap((one) => (one.kind === 'statement' ? [one.entry] : [])),
    changes: entries.flatMap((one) => (one.kind === 'change' ? [one.entry] : [])),
  };
}

/** The lists without what was noted in the room. */
export function withoutNoted<T extends ToldLists>(lists: T, entries: readonly NotedEntry[]): T {
  const ids = new Set<string>(entries.map(({ entry }) => entry.id));
  const own = ({ id }: { readonly id: string }): boolean => !ids.has(id);
  return {
    ...lists,
    attempts: lists.attempts.filter(own),
    statements: lists.statements.filter(own),
    changes: lists.changes.filter(own),
  };
}

/** The lists with what was noted in the room behind what the files brought. */
export function withNoted<T extends ToldLists>(lists: T, entries: readonly NotedEntry[]): T {
  if (entries.length === 0) return lists;
  const own = withoutNoted(lists, entries);
  const told = listsOf(entries);
  return {
    ...lists,
    attempts: [...own.attempts, ...told.attempts],
    statements: [...own.statements, ...told.statements],
    changes: [...own.changes, ...told.changes],
  };
}

/**
 * Puts what was noted among what the files brought, for the engine: attempts and changes in time order. What lies
 * behind `now` (epoch ms) is beyond the evidence and is left out.
 */
export function mergeNoted<T extends ToldLists>(lists: T, entries: readonly NotedEntry[], now: number): T {
  if (entries.length === 0) return lists;
  const { attempts, statements, changes } = listsOf(entries);
  return {
    ...lists,
    attempts: [...lists.attempts, ...attempts.filter(({ at }) => at === null || at <= now)].sort(
      (a, b) => (a.at ?? now) - (b.at ?? now) || compareText(a.action, b.action),
    ),
    statements: [...lists.statements, ...statements],
    changes: [...lists.changes, ...changes.filter(({ at }) => at <= now)].sort(
      (a, b) => a.at - b.at || compareText(a.what, b.what),
    ),
  };
}
