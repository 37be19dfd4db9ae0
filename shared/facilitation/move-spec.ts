import type { LadderState } from '../ladder/ladder-state.ts';
import type { Cite, RootClaim, Rung, RungId } from '../ladder/rung.ts';
import type { Form, Slots } from './form.ts';
import type { EvidenceReply, ProposedAnswer } from './playbook-types.ts';

/** A question that could be asked next, before a personality words it. */
export interface MoveProposal {
  readonly form: Form;
  readonly parent: RungId | null;
  readonly level: number;
  /** What it would settle: higher is asked first. */
  readonly score: number;
  readonly slots: Slots;
}

/** One move in one situation: when it can be asked, and what the evidence says to it. */
export interface MoveSpec {
  readonly form: Form;
  /** Null while its precondition does not hold. Reads the ladder: what has a rung named? */
  readonly propose: (state: LadderState) => MoveProposal | null;
  readonly reply: (state: LadderState, rung: Pick<Rung, 'id' | 'parent'>) => EvidenceReply;
}

/** The evidence ends here: what is missing. */
export type MissingReply = Extract<EvidenceReply, { readonly kind: 'missing' }>;

type Rival = ProposedAnswer['rivals'][number];

/** An answer that the evidence carries. */
export function answered(
  answer: string,
  cites: readonly Cite[],
  about: readonly string[],
  rivals: readonly Rival[] = [],
  root: RootClaim | null = null,
): EvidenceReply {
  return { kind: 'answer', proposal: { answer, cites, about, rivals, root, by: 'playbook' } };
}

/** The evidence ends here: what to bring, and why. */
export function unanswered(bring: string, reason: string): MissingReply {
  return { kind: 'missing', bring, reason };
}
