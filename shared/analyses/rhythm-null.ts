import { seededUniform, shuffle } from './statistics/prng.ts';
import { median } from './statistics/quantile.ts';

const DRAWS = 400;

/** Spread of the intervals beside their mean: 0 is a clock, 1 is chance. */
export function variation(intervals: readonly number[]): number {
  const n = intervals.length;
  const mean = intervals.reduce((a, b) => a + b, 0) / n;
  const ss = intervals.reduce((a, b) => a + (b - mean) ** 2, 0);
  return Math.sqrt(ss / Math.max(1, n - 1)) / mean;
}

/** `stray`: how far the intervals lie from multiples of the period, beside it; `misfit`: that and what the multiples cost. */
interface LatticeFit {
  readonly period: number;
  readonly misfit: number;
  readonly stray: number;
}

/** The period whose multiples (up to 3, one may be missed) lie nearest to the intervals, and their distance beside it. */
export function latticeFit(intervals: readonly number[]): LatticeFit {
  let best: LatticeFit = {
    period: median(intervals),
    misfit: Number.POSITIVE_INFINITY,
    stray: Number.POSITIVE_INFINITY,
  };
  const centre = median(intervals);
  for (const start of [centre, Math.min(...intervals)]) {
    let period = start;
    for (let round = 0; round < 3; round++) {
      let num = 0;
      let den = 0;
      for (const d of intervals) {
        const k = Math.min(3, Math.max(1, Math.round(d / period)));
        num += k * d;
        den += k * k;
      }
      period = num / den;
    }
    let ss = 0;
    let multiples = 0;
    for (const d of intervals) {
      const k = Math.min(3, Math.max(1, Math.round(d / period)));
      ss += (d - k * period) ** 2;
      multiples += k - 1;
    }
    // Each multiple is bought: any set of intervals lies near a fine enough lattice.
    const stray = Math.sqrt(ss / intervals.length) / period;
    const misfit = stray + (0.15 * multiples) / intervals.length;
    if (misfit < best.misfit) best = { period, misfit, stray };
  }
  return best;
}

/**
 * How often chance is as regular: the smaller p of -CV and the lattice fit, corrected inside the same draws. Each draw
 * shuffles the dead times (lengths of the windows, in which no new one can start) and puts exponential gaps between,
 * rescaled to the observed total of gaps. Intervals are dead time + gap. `within`: each interval is drawn evenly between
 * its own bounds instead, where the anchor comes round by itself.
 */
export function regularityP(
  intervals: readonly number[],
  dead: readonly number[],
  seed: number,
  within?: readonly (readonly [from: number, to: number])[],
): number {
  const n = intervals.length;
  if (n < 3) return 1;
  const gaps = intervals.reduce((sum, d, i) => sum + Math.max(0, d - (dead[i] ?? 0)), 0);
  const uniform = seededUniform(seed);
  const kept = dead.map((d, i) => Math.min(d, intervals[i] ?? d));
  const cvs = new Float64Array(DRAWS + 1);
  const misfits = new Float64Array(DRAWS + 1);
  cvs[0] = variation(intervals);
  misfits[0] = latticeFit(intervals).misfit;
  for (let draw = 1; draw <= DRAWS; draw++) {
    const sample = within
      ? within.map(([from, to]) => from + uniform() * Math.max(0, to - from))
      : memoryless(kept, gaps, uniform);
    cvs[draw] = variation(sample);
    misfits[draw] = latticeFit(sample).misfit;
  }
  const rankCv = ranks(cvs);
  const rankMisfit = ranks(misfits);
  const own = Math.min(rankCv[0] as number, rankMisfit[0] as number);
  let asExtreme = 0;
  for (let draw = 1; draw <= DRAWS; draw++) {
    if (Math.min(rankCv[draw] as number, rankMisfit[draw] as number) <= own) asExtreme++;
  }
  return (1 + asExtreme) / (DRAWS + 1);
}

function memoryless(kept: number[], gaps: number, uniform: () => number): number[] {
  shuffle(kept, uniform);
  const drawn = kept.map(() => -Math.log(1 - uniform()));
  const scale = gaps / drawn.reduce((a, b) => a + b, 0);
  return kept.map((d, i) => d + (drawn[i] as number) * scale);
}

/** For each value the share of all values that are at most as large. */
function ranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((v) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) <= v) low = middle + 1;
      else high = middle;
    }
    return low / values.length;
  });
}
