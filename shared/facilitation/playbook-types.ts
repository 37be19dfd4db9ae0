import type { Author, Cite, Move, RootClaim, RungId } from '../ladder/rung.ts';

/** A question as the playbook puts it, ready to show. */
export interface PlaybookQuestion {
  readonly move: Move;
  readonly parent: RungId | null;
  readonly level: number;
  readonly question: string;
  /** Half a sentence: "asked because the database is named and untested". */
  readonly why: string;
  /** What to say when the room goes quiet: up to three follow-ups. */
  readonly prompts: readonly string[];
  readonly score: number;
}

/** An answer that findings and statements carry by themselves. */
export interface ProposedAnswer {
  readonly answer: string;
  readonly cites: readonly Cite[];
  readonly about: readonly string[];
  /** Rival answers to the same question that the findings refute or leave open. */
  readonly rivals: readonly {
    readonly answer: string;
    readonly cites: readonly Cite[];
    readonly about: readonly string[];
    readonly refutedBy: string | null;
  }[];
  /** When this answer is a root: its claim. */
  readonly root: RootClaim | null;
  readonly by: Author;
}

/** What the evidence can say to a question: an answer, or what is missing and who could bring it. */
export type EvidenceReply =
  | { readonly kind: 'answer'; readonly proposal: ProposedAnswer }
  | { readonly kind: 'missing'; readonly bring: string; readonly reason: string };
