import { type ReactNode, useMemo } from 'react';
import { Area, Line, ReferenceLine } from 'recharts';
import { isRecorded } from '../../shared/analyses/candidate-id.ts';
import type { Timeline } from '../../shared/analyses/timeline.ts';
import { calendarDay, count, figure } from '../../shared/analyses/wording.ts';
import type { TimeRange } from '../../shared/incident/time-range.ts';
import { Lane, type LanePoint } from './lane.tsx';
import { verdictLanes } from './lanes.ts';
import {
  Band,
  ChangeMark,
  FixLine,
  firstWords,
  IntervalBar,
  NowLine,
  TimerMark,
  textWidth,
} from './marks.tsx';
import type { ChartScale } from './scale.ts';
import { TimeAxis } from './time-axis.tsx';
import { formatLength, isLong, lengthLabels } from './time-format.ts';

/** The points inside, and where the line meets both edges: a close-up between two points still shows it. */
function toPoints(points: readonly (readonly [number, number | null])[], span: TimeRange): LanePoint[] {
  const first = points.findIndex(([at]) => at >= span.from);
  const end = points.findIndex(([at]) => at > span.to);
  const last = end < 0 ? points.length : end;
  if (first < 0) return [];
  const inside = points.slice(first, last).map(([at, value]) => ({ at, value }));
  return [...edge(points, first, span.from), ...inside, ...edge(points, last, span.to)];
}

/** The line between the points before and from `next` on, at `at`; nothing where either has no value. */
function edge(points: readonly (readonly [number, number | null])[], next: number, at: number): LanePoint[] {
  const before = points[next - 1];
  const after = points[next];
  if (!before || !after || before[1] === null || after[1] === null || after[0] === at) return [];
  const share = (at - before[0]) / (after[0] - before[0]);
  return [{ at, value: before[1] + share * (after[1] - before[1]) }];
}

function highest(points: readonly LanePoint[], least = 0): number {
  return points.reduce((most, point) => Math.max(most, point.value ?? 0), least);
}

/** Lowest and highest value with some room: a line shows its shape, not its distance from zero. */
function roomFor(points: readonly LanePoint[]): readonly [number, number] {
  const high = highest(points);
  const low = points.reduce(
    (least, point) => (point.value === null ? least : Math.min(least, point.value)),
    high,
  );
  const room = (high - low) * 0.2 || 1;
  return [low - room, high + room];
}

/** "418 to 617 requests a minute", for the lane's second line. */
function rangeOf(points: readonly LanePoint[], unit: string): string {
  const high = highest(points);
  const low = points.reduce(
    (least, point) => (point.value === null ? least : Math.min(least, point.value)),
    high,
  );
  const from = figure(low);
  const to = figure(high);
  return `${from === to ? from : `${from} to ${to}`} ${unit}`;
}

/** A name, or as much of it as fits and still says something: a half that follows a comma goes too. */
function named({ label, stream, kind }: Timeline['marks'][number], room: number, font: number): string {
  const part = firstWords(label, room, font);
  if (part === label) return label;
  // The name of a stream says more than the first words of what its record says.
  const whole = kind === 'other' || kind === 'config' ? firstWords(stream, room, font) : '';
  if (whole !== '' && whole === stream) return stream;
  // One word of several says nothing.
  return part.includes(' ') ? part.replace(/[,;:][^,;:]*$/, '') : '';
}

/** Its name behind the mark, or before it where there is more room: it stands alone in its lane. */
function beside(
  mark: Timeline['marks'][number],
  x: number,
  plot: number,
  font: number,
): { readonly label: string; readonly left: boolean } {
  // The lane has the name of the stream already.
  const bare = { ...mark, label: mark.label.replace(`${mark.stream}: `, '') };
  const behind = named(bare, plot - x - font * 1.8, font);
  const before = behind === bare.label ? '' : named(bare, x - font * 1.8, font);
  return before.length > behind.length ? { label: before, left: true } : { label: behind, left: false };
}

/** The next fix began inside this relief: its line would cross a label. */
function cutShort(next: Timeline['fixes'][number] | undefined, reliefTo: number): boolean {
  return next !== undefined && next.at < reliefTo;
}

/** "20 Nov, UTC", of several days "UTC": what the times of the axis are in, as far as it fits. */
function dayAndZone({ span, zone }: Timeline, room: number, font: number): string {
  const day = calendarDay(span.from, zone);
  const oneDay = day === calendarDay(span.to - 1, zone);
  const said = oneDay ? [`${day}, ${zone}`, day] : [zone];
  return said.find((one) => textWidth(one, font) <= room) ?? '';
}

/** One row: a name in the fixed column, a lane on the shared time axis, an optional second line under the name. */
function Row({
  name,
  about,
  strong,
  height,
  children,
  full,
  wraps,
}: {
  readonly name: string;
  readonly about?: string | undefined;
  readonly strong: boolean;
  readonly height: number;
  readonly children: ReactNode;
  readonly full: boolean;
  /** On the stage a name is never cut: it takes another line. */
  readonly wraps: boolean;
}) {
  return (
    <div className={full ? 'lane-row ruled' : 'lane-row'} style={{ height }}>
      <div
        className={`lane-name${strong ? ' strong' : ''}${wraps ? ' wraps' : ''}`}
        title={wraps ? undefined : name}
      >
        <span>{name}</span>
        {full && about && <small>{about}</small>}
      </div>
      {children}
    </div>
  );
}

/**
 * Failure windows, job runs, fixes with their relief, traffic and changes on one time axis.
 * `full` adds the timer and the gauge at its ceiling; `runLanes` limits how many streams are drawn.
 */
export function TimelineChart({
  timeline,
  width,
  scale,
  full = false,
  runLanes = 1,
  cause = null,
  causeEvent = null,
  likeliest = null,
  failName,
  selected = null,
}: {
  readonly timeline: Timeline;
  readonly width: number;
  readonly scale: ChartScale;
  readonly full?: boolean;
  readonly runLanes?: number;
  /** What the verdict names; null while it is open. */
  readonly cause?: string | null;
  /** Where it is one event of a stream, which: `<stream>#<n>`. */
  readonly causeEvent?: string | null;
  /** The candidate that leads while the verdict is open. */
  readonly likeliest?: string | null;
  /** Name of the lane of windows; "Failures" without it. */
  readonly failName?: string | undefined;
  /** Windows (by index) to point out. */
  readonly selected?: readonly number[] | null;
}) {
  const span = timeline.span;
  const onStage = scale.font > 20;
  const lanes = verdictLanes(timeline, runLanes, cause, onStage, likeliest);
  const { runs, ofCause, changes } = lanes;
  // Its labels take the room of a lane and say little of it.
  const gaugeName = timeline.gauge?.series.replace(/\s*\{.*\}$/, '') ?? '';
  const fixes = timeline.fixes.some(({ attempt, reliefTo }) => attempt !== null || reliefTo !== null);
  // A change on record has no name but what was changed, which stands beside its mark.
  const recorded = cause !== null && isRecorded(cause);
  // One change has its name beside its mark, those of a stream have that of their stream.
  const leads =
    likeliest !== null && likeliest === lanes.likeliest[0]?.stream && !isRecorded(likeliest)
      ? `Likeliest: ${likeliest}`
      : 'Likeliest so far';
  const causeName = recorded ? `Change ${cause}` : (cause ?? '');
  const longest = Math.max(
    0,
    ...runs.map((run) => textWidth(run.stream, scale.font)),
    ofCause.length > 0 ? textWidth(causeName, scale.font) : 0,
    lanes.likeliest.length > 0 ? textWidth(leads, scale.font) : 0,
    full && timeline.gauge ? textWidth(gaugeName, scale.font) : 0,
    full && timeline.traffic ? textWidth(`000 to 000 ${timeline.traffic.unit}`, scale.font) : 0,
  );
  // The name column grows with the longest name, up to a third of the chart.
  const names = Math.min(width / 3, Math.max(scale.labels, longest + scale.font));
  const plot = Math.max(60, width - names);
  const x = (at: number) => ((at - span.from) / (span.to - span.from)) * plot;
  // Two lines of a long name need the height of two lanes; the small stage gives up its last lane for it.
  const tall = (name: string) => onStage && !full && textWidth(name, scale.font) > names - scale.font;
  const crowded =
    runs.some((run) => tall(run.stream)) ||
    (ofCause.length > 0 && tall(causeName)) ||
    (onStage && !full && runs.length > 1 && fixes);
  // Where no bar has room for its number, no unit is named beside it.
  const minutesShown = (bars: readonly { readonly from: number; readonly to: number | null }[]) =>
    bars.some(({ from, to }) => {
      const ms = (to ?? timeline.now) - from;
      return (
        !isLong(ms) && x(from + ms) - x(from) >= textWidth(formatLength(ms), scale.font) + scale.font * 0.25
      );
    });
  const bands = timeline.windows.map((window) => ({ from: window.from, to: window.to ?? timeline.now }));
  const traffic = useMemo(() => toPoints(timeline.traffic?.points ?? [], span), [timeline.traffic, span]);
  const gauge = useMemo(() => toPoints(timeline.gauge?.points ?? [], span), [timeline.gauge, span]);
  const lane = (
    height: number,
    content: ReactNode,
    points?: readonly LanePoint[],
    range?: readonly [number, number],
  ) => (
    <Lane
      span={span}
      width={plot}
      height={height}
      {...(points ? { points } : {})}
      {...(range ? { bottom: range[0], top: range[1] } : {})}
    >
      {bands.map((band) => (
        <Band key={band.from} {...band} />
      ))}
      <NowLine at={timeline.now} scale={scale} />
      {content}
    </Lane>
  );
  const changeRow = (
    name: string,
    about: string,
    marks: readonly Timeline['marks'][number][],
    titled: (mark: Timeline['marks'][number]) => boolean,
    suspect: boolean,
  ) => {
    const height = tall(name) ? scale.lane * 2 : scale.lane;
    return (
      <Row name={name} about={about} strong height={height} full={full} wraps={onStage}>
        {lane(
          height,
          marks.map((mark) => (
            <ChangeMark
              key={`${mark.at}-${mark.label}`}
              at={mark.at}
              {...(titled(mark) ? beside(mark, x(mark.at), plot, scale.font) : { label: '' })}
              suspect={suspect}
              scale={scale}
            />
          )),
        )}
      </Row>
    );
  };
  const describe = `${timeline.windows.length} failure windows, ${timeline.runs.length} streams of runs, ${timeline.fixes.length} recoveries, ${ofCause.length + changes.length} recorded changes on one time axis`;
  return (
    <div
      className="timeline-chart"
      style={{ fontSize: scale.font, width, gridTemplateColumns: `${names}px ${plot}px` }}
      role="img"
      aria-label={describe}
    >
      <Row
        name={failName ?? 'Failures'}
        about={[
          ...(failName ? [] : [count(timeline.windows.length, 'window')]),
          ...(minutesShown(timeline.windows) ? ['min'] : []),
        ].join(', ')}
        strong
        height={scale.lane}
        full={full}
        wraps={onStage}
      >
        {lane(
          scale.lane,
          <>
            {timeline.windows.map((window, index) => (
              <IntervalBar
                key={window.from}
                from={window.from}
                to={window.to ?? timeline.now}
                look="window"
                labels={[formatLength((window.to ?? timeline.now) - window.from)]}
                detail={onStage ? null : `W${index + 1}`}
                scale={
                  selected?.includes(index)
                    ? { ...scale, bar: Math.min(scale.lane, scale.bar * 1.25) }
                    : scale
                }
              />
            ))}
            {timeline.nextWindow && (
              <IntervalBar
                from={timeline.nextWindow.from}
                to={timeline.nextWindow.to}
                look="expected-window"
                labels={[]}
                scale={scale}
              />
            )}
          </>,
        )}
      </Row>
      {ofCause.length > 0 &&
        changeRow(
          causeName,
          recorded ? 'on record' : count(ofCause.length, 'change'),
          ofCause,
          (mark) => recorded || (mark.id !== undefined && mark.id === causeEvent),
          true,
        )}
      {lanes.likeliest.length > 0 &&
        changeRow(leads, 'not settled', lanes.likeliest, () => lanes.likeliest.length === 1, false)}
      {runs.map((run) => (
        <Row
          key={run.stream}
          name={run.stream}
          about={`${run.of ?? 'runs'}${minutesShown(run.bars) ? ', minutes each' : ''}`}
          strong={run.suspect}
          height={tall(run.stream) ? scale.lane * 2 : scale.lane}
          full={full}
          wraps={onStage}
        >
          {lane(
            tall(run.stream) ? scale.lane * 2 : scale.lane,
            run.bars.map((bar) => (
              <IntervalBar
                key={bar.from}
                from={bar.from}
                to={Math.max(bar.to ?? timeline.now, bar.from + (span.to - span.from) / 400)}
                look={bar.expected ? 'expected-run' : run.suspect ? 'run' : 'other-run'}
                labels={
                  bar.expected ? [] : lengthLabels((bar.to ?? timeline.now) - bar.from).slice(onStage ? 1 : 0)
                }
                scale={scale}
              />
            )),
          )}
        </Row>
      ))}
      {full && timeline.timers.length > 0 && (
        <Row name="Its timer" strong={false} height={scale.lane * 0.66} full={full} wraps={onStage}>
          {lane(
            scale.lane * 0.66,
            timeline.timers.map((timer) => (
              <TimerMark
                key={timer.from}
                from={timer.from}
                to={timer.to}
                label={formatLength(timer.to - timer.from)}
                expected={timer.expected}
                scale={scale}
              />
            )),
          )}
        </Row>
      )}
      {full && timeline.gauge && (
        <Row
          name={gaugeName}
          about={timeline.gauge.limit === null ? 'what fills up' : `full at ${figure(timeline.gauge.limit)}`}
          strong={false}
          height={scale.curve}
          full={full}
          wraps={onStage}
        >
          {lane(
            scale.curve,
            <>
              {timeline.gauge.limit !== null && (
                <ReferenceLine
                  y={timeline.gauge.limit}
                  stroke="var(--ink-2)"
                  strokeWidth={scale.stroke}
                  strokeDasharray="12 8"
                />
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
            </>,
            gauge,
            [0, highest(gauge, timeline.gauge.limit ?? 0) * 1.12],
          )}
        </Row>
      )}
      {fixes && (
        <Row
          name={
            onStage
              ? 'Fixes, relief'
              : timeline.fixes.some(({ reliefMs }) => isLong(reliefMs ?? 0))
                ? 'Fixes, held'
                : 'Fixes, min held'
          }
          about={`until the next, n = ${timeline.intervals.length}`}
          strong={false}
          height={scale.lane}
          full={full}
          wraps={onStage}
        >
          {lane(
            scale.lane,
            timeline.fixes.map((fix, index) => (
              <g key={`${fix.attempt ?? 'none'}-${fix.at}`}>
                {fix.reliefTo !== null && (
                  <IntervalBar
                    from={fix.at}
                    to={fix.reliefTo}
                    look={fix.attempt === null ? 'relief-without-fix' : 'relief'}
                    labels={
                      fix.reliefMs === null || cutShort(timeline.fixes[index + 1], fix.reliefTo)
                        ? []
                        : fix.attempt === null && onStage && !full
                          ? [`${formatLength(fix.reliefMs)}, no fix`, formatLength(fix.reliefMs)]
                          : lengthLabels(fix.reliefMs)
                    }
                    detail={full || !onStage ? fix.label : null}
                    scale={scale}
                  />
                )}
                {fix.attempt !== null && (
                  <FixLine at={fix.at} readyAt={onStage && !full ? null : fix.readyAt} scale={scale} />
                )}
              </g>
            )),
          )}
        </Row>
      )}
      {timeline.traffic && (
        <Row
          name="Traffic"
          about={rangeOf(traffic, timeline.traffic.unit)}
          strong={cause === 'traffic'}
          height={scale.curve}
          full={full}
          wraps={onStage}
        >
          {lane(
            scale.curve,
            <Line
              type="linear"
              dataKey="value"
              stroke="var(--ink-2)"
              strokeWidth={cause === 'traffic' ? scale.stroke * 1.6 : scale.stroke}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              connectNulls={false}
            />,
            traffic,
            roomFor(traffic),
          )}
        </Row>
      )}
      {changes.length > 0 && !crowded && (
        <Row
          name="Changes"
          strong={false}
          height={full ? scale.lane * 0.66 : scale.lane}
          full={full}
          wraps={onStage}
        >
          {lane(
            full ? scale.lane * 0.66 : scale.lane,
            changes.map((mark, index) => {
              const next = changes[index + 1];
              // As much of a name as there is room for before the next diamond, or before now.
              const end = mark.at < timeline.now && timeline.now <= span.to ? x(timeline.now) : plot;
              const room = (next ? x(next.at) : end) - x(mark.at) - scale.font * 1.8;
              return (
                <ChangeMark
                  key={`${mark.at}-${mark.label}`}
                  at={mark.at}
                  label={named(mark, room, scale.font)}
                  scale={scale}
                />
              );
            }),
          )}
        </Row>
      )}
      <div className="lane-row">
        <div className="lane-name of-axis">
          {onStage && <span>{dayAndZone(timeline, names - scale.font, scale.font)}</span>}
        </div>
        <TimeAxis span={span} now={timeline.now} zone={timeline.zone} width={plot} scale={scale} />
      </div>
    </div>
  );
}
