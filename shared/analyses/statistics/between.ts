/** A number held between two bounds. */
export function between(low: number, x: number, high: number): number {
  return Math.max(low, Math.min(high, x));
}
