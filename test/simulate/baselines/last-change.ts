import { type Baseline, NOBODY } from './baseline.ts';

const CHANGES: readonly string[] = ['deploy', 'config', 'flag', 'data'];

/** Blames the last change before the first onset. */
export const lastChange: Baseline = ({ streams, onsets }) => {
  const first = onsets[0];
  if (first === undefined) return NOBODY;
  let at = Number.NEGATIVE_INFINITY;
  let id = 'none';
  for (const stream of streams) {
    if (!CHANGES.includes(stream.kind)) continue;
    for (const { start } of stream.events) {
      if (start <= first && start > at) {
        at = start;
        id = stream.id;
      }
    }
  }
  return id === 'none' ? NOBODY : { id, score: 1 };
};
