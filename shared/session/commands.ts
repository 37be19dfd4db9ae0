import type { Brief, ChangeKind } from '../incident/incident.ts';
import type { Author, Cite, Move, RootClaim, RungId } from '../ladder/rung.ts';
import type { ScreenView } from './events.ts';

/** An entry of an account as the facilitator confirms it. Times in epoch ms UTC, null where none was told. */
export type EntryDraft =
  | {
      readonly kind: 'attempt';
      readonly action: string;
      readonly at: number | null;
      /** Relief as it was told ("held 20 minutes"), ms. */
      readonly workedForMs: number | null;
    }
  | { readonly kind: 'statement'; readonly said: string; readonly about: readonly string[] }
  | {
      readonly kind: 'change';
      readonly change: ChangeKind;
      readonly what: string;
      readonly at: number;
      readonly about: readonly string[];
      /** Teams that were not told. */
      readonly notKnownTo: readonly string[];
    };

/** What a facilitator (or the command line) asks for. Main checks it against the state and answers with events or a typed refusal. */
export type Command =
  | { readonly kind: 'change-brief'; readonly brief: Brief }
  | { readonly kind: 'switch-personality'; readonly personality: string }
  | { readonly kind: 'set-depth'; readonly maxDepth: number }
  /** `move` null: what the playbook would ask next. */
  | {
      readonly kind: 'ask';
      readonly move: Move | null;
      readonly parent: RungId | null;
      readonly question: string | null;
      readonly askedBy: Author;
    }
  | {
      readonly kind: 'word-question';
      readonly rung: RungId;
      readonly question: string;
      readonly askedBy: Author;
    }
  /** The status follows from the cites by the rules; a caller cannot state it. */
  | {
      readonly kind: 'accept-answer';
      readonly rung: RungId;
      readonly answer: string;
      readonly cites: readonly Cite[];
      readonly answeredBy: Author;
    }
  | {
      readonly kind: 'add-branch';
      readonly sibling: RungId;
      readonly answer: string;
      readonly cites: readonly Cite[];
      readonly answeredBy: Author;
      readonly refutedBy: string | null;
    }
  | {
      readonly kind: 'refute';
      readonly rung: RungId;
      readonly refutedBy: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'park'; readonly rung: RungId; readonly bring: string | null }
  | { readonly kind: 'reopen'; readonly rung: RungId }
  | { readonly kind: 'claim-root'; readonly rung: RungId; readonly root: RootClaim }
  | { readonly kind: 'withdraw-root'; readonly rung: RungId }
  | { readonly kind: 'log-attempt'; readonly action: string }
  /** `toldBy` is a role; `quote` the words of the account that say so. */
  | {
      readonly kind: 'note-entry';
      readonly draft: EntryDraft;
      readonly toldBy: string;
      readonly quote: string;
      readonly proposedBy: Author;
    }
  | { readonly kind: 'start-action'; readonly action: string; readonly prediction: string }
  | { readonly kind: 'stop-action'; readonly result: 'passed' | 'failed' | 'stopped'; readonly note: string }
  | {
      readonly kind: 'add-verification';
      readonly test: string;
      readonly result: string;
      readonly testKind: 'experiment' | 'check';
      readonly status: 'passed' | 'failed' | 'pending';
    }
  | { readonly kind: 'start-blind-round'; readonly seconds: number }
  | { readonly kind: 'add-card'; readonly text: string }
  | { readonly kind: 'skip-blind-round' }
  | { readonly kind: 'reveal' }
  | { readonly kind: 'note-dissent'; readonly text: string; readonly reason: string }
  | {
      readonly kind: 'add-step';
      readonly action: string;
      readonly horizon: 'immediate' | 'long-term';
      readonly prevents: readonly RungId[];
      readonly owner: string | null;
    }
  | { readonly kind: 'switch-screen'; readonly view: ScreenView }
  | { readonly kind: 'switch-live'; readonly live: boolean }
  /** The last entry that can be undone, or the one named by `seq`. */
  | { readonly kind: 'undo'; readonly seq?: number | null }
  | { readonly kind: 'redo' }
  | { readonly kind: 'finish'; readonly overruled: readonly string[] };

/** A command with the seq that its sender has seen: a stale one is refused with `stale`. */
export interface CommandEnvelope {
  readonly session: string;
  readonly seen: number;
  readonly command: Command;
}
