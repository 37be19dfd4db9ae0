import type { RootTestRule } from './root-test.ts';

/** Somebody among the teams can act on it, and a step says how. */
export const actionability: RootTestRule = {
  test: 'actionability',
  check(state, root) {
    const owner = root.root?.owner ?? null;
    const step =
      root.root?.action ?? state.steps.find((one) => one.prevents.includes(root.id))?.action ?? null;
    const known = owner !== null && (state.facts?.teams ?? []).some((team) => team.name === owner);
    if (step === null) return { holds: false, reason: 'no step follows from it' };
    if (owner === null) return { holds: false, reason: 'owner open' };
    return known
      ? { holds: true, reason: owner }
      : { holds: false, reason: `${owner} is not among the teams` };
  },
};
