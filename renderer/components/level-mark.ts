import { BESIDE_LADDER } from '../../shared/ladder/closing.ts';
import type { Rung } from '../../shared/ladder/rung.ts';

/** What stands in a rung's node: its level; "?" for a question beside the ladder. */
export function levelMark({ move, level }: Pick<Rung, 'move' | 'level'>): string {
  return BESIDE_LADDER.has(move) ? '?' : String(level);
}
