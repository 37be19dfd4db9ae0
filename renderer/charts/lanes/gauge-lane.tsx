import { useMemo } from 'react';
import { Area, ReferenceLine } from 'recharts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { figure } from '../../../shared/analyses/wording.ts';
import { Lane } from './lane.tsx';
import type { LaneFrame } from './lane-frame.ts';
import { highest, toPoints } from './lane-points.ts';

type Gauge = NonNullable<Timeline['gauge']>;

/** The name of its series without its labels, which take the room of a lane and say little of it. */
export function gaugeName({ series }: Gauge): string {
  return series.replace(/\s*\{.*\}$/, '');
}

/** The gauge at its ceiling, or the one that fills up before the windows. */
export function GaugeLane({ frame, gauge }: { readonly frame: LaneFrame; readonly gauge: Gauge }) {
  const { span, scale } = frame;
  const { limit } = gauge;
  const points = useMemo(() => toPoints(gauge.points, span), [gauge, span]);
  return (
    <Lane
      frame={frame}
      name={gaugeName(gauge)}
      about={limit === null ? 'what fills up' : `full at ${figure(limit)}`}
      height={scale.curve}
      points={points}
      range={[0, highest(points, limit ?? 0) * 1.12]}
    >
      {limit !== null && (
        <ReferenceLine y={limit} stroke="var(--ink-2)" strokeWidth={scale.stroke} strokeDasharray="12 8" />
      )}
      <Area
        type="linear"
        dataKey="value"
        stroke="var(--job)"
        strokeWidth={scale.stroke}
        fill="var(--job)"
        fillOpacity={0.16}
        isAnimationActive={false}
        connectNulls={false}
        dot={false}
        activeDot={false}
      />
    </Lane>
  );
}
