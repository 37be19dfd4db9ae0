import type { Segmentation } from '../segmentation.ts';
import type { RiskSet } from './risk.ts';

/** The healthy failures so far, bin by bin: a change for good shows between the windows too. */
export interface HealthyLevels {
  readonly binMs: number;
  /** Bins that are looked at together. */
  readonly perBlock: number;
  /** Sums over the bins before each: failures, requests (bins where none are counted), and bins with data. */
  readonly failed: Float64Array;
  readonly asked: Float64Array;
  readonly known: Float64Array;
}

const BLOCKS_PER_INTERVAL = 8;
const MOST_BLOCKS = 400;
const FEWEST_BLOCKS = 6;
/** Neighbouring blocks wander together: two count as one. */
const INDEPENDENT = 0.5;
/** Clocks differ: a block beside the recorded time is as good, less this. */
const BESIDE = 0.7;
/** Least variance of a block's ln rate. */
const LEAST_VARIANCE = 0.01;

/** Failures outside the windows (and one bin beside them). */
export function healthyLevels(s: Segmentation, risk: RiskSet): HealthyLevels {
  const n = s.rate.length;
  const margin = Math.max(1, Math.round((0.1 * risk.lengthMs) / s.binMs));
  const inside = new Uint8Array(n);
  for (const o of risk.onsets) {
    const end = Math.ceil((o.recovery ?? risk.spanMs) / s.binMs);
    inside.fill(1, Math.max(0, o.bin - margin), end + margin);
  }
  const failed = new Float64Array(n + 1);
  const asked = new Float64Array(n + 1);
  const known = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const e = inside[i] ? null : s.errors[i];
    const use = e !== null && e !== undefined;
    failed[i + 1] = (failed[i] as number) + (use ? e : 0);
    asked[i + 1] = (asked[i] as number) + (use ? (s.requests ? (s.requests[i] ?? 0) : 1) : 0);
    known[i + 1] = (known[i] as number) + (use ? 1 : 0);
  }
  const perBlock = Math.max(
    3,
    Math.round(risk.intervalMs / BLOCKS_PER_INTERVAL / s.binMs),
    Math.ceil(n / MOST_BLOCKS),
  );
  return { binMs: s.binMs, perBlock, failed, asked, known };
}

/**
 * ln likelihood ratios (Normal, unknown spread) of a shift of `logs` (one ln value a block, in time order) between two blocks
 * against none, for every place with two blocks or more on each side; 0 where it shifts against `sign`. `own`: beside block
 * `before`, a block to either side nearly as good. No ratios of too few blocks.
 */
export function shiftRatios(
  logs: readonly number[],
  before: number,
  sign: number,
): { readonly own: number; readonly ratios: Float64Array } {
  const n = logs.length;
  if (n < FEWEST_BLOCKS) return { own: 0, ratios: new Float64Array(0) };
  const sum = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const x = logs[i] as number;
    sum[i + 1] = (sum[i] as number) + x;
    squares[i + 1] = (squares[i] as number) + x * x;
  }
  const [total, squared] = [sum[n] as number, squares[n] as number];
  const floor = LEAST_VARIANCE * n;
  const all = Math.max(0, squared - (total * total) / n) + floor;
  const ratios = new Float64Array(n - 3);
  for (let split = 2; split <= n - 2; split++) {
    const early = sum[split] as number;
    const late = total - early;
    const before = early / split;
    const after = late / (n - split);
    if ((after - before) * sign <= 0) continue;
    const within = squares[split] as number;
    const apart = Math.max(0, within - early * before) + Math.max(0, squared - within - late * after);
    ratios[split - 2] = 0.5 * n * INDEPENDENT * Math.log(all / (apart + floor));
  }
  // A change before the first blocks, or after the last, is judged at the nearest place that can be.
  const at = Math.max(2, Math.min(n - 2, before)) - 2;
  const own = Math.max(ratios[at] ?? 0, (ratios[at - 1] ?? 0) - BESIDE, (ratios[at + 1] ?? 0) - BESIDE);
  return { own, ratios };
}

/** ln of what is looked at, block by block in time order, and how many of the blocks lie before a change. */
export interface Blocks {
  readonly before: number;
  readonly logs: readonly number[];
}

/** Failure rates around `when` (in bins), whose own bin is left out. */
export function blocksBeside(levels: HealthyLevels, when: number): Blocks {
  const { perBlock, failed, asked, known } = levels;
  const n = known.length - 1;
  const block = (from: number): number | null => {
    const to = from + perBlock;
    const requests = (asked[to] as number) - (asked[from] as number);
    if (((known[to] as number) - (known[from] as number)) * 3 < perBlock || requests <= 0) return null;
    return Math.log(((failed[to] as number) - (failed[from] as number) + 0.5) / requests);
  };
  return laidOut(Math.min(n, Math.floor(when)), Math.max(0, Math.ceil(when)), perBlock, n, block);
}

/** Blocks of `size` that end at `before` and earlier, and that begin at `after` and later, up to `end`; null ones left out. */
export function laidOut(
  before: number,
  after: number,
  size: number,
  end: number,
  block: (from: number) => number | null,
): Blocks {
  const early: number[] = [];
  const late: number[] = [];
  for (let to = before; to >= size; to -= size) {
    const x = block(to - size);
    if (x !== null) early.push(x);
  }
  for (let from = after; from + size <= end; from += size) {
    const x = block(from);
    if (x !== null) late.push(x);
  }
  return { before: early.length, logs: [...early.reverse(), ...late] };
}
