import { availableParallelism } from 'node:os';

/** Up to so many cores one is left to the windows; larger machines have room, and the server's own choice holds. */
const SMALL_MACHINE = 4;

/**
 * Options with which a model is loaded. They are the same in every call: another value would load the model anew.
 * On a small machine the runner's threads would wait for each other, and the room for them, if they took every core.
 */
export function runnerOptions(
  contextTokens: number,
  cores: number = availableParallelism(),
): Readonly<Record<string, number>> {
  return cores <= SMALL_MACHINE
    ? { num_ctx: contextTokens, num_thread: Math.max(1, cores - 1) }
    : { num_ctx: contextTokens };
}
