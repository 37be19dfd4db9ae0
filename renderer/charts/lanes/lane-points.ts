import type { Point } from '../../../shared/analyses/timeline.ts';
import type { TimeRange } from '../../../shared/incident/time-range.ts';

/** A value over time as Recharts reads it. */
export interface LanePoint {
  readonly at: number;
  readonly value: number | null;
}

/** The points inside, and where the line meets both edges: a close-up between two points still shows it. */
export function toPoints(points: readonly Point[], span: TimeRange): LanePoint[] {
  const first = points.findIndex(([at]) => at >= span.from);
  const end = points.findIndex(([at]) => at > span.to);
  const last = end < 0 ? points.length : end;
  if (first < 0) return [];
  const inside = points.slice(first, last).map(([at, value]) => ({ at, value }));
  return [...edge(points, first, span.from), ...inside, ...edge(points, last, span.to)];
}

/** The line between the points before and from `next` on, at `at`; nothing where either has no value. */
function edge(points: readonly Point[], next: number, at: number): LanePoint[] {
  const before = points[next - 1];
  const after = points[next];
  if (!before || !after || before[1] === null || after[1] === null || after[0] === at) return [];
  const share = (at - before[0]) / (after[0] - before[0]);
  return [{ at, value: before[1] + share * (after[1] - before[1]) }];
}

/** The highest value, `least` where none is above it. */
export function highest(points: readonly LanePoint[], least = 0): number {
  return points.reduce((most, point) => Math.max(most, point.value ?? 0), least);
}

/** The lowest value, the highest where there is none. */
export function lowest(points: readonly LanePoint[]): number {
  return points.reduce(
    (least, point) => (point.value === null ? least : Math.min(least, point.value)),
    highest(points),
  );
}
