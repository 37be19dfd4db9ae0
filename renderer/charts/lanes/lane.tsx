import type { ReactNode } from 'react';
import { ComposedChart, XAxis, YAxis } from 'recharts';
import { Band, NowLine } from '../marks.tsx';
import type { LaneFrame } from './lane-frame.ts';
import type { LanePoint } from './lane-points.ts';

const NOTHING: readonly LanePoint[] = [];

/**
 * One lane of the timeline: its name in the fixed column, an optional second line under it, and a ComposedChart on the
 * time domain that all lanes share, with the failure windows and the end of the evidence behind what it draws.
 */
export function Lane({
  frame,
  name,
  about,
  strong = false,
  height,
  points = NOTHING,
  range = [0, 1],
  children,
}: {
  readonly frame: LaneFrame;
  readonly name: string;
  readonly about?: string;
  readonly strong?: boolean;
  /** In px. */
  readonly height: number;
  /** What a line or an area draws; marks have no values. */
  readonly points?: readonly LanePoint[];
  /** Both ends of the axis of values. */
  readonly range?: readonly [number, number];
  readonly children: ReactNode;
}) {
  const { span, now, windows, plot, scale, full, onStage } = frame;
  return (
    <div className={full ? 'lane-row ruled' : 'lane-row'} style={{ height }}>
      <div
        className={`lane-name${strong ? ' strong' : ''}${onStage ? ' wraps' : ''}`}
        title={onStage ? undefined : name}
      >
        <span>{name}</span>
        {full && about && <small>{about}</small>}
      </div>
      <ComposedChart
        syncId="timeline"
        width={plot}
        height={height}
        data={points as LanePoint[]}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis dataKey="at" type="number" domain={[span.from, span.to]} allowDataOverflow hide />
        <YAxis type="number" domain={[range[0], range[1]]} allowDataOverflow hide />
        {windows.map((window) => (
          <Band key={window.from} {...window} />
        ))}
        <NowLine at={now} scale={scale} />
        {children}
      </ComposedChart>
    </div>
  );
}
