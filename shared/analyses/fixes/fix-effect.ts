import { MINUTE_MS } from '../../incident/time-range.ts';
import { madSd, median } from '../statistics/quantile.ts';
import { meanOf, squaredError } from '../statistics/sums.ts';

export type FixEffect = 'reset-clock' | 'none' | 'unclear';

/** One gap between failures that a fix fell into. Durations in ms. */
export interface FixedGap {
  /** From the onset before the fix to the onset after it. */
  readonly sinceOnsetMs: number;
  /** From the process being back to the onset after the fix. */
  readonly sinceReadyMs: number;
}

export interface EffectScore {
  readonly effect: FixEffect;
  /** Log likelihood ratio, positive = the fix re-armed a clock; null below two fixes. */
  readonly llr: number | null;
  readonly n: number;
}

/** Beyond this the evidence speaks, on either side (engine.md, section 4). */
const DECISIVE = 1.5;
/** Of three gaps: P(F(2, 2) > x) = 1/(1 + x), so a clock five times steadier reaches e^(2/1.5) by accident in one of twenty. */
const DECISIVE_OF_THREE = 2;
/** What the endings may add to the gaps, in log odds. */
const MOST_CREDIT = 1.2;
const CREDIT_PER_FIX = 0.3;
/** A relief that varies more than this is no clock. */
const REGULAR_CV = 0.35;

/**
 * Did the fixes restart a clock, or was the next failure due anyway? Compares how well the next onsets follow from
 * the process being back with how well they follow from the onset before:
 * LLR = n/2 ln[(min(SSE(y), 2 SSE_lattice) + v n) / (SSE(d) + v n)], the profile likelihood ratio of two Normal
 * models with a floor under the variance. A reset also asks for regular relief. `endings`: log odds from how the
 * windows ended after the fixes, added before it is decided; the ratio that is returned is that of the gaps alone.
 */
export function fixEffect(
  gaps: readonly FixedGap[],
  unfixedMs: readonly number[],
  varianceFloor: number,
  endings = 0,
): EffectScore {
  const n = gaps.length;
  if (n < 2) return { effect: 'unclear', llr: null, n };
  const y = gaps.map((gap) => gap.sinceOnsetMs);
  const d = gaps.map((gap) => gap.sinceReadyMs);
  // Each mean is estimated from its own values: both errors are scaled to n degrees of freedom, or the side with fewer
  // values would look the more regular one.
  const all = [...y, ...unfixedMs];
  const direct = (squaredError(all) * n) / Math.max(1, all.length - 1);
  const lattice = (latticeError(all, mostlySteady(d)) * n) / Math.max(1, all.length - 1);
  const ready = (squaredError(d) * n) / Math.max(1, n - 1);
  const spare = varianceFloor * n;
  const ratio = (error: number): number => (n / 2) * Math.log((error + spare) / (ready + spare));
  const llr = ratio(Math.min(direct, 2 * lattice));
  const regular = Math.sqrt(squaredError(d) / Math.max(1, n - 1)) < REGULAR_CV * meanOf(d);
  // Two gaps agree by accident too often to say anything.
  if (n < 3) return { effect: 'unclear', llr, n };
  const least = n === 3 ? DECISIVE_OF_THREE : DECISIVE;
  // That a window ended says little while there are few: a fix may end a window and leave its clock alone.
  const credit = Math.min(endings, MOST_CREDIT, CREDIT_PER_FIX * (n - 3));
  if (llr + credit > least && llr > 0 && regular) return { effect: 'reset-clock', llr, n };
  // A period with turns left out bends to many sets of gaps: alone it has to say twice as much.
  if (ratio(direct) + credit < -least || llr + credit < -2 * DECISIVE) return { effect: 'none', llr, n };
  return { effect: 'unclear', llr, n };
}

/**
 * The same question for one fix of a mixed set, given the usual gap and the usual time since ready of the others.
 * Null where too few others exist to know either.
 */
export function singleFixScore(
  gap: FixedGap,
  others: readonly FixedGap[],
  unfixedMs: readonly number[],
  varianceFloor: number,
): number | null {
  if (unfixedMs.length < 2 || others.length < 2) return null;
  const usualGap = median(unfixedMs);
  const usualReady = median(others.map((other) => other.sinceReadyMs));
  const spare = varianceFloor + squaredError(unfixedMs) / unfixedMs.length;
  const turns = Math.max(1, Math.round(gap.sinceOnsetMs / usualGap));
  const fromOnset = (gap.sinceOnsetMs - turns * usualGap) ** 2;
  const fromReady = (gap.sinceReadyMs - usualReady) ** 2;
  return 0.5 * Math.log(((turns > 1 ? 2 : 1) * fromOnset + spare) / (fromReady + spare));
}

/** What of the variance is only the width of a bin and the rounding of the stated times. */
export function varianceFloorOf(binMs: number, fixTimes: readonly number[]): number {
  const steps = [5 * MINUTE_MS, MINUTE_MS, 1_000];
  const rounding = steps.find((step) => fixTimes.every((at) => at % step === 0)) ?? 1_000;
  return binMs ** 2 / 12 + rounding ** 2 / 12;
}

/** Of the squared distance that gaps of any length have to the nearest turn, what may be left where turns were skipped. */
const ON_TURNS = 0.25;

/** Whether all but a few of the reliefs are alike. Where they are not, no clock was restarted, whatever the gaps look like. */
function mostlySteady(reliefs: readonly number[]): boolean {
  return madSd(reliefs) < REGULAR_CV * median(reliefs);
}

/**
 * Squared distance to the nearest multiples of one period: a failure may skip a turn. Beside steady reliefs (`closely`) infinite
 * where the gaps of several turns lie hardly nearer to a turn than any gap would: after one short gap everything is a multiple
 * of about that.
 */
function latticeError(gaps: readonly number[], closely: boolean): number {
  const to = (step: number): number => {
    let error = 0;
    let skipping = 0;
    let ofSkipping = 0;
    for (const value of gaps) {
      const turns = Math.max(1, Math.round(value / step));
      const off = (value - turns * step) ** 2;
      error += off;
      if (turns > 1) {
        skipping++;
        ofSkipping += off;
      }
    }
    const byChance = (skipping * step * step) / 12;
    return closely && ofSkipping > ON_TURNS * byChance ? Number.POSITIVE_INFINITY : error;
  };
  const shortest = Math.min(...gaps);
  let best = Number.POSITIVE_INFINITY;
  // Finer steps than the shortest gap would fit anything.
  for (let step = shortest * 0.9; step <= shortest * 1.1; step += shortest / 60)
    best = Math.min(best, to(step));
  return best;
}
