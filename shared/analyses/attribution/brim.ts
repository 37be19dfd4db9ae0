import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { spearman } from '../statistics/ranks.ts';
import { recordedGauges } from './fills-between.ts';
import type { RiskSet } from './risk.ts';

const LEAST_ONSETS = 3;
const LEAST_SAMPLES = 6;
/** Within this share of its range of its highest value a gauge is full. */
const FULL = 0.02;
/** A drop by this share of the range empties it, whatever did it. */
const EMPTIED = 0.5;
/** Healthy samples that may be full too. */
const MOST_CALM = 0.05;
const LEAST_CALM = 0.03;
/** Share of its windows at which what fills up is full. */
const ALWAYS = 0.9;
const ENOUGH = 6;
const CLIMBING = 0.7;
/** A gauge that leaps as the failure begins is an effect: before it, it must have come this far. */
const NEARLY = 0.7;

/** A gauge that is full as windows begin. */
export interface Brim {
  readonly gauge: string;
  /** Windows at whose onset it has just filled, of those seen. */
  readonly hits: number;
  readonly windows: number;
  /** ln likelihood ratio against full by chance, less the ln of the number of gauges looked at both ways. */
  readonly evidence: number;
}

/**
 * The recorded gauge that climbs (or runs down) until it is full when windows begin, and hardly ever stands there while all
 * is well, as a disk or a pool does that a job or a person empties now and then. Null where none does.
 */
export function reachesBrim(incident: Incident, risk: RiskSet): Brim | null {
  const gauges = recordedGauges(incident);
  let best: Brim | null = null;
  for (const gauge of gauges) {
    for (const sign of [1, -1]) {
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

function brimOf(gauge: Series, sign: number, risk: RiskSet): Brim | null {
  const values = gauge.values.map((v) => (v === null ? null : sign * v));
  const known = values.filter((v) => v !== null);
  const high = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const range = high - known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const seen = risk.onsets.filter((o) => o.seen);
  if (!(range > 0) || seen.length < LEAST_ONSETS) return null;
  const full = (v: number): boolean => v >= high - FULL * range;
  const calm = fullWhileHealthy(gauge, values, full, risk);
  if (calm > MOST_CALM) return null;
  const hits = seen.filter((o) =>
    fills(gauge, values, full, range, high, risk.origin + o.at + o.width),
  ).length;
  const byChance = Math.max(LEAST_CALM, calm);
  const evidence =
    hits * Math.log(ALWAYS / byChance) + (seen.length - hits) * Math.log((1 - ALWAYS) / (1 - byChance));
  return { gauge: gauge.id, hits, windows: seen.length, evidence };
}

function fullWhileHealthy(
  { times }: Series,
  values: readonly (number | null)[],
  full: (v: number) => boolean,
  { origin, from, to }: RiskSet,
): number {
  let healthy = 0;
  let atBrim = 0;
  for (let j = 0; j < from.length; j++) {
    const end = firstIndexAt(times, origin + (to[j] as number));
    for (let i = firstIndexAt(times, origin + (from[j] as number)); i < end; i++) {
      const v = values[i];
      if (v === null || v === undefined) continue;
      healthy++;
      if (full(v)) atBrim++;
    }
  }
  return healthy === 0 ? 1 : atBrim / healthy;
}

/** Since it was last emptied it has climbed nearly to the brim before `onset` (epoch ms), and is full by the sample after it. */
function fills(
  { times, intervalMs }: Series,
  values: readonly (number | null)[],
  full: (v: number) => boolean,
  range: number,
  high: number,
  onset: number,
): boolean {
  const at = firstIndexAt(times, onset);
  const after = [values[at], values[at + 1]].some((v, k) => {
    const time = times[at + k];
    return v !== null && v !== undefined && full(v) && time !== undefined && time - onset <= 2 * intervalMs;
  });
  if (!after) return false;
  const backwards: number[] = [];
  for (let i = at - 1; i >= 0; i--) {
    const v = values[i];
    if (v === null || v === undefined) continue;
    if (v - (backwards.at(-1) ?? v) > EMPTIED * range) break;
    backwards.push(v);
  }
  const climb = backwards.reverse();
  const before = climb.at(-2);
  return (
    climb.length >= LEAST_SAMPLES &&
    before !== undefined &&
    before >= high - (1 - NEARLY) * range &&
    spearman(
      climb,
      climb.map((_, i) => i),
    ) >= CLIMBING
  );
}
