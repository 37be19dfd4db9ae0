import { questionsFor } from '../../shared/facilitation/next-moves.ts';
import { BUNDLED_PERSONALITIES, personalityOf } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { lintReport } from '../../shared/ladder/lint-report.ts';
import { statusOf } from '../../shared/ladder/status.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { DecideContext } from '../../shared/session/decide-context.ts';
import { GENESIS } from '../../shared/session/hash-chain.ts';

/** The rules and the playbook that commands are decided with; `now` in epoch ms. */
export function decideContext(
  now: number,
  personalities: readonly Personality[] = BUNDLED_PERSONALITIES,
): DecideContext {
  return {
    now,
    personalities: personalities.map((one) => one.id),
    standing: statusOf,
    questions: (state, personality) =>
      questionsFor(state, personalityOf(personality ?? state.personality, personalities)),
    blocks: (state) => {
      const hits = lintReport(buildReport(state, { generatedAt: now, headHash: GENESIS }));
      if (!hits.ok) throw new Error(`A report of ours cannot be checked: ${hits.error.message}`);
      return hits.value.filter((hit) => hit.severity === 'block' && hit.where.startsWith('root_causes'));
    },
  };
}
