/**
 * Change points in the mean of a sequence by exact search with pruning (PELT: Killick, Fearnhead and Eckley, J. Am.
 * Stat. Assoc. 107, 2012): Normal cost with known spread, penalty per change. Returns the index at which each new
 * level begins, ascending.
 */
export function pelt(values: readonly number[], spread: number, penalty: number, shortest = 2): number[] {
  const n = values.length;
  if (n < 2 * shortest || !(spread > 0)) return [];
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i += 1) {
    const z = (values[i] as number) / spread;
    sums[i + 1] = (sums[i] as number) + z;
    squares[i + 1] = (squares[i] as number) + z * z;
  }
  const cost = (from: number, to: number): number => {
    const sum = (sums[to] as number) - (sums[from] as number);
    return (squares[to] as number) - (squares[from] as number) - (sum * sum) / (to - from);
  };
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(n + 1);
  best[0] = -penalty;
  const open = new Int32Array(n + 1);
  const costs = new Float64Array(n + 1);
  /** The end from which a start is dropped: a start that has lost to `to` still serves the ends before `to` does. */
  const dropsAt = new Int32Array(n + 1).fill(n + 1);
  let count = 1;
  for (let to = shortest; to <= n; to += 1) {
    let least = Number.POSITIVE_INFINITY;
    let chosen = 0;
    for (let k = 0; k < count; k += 1) {
      const start = open[k] as number;
      const total = (best[start] as number) + cost(start, to);
      costs[k] = total;
      if (total < least) {
        least = total;
        chosen = start;
      }
    }
    best[to] = least + penalty;
    from[to] = chosen;
    // A start that is dearer by more than a penalty can never become the best again for an end that `to` may serve.
    let kept = 0;
    for (let k = 0; k < count; k += 1) {
      const start = open[k] as number;
      if ((costs[k] as number) > least + penalty)
        dropsAt[start] = Math.min(dropsAt[start] as number, to + shortest);
      if (to + 1 < (dropsAt[start] as number)) open[kept++] = start;
    }
    count = kept;
    const next = to + 1 - shortest;
    if (next >= shortest) open[count++] = next;
  }
  const changes: number[] = [];
  for (let at = from[n] as number; at > 0; at = from[at] as number) changes.push(at);
  return changes.reverse();
}
