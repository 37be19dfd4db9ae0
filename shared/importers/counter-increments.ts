/**
 * Increments of a cumulative counter at each sample; a fall is a restart of the process, after which the counter
 * began at 0 (Prometheus `increase()`). The first sample has no increment.
 */
export function increments(values: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null;
  return values.map((value) => {
    if (value === null) return null;
    const step = last === null ? null : value >= last ? value - last : value;
    last = value;
    return step;
  });
}

/** True when samples look cumulative: whole, never below 0, and rising but for restarts. */
export function looksCumulative(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  if (known.length < 3) return false;
  let falls = 0;
  for (let i = 1; i < known.length; i += 1) if ((known[i] ?? 0) < (known[i - 1] ?? 0)) falls += 1;
  return falls <= known.length * 0.05 && (known.at(-1) ?? 0) > 0;
}
