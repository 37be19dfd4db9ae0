import type { TimeRange } from '../../incident/time-range.ts';
import type { Intervention, ReplayOutcome } from '../analysis-result.ts';
import { count } from '../wording.ts';

/** Today, doubled, and doubled again. */
const GROWTH = [1, 2, 4] as const;

/** Whether a set of interventions holds at a growth, with the reason; `windows` are those that would remain. */
type Judge = (
  chosen: readonly Intervention[],
  growth: number,
) => { readonly holds: boolean; readonly why: string };

/**
 * Every subset of the interventions, today and grown: which windows would remain and why. `remaining` gives the windows
 * at a growth if nothing is done (null: cannot be computed), `unexplained` those that no subset is said to prevent.
 */
export function replaySubsets(
  interventions: readonly Intervention[],
  remaining: (growth: number) => readonly TimeRange[] | null,
  unexplained: readonly TimeRange[],
  judge: Judge,
): ReplayOutcome[] {
  // A pause beside anything else says nothing new: it is replayed alone.
  const lasting = interventions.filter((one) => one.verb !== 'pause');
  const subsets = Array.from({ length: 2 ** lasting.length }, (_, mask) =>
    lasting.filter((_, i) => (mask & (2 ** i)) !== 0),
  )
    .concat(interventions.filter((one) => one.verb === 'pause').map((one) => [one]))
    .sort((a, b) => a.length - b.length);
  return GROWTH.flatMap((growth) =>
    subsets.flatMap((chosen) => {
      const without = remaining(growth);
      // Growth that cannot be computed is not replayed, rather than guessed.
      if (without === null) return [];
      const verdict = judge(chosen, growth);
      const windows = verdict.holds
        ? [...unexplained]
        : [...without, ...unexplained].sort((a, b) => a.from - b.from);
      const rest =
        verdict.holds && unexplained.length > 0
          ? ` ${count(unexplained.length, 'window')} that it does not explain would remain.`
          : '';
      return [
        {
          interventions: chosen.map((one) => one.id),
          growth,
          windows: windows.map(({ from, to }) => ({ from, to })),
          failingMs: windows.reduce((sum, w) => sum + w.to - w.from, 0),
          why: `${verdict.why}${rest}`,
        },
      ];
    }),
  );
}
