import { ancestorsOf } from '../../shared/ladder/ladder-state.ts';
import { lintSentence } from '../../shared/ladder/lint-sentence.ts';
import type { RuleHit } from '../../shared/ladder/rule.ts';
import type { Rung } from '../../shared/ladder/rung.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { draftOf, useDrafts } from '../stores/draft-store.ts';
import { useSession } from '../stores/session-store.ts';
import { draftKey } from './actions.ts';

/** The problem and the answers of the rungs above, nearest last: what a sentence must not repeat. */
export function ancestorAnswers(state: SessionState, rung: Rung): string[] {
  const answers = ancestorsOf(state, rung.parent).flatMap((above) =>
    above.answer === null ? [] : [above.answer],
  );
  return [state.brief.problem, ...answers.reverse()];
}

function firstHit(): { readonly key: string; readonly hit: RuleHit } | null {
  const { state } = useSession.getState();
  const rung = state?.rungs.find((one) => one.id === state.current);
  if (!state || !rung) return null;
  const key = draftKey(rung.id);
  const { answer } = draftOf(useDrafts.getState().drafts, key);
  if (answer.trim() === '') return null;
  const [hit] = lintSentence(answer, { ancestors: ancestorAnswers(state, rung) });
  return hit ? { key, hit } : null;
}

/** Does the guard rail offer other words for the answer being typed? */
export function canReword(): boolean {
  return firstHit()?.hit.rewording != null;
}

/** Puts the guard rail's words in place of the answer being typed. */
export function rewordAnswer(): void {
  const found = firstHit();
  if (found?.hit.rewording != null) useDrafts.getState().change(found.key, { answer: found.hit.rewording });
}
