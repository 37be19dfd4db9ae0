import { firstIndexAt } from '../contrast/inside-outside.ts';
import { between } from '../statistics/between.ts';
import { largest } from '../statistics/sums.ts';
import type { LoadAtOnset, LoadModel } from './load-model.ts';

/** Rank among the healthy loads up to which a load is ordinary. */
const HIGH = 0.95;

/** Evidence for a load above which it fails, judged from the minutes before each onset. Loads are requests per bin. */
export interface TrafficFit {
  readonly logLikelihood: number;
  readonly threshold: number;
  /** Highest load that passed without failure, and the lowest that did not, requests per bin. */
  readonly calmAt: number;
  readonly failedAt: number;
  /** Onsets at a load that only one healthy bin in fifty reaches. */
  readonly unusual: number;
  /** Onsets at or above the threshold, and the share of the healthy time at or above it. */
  readonly above: number;
  readonly calmAbove: number;
  readonly onsets: number;
  /** Load before each onset as a rank among the healthy loads, 0 to 1; their mean. */
  readonly meanRank: number;
  /** Share of the onsets with an ordinary load before and a high one in the very bin: it may be what the failure set off. */
  readonly leap: number;
  /** Of a threshold in force only from a change on: healthy bins at or above it before the change, and the highest load then. */
  readonly boreBefore: number;
  readonly mostBefore: number;
}

/** Loads above a threshold that is in force from `at` (ms since the first bin) on; null where no onset or no healthy time follows. */
export function fitTraffic(model: LoadModel, at = 0): TrafficFit | null {
  const onsets = model.onsets.filter((x) => x.at >= at);
  const healthy = model.healthyFrom(at);
  if (onsets.length === 0 || healthy.length === 0) return null;
  const found = model.inForceFrom(at);
  const earlier = model.healthyBefore(at);
  return {
    ...found,
    ...contrast(healthy, onsets, found.threshold),
    boreBefore: earlier.filter((x) => x >= found.threshold).length,
    mostBefore: largest(earlier),
  };
}

function contrast(sorted: Float64Array, onsets: readonly LoadAtOnset[], threshold: number) {
  const before = onsets.map(({ load }) => load);
  const ranks = before.map((x) => rank(sorted, x));
  const leaps = onsets.map(
    (x) =>
      between(0, (HIGH - rank(sorted, x.before)) / 0.1, 1) *
      between(0, (rank(sorted, x.load) - 0.9) / 0.08, 1),
  );
  return {
    calmAt: sorted[sorted.length - 1 - Math.floor(sorted.length * 0.001)] as number,
    failedAt: Math.min(...before),
    onsets: before.length,
    unusual: before.filter((x) => rank(sorted, x) >= 0.98).length,
    above: before.filter((x) => x >= threshold).length,
    calmAbove: 1 - firstIndexAt(sorted, threshold) / sorted.length,
    meanRank: ranks.reduce((a, b) => a + b, 0) / ranks.length,
    leap: leaps.reduce((a, b) => a + b, 0) / leaps.length,
  };
}

/** Share of the values below `x`, and half of those equal to it. */
function rank(sorted: Float64Array, x: number): number {
  const below = firstIndexAt(sorted, x);
  let equal = 0;
  while (sorted[below + equal] === x) equal++;
  return (below + 0.5 * equal) / sorted.length;
}
