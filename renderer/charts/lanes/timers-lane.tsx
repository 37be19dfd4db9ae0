import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { TimerMark } from '../marks.tsx';
import { formatLength } from '../time-format.ts';
import { Lane } from './lane.tsx';
import type { LaneFrame } from './lane-frame.ts';

/** What the suspect waits for before each run. */
export function TimersLane({
  frame,
  timers,
}: {
  readonly frame: LaneFrame;
  readonly timers: Timeline['timers'];
}) {
  return (
    <Lane frame={frame} name="Its timer" height={frame.scale.lane * 0.66}>
      {timers.map(({ from, to, expected }) => (
        <TimerMark
          key={from}
          from={from}
          to={to}
          label={formatLength(to - from)}
          expected={expected}
          scale={frame.scale}
        />
      ))}
    </Lane>
  );
}
