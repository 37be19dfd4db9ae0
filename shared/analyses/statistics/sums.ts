/** Arithmetic mean; NaN for an empty list. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Largest value without spreading the list over the call stack; -Infinity for an empty list. */
export function largest(values: Iterable<number>): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > best) best = value;
  return best;
}

/** Smallest value; Infinity for an empty list. */
export function smallest(values: Iterable<number>): number {
  let best = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < best) best = value;
  return best;
}

/** Sum of squared distances from the mean; 0 for an empty list. */
export function squaredError(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum;
}
