import type { Candidate, CauseState, Episode, Finding } from './finding.ts';
import type { Timeline } from './timeline.ts';

/** What the engine gives: findings for people, a timeline for charts, and the numbers of `analyze --jsonl`. */
export interface AnalysisResult {
  /** Version of the engine: results of different versions are not comparable. */
  readonly engine: string;
  /** Ordered as a person would read them. */
  readonly findings: readonly Finding[];
  readonly timeline: Timeline;
  readonly episodes: readonly Episode[];
  readonly state: CauseState;
  readonly candidates: readonly Candidate[];
  readonly inseparable: readonly (readonly [string, string])[];
  readonly intervals: {
    readonly medianMs: number | null;
    readonly periodic: 'yes' | 'suggestive' | 'no' | 'unknown';
    readonly p: number | null;
    readonly n: number;
  };
  readonly fixes: readonly {
    readonly id: string;
    readonly reliefMs: number | null;
    readonly effect: 'reset-clock' | 'none' | 'unclear';
    readonly endedWindow: boolean;
    readonly llr: number | null;
  }[];
  readonly prevention: PreventionModel | null;
}

/** What removes or changes a cause: the verbs of engine.md, section 8. */
export type InterventionVerb = 'pause' | 'cap' | 'separate' | 'move' | 'limit' | 'restore' | 'notice';

/** An intervention on a target; `worksUnderGrowth` says up to which multiple of today's size it holds. */
export interface Intervention {
  readonly id: string;
  readonly verb: InterventionVerb;
  readonly target: string;
  /** A sentence that says what to do, with a figure where one follows from the evidence. */
  readonly action: string;
}

/** One cell of the replay: with these interventions, at this growth, which windows remain and why. */
export interface ReplayOutcome {
  readonly interventions: readonly string[];
  /** 1 = today, 2 = doubled, 4. */
  readonly growth: number;
  /** Windows that remain, epoch ms. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  readonly failingMs: number;
  readonly why: string;
}

/** What the replay needs, and its arithmetic for the interventions that the engine can derive from the findings. */
export interface PreventionModel {
  readonly culprit: string;
  readonly gauge: string | null;
  readonly limit: number | null;
  readonly sizeSubject: string | null;
  readonly interventions: readonly Intervention[];
  readonly outcomes: readonly ReplayOutcome[];
}
