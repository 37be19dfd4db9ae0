import type { Names } from './names.ts';

/** A run of a job as it happened. Times epoch ms UTC. */
export interface Run {
  readonly job: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly status: 'succeeded' | 'cancelled' | 'failed';
  readonly rows: number;
  readonly about: string;
}

export type AttemptKind = 'restart' | 'config' | 'scale' | 'failover';

/** What the on-call role did, when the process was back, and what it wrote down. */
export interface Attempt {
  readonly at: number;
  readonly ready: number;
  readonly kind: AttemptKind;
  readonly action: string;
  readonly note: string;
  readonly doneNote: string;
  /** Minutes until the next failure, as the team saw it; null when none followed. */
  readonly reliefMin: number | null;
}

/** One metric with one set of labels. */
export interface Gauge {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly measures: 'count' | 'gauge';
  readonly unit: string | null;
  readonly intervalS: number;
  readonly from: number;
  readonly values: readonly (number | null)[];
}

export interface GaugeFile {
  readonly name: string;
  readonly gauges: readonly Gauge[];
}

export interface LogLine {
  readonly at: number;
  readonly host: string;
  readonly service: string;
  readonly status: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, string | number>>;
}

export interface Deployment {
  readonly service: string;
  readonly version: string;
  readonly at: number;
  readonly ready: number;
}

export interface PageEntry {
  readonly at: number;
  readonly type: 'trigger' | 'notify' | 'acknowledge' | 'annotate' | 'resolve';
  readonly text: string;
  /** Number of the page (incident) that it belongs to, from 0. */
  readonly page: number;
}

export interface PlannedChange {
  readonly at: number;
  readonly kind: string;
  readonly what: string;
  readonly about: readonly string[];
  readonly knownTo: readonly string[];
  readonly notKnownTo: readonly string[];
}

export interface Ticket {
  readonly at: number;
  readonly subject: string;
  readonly priority: string;
  readonly tags: readonly string[];
}

export interface SpokenStatement {
  readonly said: string;
  readonly byRole: string;
  readonly about: readonly string[];
  /** True for the statement that nothing limits the shared resource. */
  readonly limit: boolean;
}

/** What incident.yaml says besides what the exports hold. */
export interface Story {
  readonly problem: string;
  readonly context: string;
  readonly impact: string;
  readonly hypothesis: { readonly text: string; readonly about: readonly string[] };
  readonly statements: readonly SpokenStatement[];
  readonly changes: readonly PlannedChange[];
  readonly teams: readonly { readonly name: string; readonly owns: readonly string[] }[];
  readonly limits: Readonly<Record<string, string>>;
  readonly personality: string;
}

/** Everything that happened and everything that was written down, before it takes the form of files. */
export interface World {
  readonly seed: number;
  readonly names: Names;
  readonly zone: string;
  /** Start of the detailed evidence and its end ("now"). */
  readonly from: number;
  readonly now: number;
  /** Start of the run history. */
  readonly historyFrom: number;
  readonly runs: readonly Run[];
  readonly attempts: readonly Attempt[];
  /** Failure windows as simulated, whole minutes, half-open. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  readonly metrics: readonly GaugeFile[];
  readonly logs: readonly LogLine[];
  readonly deployments: readonly Deployment[];
  readonly pages: readonly PageEntry[];
  readonly calendar: readonly PlannedChange[];
  readonly tickets: readonly Ticket[];
  readonly story: Story;
}

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** The start of the minute that holds `at`. */
export function minuteOf(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}
