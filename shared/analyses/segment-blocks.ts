import { HOUR_MS } from '../incident/time-range.ts';
import { type FailureSeries, unseen } from './failure-series.ts';
import { median } from './statistics/quantile.ts';

/** Bins [from, to) of one steady rate. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly failures: number;
  readonly exposure: number;
}

/** Usual failures a bin below which single bins say little of a rate. */
const SPARSE = 2;
/** More than these are hardly sparse, and the search grows with their square. */
const MOST_FAILURES = 5_000;
/** Chance that a steady rate is split. */
const FALSE_SPLIT = 0.05;

/** Counts that are steady over each block, and the blocks; the exposure is 1 a bin, and more where more is usual at that hour. */
export interface SteadyStretches {
  readonly series: FailureSeries;
  readonly blocks: readonly Block[];
}

/**
 * Steady stretches of failures so rare that most bins hold none: tickets, error lines or failed requests of a quiet
 * service. Null where the bins hold enough by themselves.
 */
export function steadyStretches(series: FailureSeries): SteadyStretches | null {
  const { failures, measures } = series;
  if (measures === 'level') return null;
  const known = failures.filter((f) => !Number.isNaN(f));
  const all = known.reduce((sum, f) => sum + f, 0);
  if (known.length === 0 || median(known) >= SPARSE || all < 2 || all > MOST_FAILURES) return null;
  const first = blocksOf(series, all);
  // Requests say themselves what is due at an hour.
  const due = measures === 'rate' ? series : dueByDay(series, first, blockBase(first, unseen(series)));
  const blocks = due === series ? first : blocksOf(due, all);
  return { series: spreadOver(due, blocks), blocks };
}

/**
 * Bayesian blocks (Scargle et al. 2013, The Astrophysical Journal 764:167, sections 2 and 3) of `all` failures: the division
 * with the largest sum of F ln(F/E), less a penalty a block (their equation 21), found by dynamic programming.
 */
function blocksOf({ failures, exposure }: FailureSeries, all: number): Block[] {
  const cells = cellsOf(failures, exposure);
  const penalty = 4 - Math.log(73.53 * FALSE_SPLIT * all ** -0.478);
  const f = new Float64Array(cells.length + 1);
  const e = new Float64Array(cells.length + 1);
  for (const [i, cell] of cells.entries()) {
    f[i + 1] = (f[i] as number) + cell.failures;
    e[i + 1] = (e[i] as number) + cell.exposure;
  }
  const logRate = (a: number, b: number): number => {
    const count = (f[b] as number) - (f[a] as number);
    return count === 0 ? 0 : count * Math.log(count / ((e[b] as number) - (e[a] as number)));
  };
  const best = new Float64Array(cells.length + 1);
  const begin = new Int32Array(cells.length + 1);
  let open = [0];
  for (let to = 1; to <= cells.length; to++) {
    best[to] = Number.NEGATIVE_INFINITY;
    for (const from of open) {
      const value = (best[from] as number) + logRate(from, to) - penalty;
      if (value > (best[to] as number)) {
        best[to] = value;
        begin[to] = from;
      }
    }
    // What is worse by more than a block costs cannot catch up (Killick, Fearnhead & Eckley 2012).
    const least = best[to] as number;
    open = open.filter((from) => (best[from] as number) + logRate(from, to) >= least);
    open.push(to);
  }
  const blocks: Block[] = [];
  for (let to = cells.length; to > 0; to = begin[to] as number) {
    const from = begin[to] as number;
    blocks.unshift({
      from: (cells[from] as Block).from,
      to: (cells[to - 1] as Block).to,
      failures: (f[to] as number) - (f[from] as number),
      exposure: (e[to] as number) - (e[from] as number),
    });
  }
  return blocks;
}

/** Mean of the blocks at up to three times the rate below which a quarter of the time lies, or that `unseen` failures allow. */
export function blockBase(blocks: readonly Block[], unseen: number): number {
  const ascending = blocks
    .filter(({ exposure }) => exposure > 0)
    .toSorted((a, b) => a.failures / a.exposure - b.failures / b.exposure);
  const quarter = ascending.reduce((sum, { exposure }) => sum + exposure, 0) / 4;
  let passed = 0;
  const low = ascending.find(({ exposure }) => {
    passed += exposure;
    return passed >= quarter;
  });
  const limit = low ? 3 * Math.max(low.failures / low.exposure, unseen) : 0;
  let failures = 0;
  let exposure = 0;
  for (const block of ascending) {
    if (block.failures > limit * block.exposure) break;
    failures += block.failures;
    exposure += block.exposure;
  }
  return exposure > 0 ? failures / exposure : 0;
}

/** Hours before and after an hour that tell what is usual then: what fails for less than half of them is not. */
const SIDE_HOURS = 6;
const DAY_HOURS = 24;

/**
 * The blocks with what was due in each: people write by day, so an hour counts for more where the hours around it, on this
 * day and at the same time of another one, have a higher rate than `base`. What is high on one day only is not usual.
 */
function dueByDay(series: FailureSeries, blocks: readonly Block[], base: number): FailureSeries {
  const perHour = HOUR_MS / series.binMs;
  const hourOf = (bin: number): number => Math.floor((bin + 0.5) / perHour);
  const hours = Math.ceil(series.failures.length / perHour);
  if (base <= 0 || hours <= DAY_HOURS) return series;
  const sums = Array.from({ length: hours }, () => ({ failures: 0, exposure: 0 }));
  for (const { from, to, failures, exposure } of blocks) {
    for (let i = from; i < to; i++) {
      const hour = sums[hourOf(i)];
      const asked = series.exposure[i] as number;
      if (!hour || Number.isNaN(asked)) continue;
      hour.failures += (failures * asked) / exposure;
      hour.exposure += asked;
    }
  }
  const rate = sums.map(({ failures, exposure }) => (exposure > 0 ? failures / exposure : Number.NaN));
  const side = (from: number, to: number): number => {
    const known = rate.slice(Math.max(0, from), Math.max(0, to)).filter((r) => !Number.isNaN(r));
    return known.length * 2 < SIDE_HOURS ? 0 : median(known);
  };
  const around = rate.map((own, h) =>
    Math.min(own || 0, Math.max(side(h - SIDE_HOURS, h), side(h + 1, h + 1 + SIDE_HOURS))),
  );
  const usual = around.map((own, h) => {
    let other = 0;
    for (let same = h % DAY_HOURS; same < hours; same += DAY_HOURS)
      if (same !== h) other = Math.max(other, around[same] as number);
    return Math.max(base, Math.min(own, other)) / base;
  });
  return { ...series, exposure: series.exposure.map((e, i) => e * (usual[hourOf(i)] ?? 1)) };
}

/** The series with each block's failures spread evenly over it. */
function spreadOver(series: FailureSeries, blocks: readonly Block[]): FailureSeries {
  const failures = series.failures.slice();
  for (const { from, to, failures: count, exposure } of blocks)
    for (let i = from; i < to; i++)
      if (!Number.isNaN(failures[i] as number))
        failures[i] = (count * (series.exposure[i] as number)) / exposure;
  return { ...series, failures };
}

/** Bins with failures one by one, those between them together. */
function cellsOf(failures: Float64Array, exposure: Float64Array): Block[] {
  const cells: Block[] = [];
  for (let i = 0; i < failures.length; i++) {
    const failed = failures[i] as number;
    const asked = exposure[i] as number;
    const cell = {
      from: i,
      to: i + 1,
      failures: Number.isNaN(failed) ? 0 : failed,
      exposure: Number.isNaN(asked) ? 0 : asked,
    };
    const last = cells.at(-1);
    if (last && last.failures === 0 && cell.failures === 0)
      cells[cells.length - 1] = { ...last, to: cell.to, exposure: last.exposure + cell.exposure };
    else cells.push(cell);
  }
  return cells;
}
