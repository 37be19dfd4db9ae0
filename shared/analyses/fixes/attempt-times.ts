import type { Attempt } from '../../incident/incident.ts';
import type { Episode } from '../finding.ts';

/**
 * Gives a time to attempts that have none but state how long they held: the onset that ended the relief minus that
 * relief, marked `derived`. The attempts keep their order; of the ways to place them the one is taken that puts them
 * closest to the end of the window before.
 */
export function timedAttempts(attempts: readonly Attempt[], episodes: readonly Episode[]): Attempt[] {
  const open = attempts.filter((attempt) => attempt.at === null && attempt.statedReliefMs !== null);
  if (open.length === 0 || episodes.length === 0) return [...attempts];
  const places = place(open, attempts, episodes);
  return attempts.map((attempt) => {
    const at = places.get(attempt.id);
    return at === undefined ? attempt : { ...attempt, at, atOrigin: 'derived' };
  });
}

/** Least total distance to the recoveries over all placements that keep the order (dynamic programming). */
function place(
  open: readonly Attempt[],
  all: readonly Attempt[],
  episodes: readonly Episode[],
): Map<Attempt['id'], number> {
  const taken = new Set(
    all.flatMap((attempt) => {
      if (attempt.at === null) return [];
      const at = attempt.at;
      const next = episodes.findIndex((episode) => episode.from > at);
      return next < 0 ? [] : [next];
    }),
  );
  let best: { cost: number; chosen: readonly number[] }[] = episodes.map(() => ({ cost: 0, chosen: [] }));
  best.push({ cost: 0, chosen: [] });
  // best[j]: cheapest way to place the attempts seen so far on onsets below j.
  for (const attempt of open) {
    const next: { cost: number; chosen: readonly number[] }[] = [
      { cost: Number.POSITIVE_INFINITY, chosen: [] },
    ];
    episodes.forEach((episode, j) => {
      const without = next[j] ?? { cost: Number.POSITIVE_INFINITY, chosen: [] };
      const before = best[j] ?? { cost: Number.POSITIVE_INFINITY, chosen: [] };
      const previous = episodes[j - 1];
      const at = episode.from - (attempt.statedReliefMs ?? 0);
      const fits = previous !== undefined && !taken.has(j) && at > previous.from;
      const distance = fits ? Math.abs(at - (previous.to ?? at)) : Number.POSITIVE_INFINITY;
      const withIt = { cost: before.cost + distance, chosen: [...before.chosen, j] };
      next.push(withIt.cost < without.cost ? withIt : without);
    });
    best = next;
  }
  const found = best[episodes.length];
  const places = new Map<Attempt['id'], number>();
  if (!found || !Number.isFinite(found.cost)) return places;
  open.forEach((attempt, n) => {
    const episode = episodes[found.chosen[n] ?? -1];
    if (episode) places.set(attempt.id, episode.from - (attempt.statedReliefMs ?? 0));
  });
  return places;
}
