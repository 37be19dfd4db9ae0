/** The ladder in perspective: rails that open downwards, rungs that get thicker (war-room.md, Layout). Stage px. */

const TOP = 112;
const BOTTOM = 760;

/** Where the dashed rung of the question being asked lies. */
export const CURRENT_Y = 748;
/** Where up to four rungs above it lie, nearest last. */
export const RUNG_Y: readonly number[] = [210, 313, 420, 532];
/** Where up to three lie, with more room between them. */
export const FEW_RUNGS_Y: readonly number[] = [226, 346, 474];

function between(y: number, top: number, bottom: number): number {
  return top + ((y - TOP) / (BOTTOM - TOP)) * (bottom - top);
}

/** x of the left rail at height y. */
export function leftRail(y: number): number {
  return between(y, 184, 76);
}

/** x of the right rail at height y. */
export function rightRail(y: number): number {
  return between(y, 1096, 1610);
}

/** Thickness of rails and rungs at height y. */
export function thickness(y: number): number {
  return between(y, 2.5, 10);
}

/** A rail between two heights as a closed path. */
export function railPath(x: (y: number) => number, from: number, to: number): string {
  const a = thickness(from) / 2;
  const b = thickness(to) / 2;
  return `M${x(from) - a} ${from}L${x(from) + a} ${from}L${x(to) + b} ${to}L${x(to) - b} ${to}Z`;
}
