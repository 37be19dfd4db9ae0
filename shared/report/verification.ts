import type { ReplayOutcome } from '../analyses/analysis-result.ts';
import { isSingleChange } from '../analyses/candidate-id.ts';
import { type DataOf, isKind } from '../analyses/finding.ts';
import { count, duration } from '../analyses/wording.ts';
import { NOT_YET_SEEN } from '../facilitation/moves/close.ts';
import { replayOfRoots } from '../ladder/replay.ts';
import { candidateName, expectation } from './forecast-words.ts';
import type { Report } from './report.ts';
import type { ReportState } from './report-state.ts';
import { isoTime } from './times.ts';

type Check = Report['verification'][number];

function growthName(growth: number): string {
  return growth === 1 ? 'today' : `grown ${growth} times`;
}

/** "No window remains", "5 windows remain, 90 min". */
function remaining({ windows, failingMs }: ReplayOutcome): string {
  const n = windows.length;
  if (n === 0) return 'No window remains';
  return `${count(n, 'window')} ${n === 1 ? 'remains' : 'remain'}, ${duration(failingMs)}`;
}

/** The replay of every subset of the fixes: arithmetic on the attribution, so it follows; only a run proves it. */
function replays(state: ReportState): Check[] {
  const prevention = replayOfRoots(state);
  if (!prevention || prevention.interventions.length === 0) return [];
  const action = (id: string) => prevention.interventions.find((one) => one.id === id)?.action ?? id;
  return prevention.outcomes
    .filter((outcome) => told(state, outcome.interventions))
    .map((outcome) => ({
      test: `${outcome.interventions.length === 0 ? 'Nothing changed' : outcome.interventions.map(action).join(' + ')}, ${growthName(outcome.growth)}`,
      result: `${remaining(outcome)}. ${outcome.why}`,
      kind: 'prevention-replay' as const,
      status: 'follows' as const,
    }));
}

/**
 * Of all subsets a reader wants these: nothing changed, each fix of a root alone, and all of those together. Where no
 * root is claimed, each fix alone.
 */
function told(state: ReportState, interventions: readonly string[]): boolean {
  const claimed = new Set(
    state.rungs.flatMap((rung) =>
      rung.root?.intervention && rung.status !== 'refuted' ? [rung.root.intervention] : [],
    ),
  );
  if (claimed.size === 0) return interventions.length <= 1;
  if (!interventions.every((id) => claimed.has(id))) return false;
  return interventions.length <= 1 || interventions.length === claimed.size;
}

/** When the next window comes under a rival, as a sentence. */
function nextUnder(rival: DataOf<'forecast'>['rivals'][number]): string {
  const { next, missed, provided } = rival;
  if (next)
    return `the next window starts between ${isoTime(next.from)} and ${isoTime(next.to)}${provided ? `, ${provided}` : ''}`;
  return missed ? expectation(rival) : `the next window starts ${expectation(rival)}`;
}

/** A rival below this is none that a window would be told of. */
const LEAST_PROBABILITY = 0.01;

/** What each rival says of the next window: one window settles more than any probability. */
function forecasts(state: ReportState): Check[] {
  return state.findings.flatMap((finding) => {
    if (finding.withdrawn || !isKind(finding, 'forecast')) return [];
    const likely = finding.data.rivals.filter(
      (rival, i) => i === 0 || rival.probability >= LEAST_PROBABILITY,
    );
    return likely.filter(checkable).map((rival) => ({
      test: `If ${candidateName(state, rival.candidate)} is the cause: ${nextUnder(rival)}`,
      result: rival.missed ? 'the evidence shows none' : NOT_YET_SEEN,
      kind: 'forecast' as const,
      status: 'pending' as const,
    }));
  });
}

/** A time that nobody can miss is no test: whoever expects it "at any time" is never refuted. */
function checkable({ candidate, next, missed }: DataOf<'forecast'>['rivals'][number]): boolean {
  return next !== null || missed !== undefined || !(candidate === 'none' || isSingleChange(candidate));
}

/** What became of the forecasts that were written down before the evidence went on. */
function scored(state: ReportState): Check[] {
  return state.scoredForecasts.map(({ candidate, madeAt, next, onset, came }) => ({
    test: `If ${candidateName(state, candidate)} is the cause: the next window starts between ${isoTime(next.from)} and ${isoTime(next.to)} (written down at ${isoTime(madeAt)})`,
    result:
      onset === null
        ? 'no window began until then'
        : `the next window began at ${isoTime(onset)}, ${came ? 'as forecast' : 'at another time'}`,
    kind: 'forecast' as const,
    status: came ? ('passed' as const) : ('failed' as const),
  }));
}

/** Everything that was or will be tested, strongest first: what was seen, what is under way, what follows. */
export function verificationOf(state: ReportState): Check[] {
  const seen: Check[] = state.verifications.map((one) => ({
    test: one.test,
    result: one.result,
    kind: one.kind,
    status: one.status,
  }));
  const under: Check[] = state.inHand
    ? [{ test: state.inHand.action, result: state.inHand.prediction, kind: 'experiment', status: 'pending' }]
    : [];
  return [...seen, ...scored(state), ...under, ...replays(state), ...forecasts(state)];
}
