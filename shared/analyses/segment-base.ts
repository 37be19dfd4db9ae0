import { type FailureSeries, joinBins, unseen } from './failure-series.ts';
import { type Block, blockBase } from './segment-blocks.ts';
import { poissonResidual } from './statistics/deviance.ts';
import { normalQuantile } from './statistics/normal.ts';
import { madSd, median, quantileSorted } from './statistics/quantile.ts';

/** The healthy level: failures per exposure, and how far healthy bins stray from it. */
export interface Base {
  readonly rate: number;
  /** Standard deviations by which bin i lies above the base; NaN where there is no data. */
  readonly residual: Float64Array;
}

/** Failures per exposure in each bin, NaN where unknown. */
export function rates(series: FailureSeries): Float64Array {
  return series.failures.map((f, i) => f / (series.exposure[i] as number));
}

/**
 * Base = mean over bins with r <= 3 Q25(r) + 0.001, on bins pooled until five failures are expected in each
 * (a quiet service has none in most), then refined: bins more than four deviations off no longer count. Bins of one of the
 * `blocks` stray together, by what the block as a whole does.
 */
export function findBase(series: FailureSeries, blocks: Blocks = null): Base {
  const least = series.measures === 'level' ? 0 : unseen(series);
  const wide = blocks ? { rate: blockBase(blocks, least), factor: 1 } : pooledBase(series);
  const first = Math.max(least, wide.rate);
  const calm = wide.factor > 1 ? withoutFailing(series, wide.factor, first, least) : series;
  const { rate, spread } = refined(calm, first, least, blocks);
  return { rate, residual: residuals(series, rate, spread, blocks) };
}

function refined(series: FailureSeries, first: number, least: number, blocks: Blocks) {
  let rate = first;
  for (let round = 0; round < 4; round++) {
    const spread = healthySpread(series, rate, blocks);
    const next = meanWithin(series, rate, 4 * spread, blocks);
    if (Number.isNaN(next) || Math.abs(next - rate) <= 1e-6 * rate) break;
    rate = Math.max(least, next);
  }
  return { rate, spread: healthySpread(series, rate, blocks) };
}

/**
 * The series without the bins of wide ones that fail: with so few failures in a bin a failing one hardly strays, and where
 * a good part of them fails the base would follow.
 */
function withoutFailing(series: FailureSeries, factor: number, first: number, least: number): FailureSeries {
  const joined = joinBins(series, factor);
  const { rate, spread } = refined(joined, first, least, null);
  const failing = residuals(joined, rate, spread, null).map((d) => (d < 4 ? 0 : Number.NaN));
  const known = series.failures.map((f, i) => f + (failing[Math.floor(i / factor)] as number));
  return {
    ...series,
    failures: known,
    exposure: series.exposure.map((e, i) => e + 0 * (known[i] as number)),
  };
}

/** Up to here the lower quarter and the lower twentieth of Poisson counts lie more than five times apart by chance. */
const FEW_FAILURES = 10;

/** Bins are pooled no further than to this number. */
const FEWEST_BINS = 24;

/** So many failures in a bin may be strays where most bins have none at all. */
const STRAY_FAILURES = 3;

/** The base on bins pooled by `factor`, the first at which it shows. */
function pooledBase(series: FailureSeries): { rate: number; factor: number } {
  const n = series.failures.length;
  let found = { rate: 0, factor: 1 };
  for (let factor = 1; factor === 1 || n / factor >= FEWEST_BINS; factor *= 2) {
    const joined = factor === 1 ? series : joinBins(series, factor);
    const known = rates(joined)
      .filter((r) => !Number.isNaN(r))
      .sort();
    const q25 = quantileSorted(known, 0.25);
    const q05 = quantileSorted(known, 0.05);
    const slack = series.measures === 'rate' ? 0.001 : 0;
    // More than half of the span fails: a quarter of the bins is no longer healthy, the lowest twentieth may be.
    // Few failures a bin scatter as much without any window: then nothing is said of the quarter.
    const usual = median(joined.exposure.filter((e) => !Number.isNaN(e)));
    const scatter = series.measures === 'level' ? 0 : FEW_FAILURES / usual;
    const mostlyFailing = q25 > 5 * q05 + Math.max(20 * slack, scatter);
    const low = mostlyFailing ? q05 : q25;
    // The widest bins that the data allow, and most still without a failure: one stray in a bin is no window.
    const stray = low === 0 && n / (2 * factor) < FEWEST_BINS ? 1.5 / usual : 0;
    const limit =
      series.measures === 'rate'
        ? Math.max(3 * low + 0.001, stray)
        : Math.max(3 * low, low + (series.measures === 'count' ? STRAY_FAILURES / usual : 1e-12));
    let failures = 0;
    let exposure = 0;
    for (let i = 0; i < joined.failures.length; i++) {
      const e = joined.exposure[i] as number;
      const f = joined.failures[i] as number;
      if (Number.isNaN(f) || f / e > limit) continue;
      failures += f;
      exposure += e;
    }
    found = { rate: exposure > 0 ? failures / exposure : 0, factor };
    if (series.measures === 'level' || mostlyFailing) break;
    if (found.rate * usual >= 5) break;
  }
  return found;
}

type Blocks = readonly Block[] | null;

function residuals(series: FailureSeries, rate: number, spread: number, blocks: Blocks): Float64Array {
  const { failures, exposure, measures } = series;
  if (measures === 'level') return failures.map((f) => (f - rate) / spread);
  const own = failures.map((f, i) => poissonResidual(f, rate * (exposure[i] as number)) / spread);
  for (const { from, to, failures: count, exposure: asked } of blocks ?? [])
    own.fill(poissonResidual(count, rate * asked) / spread, from, to);
  return own;
}

/** Residuals this large are of failing bins. */
const FAR = 8;
/** Below so many expected failures counts come in steps that are wide beside their spread. */
const COARSE = 10;
/** Steps of this share of one, taken modulo one, lie evenly between 0 and 1 (the golden ratio's). */
const EVEN = 0.6180339887498949;

/**
 * Residuals to tell the spread from. Few failures a bin leave few values, most bins at one or two of them, and what
 * quantiles say of such values is the steps between them: each count below COARSE stands somewhere between its own chance
 * and that of the count before it (randomised quantile residuals: Dunn & Smyth 1996), evenly rather than at random.
 */
function scatter(series: FailureSeries, rate: number): Float64Array {
  const raw = residuals(series, rate, 1, null);
  for (let i = 0; i < raw.length; i++) {
    const mu = Math.max(rate * (series.exposure[i] as number), 1e-9);
    const count = series.failures[i] as number;
    if (!(mu < COARSE) || !((raw[i] as number) < FAR)) continue;
    let chance = Math.exp(-mu);
    let below = 0;
    for (let k = 1; k <= count; k++) {
      below += chance;
      chance *= mu / k;
    }
    raw[i] = normalQuantile(below + (((i + 1) * EVEN) % 1) * chance);
  }
  return raw;
}

/** How much wider than Poisson the healthy bins scatter (at least 1); for a level, their standard deviation. */
function healthySpread(series: FailureSeries, rate: number, blocks: Blocks): number {
  // What clusters inside a steady stretch has become a block of its own.
  if (blocks) return 1;
  if (series.measures === 'level') {
    const healthy = series.failures.filter((f) => f <= 3 * rate);
    return Math.max(madSd(healthy), 0.02 * rate, 1e-12);
  }
  const centred = scatter(series, rate)
    .filter((d) => d < FAR)
    .sort();
  if (centred.length < 8) return 1;
  // The lower half alone: windows and their ramps stretch the upper one.
  const lower = quantileSorted(centred, 0.5) - quantileSorted(centred, 0.16);
  return Math.min(4, Math.max(1, madSd(centred), lower));
}

function meanWithin(series: FailureSeries, rate: number, limit: number, blocks: Blocks): number {
  if (series.measures === 'level') return median(series.failures.filter((f) => f <= 3 * rate));
  const raw = residuals(series, rate, 1, blocks);
  let failures = 0;
  let exposure = 0;
  for (let i = 0; i < raw.length; i++) {
    if (!((raw[i] as number) < limit)) continue;
    failures += series.failures[i] as number;
    exposure += series.exposure[i] as number;
  }
  return exposure > 0 ? failures / exposure : Number.NaN;
}
