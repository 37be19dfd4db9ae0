import type { Failure } from '../result.ts';

/** Where the app looked for a model server, and what it found there. */
export interface LookedFor {
  readonly place: 'named' | 'packaged' | 'chosen' | 'path';
  readonly found: string;
}

/** The stages of a side-load, in the order in which they happen. */
export const SIDE_LOAD_STEPS = ['check', 'room', 'fingerprint', 'copy', 'register'] as const;
export type SideLoadStep = (typeof SIDE_LOAD_STEPS)[number];

/** How far the copying of a model file is. */
export interface SideLoad {
  readonly file: string;
  readonly step: SideLoadStep;
  readonly bytesDone: number;
  readonly bytes: number;
  /** Bytes a second; null while unknown. */
  readonly rate: number | null;
  /** "GGUF 3, llama, 4B": what the header says; null before it was read. */
  readonly about: string | null;
  /** Bytes free where the models are kept; null when not known. */
  readonly free: number | null;
}

/** How a side-load ended. */
export type SideLoadEnd =
  | { readonly how: 'done'; readonly model: string }
  | { readonly how: 'cancelled' }
  | { readonly how: 'failed'; readonly error: Failure };

/** One model that the server has, and whether this machine can hold it. */
export interface ModelEntry {
  readonly name: string;
  readonly bytes: number;
  /** "llama, 135M, Q4_1" */
  readonly about: string;
  readonly fit: MemoryFit;
}

/** What a model needs against what is free, in bytes; said before it is loaded. */
export interface MemoryFit {
  readonly needs: number;
  readonly free: number;
  readonly verdict: 'fits' | 'tight' | 'too-large';
  /** "Needs about 3.4 GB of memory, 6.1 GB free; loads in about 6 s." */
  readonly sentence: string;
}

/** What the model server is doing: always on screen, with what to do next. */
export type ModelState =
  | { readonly is: 'off' }
  | { readonly is: 'absent' }
  | { readonly is: 'starting'; readonly attempt: number }
  | { readonly is: 'no-model' }
  | { readonly is: 'loading'; readonly model: string; readonly fit: MemoryFit | null }
  /** It does not fit the memory that is free: not loaded by itself, the user is asked. */
  | { readonly is: 'too-large'; readonly model: string; readonly fit: MemoryFit }
  | { readonly is: 'ready'; readonly model: string }
  | { readonly is: 'busy'; readonly model: string }
  | { readonly is: 'degraded'; readonly model: string | null; readonly reason: Failure };

/** What was asked of the model in this session, and what became of it. */
export interface ModelTally {
  readonly asked: number;
  readonly offered: number;
  readonly taken: number;
  readonly refused: number;
  readonly failed: number;
  /** Refusals by check, most frequent first. */
  readonly reasons: readonly { readonly check: string; readonly label: string; readonly count: number }[];
}

/** How fast the model is here; null where nothing was measured yet. */
export interface ModelPace {
  readonly loadMs: number | null;
  readonly usualFirstWordMs: number | null;
  readonly longestFirstWordMs: number | null;
  /** Deadline for the first word, ms. */
  readonly allowedMs: number;
  readonly tokensPerSecond: number | null;
  /** The last prompt, tokens, and how many of them had to be read anew. */
  readonly promptTokens: number | null;
  readonly freshTokens: number | null;
}

/** Something that went wrong or changed, for the list in the panel. */
export interface ModelIncident {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly title: string;
  readonly detail: string;
}

/** Everything the panel shows; pushed whole whenever it changes. */
export interface ModelStatus {
  readonly state: ModelState;
  /** What it means and what to do next, one sentence each. */
  readonly sentence: string;
  readonly next: string;
  readonly server: string | null;
  readonly version: string | null;
  /** A known fault of this version; null when none is known. */
  readonly warning: string | null;
  readonly lookedFor: readonly LookedFor[];
  readonly models: readonly ModelEntry[];
  readonly sideLoad: SideLoad | null;
  readonly lastSideLoad: SideLoadEnd | null;
  readonly tally: ModelTally;
  readonly pace: ModelPace;
  readonly incidents: readonly ModelIncident[];
}

/** A reply while it is written: nothing of it is checked as a whole, and only the facilitator sees it. */
export interface BeingWritten {
  /** 1 to 3: best of three. */
  readonly attempt: number;
  readonly tokens: number;
  readonly tokensPerSecond: number | null;
  readonly note: string;
  readonly question: string;
  /** What has come so far already fails a check: the text is not shown, and this is why. */
  readonly withheld: string | null;
  /** Why the try before was withdrawn; null at the first. */
  readonly withdrawn: string | null;
}

/** What the model suggests beside the playbook's question. */
export type Suggestion =
  | {
      readonly phase: 'waiting';
      readonly rung: string;
      readonly since: number;
      /** Null until the first token. */
      readonly writing: BeingWritten | null;
    }
  | {
      readonly phase: 'ready';
      readonly rung: string;
      readonly model: string;
      readonly question: string;
      readonly cites: readonly string[];
      readonly nextCheck: string;
    }
  | { readonly phase: 'none'; readonly rung: string; readonly reason: string };

/** One request to the model with its answer, kept for inspection. */
export interface ModelExchange {
  readonly at: number;
  readonly task: 'question' | 'rivals' | 'account' | 'summary';
  readonly prompt: string;
  readonly reply: string;
  /** Why it was refused; null when it was offered. */
  readonly refused: readonly { readonly check: string; readonly reason: string }[] | null;
}

/** A rival hypothesis from the model: unverified, with the check that would refute it. */
export interface RivalHypothesis {
  readonly hypothesis: string;
  readonly check: string;
}

/** Entries that the model read out of an account; each is only taken when the facilitator confirms it. */
export interface AccountEntry {
  readonly kind: 'attempt' | 'statement' | 'change';
  readonly text: string;
  /** The words of the account that it rests on, verbatim. */
  readonly quote: string;
}
