import type { LadderState } from '../../ladder/ladder-state.ts';
import { one } from '../case.ts';
import type { MissingReply } from '../move-spec.ts';

/** The engine's own best next evidence in place of the general one, where it has named some. */
export function bringNext(state: LadderState, general: MissingReply): MissingReply {
  const best = one(state, 'best-evidence');
  if (!best) return general;
  return { ...general, bring: `${best.data.bring.replace(/[.\s]+$/, '')}. ${best.data.how}`.trim() };
}
