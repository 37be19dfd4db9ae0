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
  let open: number[] = [0];
  for (let to = shortest; to <= n; to += 1) {
    const scored = open.map((start) => ({ start, cost: (best[start] as number) + cost(start, to) }));
    let chosen = scored[0] as { start: number; cost: number };
    for (const candidate of scored) if (candidate.cost < chosen.cost) chosen = candidate;
    best[to] = chosen.cost + penalty;
    from[to] = chosen.start;
    open = scored.filter((s) => s.cost <= (best[to] as number)).map((s) => s.start);
    const next = to + 1 - shortest;
    if (next >= shortest) open.push(next);
  }
  const changes: number[] = [];
  for (let at = from[n] as number; at > 0; at = from[at] as number) changes.push(at);
  return changes.reverse();
}
