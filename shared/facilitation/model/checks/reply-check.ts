import type { LadderState } from '../../../ladder/ladder-state.ts';

/** What a reply is held against: the ladder, and the question that it words anew. */
export interface ReplyContext {
  readonly state: Pick<LadderState, 'findings' | 'facts' | 'rungs' | 'sources'>;
  /** The playbook's question; null for tasks that word none. */
  readonly playbookQuestion: string | null;
  /** Questions on the way down to it, and its elder siblings'. */
  readonly askedBefore: readonly string[];
  /** Other texts that the model was given for this task: an account, the problem. */
  readonly told?: readonly string[];
  /** Set where the task is to think of something that the evidence does not have: rival hypotheses. */
  readonly invents?: boolean;
}

/** A reply as the checks read it, whatever its task. */
export interface CheckedReply {
  /** Null for tasks that ask none. */
  readonly question: string | null;
  /** All sentences that a person would see, the question among them. */
  readonly sentences: readonly string[];
  readonly cites: readonly string[];
}

/** Why a reply is refused. */
export interface Refusal {
  readonly check: ReplyCheckId;
  readonly reason: string;
}

export const REPLY_CHECKS = [
  'outside-form',
  'unknown-id',
  'number-not-cited',
  'ruled-out-cause',
  'contradicts-finding',
  'blames-person',
  'asked-before',
  'not-a-question',
  'leaves-the-data',
  'not-plain-english',
  'off-the-evidence',
  'nothing-new',
] as const;
export type ReplyCheckId = (typeof REPLY_CHECKS)[number];

/** Each check as the panel names it. */
export const CHECK_LABELS: Readonly<Record<ReplyCheckId, string>> = {
  'outside-form': 'Not in the form that was asked for',
  'unknown-id': 'An id that does not exist',
  'number-not-cited': 'A number that no cited finding has',
  'ruled-out-cause': 'A cause that no finding names, or one that is ruled out',
  'contradicts-finding': 'Says the opposite of a finding',
  'blames-person': 'Blames a person',
  'asked-before': 'Asked before',
  'not-a-question': 'Not a question',
  'leaves-the-data': 'Links, markup, or words about the model itself',
  'not-plain-english': 'Not plain English in plain letters',
  'off-the-evidence': 'Not what the evidence or the question speaks of',
  'nothing-new': 'The playbook’s own words again',
};

/** Looks at one reply for one thing. */
export type ReplyCheck = (reply: CheckedReply, context: ReplyContext) => Refusal | null;
