/** ln of the weighted mean of exp(values); weights need not sum to 1. -Infinity when there is nothing. */
export function logMeanExp(values: ArrayLike<number>, weights?: ArrayLike<number>): number {
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) high = Math.max(high, values[i] as number);
  if (high === Number.NEGATIVE_INFINITY) return high;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights ? (weights[i] as number) : 1;
    sum += w * Math.exp((values[i] as number) - high);
    total += w;
  }
  return high + Math.log(sum / total);
}

/** ln of the sum of exp(values); -Infinity when there is nothing. */
export function logSum(values: ArrayLike<number>): number {
  return logMeanExp(values) + Math.log(values.length);
}

/** ln of the sum of weights times exp(values): weights are shares of a prior, of which some may lie where nothing was tried. */
export function logWeightedSum(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += weights[i] as number;
  return total > 0 ? logMeanExp(values, weights) + Math.log(total) : Number.NEGATIVE_INFINITY;
}
