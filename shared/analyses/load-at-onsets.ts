import type { Segmentation } from './segmentation.ts';
import { largest, smallest } from './statistics/sums.ts';

/** The lowest load at which a window began, requests a bin: taken at the edge, where retries hardly count yet. */
export function loadAtOnsets(s: Segmentation): number | null {
  const requests = s.load;
  if (!requests) return null;
  const loads = s.episodes.flatMap((episode) => {
    const bin = Math.round((episode.from - s.from) / s.binMs);
    const near = [requests[bin - 1], requests[bin]].filter((n) => n !== null && n !== undefined);
    return near.length > 0 ? [largest(near)] : [];
  });
  return loads.length > 0 ? smallest(loads) : null;
}
