import { activity, type Baseline, best, mostLag } from './baseline.ts';

/** Pearson's r of y with x moved later by `lag` bins, over bins where y is known. */
export function correlation(x: ArrayLike<number | null>, y: readonly (number | null)[], lag: number): number {
  let n = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = lag; i < y.length; i++) {
    const a = x[i - lag];
    const b = y[i];
    if (a === null || a === undefined || b === null || b === undefined) continue;
    n++;
    sx += a;
    sy += b;
    sxx += a * a;
    syy += b * b;
    sxy += a * b;
  }
  const spread = (sxx - (sx * sx) / n) * (syy - (sy * sy) / n);
  return spread > 0 ? (sxy - (sx * sy) / n) / Math.sqrt(spread) : 0;
}

/** Blames what correlates best with the error rate at any lag up to half the usual interval. */
export const bestLagPearson: Baseline = (view) => {
  const { segmentation, streams } = view;
  const most = mostLag(view);
  const top = (x: ArrayLike<number | null>): number => {
    let r = 0;
    for (let lag = 0; lag <= most; lag++) r = Math.max(r, correlation(x, segmentation.rate, lag));
    return r;
  };
  const guesses = streams.map((stream) => ({
    id: stream.id,
    score: top(activity(stream, segmentation, 300_000)),
  }));
  if (segmentation.requests) guesses.push({ id: 'traffic', score: top(segmentation.requests) });
  return best(guesses);
};
