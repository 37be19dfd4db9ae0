import type { Timeline } from '../../shared/analyses/timeline.ts';
import { AxisRow } from './lanes/axis-row.tsx';
import { CauseLane, causeName } from './lanes/cause-lane.tsx';
import { ChangesLane } from './lanes/changes-lane.tsx';
import { FixesLane } from './lanes/fixes-lane.tsx';
import { GaugeLane, gaugeName } from './lanes/gauge-lane.tsx';
import { isForStage, isTall, laneFrame } from './lanes/lane-frame.ts';
import { LikeliestLane, likeliestName } from './lanes/likeliest-lane.tsx';
import { RunsLane } from './lanes/runs-lane.tsx';
import { TimersLane } from './lanes/timers-lane.tsx';
import { TrafficLane } from './lanes/traffic-lane.tsx';
import { verdictLanes } from './lanes/verdict-lanes.ts';
import { WindowsLane } from './lanes/windows-lane.tsx';
import type { ChartScale } from './scale.ts';

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
  const { fixes, traffic } = timeline;
  const gauge = full ? timeline.gauge : null;
  const timers = full ? timeline.timers : [];
  const drawn = verdictLanes(timeline, runLanes, cause, isForStage(scale), likeliest);
  const { runs, ofCause, changes } = drawn;
  const ofCauseName = cause !== null && ofCause.length > 0 ? causeName(cause) : null;
  const leads = drawn.likeliest.length > 0 ? likeliestName(likeliest, drawn.likeliest) : null;
  const frame = laneFrame(timeline, width, scale, full, [
    ...runs.map((run) => run.stream),
    ...(ofCauseName === null ? [] : [ofCauseName]),
    ...(leads === null ? [] : [leads]),
    ...(gauge ? [gaugeName(gauge)] : []),
    // Its second line is longer than its name.
    ...(full && traffic ? [`000 to 000 ${traffic.unit}`] : []),
  ]);
  const fixed = fixes.some(({ attempt, reliefTo }) => attempt !== null || reliefTo !== null);
  // The small stage gives up its last lane for a name of two lines.
  const crowded =
    runs.some((run) => isTall(frame, run.stream)) ||
    (ofCauseName !== null && isTall(frame, ofCauseName)) ||
    (frame.onStage && !full && runs.length > 1 && fixed);
  const describe = `${timeline.windows.length} failure windows, ${timeline.runs.length} streams of runs, ${fixes.length} recoveries, ${ofCause.length + changes.length} recorded changes on one time axis`;
  return (
    <div
      className="timeline-chart"
      style={{ fontSize: scale.font, width, gridTemplateColumns: `${frame.names}px ${frame.plot}px` }}
      role="img"
      aria-label={describe}
    >
      <WindowsLane frame={frame} name={failName} next={timeline.nextWindow} selected={selected} />
      {cause !== null && ofCause.length > 0 && (
        <CauseLane frame={frame} cause={cause} causeEvent={causeEvent} changes={ofCause} />
      )}
      {leads !== null && <LikeliestLane frame={frame} name={leads} changes={drawn.likeliest} />}
      {runs.map((run) => (
        <RunsLane key={run.stream} frame={frame} run={run} />
      ))}
      {timers.length > 0 && <TimersLane frame={frame} timers={timers} />}
      {gauge && <GaugeLane frame={frame} gauge={gauge} />}
      {fixed && <FixesLane frame={frame} fixes={fixes} intervals={timeline.intervals.length} />}
      {traffic && <TrafficLane frame={frame} traffic={traffic} suspect={cause === 'traffic'} />}
      {changes.length > 0 && !crowded && <ChangesLane frame={frame} changes={changes} />}
      <AxisRow frame={frame} zone={timeline.zone} />
    </div>
  );
}
