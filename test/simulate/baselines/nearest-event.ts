import { type Baseline, best } from './baseline.ts';

/** Blames the stream that most often holds the last event before an onset. */
export const nearestEvent: Baseline = ({ streams, onsets }) => {
  const votes = new Map<string, number>();
  for (const onset of onsets) {
    let at = Number.NEGATIVE_INFINITY;
    let id: string | null = null;
    for (const stream of streams) {
      for (const { start } of stream.events) {
        if (start <= onset && start > at) {
          at = start;
          id = stream.id;
        }
      }
    }
    if (id !== null) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  return best([...votes].map(([id, n]) => ({ id, score: n / Math.max(1, onsets.length) })));
};
