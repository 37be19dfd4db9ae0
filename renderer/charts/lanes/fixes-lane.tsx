import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { FixLine, IntervalBar } from '../marks.tsx';
import { formatLength, isLong, lengthLabels } from '../time-format.ts';
import { Lane } from './lane.tsx';
import type { LaneFrame } from './lane-frame.ts';

type Fix = Timeline['fixes'][number];

/** Each fix, and how long it stayed quiet after it. */
export function FixesLane({
  frame,
  fixes,
  intervals,
}: {
  readonly frame: LaneFrame;
  readonly fixes: readonly Fix[];
  /** How many times it stayed quiet until the next failure. */
  readonly intervals: number;
}) {
  const { scale, full, onStage } = frame;
  const small = onStage && !full;
  const long = fixes.some(({ reliefMs }) => isLong(reliefMs ?? 0));
  return (
    <Lane
      frame={frame}
      name={onStage ? 'Fixes, relief' : long ? 'Fixes, held' : 'Fixes, min held'}
      about={`until the next, n = ${intervals}`}
      height={scale.lane}
    >
      {fixes.map((fix, index) => (
        <g key={`${fix.attempt ?? 'none'}-${fix.at}`}>
          {fix.reliefTo !== null && (
            <IntervalBar
              from={fix.at}
              to={fix.reliefTo}
              look={fix.attempt === null ? 'relief-without-fix' : 'relief'}
              labels={cutShort(fixes[index + 1], fix.reliefTo) ? [] : reliefLabels(fix, small)}
              detail={small ? null : fix.label}
              scale={scale}
            />
          )}
          {fix.attempt !== null && <FixLine at={fix.at} readyAt={small ? null : fix.readyAt} scale={scale} />}
        </g>
      ))}
    </Lane>
  );
}

/** The next fix began inside this relief: its line would cross a label. */
function cutShort(next: Fix | undefined, reliefTo: number): boolean {
  return next !== undefined && next.at < reliefTo;
}

/** How a relief may say its length, the longest first; the small stage names no fix beside it, but that there was none. */
function reliefLabels({ attempt, reliefMs }: Fix, small: boolean): string[] {
  if (reliefMs === null) return [];
  const length = formatLength(reliefMs);
  return attempt === null && small ? [`${length}, no fix`, length] : lengthLabels(reliefMs);
}
