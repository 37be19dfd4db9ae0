import { type Instance, instances } from './hosts.ts';
import { type LogInput, logLines } from './log-lines.ts';
import { exportMetrics } from './metrics.ts';
import { type Moment, observe, observeHistory } from './observe.ts';
import { otherDeployments, pagerEntries, supportTickets } from './paper-trail.ts';
import { poolLimit } from './pool.ts';
import type { Prng } from './prng.ts';
import { HISTORY_MS, type Scenario } from './scenario.ts';
import { trafficCurve } from './traffic.ts';
import {
  type Attempt,
  DAY,
  type Deployment,
  MINUTE,
  type PlannedChange,
  type Run,
  SECOND,
  type Story,
  type World,
} from './world.ts';
import { zoneOffsetMs } from './zone.ts';

/** What one family of incidents decides; the rest of a world is alike for all of them. */
export interface FamilyInput {
  readonly scenario: Scenario;
  readonly random: Prng;
  readonly from: number;
  readonly now: number;
  readonly runs: readonly Run[];
  readonly attempts: readonly Attempt[];
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  readonly ownDeployments: readonly Deployment[];
  /** Starts of other services' deployments on the day. */
  readonly deploymentsToday: readonly number[];
  readonly peakPerMin: number;
  /** Load of the day, requests a minute, where it is above the usual curve. */
  readonly extraLoad?: (at: number) => number;
  readonly moment: (at: number, requestsPerMin: number, all: readonly Instance[]) => Moment;
  readonly cpu: (at: number, requestsPerMin: number) => number;
  readonly failure: LogInput['failure'];
  readonly calendar: readonly PlannedChange[];
  readonly story: (failingShare: number) => Story;
}

/** Share of requests that fail anyway. */
export const BASE_ERRORS = 0.0035;

/** Adds to what a family decides everything that a service leaves behind: telemetry, logs, pages, tickets. */
export function assemble(input: FamilyInput): World {
  const { scenario, random, from, now, attempts, windows } = input;
  const { names } = scenario;
  const historyFrom = now - HISTORY_MS;
  const offset = zoneOffsetMs(scenario.zone, now);
  const usual = trafficCurve(random.fork('traffic'), historyFrom, now, input.peakPerMin, offset);
  const traffic = (at: number): number => Math.max(usual(at), input.extraLoad?.(at) ?? 0);
  const hosts = instances(names, random.fork('hosts'), attempts, from);
  const minutes = observe(random.fork('observe'), from, now, traffic, (at, perMin) =>
    input.moment(at, perMin, hosts),
  );
  const failing = minutes.filter((m) => m.failed > 0.05 * m.requests);
  const failingShare =
    failing.reduce((sum, m) => sum + m.failed / m.requests, 0) / Math.max(1, failing.length);
  const poolChange = attempts.find((a) => a.kind === 'config');
  const dayStart = Math.floor(now / DAY) * DAY;
  const weekdays = [7, 4, 3, 2, 1].map((back) => dayStart - back * DAY);
  const quietFrom = from - 7 * DAY;

  return {
    seed: scenario.seed,
    names,
    zone: scenario.zone,
    from,
    now,
    historyFrom,
    runs: [...input.runs].sort((a, b) => a.start - b.start || a.job.localeCompare(b.job, 'en')),
    attempts,
    windows,
    metrics: exportMetrics({
      names,
      random: random.fork('metrics'),
      minutes,
      history: {
        from: quietFrom,
        ...observeHistory(random.fork('week'), quietFrom, from, usual, BASE_ERRORS),
      },
      hosts: hosts.map((h) => ({ host: h.host, from: h.from })),
      ceiling: poolLimit(scenario),
      clients: [
        names.resource.serviceClient,
        ...names.resource.otherClients,
        names.job,
        ...names.poolDecoys.map((d) => d.job),
      ],
      dbMax: (at) => (poolChange && at >= poolChange.at ? 100 : 50),
      cpu: input.cpu,
      peakPerMin: input.peakPerMin,
    }),
    logs: logLines({
      names,
      random: random.fork('logs'),
      minutes,
      instances: hosts,
      from,
      to: now,
      perMinute: scenario.noise,
      peakPerMin: input.peakPerMin,
      version: input.ownDeployments.at(-1)?.version ?? '1.0.0',
      failure: input.failure,
    }),
    deployments: [
      ...otherDeployments(random.fork('deployments'), names, weekdays, input.deploymentsToday),
      ...input.ownDeployments,
    ].sort((a, b) => a.at - b.at),
    pages: pagerEntries(random.fork('pages'), names, windows, attempts, now),
    calendar: input.calendar,
    tickets: supportTickets(
      random.fork('tickets'),
      names,
      from,
      now,
      (at) => minutes[Math.floor((at - from) / MINUTE)]?.failed ?? 0,
    ),
    story: input.story(failingShare),
  };
}

/** Deployments of the failing service in the days before the incident. */
export function ownDeployments(scenario: Scenario, random: Prng, now: number): Deployment[] {
  const offset = zoneOffsetMs(scenario.zone, now);
  const midnight = Math.floor((now + offset) / DAY) * DAY - offset;
  const year = new Date(now).getUTCFullYear();
  return [7, 4, 3, 2, 2, 1].map((back, n) => {
    const hour = n === 4 ? 15.4 : random.between(9.2, 14.2);
    const at = midnight - back * DAY + Math.round(hour * 3_600) * SECOND;
    return {
      service: scenario.names.service,
      version: `${year}.46.${n + 1}`,
      at,
      ready: at + random.int(400, 540) * SECOND,
    };
  });
}

/** Usual latency in ms, 95th percentile; while requests wait for something they never get, the wait limit. */
export function latencyMs(random: Prng, waiting: boolean): number {
  return waiting ? random.normal(2_062, 14) : Math.exp(random.normal(6.05, 0.08));
}
