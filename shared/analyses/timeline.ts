import type { TimeRange } from '../incident/time-range.ts';
import type { Episode } from './finding.ts';

/** One point of a line: epoch ms and value, null where the evidence has nothing. */
export type Point = readonly [at: number, value: number | null];

/** A bar in a lane; `to` null = open; `expected` = not yet, drawn dashed. */
export interface Bar {
  readonly from: number;
  readonly to: number | null;
  readonly label: string;
  readonly expected: boolean;
  readonly status: 'ran' | 'cancelled' | 'expected';
}

/** The lanes of the chart on one time axis: what both windows draw, computed once by the engine. */
export interface Timeline {
  readonly span: TimeRange;
  readonly now: number;
  readonly zone: string;
  readonly windows: readonly Episode[];
  /** Next window, when a rival expects one; drawn dashed. */
  readonly nextWindow: TimeRange | null;
  /** The likeliest streams first: job runs with their ends. */
  readonly runs: readonly {
    readonly stream: string;
    /** What its bars are, where they are no runs: "outages", "events". */
    readonly of?: string;
    readonly suspect: boolean;
    readonly bars: readonly Bar[];
  }[];
  /** What the suspect waits for before each run: from the moment that re-armed its clock to the run's start. */
  readonly timers: readonly { readonly from: number; readonly to: number; readonly expected: boolean }[];
  readonly fixes: readonly {
    readonly attempt: string | null;
    readonly label: string;
    readonly at: number;
    readonly readyAt: number | null;
    readonly reliefTo: number | null;
    readonly reliefMs: number | null;
  }[];
  readonly traffic: {
    readonly series: string;
    readonly unit: string;
    readonly points: readonly Point[];
  } | null;
  readonly errorRate: { readonly series: string; readonly points: readonly Point[] } | null;
  /** The gauge at its ceiling, when one is; else the one that fills up before the windows. */
  readonly gauge: {
    readonly series: string;
    /** Null for one that fills up to no limit on record. */
    readonly limit: number | null;
    readonly points: readonly Point[];
  } | null;
  readonly marks: readonly {
    /** Of the candidate that it would be: `<stream>#<n>`, or that of its record; absent where an older engine drew it. */
    readonly id?: string;
    readonly at: number;
    readonly label: string;
    readonly stream: string;
    readonly kind: 'deploy' | 'config' | 'change' | 'other';
  }[];
  /** Recovery to onset, ms, in order: the intervals between failures. */
  readonly intervals: readonly { readonly from: number; readonly ms: number; readonly fixed: boolean }[];
}
