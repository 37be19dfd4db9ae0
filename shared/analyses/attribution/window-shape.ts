import type { Segmentation } from '../segmentation.ts';
import type { RiskSet } from './risk.ts';

/** How the failures build up, as shares of the way from base to peak. What fills up creeps; what is switched on jumps. */
export interface WindowShape {
  /** Excess in the last tenth of an interval before the onset. */
  readonly creep: number;
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
  return { creep: mean(creeps), rise: mean(rises) };
}
