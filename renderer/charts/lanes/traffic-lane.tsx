import { useMemo } from 'react';
import { Line } from 'recharts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { figure } from '../../../shared/analyses/wording.ts';
import { Lane } from './lane.tsx';
import type { LaneFrame } from './lane-frame.ts';
import { highest, type LanePoint, lowest, toPoints } from './lane-points.ts';

/** The requests over time. */
export function TrafficLane({
  frame,
  traffic,
  suspect,
}: {
  readonly frame: LaneFrame;
  readonly traffic: NonNullable<Timeline['traffic']>;
  /** The verdict names the traffic itself. */
  readonly suspect: boolean;
}) {
  const { span, scale } = frame;
  const points = useMemo(() => toPoints(traffic.points, span), [traffic, span]);
  return (
    <Lane
      frame={frame}
      name="Traffic"
      about={rangeOf(points, traffic.unit)}
      strong={suspect}
      height={scale.curve}
      points={points}
      range={roomFor(points)}
    >
      <Line
        type="linear"
        dataKey="value"
        stroke="var(--ink-2)"
        strokeWidth={suspect ? scale.stroke * 1.6 : scale.stroke}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        connectNulls={false}
      />
    </Lane>
  );
}

/** Lowest and highest value with some room: a line shows its shape, not its distance from zero. */
function roomFor(points: readonly LanePoint[]): readonly [number, number] {
  const high = highest(points);
  const low = lowest(points);
  const room = (high - low) * 0.2 || 1;
  return [low - room, high + room];
}

/** "418 to 617 requests a minute", for the lane's second line. */
function rangeOf(points: readonly LanePoint[], unit: string): string {
  const from = figure(lowest(points));
  const to = figure(highest(points));
  return `${from === to ? from : `${from} to ${to}`} ${unit}`;
}
