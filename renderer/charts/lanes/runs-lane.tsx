import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { IntervalBar } from '../marks.tsx';
import { lengthLabels } from '../time-format.ts';
import { Lane } from './lane.tsx';
import { heightFor, type LaneFrame, minutesShown } from './lane-frame.ts';

/** The runs of one stream; dashed where one is expected. */
export function RunsLane({
  frame,
  run: { stream, of = 'runs', suspect, bars },
}: {
  readonly frame: LaneFrame;
  readonly run: Timeline['runs'][number];
}) {
  const { span, now, scale, onStage } = frame;
  // A short run is still seen.
  const leastMs = (span.to - span.from) / 400;
  return (
    <Lane
      frame={frame}
      name={stream}
      about={`${of}${minutesShown(frame, bars) ? ', minutes each' : ''}`}
      strong={suspect}
      height={heightFor(frame, stream)}
    >
      {bars.map(({ from, to, expected }) => (
        <IntervalBar
          key={from}
          from={from}
          to={Math.max(to ?? now, from + leastMs)}
          look={expected ? 'expected-run' : suspect ? 'run' : 'other-run'}
          labels={expected ? [] : lengthLabels((to ?? now) - from).slice(onStage ? 1 : 0)}
          scale={scale}
        />
      ))}
    </Lane>
  );
}
