import { partsOf } from '../../shared/analyses/candidate-id.ts';
import type { Timeline } from '../../shared/analyses/timeline.ts';
import { MINUTE_MS } from '../../shared/incident/time-range.ts';

/** Quiet on both sides of a window in close-up: at least so long, and this share of its length. */
const LEAST_AROUND_MS = 10 * MINUTE_MS;
const AROUND = 1.5;
/** What brought it is looked for up to this many times as far back. */
const MOST_BACK = 6;

/** The chart of one window (by index) with what came right before it; the whole chart for null or an index that is none. */
export function closeUp(timeline: Timeline, index: number | null, cause: string | null): Timeline {
  const window = index === null ? undefined : timeline.windows[index];
  if (!window) return timeline;
  const to = window.to ?? timeline.now;
  const around = Math.max(LEAST_AROUND_MS, AROUND * (to - window.from));
  const causes = cause === null ? [] : partsOf(cause);
  const starts = [
    ...timeline.runs
      .filter((run) => causes.includes(run.stream))
      .flatMap((run) => run.bars.map((bar) => bar.from)),
    ...timeline.marks.filter((mark) => mark.stream === cause || mark.id === cause).map((mark) => mark.at),
  ].filter((at) => at <= window.from && at >= window.from - MOST_BACK * around);
  const brought = Math.max(...starts, Number.NEGATIVE_INFINITY);
  const from = Math.min(window.from - around, Number.isFinite(brought) ? brought - around / 3 : window.from);
  return {
    ...timeline,
    span: { from: Math.max(timeline.span.from, from), to: Math.min(timeline.span.to, to + around) },
  };
}

/** "Window 3 of 12", for the lane of failures in close-up. */
export function closeUpName(timeline: Timeline, index: number | null): string | undefined {
  const n = timeline.windows.length;
  return index === null || index >= n ? undefined : `Window ${index + 1} of ${n}`;
}

/** The next one to look at, in turn: the whole chart, then each window. `step` is 1 or -1. */
export function nextCloseUp(windows: number, index: number | null, step: 1 | -1): number | null {
  const place = index === null || index >= windows ? 0 : index + 1;
  const next = (place + step + windows + 1) % (windows + 1);
  return next === 0 ? null : next - 1;
}
