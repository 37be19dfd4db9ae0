import { apply } from './apply.ts';
import { emptyState } from './empty-state.ts';
import type { ScreenEvent } from './events.ts';
import type { SessionState } from './state.ts';

/** The state after the first `count` entries of a log: where a replay can begin. */
export interface Checkpoint {
  readonly count: number;
  readonly state: SessionState;
}

/** A state with the checkpoints on the way to it. */
export interface Replayed {
  readonly state: SessionState;
  readonly checkpoints: readonly Checkpoint[];
}

/** Entries between two checkpoints: an undo of the last entry replays no more than these. */
const EVERY = 128;

/** The checkpoints that hold when the entry `seq` counts differently than before. */
export function checkpointsBefore(checkpoints: readonly Checkpoint[], seq: number): readonly Checkpoint[] {
  return checkpoints.filter(({ count }) => count < seq);
}

/** Goes on from a state with entries that follow it, all of which count; `count` entries came before. */
export function advance(from: Replayed, count: number, fresh: readonly ScreenEvent[]): Replayed {
  const checkpoints = [...from.checkpoints];
  let { state } = from;
  for (const [index, event] of fresh.entries()) {
    state = apply(state, event);
    if ((count + index + 1) % EVERY === 0) checkpoints.push({ count: count + index + 1, state });
  }
  return { state, checkpoints };
}

/** The state after a whole log without its undone entries, from the last of the checkpoints that still hold. */
export function replayFrom(
  session: string,
  events: readonly ScreenEvent[],
  undone: ReadonlySet<number>,
  known: readonly Checkpoint[] = [],
): Replayed {
  const start = known.at(-1) ?? { count: 0, state: emptyState(session) };
  const checkpoints = [...known];
  let { state } = start;
  for (let index = start.count; index < events.length; index += 1) {
    const event = events[index];
    if (!event) continue;
    state = undone.has(event.seq) ? { ...state, seq: event.seq } : apply(state, event);
    if ((index + 1) % EVERY === 0) checkpoints.push({ count: index + 1, state });
  }
  return { state, checkpoints };
}
