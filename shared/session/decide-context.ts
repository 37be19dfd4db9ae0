import type { PlaybookQuestion } from '../facilitation/playbook-types.ts';
import type { RuleHit } from '../ladder/rule.ts';
import type { AnswerClaim, Judgement } from '../ladder/status.ts';
import type { SessionState } from './state.ts';

/** What a decision needs besides the session: the clock, the rules of the ladder and the playbook. */
export interface DecideContext {
  /** Epoch ms UTC. */
  readonly now: number;
  readonly personalities: readonly string[];
  /** The status that an answer earns by its cites; never stated by a caller. */
  readonly standing: (state: SessionState, claim: AnswerClaim) => Judgement;
  /** What the playbook would ask, best first, in the words of the session's personality or of the one named. */
  readonly questions: (state: SessionState, personality?: string) => readonly PlaybookQuestion[];
  /** Hits that block a root at finish. */
  readonly blocks: (state: SessionState) => readonly RuleHit[];
}

/** Names a blocking hit in `finish`'s list of those that the room overrules. */
export function overruleKey(hit: Pick<RuleHit, 'rule' | 'where'>): string {
  return `${hit.rule} ${hit.where}`;
}
