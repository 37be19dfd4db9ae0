import type { AnalysisResult } from '../../shared/analyses/analysis-result.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import type { EvidencePin } from '../../shared/incident/evidence-pin.ts';
import type { GivenIds } from '../../shared/incident/given-ids.ts';
import type { Brief } from '../../shared/incident/incident.ts';
import type { NotedEntry } from '../../shared/incident/noted-entries.ts';
import type { Source, SourceClock, SourceFormat } from '../../shared/incident/source.ts';
import type { Failure, Result } from '../../shared/result.ts';
import type { ErasedMark } from '../../shared/session/erased-marks.ts';
import type { IncidentFacts } from '../../shared/session/events.ts';

/** What the analyst is asked to read and analyse. Paths come from main or the command line, never from a window. */
export interface AnalystJob {
  readonly id: string;
  readonly paths: readonly string[];
  /** The session's own words, where no incident.yaml is among the files; null to demand one. */
  readonly brief: Brief | null;
  /** The ids that the session has given: what it read before keeps its own. */
  readonly given?: GivenIds;
  /** What the room noted from people's accounts. */
  readonly noted?: readonly NotedEntry[];
  /** Zones and clocks that the team set; they beat `sources` of incident.yaml. */
  readonly clocks?: readonly SourceClock[];
  /** What the team says that files are. */
  readonly formats?: readonly SourceFormat[];
  /** Of words that were erased in the session: excerpts lack them, and what held them keeps its id. */
  readonly erased?: readonly ErasedMark[];
  /** Files that made an earlier analyst die: they are reported as unreadable. */
  readonly unreadable: readonly string[];
  /** False to stop after reading. */
  readonly analyse: boolean;
  /** To read incident.yaml alone. */
  readonly only?: 'description';
}

/** How far a job is. */
export interface AnalystProgress {
  readonly phase: 'reading' | 'analysing';
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
  readonly records: number;
}

/** What incident.yaml says of the incident itself. */
export interface Described {
  readonly brief: Brief;
  /** The personality of a file beside incident.yaml, or why that cannot be used; null where it names none. */
  readonly ownPersonality: Result<Personality> | null;
  readonly title: string;
}

/** What a job gives: everything that a session stores of the evidence. */
export interface AnalystOutput extends Described {
  readonly sources: readonly Source[];
  readonly facts: IncidentFacts;
  /** Null when the job asked for reading only. */
  readonly result: AnalysisResult | null;
  /** By finding key, statement or attempt id. */
  readonly pins: Readonly<Record<string, readonly EvidencePin[]>>;
  /** Changes when the evidence or its reading does, hex. */
  readonly inputHash: string;
  readonly elapsedMs: number;
}

/** From the analyst to its host. */
export type AnalystMessage =
  | { readonly kind: 'progress'; readonly job: string; readonly progress: AnalystProgress }
  | { readonly kind: 'done'; readonly job: string; readonly output: AnalystOutput }
  | { readonly kind: 'described'; readonly job: string; readonly described: Described | null }
  | { readonly kind: 'failed'; readonly job: string; readonly error: Failure };
