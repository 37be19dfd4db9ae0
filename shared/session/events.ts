import type { AnalysisResult } from '../analyses/analysis-result.ts';
import type { NumberedFinding } from '../analyses/finding.ts';
import type { HypothesisCard, HypothesisGroup } from '../facilitation/hypothesis-card.ts';
import type { Personality } from '../facilitation/personality.ts';
import type { EvidencePin } from '../incident/evidence-pin.ts';
import type { Attempt, Brief, RecordedChange, Statement, Team } from '../incident/incident.ts';
import type { LoggedAttempt, NotedEntry } from '../incident/noted-entries.ts';
import type { SeriesRoles } from '../incident/series.ts';
import type { Source, SourceClock } from '../incident/source.ts';
import type { Closing } from '../ladder/closing.ts';
import type { Author, Cite, Move, RootClaim, RungId, RungStatus } from '../ladder/rung.ts';
import type { ErasedMark } from './erased-marks.ts';

/** Who is in the room, by role and never by name; `roles` may name fewer than there are. A card carries neither. */
export interface People {
  readonly count: number;
  readonly roles: readonly string[];
}

/** What the projector shows; `ideas` are the revealed cards against the findings. */
export const SCREEN_VIEWS = ['ladder', 'chart', 'ideas', 'summary', 'blank'] as const;
export type ScreenView = (typeof SCREEN_VIEWS)[number];

/** Who acts. Main stamps it from the window that sent the command; the screen has no command at all. */
export type Role = 'facilitator' | 'analyst' | 'model' | 'cli' | 'main';

/** The facts of the incident that windows and report need; the evidence itself stays with the analyst. */
export interface IncidentFacts {
  readonly name: string;
  readonly zone: string;
  readonly zoneAssumed: boolean;
  readonly now: number;
  readonly roles: SeriesRoles;
  readonly statements: readonly Statement[];
  readonly attempts: readonly Attempt[];
  readonly changes: readonly RecordedChange[];
  readonly teams: readonly Team[];
  /** Ids of all streams and series, for pickers. */
  readonly streamIds: readonly string[];
  readonly seriesIds: readonly string[];
  /** Who told what the room noted, by its id: a role. Absent for what files brought. */
  readonly toldBy?: Readonly<Record<string, string>>;
  /** Sentences about names and times of `incident.yaml` that the evidence does not have; absent in older sessions. */
  readonly warnings?: readonly string[];
}

/** Everything that can happen in a session; the payloads of the log. Closed: the reducer knows each. */
export type EventBody =
  | {
      readonly kind: 'session-opened';
      readonly title: string;
      readonly brief: Brief;
      readonly folder: string | null;
      /** The personality that the incident brought in a file of its own. */
      readonly ownPersonality?: Personality;
    }
  | { readonly kind: 'brief-changed'; readonly brief: Brief }
  | {
      readonly kind: 'evidence-imported';
      readonly sources: readonly Source[];
      readonly facts: IncidentFacts;
      readonly changed: readonly string[];
    }
  | {
      readonly kind: 'analysed';
      readonly engine: string;
      readonly inputHash: string;
      readonly findings: readonly NumberedFinding[];
      readonly result: Omit<AnalysisResult, 'findings'>;
      readonly pins: Readonly<Record<string, readonly EvidencePin[]>>;
    }
  /** The team sets a file's zone or clock; both null: back to what the file and `incident.yaml` say. */
  | ({ readonly kind: 'source-clock-set' } & SourceClock)
  /** The team says what a file is; null: back to what `incident.yaml` says or its content looks like. */
  | { readonly kind: 'source-format-set'; readonly file: string; readonly importer: string | null }
  | { readonly kind: 'personality-switched'; readonly personality: string }
  | { readonly kind: 'depth-set'; readonly maxDepth: number }
  | {
      readonly kind: 'question-asked';
      readonly rung: RungId;
      readonly parent: RungId | null;
      readonly level: number;
      readonly move: Move;
      readonly question: string;
      readonly playbookQuestion: string;
      readonly why: string;
      readonly askedIn: string;
      readonly askedBy: Author;
    }
  | {
      readonly kind: 'question-worded';
      readonly rung: RungId;
      readonly question: string;
      readonly askedBy: Author;
      readonly askedIn: string;
      /** The playbook's own wording, when that changed too. */
      readonly playbookQuestion?: string;
    }
  | {
      readonly kind: 'answer-accepted';
      readonly rung: RungId;
      readonly answer: string;
      readonly answeredBy: Author;
      readonly cites: readonly Cite[];
      readonly about: readonly string[];
      readonly status: RungStatus;
      readonly statusReason: string;
    }
  /** The answer to a question beside the ladder, and what it became: the question leaves the ladder. */
  | {
      readonly kind: 'question-settled';
      readonly rung: RungId;
      /** Null when the question was left open. */
      readonly answer: string | null;
      readonly answeredBy: Author;
      readonly cites: readonly Cite[];
      readonly became: Closing;
    }
  /** A rival answer to the same question as `sibling`. */
  | {
      readonly kind: 'branch-added';
      readonly rung: RungId;
      readonly sibling: RungId;
      readonly answer: string;
      readonly answeredBy: Author;
      readonly cites: readonly Cite[];
      readonly about: readonly string[];
      readonly status: RungStatus;
      readonly statusReason: string;
      readonly refutedBy: string | null;
    }
  | {
      readonly kind: 'rung-refuted';
      readonly rung: RungId;
      readonly refutedBy: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'rung-parked'; readonly rung: RungId; readonly bring: string | null }
  | { readonly kind: 'rung-reopened'; readonly rung: RungId }
  | { readonly kind: 'root-claimed'; readonly rung: RungId; readonly root: RootClaim }
  | { readonly kind: 'root-withdrawn'; readonly rung: RungId }
  | { readonly kind: 'attempt-logged'; readonly attempt: LoggedAttempt }
  /** Something that an account told, confirmed by the facilitator. */
  | {
      readonly kind: 'entry-noted';
      readonly noted: NotedEntry;
      readonly proposedBy: Author;
    }
  | { readonly kind: 'action-started'; readonly action: string; readonly prediction: string }
  | {
      readonly kind: 'action-stopped';
      readonly result: 'passed' | 'failed' | 'stopped';
      readonly note: string;
    }
  | {
      readonly kind: 'verification-added';
      readonly test: string;
      readonly result: string;
      readonly test_kind: 'experiment' | 'check';
      readonly status: 'passed' | 'failed' | 'pending';
    }
  | { readonly kind: 'blind-round-started'; readonly revealAt: number }
  /** The time for writing cards moves on. */
  | { readonly kind: 'blind-round-extended'; readonly revealAt: number }
  /** Who is in the room; see `People`. */
  | ({ readonly kind: 'people-named' } & People)
  | { readonly kind: 'card-added'; readonly card: HypothesisCard }
  | { readonly kind: 'blind-round-skipped' }
  | {
      readonly kind: 'revealed';
      readonly cards: readonly HypothesisCard[];
      readonly groups: readonly HypothesisGroup[];
    }
  | { readonly kind: 'dissent-noted'; readonly text: string; readonly reason: string }
  | {
      readonly kind: 'step-added';
      readonly action: string;
      readonly horizon: 'immediate' | 'long-term';
      readonly prevents: readonly RungId[];
      readonly owner: string | null;
    }
  | {
      readonly kind: 'screen-switched';
      readonly view: ScreenView;
      /** The window in close-up, null for all; absent: as before. */
      readonly window?: number | null;
    }
  | { readonly kind: 'live-switched'; readonly live: boolean }
  /** Words were erased in these entries on request; `bodyHash` is of what was left of each. The words stand nowhere. */
  | {
      readonly kind: 'erased';
      readonly entries: readonly { readonly seq: number; readonly bodyHash: string }[];
      /** By which the words are known when evidence is read again; absent in older sessions. */
      readonly marks?: readonly ErasedMark[];
    }
  | { readonly kind: 'undone'; readonly seq: number }
  | { readonly kind: 'redone'; readonly seq: number }
  | { readonly kind: 'finished'; readonly overruled: readonly string[] };

export type EventKind = EventBody['kind'];
export type BodyOf<K extends EventKind> = Extract<EventBody, { readonly kind: K }>;

/** One entry of the log. Once stored it never changes, but for words that are erased on request: see erase.ts. */
export interface SessionEvent {
  readonly session: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** Epoch ms UTC, stamped by main. */
  readonly at: number;
  readonly role: Role;
  /** Version of the body's shape; older ones are upcast on reading. */
  readonly v: number;
  readonly body: EventBody;
  /** Hash of the body as it was written, hex; only where words were erased since. */
  readonly bodyHash?: string;
}

/** What the screen gets in place of an entry that is blind until the reveal. */
export interface WithheldEvent {
  readonly session: string;
  readonly seq: number;
  readonly kind: 'withheld';
}

export type ScreenEvent = SessionEvent | WithheldEvent;
