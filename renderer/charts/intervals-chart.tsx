import { Bar, BarChart, Cell, LabelList, XAxis, YAxis } from 'recharts';
import type { Timeline } from '../../shared/analyses/timeline.ts';
import { whenAmong } from '../../shared/analyses/wording.ts';
import { MINUTE_MS } from '../../shared/incident/time-range.ts';
import { textWidth } from './marks.tsx';
import { formatHours, isLong, lengthLabels } from './time-format.ts';

/** How long it stayed quiet each time, in minutes where each is short: solid after a fix, dashed where nobody did anything. */
export function IntervalsChart({
  intervals,
  zone,
  width,
  height,
  font,
}: {
  readonly intervals: Timeline['intervals'];
  readonly zone: string;
  readonly width: number;
  readonly height: number;
  readonly font: number;
}) {
  const long = intervals.some(({ ms }) => isLong(ms));
  const slot = width / Math.max(1, intervals.length);
  const whole = intervals.map(({ ms }) => lengthLabels(ms)[0] ?? '');
  const roomy = whole.every((label) => textWidth(label, font) * 1.1 <= slot);
  // A figure that would stand on the one before it is left out, the longest first written.
  const said = intervals.map(({ ms }, index) =>
    !long ? (lengthLabels(ms)[1] ?? '') : roomy ? (whole[index] ?? '') : formatHours(ms),
  );
  const written: number[] = [];
  for (const index of intervals
    .map((_, i) => i)
    .sort((a, b) => (intervals[b]?.ms ?? 0) - (intervals[a]?.ms ?? 0))) {
    const half = (at: number) => (textWidth(said[at] ?? '', font) * 1.1) / 2;
    const middle = (index + 0.5) * slot;
    const inside = middle >= half(index) && middle <= width - half(index);
    if (inside && written.every((other) => Math.abs(other - index) * slot >= half(index) + half(other)))
      written.push(index);
  }
  const starts = intervals.map(({ from }) => from);
  const data = intervals.map((interval, index) => ({
    at: whenAmong(interval.from, starts, zone),
    minutes: interval.ms / MINUTE_MS,
    // All in one unit where not each has room for its own.
    label: written.includes(index) ? said[index] : '',
    fixed: interval.fixed,
  }));
  return (
    <BarChart
      width={width}
      height={height}
      data={data}
      margin={{ top: font * 1.5, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis
        dataKey="at"
        tickLine={false}
        axisLine={{ stroke: 'var(--edge)' }}
        tick={{ fontSize: font, fill: 'var(--ink-2)' }}
        height={font * 1.6}
        interval="preserveStartEnd"
      />
      <YAxis hide domain={[0, 'dataMax']} />
      <Bar dataKey="minutes" isAnimationActive={false} maxBarSize={font * 3}>
        {data.map((bar) => (
          <Cell
            key={bar.at}
            fill={bar.fixed ? 'var(--surface)' : 'none'}
            stroke={bar.fixed ? 'var(--ink)' : 'var(--edge)'}
            strokeWidth={font / 11}
            strokeDasharray={bar.fixed ? undefined : `${font / 4} ${font / 5}`}
          />
        ))}
        <LabelList dataKey="label" position="top" fontSize={font} fill="var(--ink)" fontWeight={600} />
      </Bar>
    </BarChart>
  );
}
