import type { ChangeKind } from '../incident/change-kind.ts';
import type { RecordRef, SourceId } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type { Lost } from './wording.ts';

/** `ruled-out` needs contrary data; `undetermined` says what to bring. */
export type Verdict = 'supported' | 'ruled-out' | 'undetermined';

/** A failure window. `to` is null while it has not ended (censored). `uncertain`: the cross-check disagrees. */
export interface Episode {
  readonly from: number;
  readonly to: number | null;
  readonly peakRate: number;
  readonly uncertain: boolean;
}

/** A candidate for the cause, as `analyze --jsonl` prints it. */
export interface Candidate {
  /** A stream's id, `<stream>#<n>` for one event of it, `traffic`, `accumulation`, `none`, or `<a>&<b>` for a pair. */
  readonly id: string;
  readonly label: string;
  readonly kind: StreamKind | 'traffic' | 'accumulation' | 'none' | 'pair';
  /** Over all candidates these sum to 1. */
  readonly probability: number;
  readonly ruledOut: boolean;
  /** One sentence: why, with the numbers. */
  readonly reason: string;
}

/** May the likeliest candidate be acted on? */
export type CauseState = 'cause' | 'none' | 'undetermined' | 'inseparable';

/** What restarts a clock. */
export type ClockAnchor =
  | 'last-onset'
  | 'last-recovery'
  | 'last-run-end'
  | 'last-run-start'
  | 'last-ready'
  | 'wall-clock';

/** What a finding carries for the playbook and for charts, by kind. Times epoch ms, durations ms, rates errors per request. */
export type FindingData =
  /** The failure windows: the basis of all else. */
  | {
      readonly kind: 'failure-windows';
      readonly episodes: readonly Episode[];
      readonly span: TimeRange;
      readonly series: string;
      readonly baseRate: number;
      readonly peakRate: number;
      readonly failingMs: number;
      readonly failedRequests: number | null;
    }
  /** Windows that did not begin with the cause, and the streams with an event beside them, or changes on record. */
  | {
      readonly kind: 'unexplained';
      readonly cause: string;
      readonly windows: readonly TimeRange[];
      readonly beside: readonly string[];
    }
  /** A source whose span must not be read as complete. */
  | { readonly kind: 'coverage'; readonly source: SourceId }
  /** Is there a rhythm, measured from which anchor? */
  | {
      readonly kind: 'rhythm';
      readonly anchor: ClockAnchor;
      readonly stream: string | null;
      readonly n: number;
      readonly intervalsMs: readonly number[];
      readonly medianMs: number;
      readonly cv: number;
      /** Corrected for the anchors tested; null when too few. */
      readonly p: number | null;
      readonly periodic: 'yes' | 'suggestive' | 'no' | 'unknown';
      /** A lease, token or cache life within 2 % of the median, when there is one. */
      readonly roundMs: number | null;
    }
  /** The cause verdict: the one finding with a percentage. */
  | {
      readonly kind: 'cause';
      readonly state: CauseState;
      readonly cause: string;
      readonly probability: number;
      readonly candidates: readonly Candidate[];
      readonly inseparable: readonly (readonly [string, string])[];
      readonly streamsTested: number;
      /** Changes that only a record tells of; absent where an older engine tested none. */
      readonly changesTested?: number;
      /** The gauge that fills up, where that is the cause and one shows it. */
      readonly gauge?: string;
      /** The experiment that would separate the best rivals, a sentence; null when nothing is to be separated. */
      readonly experiment: string | null;
    }
  /** How one candidate stream meets the windows. */
  | {
      readonly kind: 'trigger';
      readonly candidate: string;
      readonly candidateKind: Candidate['kind'];
      readonly lagMs: readonly [min: number, max: number] | null;
      readonly windowsExplained: number;
      readonly windows: number;
      readonly exposures: number;
      readonly harmless: number;
      /** Runs shorter than this never failed, ms; null when no such limit was found. */
      readonly harmlessBelowMs: number | null;
      /** Where only long runs do harm: the shortest that brought a window, ms. */
      readonly harmfulFromMs?: number;
      readonly endsWithRun: boolean;
      /** Requests a minute below which its events did no harm; absent where any load will do. */
      readonly leastLoad?: number;
      /** Windows follow runs that were due and did not do their work. */
      readonly missed?: boolean;
      /** Of those, whether they took place and failed; absent where none is known to have taken place. */
      readonly lost?: Exclude<Lost, 'absent'>;
    }
  /** One mechanism tested and contradicted. `about` holds the gauges or streams that were tested. */
  | {
      readonly kind: 'rule-out';
      readonly candidate: string;
      readonly candidateKind: Candidate['kind'] | 'gauge';
      /** "connections exhausted", "slower", "a deployment", "load over a limit". */
      readonly mechanism: string;
      readonly about: readonly string[];
    }
  /** Many streams, or single changes of them, that the data contradict for the same reason. */
  | {
      readonly kind: 'rule-outs';
      readonly contrary: 'without' | 'harmless' | 'before' | 'calm-after';
      readonly candidates: readonly string[];
    }
  /** When does a stream start its runs? */
  | {
      readonly kind: 'arming';
      readonly stream: string;
      readonly anchor: ClockAnchor;
      readonly delayMs: number;
      readonly spreadMs: number;
      readonly n: number;
      readonly p: number | null;
    }
  /** What one attempt did. Also recoveries with no attempt (`attempt` null). */
  | {
      readonly kind: 'fix';
      readonly attempt: string | null;
      readonly at: number;
      readonly until: number | null;
      readonly reliefMs: number | null;
      readonly statedReliefMs: number | null;
      readonly effect: 'reset-clock' | 'none' | 'unclear';
      readonly endedWindow: 'ended' | 'already-over' | 'no' | 'unknown';
      readonly llr: number | null;
      /** What the clock alone would have given, ms, when a clock was found. */
      readonly dueMs: readonly [number, number] | null;
      /** What changed right before it stopped, where nobody noted a fix. */
      readonly beside?: string;
    }
  /** The fixes read together. */
  | {
      readonly kind: 'fix-ledger';
      readonly effect: 'reset-clock' | 'none' | 'unclear' | 'mixed';
      readonly llr: number | null;
      readonly n: number;
    }
  /** A gauge at its limit inside the windows and not outside. */
  | {
      readonly kind: 'at-ceiling';
      readonly gauge: string;
      readonly limit: number;
      readonly limitSeries: string | null;
      readonly insideShare: number;
      readonly outsideShare: number;
      readonly insideMax: number;
      readonly outsideMax: number;
      readonly windowsAtCeiling: number;
      readonly windows: number;
      /** The stream during whose runs it fills, when one does. */
      readonly during: string | null;
    }
  /** Who holds a gauge at its ceiling: the client label that grows with it. */
  | {
      readonly kind: 'held-by';
      readonly gauge: string;
      readonly client: string;
      readonly clientSeries: string;
      readonly stream: string | null;
      readonly shareInside: number;
      readonly shareOutside: number;
      /** More callers or longer holding (Little's law); null when not to be told. */
      readonly why: 'more-callers' | 'longer-holding' | null;
    }
  /** A metric inside against outside the windows. `alike`: no difference with enough data to have seen one. */
  | {
      readonly kind: 'difference';
      readonly series: string;
      readonly medianInside: number;
      readonly medianOutside: number;
      readonly auc: number;
      readonly p: number;
      readonly leadMs: number | null;
      readonly alike: boolean;
    }
  /** IS / IS NOT over one field of the logs. */
  | {
      readonly kind: 'dimension';
      readonly field: string;
      readonly is: readonly { readonly value: string; readonly errors: number; readonly lines: number }[];
      readonly isNot: readonly { readonly value: string; readonly errors: number; readonly lines: number }[];
      readonly p: number;
    }
  /** A log template that belongs to the windows. */
  | {
      readonly kind: 'template';
      readonly template: string;
      readonly text: string;
      readonly how: 'before' | 'novel' | 'burst' | 'only-inside';
      readonly inside: number;
      readonly outside: number;
      readonly medianRank: number | null;
    }
  /** A level that changed for good: run lengths, sizes, rates. */
  | {
      readonly kind: 'change-point';
      readonly subject: string;
      readonly quantity: 'duration' | 'size' | 'rate' | 'level';
      readonly unit: string | null;
      readonly before: number;
      readonly after: number;
      readonly at: number;
      readonly interval: TimeRange;
    }
  /** Size drives run length or harm. */
  | {
      readonly kind: 'dose';
      readonly stream: string;
      readonly of: 'duration' | 'size';
      readonly on: 'error-rate' | 'duration';
      readonly rho: number;
      readonly p: number;
      readonly n: number;
    }
  /** A recorded change that falls into a change point's interval, or one that matters otherwise. */
  | {
      readonly kind: 'recorded-change';
      readonly change: string;
      readonly changeKind: ChangeKind;
      readonly what: string;
      readonly at: number;
      readonly about: readonly string[];
      readonly knownTo: readonly string[];
      readonly notKnownTo: readonly string[];
      /** Key of the change-point finding that it dates, null when none. */
      readonly explains: string | null;
    }
  /** The nine kinds of change. */
  | {
      readonly kind: 'census';
      readonly entries: readonly {
        readonly change: ChangeKind;
        readonly state: 'present' | 'absent' | 'unknown';
        readonly at: number | null;
        readonly why: string;
      }[];
    }
  /** A known signature of failures that no stream lists (engine.md, section 3). */
  | {
      readonly kind: 'signature';
      readonly signature: string;
      readonly about: readonly string[];
      readonly n: number;
      /** The rung that it can answer, and a few words for it; `lead`: what keeps a failure up rather than brings it about. */
      readonly answers: 'clock' | 'mechanism' | 'lead';
      readonly answer: string;
      /** What would settle it; null when nothing more is needed. */
      readonly bring: string | null;
    }
  /** Two sources whose clocks differ. */
  | {
      readonly kind: 'clock-offset';
      readonly a: SourceId;
      readonly b: SourceId;
      readonly offsetMs: number;
      readonly spreadMs: number;
      readonly n: number;
    }
  /** When the next window is due, per rival. */
  | {
      readonly kind: 'forecast';
      /** End of the evidence when it was made: it is scored by what comes after. */
      readonly madeAt: number;
      readonly rivals: readonly {
        readonly candidate: string;
        readonly next: TimeRange | null;
        readonly note: string;
        readonly probability: number;
        /** When it was due and did not come, where that is so. */
        readonly missed?: TimeRange;
        /** What must hold of the run that brings it. */
        readonly provided?: string;
      }[];
      /** Quiet until then means fixed: under the named hypothesis, and memoryless. */
      readonly allClearAt: number | null;
      readonly allClearMemorylessAt: number | null;
    }
  /** What would move the verdict most. */
  | {
      readonly kind: 'best-evidence';
      readonly bring: string;
      readonly how: string;
      readonly about: readonly string[];
    }
  | {
      readonly kind: 'robustness';
      readonly agreeing: number;
      readonly trials: number;
      readonly droppingWindow: boolean;
      readonly probabilityRange: readonly [number, number];
    };

export type FindingKind = FindingData['kind'];
/** The data of one kind of finding. */
export type DataOf<K extends FindingKind> = Extract<FindingData, { readonly kind: K }>;

/** What an analysis found. `key` = analysis, subject and question: it keeps its number when evidence grows. */
export interface Finding<D extends FindingData = FindingData> {
  readonly key: string;
  /** A few words for a list and for the projector: "Redis pool full". */
  readonly title: string;
  /** One plain sentence that a tired room understands, with the numbers that matter. */
  readonly statement: string;
  /** Beside the title in a list: "5 of 5", "n = 4", "strong". Never a percentage but for the cause. */
  readonly measure: string;
  readonly verdict: Verdict;
  readonly strength: 'strong' | 'weak' | null;
  /** Ids of statements and attempts that it rests on. */
  readonly cites: readonly string[];
  readonly pins: readonly RecordRef[];
  readonly computedFrom: readonly SourceId[];
  readonly data: D;
}

/** A finding with its number: `F3`. A changed one has a higher revision, a vanished one is `withdrawn`. */
export type NumberedFinding = Finding & {
  readonly id: `F${number}`;
  readonly revision: number;
  readonly withdrawn: boolean;
};

/** Narrows a finding to one kind. */
export function isKind<K extends FindingKind, F extends Finding>(
  finding: F,
  kind: K,
): finding is F & { readonly data: DataOf<K> } {
  return finding.data.kind === kind;
}
