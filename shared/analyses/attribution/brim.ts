import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { trend } from '../statistics/ranks.ts';
import { largest, smallest } from '../statistics/sums.ts';
import { recordedGauges } from './fills-between.ts';
import type { Onset, RiskSet } from './risk.ts';

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
/** By so much of its range what was full has come down when the window ends. */
const FALLEN = 0.1;
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

/** A gauge turned so that it climbs, its known samples alone. */
interface Climbing {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Sums of the values before each. */
  readonly sums: Float64Array;
  /** Of each sample, the first since it was last emptied. */
  readonly since: Int32Array;
  readonly range: number;
  /** What it has climbed to by a time (epoch ms), as far as that was asked for. */
  readonly levels: Map<number, number | null>;
}

const turned = new WeakMap<Series, Readonly<Record<1 | -1, Climbing>>>();

/** Worked out once for each gauge: many sets of windows are held against it. */
function climbing(gauge: Series, sign: 1 | -1): Climbing {
  let both = turned.get(gauge);
  if (!both) {
    both = { 1: turn(gauge, 1), [-1]: turn(gauge, -1) } as Record<1 | -1, Climbing>;
    turned.set(gauge, both);
  }
  return both[sign];
}

function turn(gauge: Series, sign: 1 | -1): Climbing {
  const known = gauge.values.flatMap((v, i) => (v === null ? [] : [i]));
  const values = Float64Array.from(known, (i) => sign * (gauge.values[i] as number));
  const low = smallest(values);
  const range = largest(values) - low;
  const sums = new Float64Array(values.length + 1);
  const since = new Int32Array(values.length);
  for (const [i, v] of values.entries()) {
    sums[i + 1] = (sums[i] as number) + v;
    const drop = i === 0 ? 1 : ((values[i - 1] as number) - v) / range;
    const emptied = drop > EMPTIED || (drop > PARTLY && v <= low + NEAR_LOWEST * range);
    since[i] = emptied ? i : (since[i - 1] as number);
  }
  return {
    times: Float64Array.from(known, (i) => gauge.times[i] as number),
    values,
    sums,
    since,
    range,
    levels: new Map(),
  };
}

function brimOf(gauge: Series, sign: 1 | -1, risk: RiskSet): Brim | null {
  const seen = risk.onsets.filter((o) => o.seen);
  if (seen.length < LEAST_ONSETS) return null;
  const all = climbing(gauge, sign);
  if (!(all.range > 0)) return null;
  const reached = seen
    .flatMap((o) => {
      const level = levelAt(all, risk.origin + o.at, gauge.intervalMs);
      return level === null || staysFull(all, level, o, risk, gauge.intervalMs) ? [] : [level];
    })
    .sort((a, b) => b - a);
  if (reached.length < LEAST_ONSETS || reached.length * 2 < seen.length) return null;
  const calm = healthyValues(all, risk);
  let best: Brim | null = null;
  for (const [i, level] of reached.entries()) {
    const hits = i + 1;
    if (hits < LEAST_ONSETS || hits * 2 < seen.length) continue;
    const full = level - SLACK * all.range;
    const share = calm.reduce((n, v) => (v >= full ? n + 1 : n), 0) / Math.max(1, calm.length);
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

function healthyValues({ times, values }: Climbing, { origin, from, to }: RiskSet): Float64Array {
  const healthy = new Float64Array(values.length);
  let n = 0;
  for (let j = 0; j < from.length; j++) {
    const part = values.subarray(
      firstIndexAt(times, origin + (from[j] as number)),
      firstIndexAt(times, origin + (to[j] as number)),
    );
    healthy.set(part, n);
    n += part.length;
  }
  return healthy.subarray(0, n);
}

/** Whether the window ends while it stands as full as at the onset: then something else began it, and ended it. */
function staysFull(
  { times, values, range }: Climbing,
  level: number,
  { at, recovery }: Onset,
  { origin, binMs }: RiskSet,
  intervalMs: number,
): boolean {
  if (recovery === null) return false;
  const inside = values.subarray(
    firstIndexAt(times, origin + at),
    firstIndexAt(times, origin + recovery + binMs + intervalMs),
  );
  return inside.length > 0 && smallest(inside) > level - FALLEN * range;
}

function levelAt(all: Climbing, onset: number, intervalMs: number): number | null {
  let level = all.levels.get(onset);
  if (level === undefined) {
    level = climbedTo(all, onset, intervalMs);
    all.levels.set(onset, level);
  }
  return level;
}

/**
 * The level that it has climbed to since it was last emptied, at the last sample before `onset` (epoch ms): what it does from
 * then on may be an effect. Null where it did not climb.
 */
function climbedTo(
  { times, values, sums, since }: Climbing,
  onset: number,
  intervalMs: number,
): number | null {
  const last = firstIndexAt(times, onset) - 1;
  if (last < 0 || onset - (times[last] as number) > 2 * intervalMs) return null;
  const from = since[last] as number;
  const n = last - from + 1;
  if (n < LEAST_SAMPLES) return null;
  const mean = (a: number, b: number): number =>
    ((sums[from + b] as number) - (sums[from + a] as number)) / (b - a);
  const top = values[last] as number;
  const start = mean(0, Math.ceil(0.1 * n));
  const late = mean(Math.floor(0.75 * n), Math.ceil(0.9 * n));
  if (late - start < HALFWAY * (top - start)) return null;
  const step = Math.ceil(n / MOST_SAMPLES);
  const thinned: number[] = [];
  for (let i = from; i <= last; i += step) thinned.push(values[i] as number);
  return trend(thinned) >= CLIMBING ? top : null;
}
