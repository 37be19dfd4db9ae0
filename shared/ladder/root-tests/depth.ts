import { beyondReach } from '../rules/structure/no-action.ts';
import type { RootTestRule } from './root-test.ts';

/** It says what let the cause through, or the next why leaves what the teams can change. */
export const depth: RootTestRule = {
  test: 'depth',
  check(state, root) {
    if (root.move === 'guard') return { holds: true, reason: 'answers what let it through' };
    const beyond = state.rungs.find(
      (rung) =>
        rung.parent === root.id &&
        rung.answer !== null &&
        rung.status !== 'refuted' &&
        beyondReach(rung.answer) !== null,
    );
    return beyond
      ? { holds: true, reason: `the next why, ${beyond.id}, leaves what the teams can change` }
      : { holds: false, reason: `answers ${root.move}; what let it through is not asked` };
  },
};
