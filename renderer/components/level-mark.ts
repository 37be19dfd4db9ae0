import { BESIDE_LADDER } from '../../shared/ladder/closing.ts';
import type { Rung } from '../../shared/ladder/rung.ts';

/** What stands in a rung's node: its level; 0 for what the problem itself is; "?" for a question beside the ladder. */
export function levelMark({ move, level }: Pick<Rung, 'move' | 'level'>): string {
  if (BESIDE_LADDER.has(move)) return '?';
  return move === 'frame' ? '0' : String(level);
}
