import type { RootTestRule } from './root-test.ts';

/** It says what let the cause through: the next why leaves what the teams can change. */
export const depth: RootTestRule = {
  test: 'depth',
  check(_state, root) {
    if (root.move === 'guard') return { holds: true, reason: 'answers what let it through' };
    return { holds: false, reason: `answers ${root.move}; what let it through is not asked` };
  },
};
