/**
 * Adjusted p-values that control the share of false discoveries among those that pass (Benjamini and Hochberg,
 * Controlling the False Discovery Rate, J. R. Stat. Soc. B 57, 1995). In the order of the input.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(ps.length).fill(1);
  let smallestSoFar = 1;
  order.forEach(({ p, index }, fromTop) => {
    const rank = ps.length - fromTop;
    smallestSoFar = Math.min(smallestSoFar, (p * ps.length) / rank);
    adjusted[index] = smallestSoFar;
  });
  return adjusted;
}
