import { instances } from './hosts.ts';
import { decoyRuns } from './jobs.ts';
import { logLines } from './log-lines.ts';
import { exportMetrics } from './metrics.ts';
import { observe, observeHistory } from './observe.ts';
import { otherDeployments, pagerEntries, supportTickets } from './paper-trail.ts';
import { sharedPool } from './pool.ts';
import { prng } from './prng.ts';
import { detailFrom, HISTORY_MS, type Scenario } from './scenario.ts';
import { changeCalendar, rearmedStory } from './story.ts';
import { historyRestarts, incidentDay, type ProcessRestart } from './timer.ts';
import { trafficCurve } from './traffic.ts';
import { DAY, type Deployment, MINUTE, minuteOf, SECOND, type World } from './world.ts';
import { zoneOffsetMs } from './zone.ts';

const PEAK_PER_MIN = 1_450;
const BASE_ERRORS = 0.0035;

/** A timer job inside the service outgrows the resource that both share. */
export function rearmedJobWorld(scenario: Scenario): World {
  const { names } = scenario;
  const random = prng(scenario.seed, 'rearmed-job');
  const day = incidentDay(scenario, random.fork('day'));
  const from = detailFrom(scenario);
  const now = minuteOf(day.runs.at(-1)?.end ?? from) + 8 * MINUTE;
  const historyFrom = now - HISTORY_MS;
  const offset = zoneOffsetMs(scenario.zone, now);

  const own = ownDeployments(scenario, random.fork('own deployments'), now, offset);
  const history = historyRestarts(
    scenario,
    random.fork('history'),
    own.map((d) => ({ down: d.at + 70 * SECOND, ready: d.ready })),
    from,
  );
  const ownShifted = own.map((deployment, n): Deployment => {
    const restart = history.restarts[n] as ProcessRestart;
    return { ...deployment, at: Math.round(restart.down - 70 * SECOND), ready: Math.round(restart.ready) };
  });

  const onsets = day.windows.map((window) => window.from);
  const decoys = decoyRuns(
    random.fork('decoys'),
    [...names.poolDecoys, ...names.otherDecoys],
    historyFrom,
    now,
    onsets,
  );
  const shortRuns = history.runs.filter((run) => run.start >= historyFrom);
  const runs = [...shortRuns, ...day.runs, ...decoys].sort(
    (a, b) => a.start - b.start || a.job.localeCompare(b.job, 'en'),
  );

  const traffic = trafficCurve(random.fork('traffic'), historyFrom, now, PEAK_PER_MIN, offset);
  const pool = sharedPool(
    scenario,
    random.fork('pool'),
    [...shortRuns.filter((run) => run.end > from), ...day.runs],
    decoys.filter((run) => run.end > from),
    PEAK_PER_MIN,
  );
  const latency = random.fork('latency');
  const minutes = observe(random.fork('observe'), from, now, traffic, (at, perMin) => {
    const moment = pool(at, perMin);
    const disturbed = day.attempts.some((a) => a.kind !== 'scale' && at >= a.at && at < a.ready);
    return {
      failing: moment.refused,
      base: BASE_ERRORS + (disturbed ? 0.004 : 0),
      latencyMs: moment.refused > 0.05 ? latency.normal(2_062, 14) : Math.exp(latency.normal(6.05, 0.08)),
      total: moment.total,
      held: moment.held,
    };
  });
  const hosts = instances(names, random.fork('hosts'), day.attempts, from);
  const poolChange = day.attempts.find((a) => a.kind === 'config');
  const dayStart = Math.floor(now / DAY) * DAY;
  const weekdays = [7, 4, 3, 2, 1].map((back) => dayStart - back * DAY);
  const today = [-112, -65, -19, 96]
    .map((min) => scenario.firstRunAt + min * MINUTE)
    .filter((at) => at < now);
  const failing = minutes.filter((m) => m.failed > 0.05 * m.requests);
  const failingShare =
    failing.reduce((sum, m) => sum + m.failed / m.requests, 0) / Math.max(1, failing.length);

  return {
    seed: scenario.seed,
    names,
    zone: scenario.zone,
    from,
    now,
    historyFrom,
    runs,
    attempts: day.attempts,
    windows: day.windows,
    metrics: exportMetrics({
      names,
      random: random.fork('metrics'),
      minutes,
      history: {
        from: from - 7 * DAY,
        ...observeHistory(random.fork('week'), from - 7 * DAY, from, traffic, BASE_ERRORS),
      },
      hosts: hosts.map((h) => ({ host: h.host, from: h.from })),
      ceiling: scenario.ceiling,
      clients: [
        names.resource.serviceClient,
        ...names.resource.otherClients,
        names.job,
        ...names.poolDecoys.map((d) => d.job),
      ],
      dbMax: (at) => (poolChange && at >= poolChange.at ? 100 : 50),
      cpu: (at, perMin) =>
        18 +
        (30 * perMin) / PEAK_PER_MIN -
        (day.attempts.some((a) => a.kind === 'scale' && at >= a.ready) ? 5 : 0),
      peakPerMin: PEAK_PER_MIN,
    }),
    logs: logLines({
      names,
      random: random.fork('logs'),
      minutes,
      instances: hosts,
      from,
      to: now,
      perMinute: scenario.noise,
      peakPerMin: PEAK_PER_MIN,
      version: ownShifted.at(-1)?.version ?? '2026.47.1',
      failure: (r) => ({
        message: `${names.resource.timeoutMessage} (active=${r.int(11, 22)}, idle=0, waiting=${r.int(18, 61)})`,
        trace: `    at acquire (/srv/app/node_modules/generic-pool/lib/Pool.js:${r.int(300, 460)}:23)\n    at withConnection (/srv/app/dist/connection.js:${r.int(20, 60)}:11)\n    at handle (/srv/app/dist/handler.js:${r.int(80, 140)}:7)`,
      }),
    }),
    deployments: [
      ...otherDeployments(random.fork('deployments'), names, weekdays, today),
      ...ownShifted,
    ].sort((a, b) => a.at - b.at),
    pages: pagerEntries(random.fork('pages'), names, day.windows, day.attempts, now),
    calendar: changeCalendar(scenario, now),
    tickets: supportTickets(
      random.fork('tickets'),
      names,
      from,
      now,
      (at) => minutes[Math.floor((at - from) / MINUTE)]?.failed ?? 0,
    ),
    story: rearmedStory(scenario, day.attempts, day.windows, now, failingShare),
  };
}

/** Deployments of the failing service itself, in the days before and none on the day: each one arms the timer again. */
function ownDeployments(
  scenario: Scenario,
  random: ReturnType<typeof prng>,
  now: number,
  offset: number,
): Deployment[] {
  const midnight = Math.floor((now + offset) / DAY) * DAY - offset;
  return [7, 4, 3, 2, 2, 1].map((back, n) => {
    const hour = back === 2 && n === 4 ? 15.4 : random.between(9.2, 14.2);
    const at = midnight - back * DAY + Math.round(hour * 3_600) * SECOND;
    return {
      service: scenario.names.service,
      version: `${new Date(now).getUTCFullYear()}.${47 - Math.ceil(back / 7)}.${n + 1}`,
      at,
      ready: at + random.int(400, 540) * SECOND,
    };
  });
}
