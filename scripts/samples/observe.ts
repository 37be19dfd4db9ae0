import type { Prng } from './prng.ts';
import { MINUTE, SECOND } from './world.ts';

/** The state of the service at one moment, as the family of the incident makes it. */
export interface Moment {
  /** Share of requests that fail because of the incident. */
  readonly failing: number;
  /** Share that fails anyway. */
  readonly base: number;
  /** Milliseconds, 95th percentile. */
  readonly latencyMs: number;
  readonly total: number;
  readonly held: Readonly<Record<string, number>>;
}

/** What one minute of telemetry shows. */
export interface Minute {
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
  /** Failures of the incident among the errors. */
  readonly failed: number;
  readonly latencyMs: number;
  /** Highest value within the minute. */
  readonly total: number;
  readonly held: Readonly<Record<string, number>>;
}

const STEP = 5 * SECOND;

/** Samples the service every five seconds and adds up minutes. Clients try again, so failing brings more requests. */
export function observe(
  random: Prng,
  from: number,
  to: number,
  traffic: (at: number) => number,
  moment: (at: number, requestsPerMin: number) => Moment,
): Minute[] {
  const minutes: Minute[] = [];
  for (let at = from; at < to; at += MINUTE) {
    let requests = 0;
    let errors = 0;
    let failed = 0;
    let latencyMs = 0;
    let total = 0;
    const held: Record<string, number> = {};
    for (let t = at; t < at + MINUTE; t += STEP) {
      const wanted = traffic(t);
      const now = moment(t, wanted);
      const n = random.poisson((wanted / 12) * (1 + 0.15 * now.failing));
      const refused = Math.min(n, random.poisson(n * now.failing));
      const usual = random.poisson((n - refused) * now.base);
      requests += n;
      failed += refused;
      errors += Math.min(n, refused + usual);
      latencyMs += now.latencyMs / 12;
      total = Math.max(total, now.total);
      for (const [client, value] of Object.entries(now.held))
        held[client] = Math.max(held[client] ?? 0, value);
    }
    minutes.push({ at, requests, errors, failed, latencyMs, total, held });
  }
  return minutes;
}

/** Requests and errors of quiet days, in bins of five minutes. */
export function observeHistory(
  random: Prng,
  from: number,
  to: number,
  traffic: (at: number) => number,
  base: number,
): { readonly requests: number[]; readonly errors: number[] } {
  const requests: number[] = [];
  const errors: number[] = [];
  for (let at = from; at < to; at += 5 * MINUTE) {
    const n = random.poisson(traffic(at + 2.5 * MINUTE) * 5);
    requests.push(n);
    errors.push(random.poisson(n * base));
  }
  return { requests, errors };
}
