import { NAME_SETS, type NameSet, type Names } from './names.ts';
import { type AttemptKind, HOUR, MINUTE } from './world.ts';

/** An attempt of the on-call role, relative to the minute in which a window began. */
export interface AttemptPlan {
  /** Which window, from 1. */
  readonly window: number;
  readonly afterOnsetMin: number;
  /** Minutes until the process is back (or the new capacity is there). */
  readonly readyMin: number;
  readonly kind: AttemptKind;
}

/** A change to the world that was not made. */
export interface Intervention {
  /** The resource allows this many times as much. */
  readonly ceilingTimes?: number;
  /** No client may hold more than this share of the usual ceiling; a limited job takes longer. */
  readonly clientShare?: number;
}

export type Family = 'rearmed-job' | 'traffic' | 'unexplained';
/** Which of the two roots the evidence carries: the missing limit, the missing notice, or both. */
type Roots = 'both' | 'limit' | 'notice';
export type MetricFormat = 'datadog' | 'prometheus';

/** How a world's evidence is written: the metrics' format, attempts as text or objects, local or UTC times. */
export interface FileChoice {
  readonly format: MetricFormat;
  readonly attemptsAs: 'text' | 'objects';
  readonly localTimes: boolean;
}

/** What a caller may choose; everything else comes from the defaults of the family. */
export interface SampleOptions {
  readonly family: Family;
  readonly seed?: number;
  /** Minutes between the end of a run (or readiness) and the next run. */
  readonly lagMin?: number;
  /** Minutes of a run before the growth. */
  readonly runMin?: number;
  /** Size after the growth over size before. */
  readonly growth?: number;
  /** Connections that the shared resource allows. */
  readonly ceiling?: number;
  /** What somebody did beforehand; absent in the incidents themselves, present in "what if". */
  readonly intervention?: Intervention;
  /** Name set: which service, resource and dataset. */
  readonly resource?: NameSet;
  /** Name of the job that does it. */
  readonly culprit?: string;
  readonly roots?: Roots;
  /** Log lines a minute in quiet times. */
  readonly noise?: number;
  readonly windows?: number;
  /** Minutes from a run's start to the full resource, one for each window. */
  readonly fillMin?: readonly number[];
  readonly attempts?: readonly AttemptPlan[];
  /** Whether incident.yaml lists attempts as text (times are then in the pages) or with their times. */
  readonly attemptsAs?: 'text' | 'objects';
  /** Start of the first run that meets the grown data, epoch ms UTC. */
  readonly firstRunAt?: number;
  readonly zone?: string;
  readonly format?: MetricFormat;
  /** Times in the run history without a zone, in the zone of the incident. */
  readonly localTimes?: boolean;
}

export interface Scenario
  extends Required<Omit<SampleOptions, 'resource' | 'culprit' | 'attempts' | 'intervention'>> {
  /** Undefined: the attempts that belong to the family. */
  readonly attempts: readonly AttemptPlan[] | undefined;
  readonly intervention: Intervention;
  readonly names: Names;
}

/** Friday 20 November 2026, 11:05 UTC. */
const DEFAULT_FIRST_RUN = Date.UTC(2026, 10, 20, 11, 5);

const DEFAULT_ATTEMPTS: readonly AttemptPlan[] = [
  { window: 1, afterOnsetMin: 4, readyMin: 2, kind: 'restart' },
  { window: 2, afterOnsetMin: 14, readyMin: 8, kind: 'config' },
  { window: 3, afterOnsetMin: 17, readyMin: 4, kind: 'scale' },
];

/** Fills in what was not chosen. The defaults are the bundled sample. */
export function resolveScenario(options: SampleOptions): Scenario {
  const base: Names = NAME_SETS[options.resource ?? 'checkout'];
  const names = options.culprit === undefined ? base : { ...base, job: options.culprit };
  return {
    family: options.family,
    seed: options.seed ?? 20_261_120,
    lagMin: options.lagMin ?? 20,
    runMin: options.runMin ?? 5,
    growth: options.growth ?? 4,
    ceiling: options.ceiling ?? 128,
    roots: options.roots ?? 'both',
    noise: options.noise ?? 70,
    windows: options.windows ?? 5,
    fillMin: options.fillMin ?? [2, 3, 2, 1, 2],
    attempts: options.attempts ?? (options.family === 'rearmed-job' ? DEFAULT_ATTEMPTS : undefined),
    attemptsAs: options.attemptsAs ?? 'text',
    firstRunAt: options.firstRunAt ?? DEFAULT_FIRST_RUN,
    zone: options.zone ?? 'UTC',
    format: options.format ?? 'datadog',
    localTimes: options.localTimes ?? false,
    intervention: options.intervention ?? {},
    names,
  };
}

/** The detailed evidence starts about an hour before the first failing run. */
export function detailFrom(scenario: Scenario): number {
  return scenario.firstRunAt - 65 * MINUTE;
}

export const HISTORY_MS = 8 * 24 * HOUR;
