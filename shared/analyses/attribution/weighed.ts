import type { RecordedChange } from '../../incident/incident.ts';
import type { Stream } from '../../incident/stream.ts';
import type { Candidate } from '../finding.ts';
import { between } from '../statistics/between.ts';
import type { AccumulationFit } from './accumulation.ts';
import type { Brim } from './brim.ts';
import type { Features } from './combiner.ts';
import type { Shown } from './gauge-shift.ts';
import type { Untested } from './single-changes.ts';
import type { TrafficFit } from './traffic.ts';
import type { TriggerFit } from './trigger.ts';
import type { HarmfulRuns, TriggerCounts } from './trigger-counts.ts';

/** A candidate with what speaks for it. `evidence` is ln Bayes factor against the background. */
export interface Weighed {
  readonly id: string;
  readonly kind: Candidate['kind'];
  readonly evidence: number;
  readonly features: Features;
  readonly trigger: {
    readonly stream: Stream;
    readonly fit: TriggerFit;
    readonly counts: TriggerCounts;
    readonly endsWithRun: boolean;
    /** Null also of a pair. */
    readonly harmful: HarmfulRuns | null;
  } | null;
  /** The stream itself, also when it has no event in the span. */
  readonly stream: Stream | null;
  /** A single change: its time, ms since the first bin. */
  readonly stepAt: number | null;
  /** Of a single change: what else shows between the windows since. */
  readonly shown: Shown | null;
  /** Of a single change: the records that tell of it, and why time cannot test it (null where it can). */
  readonly records: readonly RecordedChange[];
  readonly untested: Untested | null;
  readonly traffic: TrafficFit | null;
  readonly accumulation: (AccumulationFit & { readonly brim: Brim | null }) | null;
}

/** A candidate of which nothing is known yet but its evidence and the ln number of streams tested beside it. */
export function blank(id: string, kind: Candidate['kind'], evidence: number, tested: number): Weighed {
  return {
    id,
    kind,
    evidence,
    features: { evidence: clip(evidence), stream: 1, tested },
    trigger: null,
    stream: null,
    stepAt: null,
    shown: null,
    records: [],
    untested: null,
    traffic: null,
    accumulation: null,
  };
}

/** Evidence as the combiner takes it: no single window or coincidence may outweigh everything else. */
export function clip(evidence: number): number {
  return between(-25, evidence, 60);
}
