import type { Segmentation } from '../segmentation.ts';
import type { RiskSet } from './risk.ts';

/** Healthy failure rates in blocks, in time order: a change for good shows between the windows too. */
export interface HealthyBlocks {
  /** Middle of each block, ms since the first bin. */
  readonly at: readonly number[];
  readonly logRate: readonly number[];
}

const BLOCKS_PER_INTERVAL = 8;
/** Neighbouring blocks wander together: two count as one. */
const INDEPENDENT = 0.5;

/** ln of the failure rate outside the windows (and one bin beside them), pooled into blocks. */
export function healthyBlocks(s: Segmentation, risk: RiskSet): HealthyBlocks {
  const per = Math.max(
    3,
    Math.round(risk.intervalMs / BLOCKS_PER_INTERVAL / s.binMs),
    Math.ceil(s.rate.length / 400),
  );
  const margin = Math.max(1, Math.round((0.1 * risk.lengthMs) / s.binMs));
  const inside = new Uint8Array(s.rate.length);
  for (const o of risk.onsets) {
    inside.fill(
      1,
      Math.max(0, Math.round(o.at / s.binMs) - margin),
      Math.ceil((o.recovery ?? risk.spanMs) / s.binMs) + margin,
    );
  }
  const at: number[] = [];
  const logRate: number[] = [];
  for (let from = 0; from + per <= s.rate.length; from += per) {
    let failed = 0;
    let asked = 0;
    let n = 0;
    for (let i = from; i < from + per; i++) {
      const e = s.errors[i];
      if (inside[i] || e === null || e === undefined) continue;
      failed += e;
      asked += s.requests ? (s.requests[i] ?? 0) : 1;
      n++;
    }
    if (n * 3 < per || asked <= 0) continue;
    at.push((from + per / 2) * s.binMs);
    logRate.push(Math.log((failed + 0.5) / asked));
  }
  return { at, logRate };
}

/**
 * `level`: ln likelihood ratio (Normal, unknown spread) of a rise of the healthy rate at its best place against none, at
 * most 4; `elsewhere`: by how much `when` is worse than that place, at most 6.
 */
export function levelShift(blocks: HealthyBlocks, when: number): { level: number; elsewhere: number } {
  const n = blocks.at.length;
  if (n < 6) return { level: 0, elsewhere: 0 };
  const split = blocks.at.findIndex((t) => t >= when);
  const own = split < 2 || n - split < 2 ? 0 : ratioAt(blocks.logRate, split);
  let best = own;
  for (let k = 2; k <= n - 2; k++) best = Math.max(best, ratioAt(blocks.logRate, k));
  return { level: Math.min(4, best), elsewhere: Math.min(6, best - own) };
}

function ratioAt(values: readonly number[], split: number): number {
  const n = values.length;
  const all = spread(values);
  const a = spread(values.slice(0, split));
  const b = spread(values.slice(split));
  if (b.mean <= a.mean) return 0;
  const floor = 0.01 * n;
  return 0.5 * n * INDEPENDENT * Math.log((all.ss + floor) / (a.ss + b.ss + floor));
}

function spread(values: readonly number[]): { mean: number; ss: number } {
  const mean = values.reduce((x, y) => x + y, 0) / values.length;
  return { mean, ss: values.reduce((x, y) => x + (y - mean) ** 2, 0) };
}
