import type { TimeRange } from '../../incident/time-range.ts';
import { normalTail } from '../statistics/normal-tail.ts';
import { seededUniform, shuffle } from '../statistics/prng.ts';
import { ranksOf } from '../statistics/ranks.ts';
import { firstIndexAt } from './inside-outside.ts';

/** Inside against outside of a set of ranges by ranks. */
export interface RankContrast {
  /** P(a sample inside is larger than one outside), ties count half: 0.5 = no difference. */
  readonly auc: number;
  /** Two-sided, against the same ranges thrown at random onto the stretch. */
  readonly p: number;
  /** Standard deviation of the AUC when nothing is different: how small a difference would have been seen. */
  readonly nullSd: number;
  readonly inside: number;
  readonly outside: number;
}

const DRAWS = 300;

/**
 * Random placements of the ranges over the stretch: lengths shuffled, the gaps between them redrawn with the same
 * total. A series that only wanders then differs as often as it should, whatever its memory.
 */
export function thrownRanges(
  ranges: readonly TimeRange[],
  span: TimeRange,
  draws = ranges.length > 30 ? DRAWS / 2 : DRAWS,
): TimeRange[][] {
  const lengths = ranges.map((range) => range.to - range.from);
  const free = Math.max(0, span.to - span.from - lengths.reduce((sum, length) => sum + length, 0));
  const uniform = seededUniform(ranges.length * 7919 + 17);
  return Array.from({ length: draws }, () => {
    const order = shuffle([...lengths], uniform);
    const gaps = Array.from({ length: order.length + 1 }, () => -Math.log(1 - uniform()));
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    let at = span.from;
    return order.map((length, i) => {
      const from = at + ((gaps[i] ?? 0) / total) * free;
      at = from + length;
      return { from, to: at };
    });
  });
}

/**
 * AUC (Mann and Whitney 1947) with a p from the thrown ranges, and the Normal tail beyond what so many draws can
 * show. `at` ascending, parallel to `values`; `member` tells which samples are inside.
 */
export function rankContrast(
  at: readonly number[],
  values: readonly number[],
  member: (index: number) => boolean,
  thrown: readonly (readonly TimeRange[])[],
): RankContrast | null {
  const n = values.length;
  let inside = 0;
  let rankSum = 0;
  const ranks = ranksOf(values);
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i += 1) {
    sums[i + 1] = (sums[i] as number) + (ranks[i] as number);
    if (!member(i)) continue;
    inside += 1;
    rankSum += ranks[i] as number;
  }
  const outside = n - inside;
  if (inside < 2 || outside < 2) return null;
  const auc = aucOf(rankSum, inside, outside);
  let seen = 0;
  let mean = 0;
  let squares = 0;
  for (const ranges of thrown) {
    let count = 0;
    let sum = 0;
    for (const range of ranges) {
      const a = firstIndexAt(at, range.from);
      const b = firstIndexAt(at, range.to);
      count += b - a;
      sum += (sums[b] as number) - (sums[a] as number);
    }
    if (count < 1 || count >= n) continue;
    const drawn = aucOf(sum, count, n - count);
    seen += 1;
    const delta = drawn - mean;
    mean += delta / seen;
    squares += delta * (drawn - mean);
  }
  if (seen < 30) return { auc, p: 1, nullSd: 0.5, inside, outside };
  const independent = Math.sqrt((n + 1) / (12 * inside * outside));
  const nullSd = Math.max(independent, Math.sqrt(squares / (seen - 1)));
  return { auc, p: Math.min(1, 2 * normalTail(Math.abs(auc - 0.5) / nullSd)), nullSd, inside, outside };
}

function aucOf(rankSum: number, inside: number, outside: number): number {
  return (rankSum - (inside * (inside + 1)) / 2) / (inside * outside);
}
