import type { PlaybookQuestion } from '../facilitation/playbook-types.ts';
import type { RuleHit } from '../ladder/rule.ts';
import type { Cite, RungId, RungStatus } from '../ladder/rung.ts';
import type { SessionState } from './state.ts';

/** What a status follows from: the answer, its cites, and where it would stand. */
export interface AnswerClaim {
  readonly answer: string;
  readonly cites: readonly Cite[];
  readonly parent: RungId | null;
}

/** The status that an answer earns, why, and what it speaks of. */
export interface Standing {
  readonly status: RungStatus;
  readonly reason: string;
  readonly about: readonly string[];
}

/** What a decision needs besides the session: the clock, the rules of the ladder and the playbook. */
export interface DecideContext {
  /** Epoch ms UTC. */
  readonly now: number;
  readonly personalities: readonly string[];
  /** The status that an answer earns by its cites; never stated by a caller. */
  readonly standing: (state: SessionState, claim: AnswerClaim) => Standing;
  /** What the playbook would ask, best first. */
  readonly questions: (state: SessionState) => readonly PlaybookQuestion[];
  /** Hits that block a root at finish. */
  readonly blocks: (state: SessionState) => readonly RuleHit[];
}

/** Names a blocking hit in `finish`'s list of those that the room overrules. */
export function overruleKey(hit: Pick<RuleHit, 'rule' | 'where'>): string {
  return `${hit.rule} ${hit.where}`;
}
