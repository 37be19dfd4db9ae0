import { isRecorded } from '../../../shared/analyses/candidate-id.ts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { ChangeMark } from '../marks.tsx';
import { nameBeside } from './change-names.ts';
import { Lane } from './lane.tsx';
import { heightFor, type LaneFrame } from './lane-frame.ts';

/** One change has its name beside its mark, those of a stream have that of their stream. */
export function likeliestName(likeliest: string | null, changes: Timeline['marks']): string {
  return likeliest !== null && likeliest === changes[0]?.stream && !isRecorded(likeliest)
    ? `Likeliest: ${likeliest}`
    : 'Likeliest so far';
}

/** While the verdict is open: the change that leads, or those of the stream that does. */
export function LikeliestLane({
  frame,
  name,
  changes,
}: {
  readonly frame: LaneFrame;
  readonly name: string;
  readonly changes: Timeline['marks'];
}) {
  return (
    <Lane frame={frame} name={name} about="not settled" strong height={heightFor(frame, name)}>
      {changes.map((mark) => (
        <ChangeMark
          key={`${mark.at}-${mark.label}`}
          at={mark.at}
          {...(changes.length === 1 ? nameBeside(mark, frame) : { label: '' })}
          scale={frame.scale}
        />
      ))}
    </Lane>
  );
}
