import type { PlaybookQuestion } from '../facilitation/playbook-types.ts';
import type { Rung } from '../ladder/rung.ts';
import type { SessionState } from './state.ts';

/** The question of an open rung as the playbook would put it now: what it would ask if the rung were not there. */
export function askedAgain(
  state: SessionState,
  rung: Rung,
  questions: (state: SessionState) => readonly PlaybookQuestion[],
): PlaybookQuestion | null {
  const before = { ...state, rungs: state.rungs.filter((each) => each.id !== rung.id), current: null };
  const same = questions(before).filter((each) => each.move === rung.move && each.parent === rung.parent);
  return same.find((each) => each.why === rung.why) ?? same[0] ?? null;
}
