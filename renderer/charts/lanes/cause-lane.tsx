import { isRecorded } from '../../../shared/analyses/candidate-id.ts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { count } from '../../../shared/analyses/wording.ts';
import { ChangeMark } from '../marks.tsx';
import { nameBeside } from './change-names.ts';
import { Lane } from './lane.tsx';
import { heightFor, type LaneFrame } from './lane-frame.ts';

/** A change on record has no name but what was changed, which stands beside its mark. */
export function causeName(cause: string): string {
  return isRecorded(cause) ? `Change ${cause}` : cause;
}

/** The changes that the verdict names: one on record, or those of a stream. */
export function CauseLane({
  frame,
  cause,
  causeEvent,
  changes,
}: {
  readonly frame: LaneFrame;
  readonly cause: string;
  /** Where it is one event of a stream, which: `<stream>#<n>`. */
  readonly causeEvent: string | null;
  readonly changes: Timeline['marks'];
}) {
  const name = causeName(cause);
  const recorded = isRecorded(cause);
  return (
    <Lane
      frame={frame}
      name={name}
      about={recorded ? 'on record' : count(changes.length, 'change')}
      strong
      height={heightFor(frame, name)}
    >
      {changes.map((mark) => (
        <ChangeMark
          key={`${mark.at}-${mark.label}`}
          at={mark.at}
          {...(recorded || (mark.id !== undefined && mark.id === causeEvent)
            ? nameBeside(mark, frame)
            : { label: '' })}
          suspect
          scale={frame.scale}
        />
      ))}
    </Lane>
  );
}
