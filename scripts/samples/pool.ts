import type { DecoyName } from './names.ts';
import type { Prng } from './prng.ts';
import { detailFrom, type Scenario } from './scenario.ts';
import { FILL_EXTRA_MS, growthAt, JOB_SHARE, runLengthMs } from './timer.ts';
import { wander } from './traffic.ts';
import { MINUTE, type Run, SECOND } from './world.ts';

/** Who holds how much of the shared resource at one moment, and which share of the service's tries gets nothing. */
export interface PoolMoment {
  readonly total: number;
  readonly held: Readonly<Record<string, number>>;
  readonly refused: number;
}

/** Sizes relative to a ceiling of 128; they grow and shrink with it. */
const OF_CEILING = { service: 24 / 128, first: 16 / 128, second: 14 / 128 };

/** What the resource allows in all. */
export function poolLimit(scenario: Scenario): number {
  return Math.round(scenario.ceiling * (scenario.intervention.ceilingTimes ?? 1));
}

/** The resource over time: everybody's demand in proportion to load, the job's to the data, all under one ceiling. */
export function sharedPool(
  scenario: Scenario,
  random: Prng,
  runs: readonly Run[],
  decoyRuns: readonly Run[],
  peakPerMin: number,
): (at: number, requestsPerMin: number) => PoolMoment {
  const { names, ceiling } = scenario;
  const limit = poolLimit(scenario);
  const from = detailFrom(scenario);
  const to = from + 12 * 60 * MINUTE;
  const [firstClient, secondClient] = names.resource.otherClients;
  const wobble = {
    service: wander(random.fork('service'), from, to, 50 * SECOND, 0.07),
    first: wander(random.fork('first'), from, to, 70 * SECOND, 0.09),
    second: wander(random.fork('second'), from, to, 95 * SECOND, 0.08),
    job: wander(random.fork('job'), from, to, 40 * SECOND, 0.02),
  };
  const decoys: readonly DecoyName[] = names.poolDecoys;
  const sorted = [...runs].sort((a, b) => a.start - b.start);

  return (at, requestsPerMin) => {
    const load = requestsPerMin / peakPerMin;
    const service = ceiling * OF_CEILING.service * load * wobble.service(at);
    const first = ceiling * OF_CEILING.first * (0.6 + 0.4 * load) * wobble.first(at);
    const second = ceiling * OF_CEILING.second * (0.8 + 0.2 * load) * wobble.second(at);
    const held: Record<string, number> = {};
    let small = 0;
    for (const decoy of decoys) {
      const running = decoyRuns.some((run) => run.job === decoy.job && at >= run.start && at < run.end);
      held[decoy.job] = running ? decoy.holds : 0;
      small += held[decoy.job] ?? 0;
    }
    const others = service + first + second + small;
    const n = sorted.findIndex((run) => at >= run.start && at < run.end);
    const run = sorted[n];
    const job = run
      ? jobHold(scenario, run, at, limit - others, fillOf(scenario, runs, run)) * wobble.job(at)
      : 0;
    const demand = others + job;
    const free = Math.max(0, limit - job);
    const squeeze = demand > limit ? free / others : 1;
    held[names.resource.serviceClient] = service * squeeze;
    held[firstClient] = first * squeeze;
    held[secondClient] = second * squeeze;
    for (const decoy of decoys) held[decoy.job] = (held[decoy.job] ?? 0) * squeeze;
    held[names.job] = job;
    return { total: Math.min(limit, demand), held, refused: 1 - squeeze };
  };
}

function fillOf(scenario: Scenario, runs: readonly Run[], run: Run): number {
  const long = runs.filter((r) => r.start >= growthAt(scenario)).sort((a, b) => a.start - b.start);
  const n = Math.max(0, long.indexOf(run));
  return (scenario.fillMin[n % scenario.fillMin.length] ?? 2) * MINUTE + FILL_EXTRA_MS;
}

/**
 * What a run holds: first it builds its index and opens connections one after the other, then it reads in bulk with
 * as many as the data calls for; the last seconds write the result and hold little.
 */
function jobHold(scenario: Scenario, run: Run, at: number, room: number, fillMs: number): number {
  const ratio = run.start >= growthAt(scenario) ? scenario.growth : 1;
  const share = Math.min(JOB_SHARE * ratio, scenario.intervention.clientShare ?? Number.POSITIVE_INFINITY);
  const full = scenario.ceiling * share;
  const indexMs = Math.min(
    fillMs,
    (fillMs * runLengthMs(scenario, ratio)) / runLengthMs(scenario, scenario.growth),
  );
  const before = Math.min(full * 0.95, room);
  const elapsed = at - run.start;
  if (elapsed < indexMs) return before * (elapsed / indexMs);
  if (run.status === 'succeeded' && run.end - at < 5 * SECOND) return full * 0.1;
  return before + (full - before) * Math.min(1, (elapsed - indexMs) / (6 * SECOND));
}
