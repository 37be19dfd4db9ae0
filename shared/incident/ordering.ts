/** Order by code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Number of a source id: 3 of `E3`. */
export function sourceNumber(id: string): number {
  return Number(id.slice(1));
}
