import type { AnalysisResult } from '../analyses/analysis-result.ts';
import type { NumberedFinding } from '../analyses/finding.ts';
import type { ScoredForecast } from '../analyses/forecast/score-forecast.ts';
import type { HypothesisCard, HypothesisGroup } from '../facilitation/hypothesis-card.ts';
import type { Personality } from '../facilitation/personality.ts';
import type { EvidencePin } from '../incident/evidence-pin.ts';
import type { GivenIds } from '../incident/given-ids.ts';
import type { Brief } from '../incident/incident.ts';
import type { LoggedAttempt, NotedEntry } from '../incident/noted-entries.ts';
import type { Source, SourceClock, SourceFormat } from '../incident/source.ts';
import type { OpenEnd } from '../ladder/closing.ts';
import type { Rung, RungId } from '../ladder/rung.ts';
import type { IncidentFacts, People, ScreenView } from './events.ts';

/** A session as every window sees it: `events.reduce(apply, empty)`. */
export interface SessionState {
  readonly id: string;
  /** Seq of the last event that was applied; 0 before the first. */
  readonly seq: number;
  readonly title: string;
  readonly openedAt: number;
  readonly brief: Brief;
  readonly folder: string | null;
  readonly sources: readonly Source[];
  /** Zones and clocks that the team set, one entry a file; `sources` follow once they are read again. */
  readonly clocks: readonly SourceClock[];
  /** What the team says that files are, one entry a file. */
  readonly formats: readonly SourceFormat[];
  readonly facts: IncidentFacts | null;
  /** Of sources, statements, attempts and changes, also of those that are gone: no number is given twice. */
  readonly given: GivenIds;
  readonly findings: readonly NumberedFinding[];
  readonly result: Omit<AnalysisResult, 'findings'> | null;
  /** Of the evidence that the findings rest on; null before the first analysis. */
  readonly inputHash: string | null;
  readonly pins: Readonly<Record<string, readonly EvidencePin[]>>;
  /** In the order in which they were asked; siblings follow their elder. */
  readonly rungs: readonly Rung[];
  /** Questions beside the ladder that were answered or left, in that order. */
  readonly settled: readonly Rung[];
  /** What the room says is missing, beside the questions of the ladder that are open. */
  readonly openEnds: readonly OpenEnd[];
  /** The rung that is being asked: the last open one; null when nothing is asked. */
  readonly current: RungId | null;
  readonly personality: string;
  /** The personality that the incident brought in a file of its own. */
  readonly ownPersonality: Personality | null;
  readonly maxDepth: number;
  readonly loggedAttempts: readonly LoggedAttempt[];
  /** What the room noted from accounts; `facts` holds it too. */
  readonly noted: readonly NotedEntry[];
  readonly inHand: { readonly action: string; readonly prediction: string; readonly since: number } | null;
  readonly verifications: readonly {
    readonly test: string;
    readonly result: string;
    readonly kind: 'experiment' | 'check';
    readonly status: 'passed' | 'failed' | 'pending';
  }[];
  /** Forecasts that later evidence has settled, in the order in which they were made. */
  readonly scoredForecasts: readonly ScoredForecast[];
  /** Null while nobody has said who is here. */
  readonly people: People | null;
  readonly blind: BlindRound;
  readonly dissent: readonly { readonly text: string; readonly reason: string }[];
  readonly steps: readonly {
    readonly action: string;
    readonly horizon: 'immediate' | 'long-term';
    readonly prevents: readonly RungId[];
    readonly owner: string | null;
  }[];
  readonly screen: ScreenView;
  /** The failure window (by index) that the charts show in close-up; null for all. */
  readonly closeUp: number | null;
  readonly live: boolean;
  /** Seqs of the entries in which words were erased on request. */
  readonly erased: readonly number[];
  readonly finished: { readonly at: number; readonly overruled: readonly string[] } | null;
  /** Seqs that `undo` and `redo` would act on; null when there is none. */
  readonly undoable: number | null;
  readonly redoable: number | null;
  /** What the next undo would take back, in words. */
  readonly undoLabel: string | null;
}

/** The round in which hypotheses are written before they are discussed. */
export type BlindRound =
  | { readonly phase: 'not-held' }
  | {
      readonly phase: 'writing';
      readonly revealAt: number;
      readonly cards: readonly HypothesisCard[];
      readonly hidden: number;
    }
  | { readonly phase: 'skipped' }
  | {
      readonly phase: 'revealed';
      readonly cards: readonly HypothesisCard[];
      readonly groups: readonly HypothesisGroup[];
    };
