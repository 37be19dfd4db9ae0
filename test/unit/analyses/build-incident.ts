import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import type { ChangeKind } from '../../../shared/incident/change-kind.ts';
import type { Attempt, Incident, RecordedChange } from '../../../shared/incident/incident.ts';
import type { Series } from '../../../shared/incident/series.ts';
import type { Stream, StreamEvent, StreamKind } from '../../../shared/incident/stream.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';

/** Friday 2026-11-20, 10:00 UTC. */
export const START = Date.UTC(2026, 10, 20, 10);

/** A Poisson count (Knuth's method below 30, the Normal above). */
export function poisson(mean: number, uniform: () => number): number {
  if (mean > 30) {
    const z = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    return Math.max(0, Math.round(mean + z * Math.sqrt(mean)));
  }
  const limit = Math.exp(-mean);
  let k = 0;
  for (let p = uniform(); p > limit; p *= uniform()) k++;
  return k;
}

export interface Plan {
  readonly minutes: number;
  /** Windows in minutes since the start, [from, to). */
  readonly windows: readonly (readonly [number, number])[];
  readonly perMinute?: number;
  readonly baseRate?: number;
  readonly failRate?: number;
  readonly seed?: number;
  readonly binMs?: number;
  readonly from?: number;
  readonly streams?: readonly Stream[];
  readonly attempts?: readonly Attempt[];
  readonly changes?: readonly RecordedChange[];
  /** Bins (in minutes since the start) with no data. */
  readonly gaps?: readonly (readonly [number, number])[];
  readonly requestsAt?: (minute: number) => number;
  readonly withRequests?: boolean;
  readonly zone?: string;
  readonly now?: number;
}

/** One event from `start` to `end`, minutes after `from`. */
export function event(
  start: number,
  end: number | null = null,
  from = START,
  more: Partial<StreamEvent> = {},
): StreamEvent {
  return {
    start: from + start * MINUTE_MS,
    end: end === null ? null : from + end * MINUTE_MS,
    title: '',
    status: end === null ? null : 'succeeded',
    size: null,
    about: [],
    expected: false,
    ref: null,
    ...more,
  };
}

/** A stream of events that covers the given minutes. */
export function stream(
  id: string,
  kind: StreamKind,
  events: readonly StreamEvent[],
  minutes: number,
  from = START,
): Stream {
  return {
    id,
    kind,
    events,
    coverage: [{ from, to: from + minutes * MINUTE_MS }],
    sizeUnit: null,
    sources: ['E2'],
  };
}

/** A gauge sampled every `stepMin` minutes from the start. */
export function gauge(
  id: string,
  unit: string | null,
  stepMin: number,
  values: readonly (number | null)[],
): Series {
  return {
    id,
    metric: id,
    labels: {},
    unit,
    measures: 'gauge',
    intervalMs: stepMin * MINUTE_MS,
    times: values.map((_, i) => START + i * stepMin * MINUTE_MS),
    values,
    source: 'E1',
  };
}

/** A change on record, at a minute after the start. */
export function changed(
  n: number,
  at: number,
  kind: ChangeKind = 'configuration',
  more: Partial<RecordedChange> = {},
  from = START,
): RecordedChange {
  return {
    id: `C${n}`,
    kind,
    what: `Changed thing ${n}`,
    at: from + at * MINUTE_MS,
    about: [],
    knownTo: [],
    notKnownTo: [],
    ref: null,
    ...more,
  };
}

/** An attempt at a minute after the start. */
export function attempt(
  n: number,
  at: number,
  until: number | null,
  from = START,
  action = 'Restarted the service',
  kind: string | null = 'restart',
): Attempt {
  return {
    id: `A${n}`,
    action,
    at: from + at * MINUTE_MS,
    until: until === null ? null : from + until * MINUTE_MS,
    kind,
    statedReliefMs: null,
    atOrigin: 'stated',
    ref: null,
  };
}

/** An incident with Poisson requests and binomial-like errors, windows as planned. */
export function buildIncident(plan: Plan): Incident {
  const uniform = seededUniform(plan.seed ?? 1);
  const from = plan.from ?? START;
  const binMs = plan.binMs ?? MINUTE_MS;
  const perBin = binMs / MINUTE_MS;
  const times: number[] = [];
  const requests: (number | null)[] = [];
  const errors: (number | null)[] = [];
  for (let m = 0; m < plan.minutes - 1e-9; m += perBin) {
    const mean = (plan.requestsAt ? plan.requestsAt(m) : (plan.perMinute ?? 600)) * perBin;
    const inside =
      plan.windows.reduce((t, [a, b]) => t + Math.max(0, Math.min(b, m + perBin) - Math.max(a, m)), 0) /
      perBin;
    const rate = (plan.baseRate ?? 0.002) * (1 - inside) + (plan.failRate ?? 0.3) * inside;
    const n = poisson(mean, uniform);
    const e = Math.min(n, poisson(mean * rate, uniform));
    const gap = (plan.gaps ?? []).some(([a, b]) => m >= a && m < b);
    times.push(Math.round(from + m * MINUTE_MS));
    requests.push(gap ? null : n);
    errors.push(gap ? null : e);
  }
  const named = (id: string, values: (number | null)[]): Series => ({
    id,
    metric: id,
    labels: {},
    unit: null,
    measures: 'count',
    intervalMs: binMs,
    times,
    values,
    source: 'E1',
  });
  const withRequests = plan.withRequests ?? true;
  const span = { from, to: from + plan.minutes * MINUTE_MS };
  return {
    name: 'built',
    brief: {
      problem: 'It fails now and then',
      context: '',
      impact: null,
      teamHypothesis: null,
      personality: 'default',
      outputFormat: 'yaml',
      maxDepth: 7,
    },
    zone: plan.zone ?? 'UTC',
    zoneAssumed: false,
    now: plan.now ?? span.to,
    window: null,
    sources: [
      {
        id: 'E1',
        file: 'metrics.csv',
        sizeBytes: 1,
        sha256: '',
        importer: 'metrics',
        format: 'CSV',
        records: times.length,
        span,
        coverage: [span],
        gaps: [],
        zone: 'UTC',
        zoneOrigin: 'record',
        offsetMs: 0,
        rejects: [],
        moreRejects: 0,
        redactions: 0,
      },
    ],
    series: withRequests ? [named('requests', requests), named('errors', errors)] : [named('errors', errors)],
    roles: {
      requests: withRequests ? { series: 'requests', origin: 'name' } : null,
      errors: { series: 'errors', origin: 'name' },
      limits: [],
    },
    streams: plan.streams ?? [],
    logs: null,
    attempts: plan.attempts ?? [],
    statements: [],
    changes: plan.changes ?? [],
    changesAbsent: [],
    teams: [],
  };
}
