import { isKind } from '../analyses/finding.ts';
import { NOT_YET_SEEN } from '../facilitation/moves/close.ts';
import { replayOfRoots } from '../ladder/replay.ts';
import type { Report } from './report.ts';
import type { ReportState } from './report-state.ts';
import { isoTime, minutesOf } from './times.ts';

type Check = Report['verification'][number];

function growthName(growth: number): string {
  return growth === 1 ? 'today' : `grown ${growth} times`;
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
      result: `${outcome.windows.length === 0 ? 'no window remains' : `${outcome.windows.length} windows remain, ${minutesOf(outcome.failingMs)} min`}: ${outcome.why}`,
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

/** What each rival says of the next window: one window settles more than any probability. */
function forecasts(state: ReportState): Check[] {
  return state.findings.flatMap((finding) => {
    if (finding.withdrawn || !isKind(finding, 'forecast')) return [];
    return finding.data.rivals.map((rival) => ({
      test: `If ${rival.candidate} is the cause: ${rival.next ? `the next window starts between ${isoTime(rival.next.from)} and ${isoTime(rival.next.to)}` : rival.note}`,
      result: NOT_YET_SEEN,
      kind: 'forecast' as const,
      status: 'pending' as const,
    }));
  });
}

/** What became of the forecasts that were written down before the evidence went on. */
function scored(state: ReportState): Check[] {
  return state.scoredForecasts.map(({ candidate, madeAt, next, onset, came }) => ({
    test: `If ${candidate} is the cause: the next window starts between ${isoTime(next.from)} and ${isoTime(next.to)} (written down at ${isoTime(madeAt)})`,
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
