import type { SessionState } from '../../../shared/session/state.ts';
import { IntervalsChart } from '../../charts/intervals-chart.tsx';
import { type ChartScale, STAGE_FULL } from '../../charts/scale.ts';
import { TimelineChart } from '../../charts/timeline-chart.tsx';
import { fitLine } from './fit-text.ts';

/** Lanes share what the head, the two sentences and the axis leave of the stage's height. */
function scaleFor(lanes: number): ChartScale {
  const lane = Math.min(140, Math.floor((1062 - 236 - STAGE_FULL.axis) / lanes));
  return { ...STAGE_FULL, lane, curve: lane, bar: Math.min(STAGE_FULL.bar, lane - 26) };
}

/** The full chart with two sentences that say what to see in it. */
export function ChartStage({ state }: { readonly state: SessionState }) {
  if (!state.result)
    return <p className="stage-waiting">No failure windows yet: the chart appears with the evidence.</p>;
  const timeline = state.result.timeline;
  const lead = state.findings
    .filter(
      (finding) =>
        !finding.withdrawn &&
        finding.verdict === 'supported' &&
        (finding.data.kind === 'trigger' || finding.data.kind === 'arming' || finding.data.kind === 'rhythm'),
    )
    .slice(0, 2)
    .map((finding) => finding.statement);
  const lanes =
    3 +
    (timeline.runs.length > 0 ? 1 : 0) +
    (timeline.timers.length > 0 ? 0.66 : 0) +
    (timeline.gauge ? 1 : 0) +
    (timeline.marks.length > 0 ? 0.66 : 0) -
    (timeline.traffic ? 0 : 1);
  return (
    <>
      <div className="stage-lead" style={{ top: 116 }}>
        {lead.map((sentence) => (
          <div
            key={sentence}
            style={{
              fontSize: fitLine(sentence, 1792, [34, 32], 430) ?? 32,
              whiteSpace: fitLine(sentence, 1792, [34, 32], 430) === null ? 'normal' : 'nowrap',
              lineHeight: fitLine(sentence, 1792, [34, 32], 430) === null ? '38px' : '48px',
            }}
          >
            {sentence}
          </div>
        ))}
      </div>
      <div className="stage-chart" style={{ top: lead.length === 0 ? 140 : 236 }}>
        {timeline.runs.length === 0 && timeline.intervals.length > 1 ? (
          <>
            <TimelineChart timeline={timeline} width={1792} scale={scaleFor(lanes + 2)} full />
            <IntervalsChart
              intervals={timeline.intervals}
              zone={timeline.zone}
              width={1792}
              height={190}
              font={32}
            />
          </>
        ) : (
          <TimelineChart timeline={timeline} width={1792} scale={scaleFor(lanes)} full />
        )}
      </div>
    </>
  );
}
