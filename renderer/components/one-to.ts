/** 1, 2, ... n: for drawing n alike things, each with its number as key. */
export function oneTo(n: number): number[] {
  return Array.from({ length: Math.max(0, n) }, (_, index) => index + 1);
}
