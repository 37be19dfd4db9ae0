import type { Timeline } from '../../../shared/analyses/timeline.ts';
import type { TimeRange } from '../../../shared/incident/time-range.ts';
import { textWidth } from '../marks.tsx';
import type { ChartScale } from '../scale.ts';
import { formatLength, isLong } from '../time-format.ts';

/** What all lanes of one chart share: the time they draw, and the room they have for it. */
export interface LaneFrame {
  readonly span: TimeRange;
  /** The end of the evidence, epoch ms. */
  readonly now: number;
  /** Failure windows, a band through every lane; one that is still open lasts until now. */
  readonly windows: readonly TimeRange[];
  readonly scale: ChartScale;
  /** Width of the column of names, px. */
  readonly names: number;
  /** Width of each lane beside it, px. */
  readonly plot: number;
  /** With a second line under the names. */
  readonly full: boolean;
  /** For the room, where a name is never cut: it takes another line. */
  readonly onStage: boolean;
}

/** Whether sizes are those of the stage, not of a laptop. */
export function isForStage(scale: ChartScale): boolean {
  return scale.font > 20;
}

/**
 * The frame of a chart that is `width` px wide. The column of names grows with the longest of `names`, up to a third
 * of the chart.
 */
export function laneFrame(
  { span, now, windows }: Timeline,
  width: number,
  scale: ChartScale,
  full: boolean,
  names: readonly string[],
): LaneFrame {
  const longest = Math.max(0, ...names.map((name) => textWidth(name, scale.font)));
  const column = Math.min(width / 3, Math.max(scale.labels, longest + scale.font));
  return {
    span,
    now,
    windows: windows.map(({ from, to }) => ({ from, to: to ?? now })),
    scale,
    names: column,
    plot: Math.max(60, width - column),
    full,
    onStage: isForStage(scale),
  };
}

/** Where a moment stands in its lane, px. */
export function xIn({ span, plot }: LaneFrame, at: number): number {
  return ((at - span.from) / (span.to - span.from)) * plot;
}

/** A name that is too long for one line of its column; the full stage has high lanes anyway. */
export function isTall({ onStage, full, names, scale }: LaneFrame, name: string): boolean {
  return onStage && !full && textWidth(name, scale.font) > names - scale.font;
}

/** Height of a lane of bars or marks, px: two lines of a long name need the height of two lanes. */
export function heightFor(frame: LaneFrame, name: string): number {
  return isTall(frame, name) ? frame.scale.lane * 2 : frame.scale.lane;
}

/** Where no bar has room for its number, no unit is named beside it. */
export function minutesShown(
  frame: LaneFrame,
  bars: readonly { readonly from: number; readonly to: number | null }[],
): boolean {
  const { font } = frame.scale;
  return bars.some(({ from, to }) => {
    const ms = (to ?? frame.now) - from;
    const room = xIn(frame, from + ms) - xIn(frame, from);
    return !isLong(ms) && room >= textWidth(formatLength(ms), font) + font * 0.25;
  });
}
