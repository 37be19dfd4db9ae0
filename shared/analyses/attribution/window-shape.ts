import type { Segmentation } from '../segmentation.ts';
import type { RiskSet } from './risk.ts';

/** How the failures build up, as shares of the way from base to peak. What fills up creeps; what is switched on jumps. */
export interface WindowShape {
  /** Excess in the last tenth of an interval before the onset. */
  readonly creep: number;
  /** How much the rate has grown late in the calm before an onset: lower 95 % bound of the log ratio, 0 to 2. */
  readonly climb: number;
  /** Excess late in the window less the excess early in it. */
  readonly rise: number;
}

/** Averages over the seen windows. */
export function windowShape(s: Segmentation, risk: RiskSet): WindowShape {
  const height = Math.max(1e-9, s.peakRate - s.baseRate);
  const level = (from: number, to: number): number | null => {
    let sum = 0;
    let n = 0;
    for (
      let i = Math.max(0, Math.round(from));
      i < Math.min(s.rate.length, Math.max(Math.round(from) + 1, Math.round(to)));
      i++
    ) {
      const r = s.rate[i];
      if (r === null || r === undefined) continue;
      sum += Math.min(1.5, (r - s.baseRate) / height);
      n++;
    }
    return n === 0 ? null : sum / n;
  };
  const creeps: number[] = [];
  const rises: number[] = [];
  for (const o of risk.onsets) {
    if (!o.seen) continue;
    const at = o.at / s.binMs;
    const before = level(at - Math.max(3, (0.1 * risk.intervalMs) / s.binMs), at - 1);
    if (before !== null) creeps.push(before);
    const bins = ((o.recovery ?? risk.spanMs) - o.at) / s.binMs;
    if (bins < 4) continue;
    const early = level(at + 0.2 * bins, at + 0.5 * bins);
    const late = level(at + 0.65 * bins, at + 0.95 * bins);
    if (early !== null && late !== null) rises.push(late - early);
  }
  const mean = (v: readonly number[]): number =>
    v.length === 0 ? 0 : v.reduce((a, b) => a + b, 0) / v.length;
  return { creep: mean(creeps), climb: climb(s, risk), rise: mean(rises) };
}

/** Calm intervals shorter than this many bins have no early and late part. */
const SHORTEST_CALM_BINS = 8;
/** What belongs to a drain or a ramp is left out at both ends of a calm interval, ms. */
const EDGE_MS = 120_000;
const LATE_SHARE = 0.06;
/** Groups of bins of like load. */
const LOAD_GROUPS = 8;

/**
 * The last fifth of each calm interval against its 15 to 65 %: failures per request at the same load, all intervals together
 * (indirect standardisation), for a load that rises towards its limit makes more fail too. Standard error of a log ratio of
 * Poisson counts, widened by the overdispersion of the earlier part.
 */
function climb(s: Segmentation, risk: RiskSet): number {
  const { errors, requests, binMs } = s;
  if (!requests) return 0;
  const edge = Math.max(2, Math.ceil(EDGE_MS / binMs));
  const early: Counted[] = [];
  const late: Counted[] = [];
  for (const [j, onset] of risk.onsets.entries()) {
    const before = risk.onsets[j - 1]?.recovery;
    if (before === null || before === undefined) continue;
    const from = Math.ceil(before / binMs) + edge;
    const calm = onset.bin - from;
    // What begins weakly is found late: its first bins are no climb.
    const to = from + calm - Math.max(edge, Math.ceil(LATE_SHARE * calm));
    const length = to - from;
    if (length < SHORTEST_CALM_BINS) continue;
    for (let i = from + Math.floor(0.15 * length); i < to; i++) {
      const e = errors[i];
      const r = requests[i];
      if (e === null || e === undefined || r === null || r === undefined) continue;
      if (i >= to - Math.ceil(0.2 * length)) late.push({ failed: e, asked: r });
      else if (i < from + 0.65 * length) early.push({ failed: e, asked: r });
    }
  }
  const groups = byLoad(early);
  let seen = 0;
  let expected = 0;
  for (const { failed, asked } of late) {
    const group = groups.find(({ most }) => asked <= most);
    if (!group || asked === 0) continue;
    seen += failed;
    expected += asked * group.rate;
  }
  if (expected === 0) return 0;
  const before = early.reduce((sum, { failed }) => sum + failed, 0);
  let chi = 0;
  for (const { failed, asked } of early) {
    const usual = asked * (groups.find(({ most }) => asked <= most)?.rate ?? 0);
    chi += (failed - usual) ** 2 / (usual + 0.5);
  }
  const dispersion = Math.max(1, chi / early.length);
  const ratio = Math.log((seen + 0.5) / (expected + 0.5));
  const error = Math.sqrt(dispersion / (seen + 0.5) + dispersion / (before + 0.5));
  return Math.max(0, Math.min(2, ratio - 1.645 * error));
}

/** Failures and requests of one bin. */
interface Counted {
  readonly failed: number;
  readonly asked: number;
}

/** Failures per request by load: eighths of the bins, with the highest load of each, ascending. */
function byLoad(bins: readonly Counted[]): { most: number; rate: number }[] {
  const sorted = bins.toSorted((a, b) => a.asked - b.asked);
  return Array.from({ length: LOAD_GROUPS }, (_, g) => {
    const group = sorted.slice(
      Math.round((g * sorted.length) / LOAD_GROUPS),
      Math.round(((g + 1) * sorted.length) / LOAD_GROUPS),
    );
    const failed = group.reduce((sum, x) => sum + x.failed, 0);
    const asked = group.reduce((sum, x) => sum + x.asked, 0);
    return { most: group.at(-1)?.asked ?? 0, rate: asked > 0 ? (failed + 0.5 / LOAD_GROUPS) / asked : 0 };
  });
}
