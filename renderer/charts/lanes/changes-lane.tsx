import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { ChangeMark } from '../marks.tsx';
import { nameBefore } from './change-names.ts';
import { Lane } from './lane.tsx';
import { type LaneFrame, xIn } from './lane-frame.ts';

/** The changes that neither the verdict nor what leads so far names. */
export function ChangesLane({
  frame,
  changes,
}: {
  readonly frame: LaneFrame;
  readonly changes: Timeline['marks'];
}) {
  const { span, now, plot, scale, full } = frame;
  return (
    <Lane frame={frame} name="Changes" height={full ? scale.lane * 0.66 : scale.lane}>
      {changes.map((mark, index) => {
        const next = changes[index + 1];
        // As much of a name as there is room for before the next diamond, or before now.
        const end = mark.at < now && now <= span.to ? xIn(frame, now) : plot;
        return (
          <ChangeMark
            key={`${mark.at}-${mark.label}`}
            at={mark.at}
            label={nameBefore(next ? xIn(frame, next.at) : end, mark, frame)}
            scale={scale}
          />
        );
      })}
    </Lane>
  );
}
