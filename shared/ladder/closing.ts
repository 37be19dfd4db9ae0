import type { NotedCheck, NotedStep } from './ladder-state.ts';
import type { Move } from './rung.ts';

/** Moves whose answers are no rungs: they write a check, an open question or what is in hand. */
export const BESIDE_LADDER: ReadonlySet<Move> = new Set<Move>(['contain', 'test', 'prevent', 'stop']);

/** A question that ends without a cause: what is missing, and who can bring it. */
export interface OpenEnd {
  readonly question: string;
  readonly bring: string | null;
  readonly level: number;
}

/** What the answer to a question beside the ladder becomes. */
export type Closing =
  | { readonly as: 'check'; readonly check: NotedCheck; readonly step: NotedStep | null }
  | { readonly as: 'in-hand'; readonly action: string; readonly prediction: string }
  | { readonly as: 'open-end'; readonly end: OpenEnd }
  /** The report says it already: the replay of the fixes, or a question that waits elsewhere. */
  | { readonly as: 'known' };
