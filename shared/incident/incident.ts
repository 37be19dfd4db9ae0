import type { ChangeKind, ChangeTime } from './change-kind.ts';
import type { LogDigest } from './logs.ts';
import type { NoteRecord } from './records.ts';
import type { Series, SeriesRoles } from './series.ts';
import type { RecordRef, Source } from './source.ts';
import type { Stream, StreamKind } from './stream.ts';
import type { TimeRange } from './time-range.ts';

/** Something the team did to end the failure: `A1` in time order. Times in epoch ms UTC. */
export interface Attempt {
  readonly id: `A${number}`;
  readonly action: string;
  readonly at: number | null;
  /** When the process was back; null when nothing says so. */
  readonly until: number | null;
  /** restart, config, scale, rollback, ...: what it could have changed, as stated. */
  readonly kind: string | null;
  /** Relief as the team saw it ("worked 25 min"), ms. */
  readonly statedReliefMs: number | null;
  /** Where `at` comes from: stated, matched with a record, or derived from an onset and the stated relief. */
  readonly atOrigin: 'stated' | 'record' | 'derived' | 'unknown';
  readonly ref: RecordRef | null;
}

/** What somebody said: `S1`. A role, never a name. */
export interface Statement {
  readonly id: `S${number}`;
  readonly said: string;
  readonly byRole: string;
  readonly about: readonly string[];
  readonly ref: RecordRef | null;
}

/** A change that a record or a person states: `C1`. `knownTo` and `notKnownTo` name teams. */
export interface RecordedChange {
  readonly id: `C${number}`;
  readonly kind: ChangeKind;
  readonly what: string;
  readonly at: number;
  readonly atIs?: ChangeTime;
  readonly about: readonly string[];
  readonly knownTo: readonly string[];
  readonly notKnownTo: readonly string[];
  readonly ref: RecordRef | null;
}

/** A team and the ids (streams, gauges, services) that it can change. */
export interface Team {
  readonly name: string;
  readonly owns: readonly string[];
}

export type PersonalityId = string;
export type ReportFormat = 'yaml' | 'json' | 'markdown' | 'text';

/** What the team brought in words: `incident.yaml`, or the form. */
export interface Brief {
  readonly problem: string;
  readonly context: string;
  readonly impact: string | null;
  readonly teamHypothesis: { readonly text: string; readonly about: readonly string[] } | null;
  readonly personality: PersonalityId;
  readonly outputFormat: ReportFormat;
  /** 3 to 15. */
  readonly maxDepth: number;
}

/** Everything known of one incident: the input of the engine. Pure data, sorted, without the lines themselves. */
export interface Incident {
  /** The folder's name. */
  readonly name: string;
  readonly brief: Brief;
  /** IANA zone in which times are shown, and whether it was only assumed. */
  readonly zone: string;
  readonly zoneAssumed: boolean;
  /** Anchor of "3 hours ago": stated, else the end of the evidence. */
  readonly now: number;
  /** The part of the evidence that the incident is about: stated, else null. */
  readonly window: TimeRange | null;
  readonly sources: readonly Source[];
  readonly series: readonly Series[];
  readonly roles: SeriesRoles;
  readonly streams: readonly Stream[];
  readonly logs: LogDigest | null;
  readonly attempts: readonly Attempt[];
  readonly statements: readonly Statement[];
  readonly changes: readonly RecordedChange[];
  /** Kinds of change that a source with coverage or a statement says did not happen. */
  readonly changesAbsent: readonly { readonly kind: ChangeKind; readonly why: string }[];
  readonly teams: readonly Team[];
  /** Notes and timeline entries, in time order; those that name an action are matched with the attempts. */
  readonly notes?: readonly NoteRecord[];
  /** Sentences about what `incident.yaml` names and the evidence does not have. */
  readonly warnings?: readonly string[];
}

/** Streams of these kinds follow a failure; they are never its cause. */
export const CONSEQUENCE_KINDS: readonly StreamKind[] = ['alert', 'ticket'];
