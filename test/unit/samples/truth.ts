import { simulate } from '../../../scripts/samples/generate-incident.ts';
import { resolveScenario, type SampleOptions } from '../../../scripts/samples/scenario.ts';
import { growthAt } from '../../../scripts/samples/timer.ts';

/** Which of the two organisational roots the evidence can reach. */
type RootTruth = 'no-limit' | 'not-told';

/** What is true of a generated incident, whatever the product says of it. Times epoch ms UTC. */
export interface SampleTruth {
  /** Id of the stream that did it, `traffic`, or `none`. */
  readonly cause: string;
  /** States of the verdict that are right. */
  readonly states: readonly ('cause' | 'none' | 'undetermined')[];
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  readonly attempts: readonly {
    readonly at: number;
    readonly ready: number;
    readonly reliefMin: number | null;
    readonly resetsClock: boolean;
  }[];
  readonly roots: readonly RootTruth[];
  /** The gauge at its ceiling, the job that holds it and what made it grow; null outside the rearmed-job family. */
  readonly mechanism: {
    readonly gauge: string;
    readonly job: string;
    readonly dataset: string;
    readonly grewAt: number;
    readonly nextRun: number;
  } | null;
}

/** The truth of any options, from the simulation that also wrote the files. */
export function truthOf(options: SampleOptions): SampleTruth {
  const world = simulate(options);
  const scenario = resolveScenario(options);
  const rearmed = options.family === 'rearmed-job';
  const { resource, job, dataset } = world.names;
  const gauge = scenario.format === 'prometheus' ? resource.gauge.replaceAll('.', '_') : resource.gauge;
  const lastRun = world.runs.filter((run) => run.job === job).at(-1);
  const roots: readonly RootTruth[] =
    scenario.roots === 'both'
      ? ['no-limit', 'not-told']
      : scenario.roots === 'limit'
        ? ['no-limit']
        : ['not-told'];
  return {
    cause: rearmed ? job : options.family === 'traffic' ? 'traffic' : 'none',
    states: options.family === 'unexplained' ? ['none', 'undetermined'] : ['cause'],
    windows: world.windows,
    attempts: world.attempts.map(({ at, ready, kind, reliefMin }) => ({
      at,
      ready,
      reliefMin,
      resetsClock: rearmed && (kind === 'restart' || kind === 'config'),
    })),
    roots: rearmed ? roots : [],
    mechanism: rearmed
      ? {
          gauge,
          job,
          dataset,
          grewAt: growthAt(scenario),
          nextRun: (lastRun?.end ?? 0) + scenario.lagMin * 60_000,
        }
      : null,
  };
}

const friday = (hour: number, minute: number): number => Date.UTC(2026, 10, 20, hour, minute);

/** The bundled main sample, written down by hand: minutes of Friday 20 November 2026, UTC. */
export const CHECKOUT_TRUTH = {
  cause: 'catalog-cache-warmer',
  gauge: 'redis.pool.in_use',
  runs: [
    [friday(11, 5), friday(11, 11), 'cancelled'],
    [friday(11, 33), friday(11, 50), 'cancelled'],
    [friday(12, 18), friday(12, 36), 'succeeded'],
    [friday(12, 56), friday(13, 14), 'succeeded'],
    [friday(13, 34), friday(13, 52), 'succeeded'],
  ],
  onsets: [friday(11, 7), friday(11, 36), friday(12, 20), friday(12, 57), friday(13, 36)],
  attempts: [
    { at: friday(11, 11), ready: friday(11, 13), reliefMin: 25 },
    { at: friday(11, 50), ready: friday(11, 58), reliefMin: 30 },
    { at: friday(12, 37), ready: friday(12, 41), reliefMin: 20 },
  ],
  grewAt: friday(10, 52),
  nextRun: friday(14, 12),
  now: friday(14, 0),
} as const;
