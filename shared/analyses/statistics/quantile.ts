/** The p-quantile (type 7, linear interpolation: Hyndman & Fan 1996) of ascending values; NaN when there are none. */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = (n - 1) * p;
  const low = Math.floor(at);
  const a = sorted[low] ?? Number.NaN;
  const b = sorted[Math.min(n - 1, low + 1)] ?? a;
  return a + (b - a) * (at - low);
}

/** The p-quantile of values in any order. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(Float64Array.from(values).sort(), p);
}

/** The median; NaN when there are no values. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** 1.4826 times the median absolute deviation: the standard deviation of a Normal, unmoved by outliers. */
export function madSd(values: ArrayLike<number>): number {
  const centre = median(values);
  return 1.4826 * median(Array.from(values, (v) => Math.abs(v - centre)));
}
