import { MINUTE_MS } from '../../incident/time-range.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { normalCdf } from '../statistics/normal.ts';
import type { RiskSet } from './risk.ts';

/** A window that ended, with the end that may have ended it (null = none known), ms since the first bin. */
export interface Ending {
  readonly onset: number;
  readonly recovery: number;
  readonly end: number | null;
}

const LENGTH_SPREADS = [0.12, 0.3, 0.6];
const COUPLED = 0.85;
/** So far the clocks of two sources may be apart unnoticed. */
const LATEST_CLOCK_MS = 3 * MINUTE_MS;
/** A recovery is placed to this share of a bin. */
const PLACE = 0.5;

/**
 * ln Bayes factor of "the window ends with the run" against windows that end after their usual length. Coupling is not
 * needed (queues and retry storms outlast their trigger), so the factor is a mixture and never far below 1.
 */
export function recoveryFactor(
  risk: RiskSet,
  endings: readonly Ending[],
  spreadsMs: readonly number[],
  startLagMs: number,
): number {
  const known = endings.filter((e) => e.end !== null);
  if (known.length < 2) return 0;
  const plain = lengthLikelihood(risk, known);
  const placeMs = PLACE * risk.binMs;
  const longest = Math.max(spreadsMs.at(-2) ?? risk.binMs, 0.5 * risk.lengthMs);
  // Where its starts come after the onsets its clock is late, and its ends may be noted later still.
  const earliest = startLagMs < 0 ? Math.min(startLagMs, -LATEST_CLOCK_MS) : 0;
  const bySpread = spreadsMs.map((sd) => {
    const values: number[] = [];
    for (let lag = earliest - sd; lag <= longest; lag += sd) {
      let value = 0;
      known.forEach((e, k) => {
        const x = e.recovery - (e.end ?? 0) - lag;
        const mass = normalCdf((x + 0.5 * placeMs) / sd) - normalCdf((x - 0.5 * placeMs) / sd);
        value += Math.log(COUPLED * mass + (1 - COUPLED) * Math.exp(plain.each[k] ?? 0));
      });
      values.push(value);
    }
    return logMeanExp(values);
  });
  return logMeanExp([plain.total, logMeanExp(bySpread)], [0.4, 0.6]) - plain.total;
}

/** ln likelihood of each window's length in bins under a log-normal around the usual length. */
function lengthLikelihood(risk: RiskSet, endings: readonly Ending[]): { total: number; each: number[] } {
  let best = { total: Number.NEGATIVE_INFINITY, each: [] as number[] };
  const totals: number[] = [];
  for (const s of LENGTH_SPREADS) {
    const each = endings.map((e) => {
      const length = Math.max(risk.binMs, e.recovery - e.onset);
      const z = Math.log(length / risk.lengthMs) / s;
      const density = Math.exp(-0.5 * z * z) / (s * Math.sqrt(2 * Math.PI) * length);
      return Math.log(Math.min(1, density * PLACE * risk.binMs) + 1e-6);
    });
    const total = each.reduce((a, b) => a + b, 0);
    totals.push(total);
    if (total > best.total) best = { total, each };
  }
  return { total: logMeanExp(totals), each: best.each };
}
