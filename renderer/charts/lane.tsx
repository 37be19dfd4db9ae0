import type { ReactNode } from 'react';
import { ComposedChart, XAxis, YAxis } from 'recharts';
import type { TimeRange } from '../../shared/incident/time-range.ts';

/** A value over time as Recharts reads it. */
export interface LanePoint {
  readonly at: number;
  readonly value: number | null;
}

const NOTHING: readonly LanePoint[] = [];

/**
 * One lane of the timeline: a ComposedChart on the time domain that all lanes share.
 * `top` is the upper end of the value axis; marks that have no value use 0 to 1.
 */
export function Lane({
  span,
  width,
  height,
  points = NOTHING,
  bottom = 0,
  top = 1,
  children,
}: {
  readonly span: TimeRange;
  readonly width: number;
  readonly height: number;
  readonly points?: readonly LanePoint[];
  readonly bottom?: number;
  readonly top?: number;
  readonly children: ReactNode;
}) {
  return (
    <ComposedChart
      syncId="timeline"
      width={width}
      height={height}
      data={points as LanePoint[]}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis dataKey="at" type="number" domain={[span.from, span.to]} allowDataOverflow hide />
      <YAxis type="number" domain={[bottom, top]} allowDataOverflow hide />
      {children}
    </ComposedChart>
  );
}
