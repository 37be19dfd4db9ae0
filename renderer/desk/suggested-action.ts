import { containment, experimentOf } from '../../shared/facilitation/moves/close.ts';
import type { SessionState } from '../../shared/session/state.ts';

/** A step that could be taken now, with what it would have to show. */
export interface SuggestedAction {
  readonly action: string;
  readonly prediction: string;
}

/**
 * The cheapest step that can be undone and that is a test at the same time; null when the evidence names none, when
 * the step was taken already, or while the findings are held back.
 */
export function suggestedAction(state: SessionState): SuggestedAction | null {
  if (state.blind.phase === 'writing') return null;
  const experiment = experimentOf(state);
  if (experiment === null) return null;
  const tried = state.verifications.some(
    (check) => check.status !== 'pending' && check.test.startsWith(experiment.test),
  );
  return tried ? null : { action: experiment.test, prediction: containment(state) };
}
