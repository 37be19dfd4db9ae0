import { isRecorded } from '../../../shared/analyses/candidate-id.ts';
import { undecidedSentences } from '../../../shared/analyses/close-behind.ts';
import { isKind, type NumberedFinding } from '../../../shared/analyses/finding.ts';
import { sentence } from '../../../shared/analyses/wording.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { closeUp, closeUpName } from '../../charts/close-up.ts';
import { decidedCause, lanesForRoom, roomCause, verdictOn } from '../../charts/decided-cause.ts';
import { IntervalsChart } from '../../charts/intervals-chart.tsx';
import { verdictLanes } from '../../charts/lanes/verdict-lanes.ts';
import { type ChartScale, STAGE_FULL } from '../../charts/scale.ts';
import { isLong } from '../../charts/time-format.ts';
import { TimelineChart } from '../../charts/timeline-chart.tsx';
import { fitLine } from '../../components/fit-text.ts';
import { standsOut } from './stands-out.ts';

const LEAD_SIZES: readonly number[] = [34, 32];

/** Lanes share what the head, the two sentences and the axis leave of the stage's height. */
function scaleFor(lanes: number): ChartScale {
  const lane = Math.min(140, Math.floor((1062 - 236 - STAGE_FULL.axis) / lanes));
  return { ...STAGE_FULL, lane, curve: lane, bar: Math.min(STAGE_FULL.bar, lane - 26) };
}

/** What the verdict rests on, without its confidence, which the room does not see: "5 of 5 windows began at ...". */
function reasonOf(state: SessionState): string | null {
  const cause = state.findings.find((finding) => !finding.withdrawn && isKind(finding, 'cause'));
  if (!cause || !isKind(cause, 'cause') || decidedCause(state) === null) return null;
  const { candidates, cause: id } = cause.data;
  const named = candidates.find((candidate) => candidate.id === id);
  // The lane of a change on record bears its number alone.
  if (named && isRecorded(id)) return `${named.label}: ${named.reason}`;
  const [, reason] = /\): (.+)$/s.exec(cause.statement) ?? [];
  return reason === undefined ? null : sentence(reason);
}

/** The beginning of a sentence that does not fit; of a change on record, without what was changed. */
function shorter(statement: string): string {
  const bare = statement.replace(/^“.*?” \((C\d+).*?\): /, '$1: ');
  return `${bare.split(/[;(]/)[0]?.trim().replace(/[.,]$/, '')}.`;
}

/** How near a finding is to what the room should see: the culprit meets the windows, it has a clock, the windows have one. */
function nearness(finding: NumberedFinding): number {
  return isKind(finding, 'trigger') ? 0 : isKind(finding, 'arming') ? 1 : 2;
}

/** What to see in the chart: how the culprit meets the windows, and its clock. Only what fits one line is said. */
function leadOf(state: SessionState): string[] {
  const culprit = decidedCause(state);
  const verdict = verdictOn(state);
  // While it is open, what it leans to comes first.
  const open = verdict === null ? [] : undecidedSentences(verdict);
  const trace = standsOut(state);
  const fits = (statement: string) => fitLine(statement, 1792, LEAD_SIZES, 430) !== null;
  const found = state.findings
    .filter((finding) => {
      if (finding.withdrawn || finding.verdict !== 'supported') return false;
      if (isKind(finding, 'trigger')) return culprit === null || finding.data.candidate === culprit;
      if (isKind(finding, 'arming')) return culprit === null || finding.data.stream === culprit;
      return isKind(finding, 'rhythm') && (finding.data.stream === null || finding.data.stream === culprit);
    })
    .toSorted((a, b) => nearness(a) - nearness(b));
  // Load or something that fills up has no trigger: what the verdict rests on is said in its place.
  const reason = found.some((finding) => isKind(finding, 'trigger')) ? null : reasonOf(state);
  return [
    ...open,
    ...(trace === null ? [] : [trace]),
    ...(reason === null ? [] : [reason]),
    ...found.map(({ statement }) => statement),
  ]
    .map((statement) => (fits(statement) ? statement : shorter(statement)))
    .filter(fits)
    .slice(0, 2);
}

/** The full chart with two sentences that say what to see in it. */
export function ChartStage({ state }: { readonly state: SessionState }) {
  if (!state.result)
    return <p className="stage-waiting">No failure windows yet: the chart appears with the evidence.</p>;
  const likeliest = verdictOn(state)?.cause ?? null;
  const timeline = closeUp(state.result.timeline, state.closeUp, likeliest);
  const failName = closeUpName(timeline, state.closeUp);
  const lead = leadOf(state);
  const cause = roomCause(state);
  const runLanes = lanesForRoom(state);
  const drawn = verdictLanes(timeline, runLanes, cause, true, likeliest);
  const fixes = timeline.fixes.some(({ attempt, reliefTo }) => attempt !== null || reliefTo !== null);
  const lanes =
    (fixes ? 3 : 2) +
    drawn.runs.length +
    (drawn.likeliest.length > 0 ? 1 : 0) +
    (drawn.ofCause.length > 0 ? 1 : 0) +
    (timeline.timers.length > 0 ? 0.66 : 0) +
    (timeline.gauge ? 1 : 0) +
    (drawn.changes.length > 0 ? 0.66 : 0) -
    (timeline.traffic ? 0 : 1);
  const chart = {
    timeline,
    failName,
    width: 1792,
    runLanes,
    cause,
    causeEvent: likeliest,
    likeliest,
    full: true,
  };
  return (
    <>
      <div className="stage-lead" style={{ top: 116 }}>
        {lead.map((sentence) => (
          <div
            key={sentence}
            style={{ fontSize: fitLine(sentence, 1792, LEAD_SIZES, 430) ?? 32, whiteSpace: 'nowrap' }}
          >
            {sentence}
          </div>
        ))}
      </div>
      <div className="stage-chart" style={{ top: lead.length === 0 ? 140 : 236 }}>
        {drawn.runs.length + drawn.ofCause.length === 0 &&
        drawn.likeliest.length === 0 &&
        timeline.intervals.length > 1 ? (
          <>
            <TimelineChart {...chart} scale={scaleFor(lanes + 2)} />
            <p className="stage-caption">
              Quiet between failures{timeline.intervals.some(({ ms }) => isLong(ms)) ? '' : ', minutes'}
              {timeline.intervals.some((one) => !one.fixed) && '; dashed: with no fix'}
            </p>
            <IntervalsChart
              intervals={timeline.intervals}
              zone={timeline.zone}
              width={1792}
              height={190}
              font={32}
            />
          </>
        ) : (
          <TimelineChart {...chart} scale={scaleFor(lanes)} />
        )}
      </div>
    </>
  );
}
