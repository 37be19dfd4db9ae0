/** Ranks from 1 in the order of the input; ties share their mean rank. */
export function ranksOf(values: readonly number[]): Float64Array {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const ranks = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const value = values[i] as number;
    ranks[i] = (place(sorted, value, false) + place(sorted, value, true) + 1) / 2;
  }
  return ranks;
}

/** How many of the sorted values lie below `value`, or not above it. */
function place(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = sorted[middle] as number;
    if (here < value || (orEqual && here === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Spearman's rank correlation, -1 to 1; 0 where one side does not vary or fewer than three pairs exist. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  const n = Math.min(x.length, y.length);
  return n < 3 ? 0 : correlation(ranksOf(x.slice(0, n)), ranksOf(y.slice(0, n)));
}

/** As `spearman` of the values with their order: 1 where they only rise, -1 where they only fall. */
export function trend(values: readonly number[]): number {
  return values.length < 3
    ? 0
    : correlation(
        ranksOf(values),
        Float64Array.from(values, (_, i) => i + 1),
      );
}

function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const middle = (n + 1) / 2;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i += 1) {
    const da = (a[i] as number) - middle;
    const db = (b[i] as number) - middle;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
