import { questionsFor } from '../../shared/facilitation/next-moves.ts';
import { personalityOf } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { lintReport } from '../../shared/ladder/lint-report.ts';
import { statusOf } from '../../shared/ladder/status.ts';
import type { DecideContext } from '../../shared/session/decide-context.ts';

export function decideContext(now: number, personalities: readonly Personality[]): DecideContext {
  return {
    now,
    personalities: personalities.map((one) => one.id),
    standing: (state, claim) => statusOf(state, claim),
    questions: (state) => questionsFor(state, personalityOf(state.personality, personalities)),
    blocks: () => (void lintReport, []),
  };
}
