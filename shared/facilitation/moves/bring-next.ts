import { sentence } from '../../analyses/wording.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import { one } from '../case.ts';
import type { MissingReply } from '../move-spec.ts';

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The engine's own best next evidence in place of the general one, where it has named some. */
export function bringNext(state: LadderState, general: MissingReply): MissingReply {
  const best = one(state, 'best-evidence');
  if (!best) return general;
  // The engine writes "Bring the history ..." or "Pause x and see ..."; a rung says what is brought.
  const [, brought] = /^bring (.+)$/is.exec(best.data.bring) ?? [];
  const wanted = brought === undefined ? `the result of a test: ${lowerFirst(best.data.bring)}` : brought;
  const bring = `${sentence(wanted.replace(/[.\s]+$/, ''))}. ${best.data.how}`.trim();
  return { ...general, bring };
}
