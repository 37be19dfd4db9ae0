import { evidenceKinds } from './evidence-kinds.ts';
import type { RootTestRule } from './root-test.ts';

/** At least two independent kinds of evidence, one of them not timing. */
export const evidence: RootTestRule = {
  test: 'evidence',
  check(state, root) {
    const kinds = [...evidenceKinds(state, root)];
    if (root.cites.length === 0) return { holds: false, reason: 'nothing is cited' };
    const solid = kinds.length >= 2 && kinds.some((kind) => kind !== 'timing');
    return {
      holds: solid,
      reason:
        kinds.length === 0
          ? 'nothing that counts is cited'
          : solid
            ? kinds.join(', ')
            : `only ${kinds.join(', ')}`,
    };
  },
};
