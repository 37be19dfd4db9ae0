import { NAME_SETS, type NameSet } from './names.ts';
import { type Prng, prng } from './prng.ts';
import type { AttemptPlan, Family, SampleOptions } from './scenario.ts';
import { type AttemptKind, MINUTE } from './world.ts';
import { zoneOffsetMs } from './zone.ts';

/** A generated incident of the same mechanism under other circumstances. */
export interface Variant {
  readonly name: string;
  readonly options: SampleOptions;
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Adelaide',
  'America/Sao_Paulo',
];
const CULPRITS = [
  'sitemap-builder',
  'price-index-refresh',
  'entitlement-preload',
  'image-variant-sync',
  'availability-prefetch',
  'embedding-refill',
];
const KINDS: readonly AttemptKind[] = ['restart', 'config', 'scale', 'failover'];
const READY: Readonly<Record<AttemptKind, readonly [number, number]>> = {
  restart: [1, 4],
  config: [5, 11],
  scale: [3, 6],
  failover: [1, 2],
};

/** Two to four attempts on different windows, each some minutes after its onset. */
function attempts(random: Prng, windows: number, longMin: number): AttemptPlan[] {
  const count = random.int(2, Math.min(4, windows - 1));
  const order = Array.from({ length: windows - 1 }, (_, n) => n + 1);
  while (order.length > count) order.splice(random.int(0, order.length - 1), 1);
  return order.map((window, n): AttemptPlan => {
    // The first attempt is what everybody tries first.
    const kind = n === 0 ? random.pick(['restart', 'config'] as const) : random.pick(KINDS);
    const [low, high] = READY[kind];
    return {
      window,
      afterOnsetMin: random.int(3, Math.max(4, Math.floor(longMin))),
      readyMin: random.int(low, high),
      kind,
    };
  });
}

/** A working moment of a weekday in the zone, far from a change of the clocks. */
function firstRun(random: Prng, zone: string): number {
  const months = [0, 1, 4, 5, 6, 7, 11];
  const day = Date.UTC(random.int(2025, 2027), random.pick(months), random.int(11, 24));
  const minute = random.int(10 * 60 + 30, 13 * 60 + 30);
  const local = day + minute * MINUTE;
  return local - Math.round(zoneOffsetMs(zone, local) / MINUTE) * MINUTE;
}

function rearmed(n: number): SampleOptions {
  const random = prng(n, 'variant');
  const sets = Object.keys(NAME_SETS) as NameSet[];
  const zone = ZONES[n % ZONES.length] ?? 'UTC';
  const windows = random.int(4, 7);
  const runMin = random.pick([3, 4, 5, 6]);
  const growth = random.pick([4, 4.5, 5]);
  const longMin = runMin * (0.134 + 0.866 * growth);
  return {
    family: 'rearmed-job',
    seed: 1_000 + n,
    lagMin: random.int(15, 40),
    runMin,
    growth,
    ceiling: random.pick([48, 64, 96, 128, 200, 400]),
    resource: sets[n % sets.length] ?? 'checkout',
    culprit: CULPRITS[random.int(0, CULPRITS.length - 1)] ?? 'sitemap-builder',
    noise: 16,
    windows,
    fillMin: Array.from({ length: windows }, () => random.int(1, 3)),
    attempts: attempts(random.fork('attempts'), windows, longMin - 3),
    attemptsAs: n % 2 === 0 ? 'objects' : 'text',
    firstRunAt: firstRun(random.fork('first run'), zone),
    zone,
    format: n % 3 === 0 ? 'prometheus' : 'datadog',
    localTimes: zone === 'Asia/Tokyo',
  };
}

function other(family: 'traffic' | 'unexplained', n: number): SampleOptions {
  const random = prng(n, `${family} variant`);
  const sets = Object.keys(NAME_SETS) as NameSet[];
  const zone = ZONES[(n + 2) % ZONES.length] ?? 'UTC';
  return {
    family,
    seed: 2_000 + n,
    resource: sets[(n + 1) % sets.length] ?? 'rides',
    noise: 14,
    windows: random.int(5, 6),
    firstRunAt: firstRun(random.fork('first run'), zone),
    zone,
    format: n % 2 === 0 ? 'prometheus' : 'datadog',
    attemptsAs: n % 2 === 0 ? 'text' : 'objects',
  };
}

/** The first `count` variants of a family; a variant's number is its seed, so more of them change none. */
export function variants(count: number, family: Family = 'rearmed-job'): Variant[] {
  return Array.from({ length: count }, (_, n) => ({
    name: `${family}-${String(n + 1).padStart(2, '0')}`,
    options: family === 'rearmed-job' ? rearmed(n + 1) : other(family, n + 1),
  }));
}
