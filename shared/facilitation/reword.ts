import type { LadderState } from '../ladder/ladder-state.ts';
import type { Rung } from '../ladder/rung.ts';
import { moveOf } from './form.ts';
import { askQuestion, nextMoves } from './next-moves.ts';
import type { Personality } from './personality.ts';
import type { PlaybookQuestion } from './playbook-types.ts';

/**
 * The question of an open rung as this personality asks it, with its follow-ups; null when the playbook would not ask
 * it here. The move, its place and what answers it stay as they are.
 */
export function questionOf(state: LadderState, rung: Rung, personality: Personality): PlaybookQuestion | null {
  const before = { ...state, rungs: state.rungs.filter((one) => one.id !== rung.id) };
  const proposal = nextMoves(before).find((one) => moveOf(one.form) === rung.move && one.parent === rung.parent);
  return proposal ? askQuestion(proposal, personality) : null;
}
