/** A half-open span [from, to) in epoch milliseconds UTC. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** True when `at` (epoch ms) lies inside the half-open range. */
export function contains(range: TimeRange, at: number): boolean {
  return at >= range.from && at < range.to;
}

/** Length in ms of the overlap of two ranges, 0 when they do not meet. */
export function overlapMs(a: TimeRange, b: TimeRange): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}

/** The union of ranges as a sorted list without overlaps; ranges that touch are joined. */
export function union(ranges: readonly TimeRange[]): TimeRange[] {
  const sorted = [...ranges].filter((r) => r.to > r.from).sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}
