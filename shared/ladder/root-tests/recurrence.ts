import type { RootTestRule } from './root-test.ts';

/** Its intervention removes every window that it is said to explain: today, or under growth for a root of a process. */
export const recurrence: RootTestRule = {
  test: 'recurrence',
  check(state, root) {
    const model = state.result?.prevention ?? null;
    const id = root.root?.intervention ?? null;
    if (!model || id === null) return { holds: false, reason: 'no replay says what it would prevent' };
    const outcome = (interventions: readonly string[], growth: number) =>
      model.outcomes.find(
        (one) =>
          one.growth === growth &&
          one.interventions.length === interventions.length &&
          interventions.every((each) => one.interventions.includes(each)),
      );
    const growths = [...new Set(model.outcomes.map((one) => one.growth))].sort((a, b) => a - b);
    for (const growth of growths) {
      const before = outcome([], growth)?.windows.length ?? 0;
      const after = outcome([id], growth);
      if (before > 0 && after && after.windows.length === 0) {
        return {
          holds: true,
          reason:
            growth === 1
              ? `removes ${before} of ${before} today`
              : `removes ${before} of ${before} when it grows ${growth} times`,
        };
      }
    }
    const today = outcome([id], 1);
    return {
      holds: false,
      reason: today
        ? `leaves ${today.windows.length} of ${outcome([], 1)?.windows.length ?? 0} today`
        : 'was not replayed',
    };
  },
};
