import type { Incident } from '../../shared/incident/incident.ts';
import type { Series } from '../../shared/incident/series.ts';
import { digestOf, type Line } from './log-lines.ts';
import type { Fix } from './on-call.ts';
import type { Random } from './random.ts';
import { toIncident } from './record.ts';

/** A mechanism that no stream lists, or what merely looks like it. */
export interface SignaturePlan {
  /** The signature that it plants, or that it must not be taken for. */
  readonly signature: string;
  readonly what: string;
  readonly planted: boolean;
  readonly make: (draw: Random) => Incident;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

interface Course {
  readonly spanS: number;
  readonly binS?: number;
  readonly originMs?: number;
  readonly windows: readonly Window[];
  /** Requests a second at t. */
  readonly load?: (t: number) => number;
  /** Share that fails inside; 0.3 when not given. */
  readonly rate?: (t: number) => number;
  readonly fixes?: readonly Window[];
}

const ORIGIN = 1_768_000_200_000;
const inAny = (windows: readonly Window[], t: number): Window | undefined =>
  windows.find((w) => t >= w.from && t < w.to);

function incidentOf(draw: Random, course: Course): Incident {
  const binS = course.binS ?? 60;
  const requests: number[] = [];
  const errors: number[] = [];
  for (let at = 0; at < course.spanS; at += binS) {
    const load = course.load ?? (() => 12);
    let served = 0;
    let failed = 0;
    // Ten steps a bin: a window may begin or end inside it.
    for (let k = 0; k < 10; k++) {
      const t = at + ((k + 0.5) * binS) / 10;
      const n = draw.poisson((load(t) * binS) / 10);
      served += n;
      failed += Math.min(n, draw.poisson(n * (inAny(course.windows, t) ? (course.rate?.(t) ?? 0.3) : 0.002)));
    }
    requests.push(served);
    errors.push(failed);
  }
  const fixes: Fix[] = (course.fixes ?? []).map((fix) => ({
    at: fix.from,
    until: fix.to,
    kind: 'restart',
    effect: 'reset',
    truth: 'unclear',
  }));
  return toIncident({
    name: 'signature',
    originMs: course.originMs ?? ORIGIN,
    spanS: course.spanS,
    binS,
    columns: [
      { name: 'requests', measures: 'count', unit: null, values: requests },
      { name: 'errors', measures: 'count', unit: null, values: errors },
    ],
    streams: [],
    fixes,
  });
}

function withGauge(
  incident: Incident,
  metric: string,
  labels: Readonly<Record<string, string>>,
  unit: string | null,
  value: (t: number) => number,
  stepS = 60,
): Incident {
  const from = incident.sources[0]?.span?.from ?? 0;
  const n = Math.floor((incident.now - from) / 1000 / stepS);
  const inside = Object.entries(labels).map(([k, v]) => `${k}:${v}`);
  const series: Series = {
    id: inside.length === 0 ? metric : `${metric}{${inside.join(',')}}`,
    metric,
    labels,
    unit,
    measures: 'gauge',
    intervalMs: stepS * 1000,
    times: Array.from({ length: n }, (_, i) => from + i * stepS * 1000),
    values: Array.from({ length: n }, (_, i) => value(i * stepS)),
    source: 'E1',
  };
  return { ...incident, series: [...incident.series, series] };
}

function withLines(incident: Incident, lines: readonly Line[]): Incident {
  const from = incident.sources[0]?.span?.from ?? 0;
  return {
    ...incident,
    logs: digestOf(
      lines.map((line) => ({ ...line, at: from + line.at * 1000 })),
      'E3',
    ),
  };
}

/** Windows at random, at least `least` apart, each `length` long. */
function scattered(
  draw: Random,
  n: number,
  least: number,
  length: () => number,
): { windows: Window[]; spanS: number } {
  const windows: Window[] = [];
  let t = 2400 + draw.uniform(0, 1200);
  for (let i = 0; i < n; i++) {
    const to = t + length();
    windows.push({ from: t, to });
    t = to + least + draw.exponential(least);
  }
  return { windows, spanS: Math.ceil((t + 1800) / 60) * 60 };
}

/** A resource that fills at a wandering speed until it fails, and the restarts that empty it. */
function filling(draw: Random, byRestart: boolean): { course: Course; level: (t: number) => number } {
  const cycles: { from: number; full: number; empty: number }[] = [];
  let t = 0;
  const n = draw.integer(4, 8);
  for (let i = 0; i < n; i++) {
    const full = t + draw.uniform(2000, 4200);
    const empty = full + draw.uniform(240, 700);
    cycles.push({ from: t, full, empty });
    t = empty;
  }
  const spanS = Math.ceil((t + 1500) / 60) * 60;
  const level = (at: number): number => {
    const cycle = cycles.find((c) => at >= c.from && at < c.empty) ?? { from: t, full: t + 4000, empty: 0 };
    return Math.max(
      0,
      40 + 460 * Math.min(1, (at - cycle.from) / (cycle.full - cycle.from)) + draw.normal(0, 6),
    );
  };
  const windows = cycles.map((c) => ({ from: c.full, to: c.empty }));
  const fixes = byRestart ? cycles.map((c) => ({ from: c.empty - 60, to: c.empty })) : [];
  return { course: { spanS, windows, fixes }, level };
}

const HOSTS = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'];

/** Lines of requests by host; `fails` is the share that fails at a host at t. */
function requestLines(
  draw: Random,
  spanS: number,
  everyS: number,
  fails: (host: string, t: number) => number,
): Line[] {
  const lines: Line[] = [];
  for (let t = 0; t < spanS; t += everyS)
    for (const host of HOSTS) {
      const failed = draw.chance(fails(host, t));
      lines.push({
        at: t + draw.uniform(0, everyS),
        message: failed ? 'request failed' : 'request served',
        level: failed ? 'error' : 'info',
        fields: { host },
      });
    }
  return lines;
}

/** Onsets once a day at a local hour, for some days from a start. */
function daily(
  draw: Random,
  originMs: number,
  days: number,
  hourOf: (day: number) => number,
  jitterS: number,
): Window[] {
  const midnight = Math.ceil(originMs / 86_400_000) * 86_400_000;
  return Array.from({ length: days }, (_, day) => {
    const from = (midnight - originMs) / 1000 + day * 86_400 + hourOf(day) * 3600 + draw.normal(0, jitterS);
    return { from, to: from + draw.uniform(1500, 3000) };
  });
}

const wave = (draw: Random): ((t: number) => number) => {
  const phase = draw.uniform(0, 2 * Math.PI);
  return (t) => 12 * (1 + 0.35 * Math.sin((2 * Math.PI * t) / 14_400 + phase));
};

/** Each signature planted, and what looks like it without being it. */
export const SIGNATURE_PLANS: readonly SignaturePlan[] = [
  {
    signature: 'leak',
    what: 'connections taken and not given back until a restart',
    planted: true,
    make: (draw) => {
      const { course, level } = filling(draw, true);
      return withGauge(incidentOf(draw, course), 'pool.in_use', {}, null, level);
    },
  },
  {
    signature: 'leak',
    what: 'a heap that saws as it does in every healthy process',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(240, 700));
      const fixes = windows.map((w) => ({ from: w.to - 60, to: w.to }));
      const period = draw.uniform(500, 1500);
      return withGauge(
        incidentOf(draw, { spanS, windows, fixes }),
        'heap',
        {},
        null,
        (t) => 100 + (400 * (t % period)) / period + draw.normal(0, 5),
      );
    },
  },
  {
    signature: 'garbage-collection',
    what: 'a heap emptied at a stop, one host after the other',
    planted: true,
    make: (draw) => {
      const hosts = ['h1', 'h2', 'h3'].map((host) => ({ host, ...filling(draw, false) }));
      const spanS = Math.min(...hosts.map((h) => h.course.spanS));
      const windows = hosts
        .flatMap((h) => h.course.windows)
        .filter((w) => w.to < spanS - 600)
        .map((w) => ({ from: w.to - 150, to: w.to + 30 }))
        .sort((a, b) => a.from - b.from);
      return hosts.reduce(
        (incident, h) => withGauge(incident, 'heap', { host: h.host }, null, h.level),
        incidentOf(draw, { spanS, windows }),
      );
    },
  },
  {
    signature: 'garbage-collection',
    what: 'one heap emptied at a stop',
    planted: true,
    make: (draw) => {
      const { course, level } = filling(draw, false);
      return withGauge(incidentOf(draw, course), 'heap', {}, null, level);
    },
  },
  {
    signature: 'garbage-collection',
    what: 'heaps that saw while it fails for another reason',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(240, 700));
      return ['h1', 'h2', 'h3'].reduce(
        (incident, host) => {
          const period = draw.uniform(700, 2500);
          const phase = draw.uniform(0, period);
          return withGauge(
            incident,
            'heap',
            { host },
            null,
            (t) => 100 + (400 * ((t + phase) % period)) / period + draw.normal(0, 5),
          );
        },
        incidentOf(draw, { spanS, windows }),
      );
    },
  },
  ...([true, false] as const).map(
    (leaks): SignaturePlan => ({
      signature: 'raised-limit',
      what: leaks ? 'relief doubles with the pool' : 'relief stays as it was when the pool is doubled',
      planted: leaks,
      make: (draw) => {
        const windows: Window[] = [];
        const fixes: Window[] = [];
        const raisedAfter = 3;
        let t = 1500;
        for (let i = 0; i < 6; i++) {
          const to = t + draw.uniform(300, 600);
          windows.push({ from: t, to });
          fixes.push({ from: to - 80, to });
          t = to + 1500 * (leaks && i >= raisedAfter ? 2 : 1) * draw.uniform(0.93, 1.07);
        }
        const raisedAt = windows[raisedAfter]?.to ?? 0;
        const incident = withGauge(
          incidentOf(draw, { spanS: Math.ceil(t / 60) * 60, windows, fixes }),
          'pool.limit',
          {},
          null,
          (at) => (at < raisedAt - 60 ? 50 : 100),
        );
        const limits = [{ gauge: 'pool.in_use', limit: { series: 'pool.limit' }, origin: 'name' as const }];
        return { ...incident, roles: { ...incident.roles, limits } };
      },
    }),
  ),
  ...(
    [
      [true, 'a token that lives 30 min from each restart', (draw: Random) => 1800 + draw.normal(0, 4)],
      [false, 'a relief that varies around 30 min', (draw: Random) => 1800 * draw.uniform(0.75, 1.3)],
      [false, 'a regular relief of no usual life', (draw: Random) => 2220 + draw.normal(0, 4)],
    ] as const
  ).map(
    ([planted, what, relief]): SignaturePlan => ({
      signature: 'life',
      what,
      planted,
      make: (draw) => {
        const windows: Window[] = [];
        let t = 2000;
        for (let i = 0; i < 6; i++) {
          const to = t + draw.uniform(240, 900);
          windows.push({ from: t, to });
          t = to + relief(draw);
        }
        const fixes = windows.map((w) => ({ from: w.to - 60, to: w.to }));
        return incidentOf(draw, { spanS: Math.ceil(t / 60) * 60, windows, fixes, binS: 30 });
      },
    }),
  ),
  ...([true, false] as const).map(
    (local): SignaturePlan => ({
      signature: 'local-clock',
      what: local
        ? 'a job at 03:20 in Berlin across the end of summer time'
        : 'a job at 01:20 UTC across the end of summer time',
      planted: local,
      make: (draw) => {
        // Summer time ends on 25 October 2026 at 01:00 UTC.
        const originMs = Date.UTC(2026, 9, 20);
        const windows = daily(draw, originMs, 10, (day) => (local && day >= 5 ? 2 : 1) + 20 / 60, 120);
        const incident = incidentOf(draw, { spanS: 11 * 86_400, binS: 300, originMs, windows });
        return { ...incident, zone: 'Europe/Berlin' };
      },
    }),
  ),
  {
    signature: 'quota',
    what: 'a quota given back at the full hour',
    planted: true,
    make: (draw) => {
      const windows = Array.from({ length: 6 }, (_, i) => ({
        from: 1800 + i * 7200 + draw.uniform(0, 4000),
        to: 1800 + i * 7200 + 5400,
      }));
      return incidentOf(draw, { spanS: 13 * 3600, windows, originMs: Date.UTC(2026, 2, 3) });
    },
  },
  {
    signature: 'quota',
    what: 'windows that end whenever they like',
    planted: false,
    make: (draw) =>
      incidentOf(
        draw,
        scattered(draw, 6, 2400, () => draw.uniform(240, 1800)),
      ),
  },
  {
    signature: 'metastable',
    what: 'a backlog that ends only at a lower load',
    planted: true,
    make: (draw) => {
      const load = wave(draw);
      const windows: Window[] = [];
      let from: number | null = null;
      let next = draw.uniform(1500, 5000);
      const spanS = 16 * 3600;
      for (let t = 0; t < spanS; t += 30) {
        if (from === null && t > next && load(t) > 12.5) from = t;
        else if (from !== null && load(t) < 10.2) {
          windows.push({ from, to: t });
          from = null;
          next = t + draw.uniform(600, 3600);
        }
      }
      return incidentOf(draw, { spanS, windows, load });
    },
  },
  {
    signature: 'metastable',
    what: 'a load over a limit',
    planted: false,
    make: (draw) => {
      const load = wave(draw);
      const windows: Window[] = [];
      let from: number | null = null;
      const spanS = 16 * 3600;
      for (let t = 0; t < spanS; t += 30) {
        if (from === null && load(t) > 14.5) from = t;
        else if (from !== null && load(t) < 14.3) {
          windows.push({ from, to: t });
          from = null;
        }
      }
      return incidentOf(draw, { spanS, windows, load });
    },
  },
  {
    signature: 'metastable',
    what: 'clients that leave while it fails',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(500, 1300));
      return incidentOf(draw, { spanS, windows, load: (t) => (inAny(windows, t) ? 8 : 12) });
    },
  },
  {
    signature: 'retry-herd',
    what: 'clients that ask again, and all at once when it is back',
    planted: true,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(400, 900));
      const herd = draw.uniform(1.6, 2.6);
      const load = (t: number): number => {
        if (inAny(windows, t)) return 12 * draw.uniform(1.1, 1.4);
        return windows.some((w) => t >= w.to && t < w.to + 120) ? 12 * herd : 12;
      };
      return incidentOf(draw, { spanS, windows, load });
    },
  },
  {
    signature: 'retry-herd',
    what: 'a rush that fails',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(400, 900));
      const load = (t: number): number =>
        windows.some((w) => t >= w.from - 300 && t < w.to + 200) ? 22 : 12;
      return incidentOf(draw, { spanS, windows, load });
    },
  },
  {
    signature: 'retry-herd',
    what: 'a load that nobody repeats',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(400, 900));
      return incidentOf(draw, { spanS, windows, load: wave(draw) });
    },
  },
  {
    signature: 'autoscaler-oscillation',
    what: 'instances taken away and added again',
    planted: true,
    make: (draw) => {
      const windows: Window[] = [];
      const few: Window[] = [];
      let t = 2000;
      for (let i = 0; i < 7; i++) {
        const down = t;
        const from = down + draw.uniform(60, 200);
        const up = from + draw.uniform(180, 420);
        windows.push({ from, to: up + 60 });
        few.push({ from: down, to: up });
        t = up + draw.uniform(500, 800);
      }
      const incident = incidentOf(draw, { spanS: Math.ceil(t / 60) * 60 + 600, windows });
      return withGauge(incident, 'replicas', {}, null, (at) => (inAny(few, at) ? 4 : 8));
    },
  },
  {
    signature: 'autoscaler-oscillation',
    what: 'instances added when it fails and taken away an hour later',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 5400, () => draw.uniform(400, 900));
      const more = windows.map((w) => ({ from: w.from + 120, to: w.to + 3600 }));
      return withGauge(incidentOf(draw, { spanS, windows }), 'replicas', {}, null, (t) =>
        inAny(more, t) ? 8 : 4,
      );
    },
  },
  {
    signature: 'autoscaler-oscillation',
    what: 'instances that go back and forth while it fails for another reason',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 3600, () => draw.uniform(400, 900));
      const changes: number[] = [];
      for (let t = draw.uniform(0, 900); t < spanS; t += draw.uniform(300, 900)) changes.push(t);
      return withGauge(
        incidentOf(draw, { spanS, windows }),
        'replicas',
        {},
        null,
        (t) => 5 + (changes.filter((c) => c <= t).length % 2),
      );
    },
  },
  {
    signature: 'noisy-neighbour',
    what: 'steal on one node of five',
    planted: true,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(400, 900));
      return HOSTS.slice(0, 5).reduce(
        (incident, node) =>
          withGauge(incident, 'cpu.steal', { node }, '%', (t) =>
            Math.max(0, (node === 'b1' && inAny(windows, t) ? 35 : 2) + draw.normal(0, 1.5)),
          ),
        incidentOf(draw, { spanS, windows }),
      );
    },
  },
  {
    signature: 'noisy-neighbour',
    what: 'all nodes pressed alike',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(400, 900));
      return HOSTS.slice(0, 5).reduce(
        (incident, node) =>
          withGauge(
            incident,
            'cpu.user',
            { node },
            '%',
            (t) => (inAny(windows, t) ? 80 : 40) + draw.normal(0, 6),
          ),
        incidentOf(draw, { spanS, windows }),
      );
    },
  },
  {
    signature: 'noisy-neighbour',
    what: 'nodes that each wander',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 6, 2400, () => draw.uniform(400, 900));
      return HOSTS.slice(0, 5).reduce(
        (incident, node) => {
          let level = 20;
          return withGauge(incident, 'io.wait', { node }, '%', () => {
            level += 0.1 * (20 - level) + draw.normal(0, 3);
            return Math.max(0, level);
          });
        },
        incidentOf(draw, { spanS, windows }),
      );
    },
  },
  {
    signature: 'one-sick-instance',
    what: 'one host of six',
    planted: true,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 5, 2400, () => draw.uniform(400, 900));
      const lines = requestLines(draw, spanS, 20, (host, t) =>
        inAny(windows, t) && host === 'b2' ? 0.8 : 0.003,
      );
      return withLines(incidentOf(draw, { spanS, windows, rate: () => 0.8 / 6 }), lines);
    },
  },
  {
    signature: 'one-sick-instance',
    what: 'all hosts alike, one with more traffic',
    planted: false,
    make: (draw) => {
      const { windows, spanS } = scattered(draw, 5, 2400, () => draw.uniform(400, 900));
      const lines = requestLines(draw, spanS, 20, (_, t) => (inAny(windows, t) ? 0.3 : 0.003));
      const busy = requestLines(draw, spanS, 4, (_, t) => (inAny(windows, t) ? 0.3 : 0.003)).map((line) => ({
        ...line,
        fields: { host: 'a1' },
      }));
      return withLines(incidentOf(draw, { spanS, windows }), [...lines, ...busy]);
    },
  },
  ...([true, false] as const).map(
    (together): SignaturePlan => ({
      signature: 'election',
      what: together
        ? 'all clients stop at once for seconds'
        : 'stops of seconds that meet one client after the other',
      planted: together,
      make: (draw) => {
        const { windows, spanS } = scattered(draw, 6, 1200, () => draw.uniform(25, 50));
        const lines = requestLines(draw, spanS, 5, (host, t) => {
          const w = inAny(windows, t);
          if (!w) return 0.002;
          if (together) return 0.9;
          // Each host in its own part of the stop, in no fixed order.
          return (HOSTS.indexOf(host) + Math.floor(w.from)) % 3 === 0 ? 0.9 : 0.002;
        });
        return withLines(
          incidentOf(draw, { spanS, windows, binS: 10, load: () => 20, rate: () => 0.85 }),
          lines,
        );
      },
    }),
  ),
  {
    signature: 'batch-window',
    what: 'a nightly batch, for a week',
    planted: true,
    make: (draw) => {
      const originMs = Date.UTC(2026, 3, 6);
      const windows = daily(draw, originMs, 7, () => 2.5, 1200);
      const load = (t: number): number => 12 * (1 - 0.5 * Math.cos((2 * Math.PI * (t - 7200)) / 86_400));
      return incidentOf(draw, { spanS: 8 * 86_400, binS: 300, originMs, windows, load });
    },
  },
  {
    signature: 'batch-window',
    what: 'failures at the busiest hour of each day',
    planted: false,
    make: (draw) => {
      const originMs = Date.UTC(2026, 3, 6);
      const windows = daily(draw, originMs, 7, () => 14, 1200);
      const load = (t: number): number => 12 * (1 - 0.5 * Math.cos((2 * Math.PI * (t - 7200)) / 86_400));
      return incidentOf(draw, { spanS: 8 * 86_400, binS: 300, originMs, windows, load });
    },
  },
  {
    signature: 'batch-window',
    what: 'failures at any hour, for a week',
    planted: false,
    make: (draw) => {
      const originMs = Date.UTC(2026, 3, 6);
      const windows = daily(draw, originMs, 7, () => draw.uniform(0, 24), 600);
      return incidentOf(draw, { spanS: 8 * 86_400, binS: 300, originMs, windows });
    },
  },
];
