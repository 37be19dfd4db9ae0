import { LocalClock } from '../../shared/incident/local-clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeRange } from '../../shared/incident/time-range.ts';
import type { ChartScale } from './scale.ts';
import { formatNow, formatTick } from './time-format.ts';

const STEPS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
];

/** Ticks at round times of the zone's clock, epoch ms, so that no more than `most` stand on the axis. */
export function ticksOf(span: TimeRange, most: number, zone: string): number[] {
  const step = STEPS.find((candidate) => (span.to - span.from) / candidate <= most) ?? 14 * DAY_MS;
  const clock = new LocalClock(zone);
  const ticks: number[] = [];
  const last = clock.toWall(span.to);
  for (let wall = Math.ceil(clock.toWall(span.from) / step) * step; wall <= last; wall += step) {
    const at = clock.toUtc(wall);
    if (at >= span.from && at <= span.to && at !== ticks.at(-1)) ticks.push(at);
  }
  return ticks;
}

/** The shared time axis below the lanes, with "now" where the evidence ends. */
export function TimeAxis({
  span,
  now,
  zone,
  width,
  scale,
}: {
  readonly span: TimeRange;
  readonly now: number;
  readonly zone: string;
  readonly width: number;
  readonly scale: ChartScale;
}) {
  const toX = (at: number) => ((at - span.from) / (span.to - span.from)) * width;
  const room = scale.font * 5.4;
  const nowInside = now >= span.from && now <= span.to;
  const nowText = formatNow(now, span, zone);
  // Letters of the type are about half as wide as high; a tick has six at most.
  const nowWidth = nowText.length * scale.font * 0.56;
  const nowAtEnd = toX(now) > width - nowWidth / 2;
  const ticks = ticksOf(span, Math.max(2, Math.floor(width / room)), zone);
  return (
    <svg className="time-axis" width={width} height={scale.axis} aria-hidden="true" overflow="visible">
      <path d={`M0 .5H${width}`} stroke="var(--edge)" strokeWidth={scale.stroke * 0.7} />
      {ticks.map((at) => {
        // At the end of the axis "now" stands to the left of its place.
        const reach = (nowAtEnd ? nowWidth : nowWidth / 2) + scale.font * 2.2;
        const hidden = nowInside && Math.abs(toX(at) - toX(now)) < reach;
        return (
          <g key={at} transform={`translate(${toX(at)} 0)`}>
            <path d={`M0 0V${scale.font * 0.35}`} stroke="var(--edge)" strokeWidth={scale.stroke * 0.7} />
            {!hidden && (
              <text
                y={scale.font * 1.4}
                fontSize={scale.font}
                textAnchor={toX(at) > width - room / 3 ? 'end' : 'middle'}
                fill="var(--ink-2)"
              >
                {formatTick(at, span, zone)}
              </text>
            )}
          </g>
        );
      })}
      {nowInside && (
        <text
          x={toX(now)}
          y={scale.font * 1.4}
          fontSize={scale.font}
          fontWeight={600}
          textAnchor={nowAtEnd ? 'end' : 'middle'}
          fill="var(--ink)"
        >
          {nowText}
        </text>
      )}
    </svg>
  );
}
