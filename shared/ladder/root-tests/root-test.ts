import type { LadderState } from '../ladder-state.ts';
import type { RootTest } from '../root-assessment.ts';
import type { Rung } from '../rung.ts';

/** One of the five tests of a root: what it looked at, and whether the root holds. */
export interface RootTestRule {
  readonly test: RootTest;
  check(state: LadderState, root: Rung): { readonly holds: boolean; readonly reason: string };
}
