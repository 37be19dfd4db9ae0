import type { Intervention, ReplayOutcome } from '../analyses/analysis-result.ts';
import { rootsOf } from './assess-roots.ts';
import type { LadderState } from './ladder-state.ts';

/** The prevention replay of what the roots would have done: every subset of their interventions, at every growth. */
export interface RootReplay {
  readonly interventions: readonly Intervention[];
  readonly outcomes: readonly ReplayOutcome[];
}

/** Replay over the interventions that roots claim; without roots only what happens when nothing is changed. */
export function replayOfRoots(state: Pick<LadderState, 'rungs' | 'result'>): RootReplay | null {
  const model = state.result?.prevention ?? null;
  if (!model) return null;
  const claimed = new Set(
    rootsOf(state).flatMap((root) => (root.root?.intervention ? [root.root.intervention] : [])),
  );
  return {
    interventions: model.interventions.filter((one) => claimed.has(one.id)),
    outcomes: model.outcomes.filter((outcome) => outcome.interventions.every((id) => claimed.has(id))),
  };
}
