import type { AnalysisResult } from '../analyses/analysis-result.ts';
import type { NumberedFinding } from '../analyses/finding.ts';
import type { ScoredForecast } from '../analyses/forecast/score-forecast.ts';
import type { Attempt, Brief, RecordedChange, Statement, Team } from '../incident/incident.ts';
import type { Source } from '../incident/source.ts';
import type { Rung, RungId } from './rung.ts';

/** What people and records brought besides findings. A part of the session's incident facts. */
export interface LadderFacts {
  readonly zone: string;
  /** Epoch ms UTC: the incident's "now". */
  readonly now: number;
  readonly statements: readonly Statement[];
  readonly attempts: readonly Attempt[];
  readonly changes: readonly RecordedChange[];
  readonly teams: readonly Team[];
  readonly streamIds: readonly string[];
  readonly seriesIds: readonly string[];
  /** Who told what the room noted, by its id: a role. Absent for what files brought. */
  readonly toldBy?: Readonly<Record<string, string>>;
}

/** A step that the team noted beside those that follow from the roots. */
export interface NotedStep {
  readonly action: string;
  readonly horizon: 'immediate' | 'long-term';
  readonly prevents: readonly RungId[];
  readonly owner: string | null;
}

/** A check that was made, or is still to be made, with its result. */
export interface NotedCheck {
  readonly test: string;
  readonly result: string;
  readonly kind: 'experiment' | 'check';
  readonly status: 'passed' | 'failed' | 'pending';
}

/** All that ladder and playbook read of a session: the session's state has these fields and more. */
export interface LadderState {
  readonly brief: Brief;
  readonly sources: readonly Source[];
  readonly facts: LadderFacts | null;
  readonly findings: readonly NumberedFinding[];
  readonly result: Omit<AnalysisResult, 'findings'> | null;
  readonly rungs: readonly Rung[];
  /** Questions beside the ladder that were answered or left: they wrote a check, an open end or what is in hand. */
  readonly settled: readonly Rung[];
  readonly maxDepth: number;
  readonly steps: readonly NotedStep[];
  readonly verifications: readonly NotedCheck[];
  /** Forecasts that later evidence has settled, in the order in which they were made. */
  readonly scoredForecasts: readonly ScoredForecast[];
  readonly inHand: { readonly action: string; readonly prediction: string; readonly since: number } | null;
  readonly live: boolean;
}

/** Findings that still hold a place in the evidence, in order. */
export function liveFindings(state: Pick<LadderState, 'findings'>): readonly NumberedFinding[] {
  return state.findings.filter((finding) => !finding.withdrawn);
}

/** The rung with this id, or null. */
export function rungOf(state: Pick<LadderState, 'rungs'>, id: RungId | null): Rung | null {
  return id === null ? null : (state.rungs.find((rung) => rung.id === id) ?? null);
}

/** The ancestors of a rung, nearest first. */
export function ancestorsOf(state: Pick<LadderState, 'rungs'>, parent: RungId | null): readonly Rung[] {
  const path: Rung[] = [];
  const seen = new Set<RungId>();
  let next = rungOf(state, parent);
  while (next && !seen.has(next.id)) {
    seen.add(next.id);
    path.push(next);
    next = rungOf(state, next.parent);
  }
  return path;
}

/** Rungs that still stand: answered, not refuted, and under no refuted rung. */
export function standingRungs(state: Pick<LadderState, 'rungs'>): readonly Rung[] {
  return state.rungs.filter(
    (rung) =>
      rung.answer !== null &&
      (rung.status === 'supported' || rung.status === 'asserted') &&
      !ancestorsOf(state, rung.parent).some((ancestor) => ancestor.status === 'refuted'),
  );
}
