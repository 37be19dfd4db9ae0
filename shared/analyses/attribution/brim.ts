import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { spearman } from '../statistics/ranks.ts';
import { meanOf } from '../statistics/sums.ts';
import { recordedGauges } from './fills-between.ts';
import type { RiskSet } from './risk.ts';

const LEAST_ONSETS = 2;
const LEAST_SAMPLES = 6;
/** Of a longer climb so many samples tell whether it climbs. */
const MOST_SAMPLES = 200;
/** Share of its range within which two levels are the same. */
const SLACK = 0.02;
/** A drop by this share of the range empties it, whatever did it; so does a smaller one that ends near its lowest. */
const EMPTIED = 0.5;
const PARTLY = 0.35;
const NEAR_LOWEST = 0.15;
/** Share of the healthy time that it may spend as full as that. */
const MOST_CALM = 0.1;
const LEAST_CALM = 0.03;
/** Share of its windows at which what fills up is full. */
const ALWAYS = 0.9;
const ENOUGH = 8;
const CLIMBING = 0.7;
/** What leaps shortly before the failure is part of what brings it: before its last tenth a climb has come this far. */
const HALFWAY = 0.5;

/** A gauge that is full as windows begin. */
export interface Brim {
  readonly gauge: string;
  /** How full that is, and whether it climbs (1) or runs down (-1). */
  readonly at: number;
  readonly sign: 1 | -1;
  /** Windows at whose onset it has come so far, of those seen. */
  readonly hits: number;
  readonly windows: number;
  /** ln likelihood ratio against full by chance, less the ln of the number of gauges looked at both ways. */
  readonly evidence: number;
}

/**
 * The recorded gauge that has climbed (or run down) to about one level as each window begins, beyond which it hardly ever
 * stands while all is well, as memory, a disk or a pool does that something empties now and then. Null where none does.
 */
export function reachesBrim(incident: Incident, risk: RiskSet): Brim | null {
  const gauges = recordedGauges(incident);
  let best: Brim | null = null;
  for (const gauge of gauges) {
    for (const sign of [1, -1] as const) {
      const found = brimOf(gauge, sign, risk);
      const evidence = found ? found.evidence - Math.log(2 * gauges.length) : 0;
      if (found && evidence > (best?.evidence ?? 0)) best = { ...found, evidence };
    }
  }
  return best;
}

/** How much of what can be known from a gauge that is, 0 to 1. */
export function brimShare(brim: Brim | null): number {
  return brim ? Math.min(1, brim.evidence / ENOUGH) : 0;
}

function brimOf(gauge: Series, sign: 1 | -1, risk: RiskSet): Brim | null {
  const values = gauge.values.map((v) => (v === null ? null : sign * v));
  const known = values.filter((v) => v !== null);
  const low = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const range = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) - low;
  const seen = risk.onsets.filter((o) => o.seen);
  if (!(range > 0) || seen.length < LEAST_ONSETS) return null;
  const reached = seen
    .flatMap((o) => climbedTo(gauge, values, low, range, risk.origin + o.at) ?? [])
    .sort((a, b) => b - a);
  if (reached.length < LEAST_ONSETS || reached.length * 2 < seen.length) return null;
  const calm = healthyValues(gauge, values, risk);
  let best: Brim | null = null;
  for (const [i, level] of reached.entries()) {
    const hits = i + 1;
    if (hits < LEAST_ONSETS || hits * 2 < seen.length) continue;
    const full = level - SLACK * range;
    const share = calm.filter((v) => v >= full).length / Math.max(1, calm.length);
    if (calm.length === 0 || share > MOST_CALM) break;
    const byChance = Math.max(LEAST_CALM, share);
    const evidence =
      hits * Math.log(ALWAYS / byChance) +
      (seen.length - hits) * Math.log((1 - ALWAYS) / (1 - byChance)) -
      Math.log(reached.length);
    if (evidence > (best?.evidence ?? Number.NEGATIVE_INFINITY))
      best = { gauge: gauge.id, at: sign * level, sign, hits, windows: seen.length, evidence };
  }
  return best;
}

function healthyValues(
  { times }: Series,
  values: readonly (number | null)[],
  { origin, from, to }: RiskSet,
): number[] {
  const healthy: number[] = [];
  for (let j = 0; j < from.length; j++) {
    const end = firstIndexAt(times, origin + (to[j] as number));
    for (let i = firstIndexAt(times, origin + (from[j] as number)); i < end; i++) {
      const v = values[i];
      if (v !== null && v !== undefined) healthy.push(v);
    }
  }
  return healthy;
}

/**
 * The level that it has climbed to since it was last emptied, at the last sample before `onset` (epoch ms): what it does from
 * then on may be an effect. Null where it did not climb.
 */
function climbedTo(
  { times, intervalMs }: Series,
  values: readonly (number | null)[],
  low: number,
  range: number,
  onset: number,
): number | null {
  const last = firstIndexAt(times, onset) - 1;
  const backwards: number[] = [];
  for (let i = last; i >= 0; i--) {
    const v = values[i];
    if (v === null || v === undefined) continue;
    if (backwards.length === 0 && onset - (times[i] as number) > 2 * intervalMs) return null;
    const next = backwards.at(-1) ?? v;
    const drop = (v - next) / range;
    if (drop > EMPTIED || (drop > PARTLY && next <= low + NEAR_LOWEST * range)) break;
    backwards.push(v);
  }
  const climb = backwards.reverse();
  const n = climb.length;
  const top = climb.at(-1);
  if (n < LEAST_SAMPLES || top === undefined) return null;
  const start = meanOf(climb.slice(0, Math.ceil(0.1 * n)));
  const late = meanOf(climb.slice(Math.floor(0.75 * n), Math.ceil(0.9 * n)));
  if (late - start < HALFWAY * (top - start)) return null;
  const step = Math.ceil(n / MOST_SAMPLES);
  const thinned = climb.filter((_, i) => i % step === 0);
  const order = thinned.map((_, i) => i);
  return spearman(thinned, order) >= CLIMBING ? top : null;
}
