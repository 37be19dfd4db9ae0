import { count } from '../../../shared/analyses/wording.ts';
import type { TimeRange } from '../../../shared/incident/time-range.ts';
import { IntervalBar } from '../marks.tsx';
import { formatLength } from '../time-format.ts';
import { Lane } from './lane.tsx';
import { type LaneFrame, minutesShown } from './lane-frame.ts';

/** The failure windows, and dashed the next one where a rival expects it. */
export function WindowsLane({
  frame,
  name,
  next,
  selected,
}: {
  readonly frame: LaneFrame;
  /** "Failures" without it. */
  readonly name: string | undefined;
  readonly next: TimeRange | null;
  /** Windows (by index) to point out. */
  readonly selected: readonly number[] | null;
}) {
  const { windows, scale, onStage } = frame;
  return (
    <Lane
      frame={frame}
      name={name ?? 'Failures'}
      about={[
        ...(name ? [] : [count(windows.length, 'window')]),
        ...(minutesShown(frame, windows) ? ['min'] : []),
      ].join(', ')}
      strong
      height={scale.lane}
    >
      {windows.map(({ from, to }, index) => (
        <IntervalBar
          key={from}
          from={from}
          to={to}
          look="window"
          labels={[formatLength(to - from)]}
          detail={onStage ? null : `W${index + 1}`}
          scale={
            selected?.includes(index) ? { ...scale, bar: Math.min(scale.lane, scale.bar * 1.25) } : scale
          }
        />
      ))}
      {next && <IntervalBar from={next.from} to={next.to} look="expected-window" labels={[]} scale={scale} />}
    </Lane>
  );
}
