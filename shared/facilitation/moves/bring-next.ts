import type { LadderState } from '../../ladder/ladder-state.ts';
import { one } from '../case.ts';
import type { MissingReply } from '../move-spec.ts';

/** The engine's own best next evidence in place of the general one, where it has named some. */
export function bringNext(state: LadderState, general: MissingReply): MissingReply {
  const best = one(state, 'best-evidence');
  if (!best) return general;
  // The engine writes "Bring the history ..."; a rung says what is brought.
  const wanted = best.data.bring.replace(/^bring /i, '').replace(/[.\s]+$/, '');
  const bring = `${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}. ${best.data.how}`.trim();
  return { ...general, bring };
}
