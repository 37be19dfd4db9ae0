import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { quantileSorted } from '../statistics/quantile.ts';
import { smoothLoad } from './load.ts';
import type { RiskSet } from './risk.ts';

/** Evidence for a load above which it fails, judged from the minutes before each onset. Loads are requests per bin. */
export interface TrafficFit {
  readonly logLikelihood: number;
  readonly threshold: number;
  /** Highest load that passed without failure, and the lowest that did not, requests per bin. */
  readonly calmAt: number;
  readonly failedAt: number;
  /** Onsets at a load that only one healthy bin in fifty reaches. */
  readonly unusual: number;
  /** Onsets at or above the threshold, and the share of the healthy time at or above it. */
  readonly above: number;
  readonly calmAbove: number;
  readonly onsets: number;
  /** Median change of the load from the end of a window to just after it, as a share (negative = it fell). */
  readonly fallAtRecovery: number;
  /** Load before each onset as a rank among the healthy loads, 0 to 1; their mean. */
  readonly meanRank: number;
}

const CELLS = 400;
const HAZARDS_PER_MINUTE = [0.1, 0.4, 1.5];
const SOFTNESS = [0.02, 0.06];
/** Onsets that load does not bring, as multiples of the observed rate. */
const BACKGROUND = [0.03, 0.1, 0.3];
/** Loads below this share of all do not stretch the range: an almost empty bin says nothing of a limit. */
const LOWEST = 0.01;

/** Null where there is no request series, or no onset with a load before it. */
export function fitTraffic(s: Segmentation, risk: RiskSet): TrafficFit | null {
  if (!s.requests) return null;
  const load = smoothLoad(s);
  const inside = new Uint8Array(s.rate.length);
  for (const o of risk.onsets)
    inside.fill(1, Math.round(o.at / s.binMs), Math.ceil((o.recovery ?? risk.spanMs) / s.binMs));
  const healthy: number[] = [];
  // Just after a window the load may still carry the retries of it, or lack the clients that left.
  let since = Number.POSITIVE_INFINITY;
  const settle = Math.max(1, Math.round(MINUTE_MS / s.binMs));
  for (let i = 0; i < load.length; i++) {
    since = inside[i] ? 0 : since + 1;
    if (!inside[i] && since > settle && !Number.isNaN(load[i] as number)) healthy.push(load[i] as number);
  }
  const before = risk.seen
    .map((t) => load[Math.round(t / s.binMs)] as number)
    .filter((x) => !Number.isNaN(x));
  if (before.length < 1 || healthy.length < 20) return null;
  const found = likelihood(s, healthy, before, risk);
  return { ...found, ...contrast(s, load, healthy, before, risk, found.threshold) };
}

function likelihood(s: Segmentation, healthy: readonly number[], before: readonly number[], risk: RiskSet) {
  const all = Float64Array.from([...healthy, ...before].filter((x) => x > 0)).sort();
  const low = Math.log(quantileSorted(all, LOWEST)) - 1e-9;
  const high = Math.log(all[all.length - 1] as number) + 1e-9;
  const cell = (x: number): number =>
    Math.min(CELLS - 1, Math.max(0, Math.floor(((Math.log(x) - low) / (high - low)) * CELLS)));
  const counts = new Float64Array(CELLS);
  for (const x of healthy) if (x > 0) counts[cell(x)] = (counts[cell(x)] as number) + 1;
  const used: number[] = [];
  for (let c = 0; c < CELLS; c++) if ((counts[c] as number) > 0) used.push(c);
  const onsets = before.map(cell);
  const centre = (c: number): number => low + ((c + 0.5) / CELLS) * (high - low);
  const perBin = before.length / (healthy.length + before.length);
  const values: number[] = [];
  let best = { value: Number.NEGATIVE_INFINITY, threshold: 0 };
  for (let step = 1; step <= 30; step++) {
    // Thresholds from the middle of the range up: a limit below the usual load would fail all day.
    const log = low + (high - low) * (0.3 + (0.7 * step) / 30);
    for (const soft of SOFTNESS) {
      const gate = (c: number): number => 1 / (1 + Math.exp(-(centre(c) - log) / soft));
      const calm = used.map(gate);
      const failing = onsets.map(gate);
      for (const perMinute of HAZARDS_PER_MINUTE) {
        const full = 1 - Math.exp((-perMinute * s.binMs) / MINUTE_MS);
        let spared = 0;
        for (let k = 0; k < used.length; k++)
          spared += (counts[used[k] as number] as number) * Math.log1p(-full * (calm[k] as number));
        for (const multiple of BACKGROUND) {
          const p0 = multiple * perBin;
          let value = spared + healthy.length * Math.log1p(-p0);
          for (const g of failing) value += Math.log(1 - (1 - p0) * (1 - full * g));
          values.push(value);
          if (value > best.value) best = { value, threshold: Math.exp(log) };
        }
      }
    }
  }
  // Bins without a known load count as they do for a constant rate: the same for every candidate.
  const restBins = Math.max(0, risk.healthyMs / risk.binMs - healthy.length);
  const restOnsets = risk.seen.length - before.length;
  const rest = restBins * Math.log1p(-0.1 * perBin) + restOnsets * Math.log(Math.max(1e-9, perBin));
  return { logLikelihood: logMeanExp(values) + rest, threshold: best.threshold };
}

function contrast(
  s: Segmentation,
  load: Float64Array,
  healthy: readonly number[],
  before: readonly number[],
  risk: RiskSet,
  threshold: number,
) {
  const sorted = Float64Array.from(healthy).sort();
  const ranks = before.map((x) => rank(sorted, x));
  const falls: number[] = [];
  const width = Math.max(1, Math.round(MINUTE_MS / s.binMs));
  for (const o of risk.onsets) {
    if (o.recovery === null) continue;
    const end = Math.round(o.recovery / s.binMs);
    const inside = load[end] as number;
    const after = load[end + 2 * width] as number;
    if (inside > 0 && after > 0) falls.push(after / inside - 1);
  }
  falls.sort((a, b) => a - b);
  return {
    calmAt: sorted[sorted.length - 1 - Math.floor(sorted.length * 0.001)] as number,
    failedAt: Math.min(...before),
    onsets: before.length,
    unusual: before.filter((x) => rank(sorted, x) >= 0.98).length,
    above: before.filter((x) => x >= threshold).length,
    calmAbove: 1 - rank(sorted, threshold),
    meanRank: ranks.reduce((a, b) => a + b, 0) / ranks.length,
    fallAtRecovery: falls[falls.length >> 1] ?? 0,
  };
}

function rank(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
