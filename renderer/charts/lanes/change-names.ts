import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { firstWords } from '../marks.tsx';
import { type LaneFrame, xIn } from './lane-frame.ts';

type Mark = Timeline['marks'][number];

/** A name behind its mark, or as much of it as fits before `end`, px, and still says something. */
export function nameBefore(end: number, mark: Mark, frame: LaneFrame): string {
  return partThatFits(mark, end - xIn(frame, mark.at) - besideMark(frame), frame.scale.font);
}

/** Its name behind the mark, or before it where there is more room: it stands alone in its lane. */
export function nameBeside(mark: Mark, frame: LaneFrame): { readonly label: string; readonly left: boolean } {
  // The lane has the name of the stream already.
  const bare = { ...mark, label: mark.label.replace(`${mark.stream}: `, '') };
  const behind = nameBefore(frame.plot, bare, frame);
  const before =
    behind === bare.label
      ? ''
      : partThatFits(bare, xIn(frame, mark.at) - besideMark(frame), frame.scale.font);
  return before.length > behind.length ? { label: before, left: true } : { label: behind, left: false };
}

/** What the diamond and the space around it take of the room for a name, px. */
function besideMark({ scale }: LaneFrame): number {
  return scale.font * 1.8;
}

/** A half that follows a comma goes, too. */
function partThatFits({ label, stream, kind }: Mark, room: number, font: number): string {
  const part = firstWords(label, room, font);
  if (part === label) return label;
  // The name of a stream says more than the first words of what its record says.
  const whole = kind === 'other' || kind === 'config' ? firstWords(stream, room, font) : '';
  if (whole !== '' && whole === stream) return stream;
  // One word of several says nothing.
  return part.includes(' ') ? part.replace(/[,;:][^,;:]*$/, '') : '';
}
