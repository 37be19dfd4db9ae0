import type { Names } from './names.ts';
import type { Minute } from './observe.ts';
import type { Prng } from './prng.ts';
import { wander } from './traffic.ts';
import { type Gauge, type GaugeFile, MINUTE } from './world.ts';

/** A host and the time from which it serves. */
interface HostLife {
  readonly host: string;
  readonly from: number;
}

export interface MetricsInput {
  readonly names: Names;
  readonly random: Prng;
  readonly minutes: readonly Minute[];
  readonly history: {
    readonly from: number;
    readonly requests: readonly number[];
    readonly errors: readonly number[];
  };
  readonly hosts: readonly HostLife[];
  readonly ceiling: number;
  /** Clients of the resource in the order of the export. */
  readonly clients: readonly string[];
  /** Allowed DB connections over time. */
  readonly dbMax: (at: number) => number;
  /** CPU of a host in percent. */
  readonly cpu: (at: number, requestsPerMin: number) => number;
  readonly peakPerMin: number;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The metrics that the team exported, one file a dashboard. */
export function exportMetrics(input: MetricsInput): GaugeFile[] {
  const { names, random, minutes } = input;
  const m = names.metrics;
  const from = minutes[0]?.at ?? 0;
  const to = (minutes.at(-1)?.at ?? 0) + MINUTE;
  const gauge = (
    metric: string,
    values: readonly (number | null)[],
    unit: string | null,
    labels: Readonly<Record<string, string>> = {},
    measures: Gauge['measures'] = 'gauge',
  ): Gauge => ({ metric, labels, measures, unit, intervalS: 60, from, values });
  const noisy = (label: string, sd: number): ((at: number) => number) =>
    wander(random.fork(label), from, to, 3 * MINUTE, sd);

  const db = { use: noisy('db use', 0.07), query: noisy('db query', 0.06), lock: noisy('db lock', 0.16) };
  const jitter = random.fork('jitter');
  const served = (minute: Minute): number => minute.requests - 0.35 * minute.failed;
  const queue = noisy('queue', 0.2);

  const holders = input.clients.map((client) =>
    gauge(
      names.resource.gauge,
      minutes.map((minute) => Math.round(minute.held[client] ?? 0)),
      names.resource.holdWord.replace(/s$/, ''),
      { [names.resource.clientTag]: client },
    ),
  );
  const hosts = input.hosts.map(({ host, from: since }) => {
    const own = noisy(`cpu ${host}`, 0.08);
    return gauge(
      m.cpu,
      minutes.map((minute) => {
        if (minute.at < since) return null;
        const value = input.cpu(minute.at, minute.requests) * own(minute.at) + jitter.normal(0, 1.1);
        return round(Math.min(99.6, Math.max(1, value)), 1);
      }),
      'percent',
      { host },
    );
  });
  const week = (metric: string, values: readonly number[]): Gauge => ({
    metric,
    labels: {},
    measures: 'count',
    unit: null,
    intervalS: 300,
    from: input.history.from,
    values,
  });

  return [
    {
      name: 'service',
      gauges: [
        gauge(
          m.requests,
          minutes.map((x) => x.requests),
          'request',
          {},
          'count',
        ),
        gauge(
          m.errors,
          minutes.map((x) => x.errors),
          'error',
          {},
          'count',
        ),
        gauge(
          m.latency,
          minutes.map((x) => Math.round(x.latencyMs)),
          'millisecond',
        ),
        gauge(
          m.queue,
          minutes.map((x) =>
            Math.max(0, Math.round(38 * queue(x.at) * (0.5 + x.requests / (2 * input.peakPerMin)))),
          ),
          'item',
        ),
      ],
    },
    {
      name: 'pool',
      gauges: [
        gauge(
          names.resource.gauge,
          minutes.map((x) => Math.round(x.total)),
          names.resource.holdWord.replace(/s$/, ''),
        ),
        gauge(
          names.resource.max,
          minutes.map(() => input.ceiling),
          names.resource.holdWord.replace(/s$/, ''),
        ),
        ...holders,
      ],
    },
    {
      name: 'database',
      gauges: [
        gauge(
          m.dbInUse,
          minutes.map((x) =>
            Math.min(
              38,
              Math.round((20 + (11 * served(x)) / input.peakPerMin) * db.use(x.at) + jitter.normal(0, 0.8)),
            ),
          ),
          'connection',
        ),
        gauge(
          m.dbMax,
          minutes.map((x) => input.dbMax(x.at)),
          'connection',
        ),
        gauge(
          m.dbQuery,
          minutes.map((x) => round(6.1 * db.query(x.at) + jitter.normal(0, 0.25), 2)),
          'millisecond',
        ),
        gauge(
          m.dbLock,
          minutes.map((x) => round(Math.max(0.05, 0.8 * db.lock(x.at) + jitter.normal(0, 0.06)), 2)),
          'millisecond',
        ),
      ],
    },
    { name: 'hosts', gauges: hosts },
    {
      name: 'week',
      gauges: [week(m.requests, input.history.requests), week(m.errors, input.history.errors)],
    },
  ];
}
