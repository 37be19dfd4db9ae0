import { assemble, BASE_ERRORS, latencyMs, ownDeployments } from './assemble.ts';
import { decoyRuns } from './jobs.ts';
import { sharedPool } from './pool.ts';
import { prng } from './prng.ts';
import { detailFrom, HISTORY_MS, type Scenario } from './scenario.ts';
import { changeCalendar, rearmedStory } from './story.ts';
import { historyRestarts, incidentDay } from './timer.ts';
import { MINUTE, minuteOf, SECOND, type World } from './world.ts';

const PEAK_PER_MIN = 1_450;
/** From the start of a rolling deployment to the restart of the instance that has the timer. */
const LEASE_MOVES_AFTER = 70 * SECOND;

/** A timer job inside the service outgrows the resource that both share. */
export function rearmedJobWorld(scenario: Scenario): World {
  const { names } = scenario;
  const random = prng(scenario.seed, 'rearmed-job');
  const day = incidentDay(scenario, random.fork('day'));
  const from = detailFrom(scenario);
  const now = minuteOf(day.runs.at(-1)?.end ?? from) + 8 * MINUTE;
  const historyFrom = now - HISTORY_MS;

  const planned = ownDeployments(scenario, random.fork('own deployments'), now);
  const history = historyRestarts(
    scenario,
    random.fork('history'),
    planned.map((d) => ({ down: d.at + LEASE_MOVES_AFTER, ready: d.ready })),
    from,
  );
  const own = planned.map((deployment, n) => {
    const restart = history.restarts[n] ?? {
      down: deployment.at + LEASE_MOVES_AFTER,
      ready: deployment.ready,
    };
    return {
      ...deployment,
      at: Math.round(restart.down - LEASE_MOVES_AFTER),
      ready: Math.round(restart.ready),
    };
  });
  const decoys = decoyRuns(
    random.fork('decoys'),
    [...names.poolDecoys, ...names.otherDecoys],
    historyFrom,
    now,
    day.windows.map((window) => window.from),
  );
  const shortRuns = history.runs.filter((run) => run.start >= historyFrom);
  const pool = sharedPool(
    scenario,
    random.fork('pool'),
    [...shortRuns.filter((run) => run.end > from), ...day.runs],
    decoys.filter((run) => run.end > from),
    PEAK_PER_MIN,
  );
  const latency = random.fork('latency');

  return assemble({
    scenario,
    random,
    from,
    now,
    runs: [...shortRuns, ...day.runs, ...decoys],
    attempts: day.attempts,
    windows: day.windows,
    ownDeployments: own,
    deploymentsToday: [-112, -65, -19, 96]
      .map((min) => scenario.firstRunAt + min * MINUTE)
      .filter((at) => at < now),
    peakPerMin: PEAK_PER_MIN,
    moment(at, perMin) {
      const { refused, total, held } = pool(at, perMin);
      const disturbed = day.attempts.some((a) => a.kind !== 'scale' && at >= a.at && at < a.ready);
      return {
        failing: refused,
        base: BASE_ERRORS + (disturbed ? 0.004 : 0),
        latencyMs: latencyMs(latency, refused > 0.05),
        total,
        held,
      };
    },
    cpu(at, perMin) {
      const added = day.attempts.some((a) => a.kind === 'scale' && at >= a.ready);
      return 18 + (30 * perMin) / PEAK_PER_MIN - (added ? 5 : 0);
    },
    failure: (r) => ({
      message: `${names.resource.timeoutMessage} (active=${r.int(11, 22)}, idle=0, waiting=${r.int(18, 61)})`,
      trace: [
        `    at acquire (/srv/app/lib/pool.js:${r.int(300, 460)}:23)`,
        `    at withConnection (/srv/app/dist/connection.js:${r.int(20, 60)}:11)`,
        `    at handle (/srv/app/dist/handler.js:${r.int(80, 140)}:7)`,
      ].join('\n'),
    }),
    calendar: changeCalendar(scenario, now),
    story: (failingShare) => rearmedStory(scenario, day.attempts, day.windows, now, failingShare),
  });
}
