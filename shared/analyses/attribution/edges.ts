import type { Episode } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';

/** When a window began and ended, ms since the first bin, finer than the bins it was found in. */
export interface Edges {
  readonly onset: number;
  /** Standard deviation of the onset, ms. */
  readonly onsetSd: number;
  /** Null while it is open. */
  readonly recovery: number | null;
}

/** Bins inside the window, from its edge, in which the failure may still be growing to its level. */
const REACH = 2;
/** Variance of a place somewhere in a bin, in bins. */
const IN_A_BIN = 1 / 12;

/**
 * The bin in which a window begins fails for a part of it only. The excess of the bins at an edge, as shares of the level
 * that the window then has, is how long they failed: that time does not depend on where the bins begin. A counted share has
 * the variance 1/failures, a place in a bin 1/12: the mean of the two, weighed by them, and its deviation.
 */
export function edgesOf(s: Segmentation, episode: Episode): Edges {
  const first = Math.round((episode.from - s.from) / s.binMs);
  const stop = episode.to === null ? s.rate.length : Math.round((episode.to - s.from) / s.binMs);
  const begin = edge(s, first, Math.min(stop, first + REACH), 1);
  const onset = first + 0.5 - begin.farther;
  const end = episode.to === null ? null : edge(s, stop - 1, Math.max(first - 1, stop - 1 - REACH), -1);
  return {
    onset: onset * s.binMs,
    onsetSd: begin.sd * s.binMs,
    recovery: end === null ? null : Math.max(onset + 0.1, stop - 0.5 + end.farther) * s.binMs,
  };
}

/**
 * By how many bins the failure reaches farther out than the middle of its outermost bin, -0.5 to 1.5, and its deviation.
 * `inner`: first bin inwards that is at the level; `inwards`: 1 at the beginning of a window, -1 at its end.
 */
function edge(
  s: Segmentation,
  outermost: number,
  inner: number,
  inwards: 1 | -1,
): { farther: number; sd: number } {
  const bins: number[] = [];
  for (let i = outermost; i !== inner; i += inwards) bins.push(i);
  // The level of a window that is one bin long is not known: its share says nothing of where in the bin it lies.
  if (bins.length < 2) return { farther: 0, sd: Math.sqrt(IN_A_BIN) };
  const excess = Math.max(...bins.map((i) => s.rate[i] ?? 0)) - s.baseRate;
  const counted = Math.max(...bins.map((i) => s.errors[i] ?? 0));
  if (!(excess > 0) || !(counted > 0)) return { farther: 0, sd: Math.sqrt(IN_A_BIN) };
  const share = (i: number): number | null => {
    const rate = s.rate[i];
    return rate === null || rate === undefined
      ? null
      : Math.max(0, Math.min(1, (rate - s.baseRate) / excess));
  };
  const failed = bins.reduce((sum, i) => sum + (share(i) ?? 1), share(outermost - inwards) ?? 0);
  const trust = IN_A_BIN / (IN_A_BIN + 1 / counted);
  return {
    farther: trust * Math.max(-0.5, Math.min(1.5, failed - bins.length + 0.5)),
    sd: Math.sqrt((1 - trust) * IN_A_BIN),
  };
}
