import type { LadderState } from '../../ladder/ladder-state.ts';
import { lintSentence } from '../../ladder/lint-sentence.ts';
import { all, citeOf, one } from '../case.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import { ANSWER_LENGTH, fitting } from '../wording.ts';

/** A problem that names a remedy hides what fails. */
function hidesSolution(state: LadderState): boolean {
  return lintSentence(state.brief.problem, { ancestors: [] }).some(
    (hit) => hit.rule === 'solution-as-problem',
  );
}

/** What fails and what does not: asked while the problem leaves it open. */
export const frame: MoveSpec = {
  form: 'frame',
  propose(state) {
    if (state.rungs.some((rung) => rung.move === 'frame')) return null;
    const impact = state.brief.impact?.trim() ?? '';
    if (impact !== '' && !hidesSolution(state)) return null;
    if (!one(state, 'failure-windows')) return null;
    return { form: 'frame', parent: null, level: 0, score: 85, slots: {} };
  },
  reply(state) {
    const windows = one(
      state,
      'failure-windows',
      (f) => f.verdict === 'supported' && f.data.episodes.length > 0,
    );
    if (!windows)
      return unanswered('Errors and requests over time, or the error logs.', 'No failure window is known.');
    const where = all(state, 'dimension').find((f) => f.verdict === 'supported' && f.data.isNot.length > 0);
    const is = where?.data.is[0]?.value;
    const isNot = where?.data.isNot[0]?.value;
    const n = windows.data.episodes.length;
    const many = `${n} failure window${n === 1 ? '' : 's'}`;
    return answered(
      fitting(
        [
          ...(is !== undefined && isNot !== undefined
            ? [
                `${many} in ${windows.data.series}: ${where?.data.field} ${is}, not ${isNot}`,
                `${many}: ${where?.data.field} ${is}, not ${isNot}`,
              ]
            : []),
          `${many} in ${windows.data.series}`,
          many,
        ],
        ANSWER_LENGTH,
      ),
      citeOf(windows, where ?? null),
      [windows.data.series],
    );
  },
};
