import { DAY_MS, MINUTE_MS } from '../incident/time-range.ts';
import { median } from './statistics/quantile.ts';

const WEEK_MS = 7 * DAY_MS;
/** Neighbours in the same hour that count as the same time of the week. */
const AROUND_MS = 15 * MINUTE_MS;
const FEWEST_WEEKS = 2;
const MOST_NEIGHBOURS = 4;

/**
 * What the same hour of at least two other weeks had, per bin: the median over those weeks of the mean of the quarter of an
 * hour before or after, whichever was less, for an office opens at once; NaN where fewer weeks are known. Null when the span
 * is too short for any bin to have two.
 */
export function sameHourOfOtherWeeks(counts: Float64Array, binMs: number): Float64Array | null {
  const week = Math.round(WEEK_MS / binMs);
  if (Math.abs(week * binMs - WEEK_MS) > binMs / 2 || counts.length <= FEWEST_WEEKS * week) return null;
  const reach = Math.floor(AROUND_MS / binMs);
  const step = Math.max(1, Math.ceil((reach + 1) / MOST_NEIGHBOURS));
  const mean = (from: number, to: number): number => {
    let sum = 0;
    let n = 0;
    for (let j = from; j <= to; j += step) {
      const value = counts[j];
      if (value === undefined || Number.isNaN(value)) continue;
      sum += value;
      n++;
    }
    return n === 0 ? Number.POSITIVE_INFINITY : sum / n;
  };
  return counts.map((_, i) => {
    const weeks: number[] = [];
    for (let at = i % week; at < counts.length; at += week) {
      if (at === i) continue;
      const usual = Math.min(mean(at - reach, at), mean(at, at + reach));
      if (Number.isFinite(usual)) weeks.push(usual);
    }
    return weeks.length < FEWEST_WEEKS ? Number.NaN : median(weeks);
  });
}

/** Standard deviations of a Poisson count; what was due is itself an estimate, and months of bins are looked at. */
const BEYOND_CHANCE = 5;

/** Requests that were due and did not come: from what other weeks had, where less than `share` of it came. */
export function missing(counts: Float64Array, due: Float64Array, share: number): Float64Array {
  return counts.map((came, i) => {
    const usual = due[i] as number;
    const most = Math.min(share * usual, usual - BEYOND_CHANCE * Math.sqrt(usual));
    return Number.isNaN(usual) || Number.isNaN(came) || came >= most ? 0 : usual - came;
  });
}

/** Fewer expected requests than this in a silent stretch may be chance (e^-12). */
const SILENT_EXPECTED = 12;

/**
 * Stretches with no request at all, though the export covers them and the usual number was due: [from, to) in bins.
 * `usual` is the lowest level that any other stretch of the same length keeps in all but one of fifty.
 */
export function silentStretches(counts: Float64Array): { from: number; to: number }[] {
  const present = counts.filter((r) => r > 0).sort();
  if (present.length < 10) return [];
  const mean = present.reduce((sum, r) => sum + r, 0) / counts.filter((r) => !Number.isNaN(r)).length;
  const block = Math.max(1, Math.ceil(30 / Math.max(mean, 1e-9)));
  const levels: number[] = [];
  for (let i = 0; i + block <= counts.length; i += block) {
    let sum = 0;
    let known = 0;
    for (let j = i; j < i + block; j++) {
      if (Number.isNaN(counts[j] as number)) continue;
      sum += counts[j] as number;
      known++;
    }
    if (sum > 0 && known > 0) levels.push(sum / known);
  }
  levels.sort((a, b) => a - b);
  const low = levels[Math.floor(0.02 * levels.length)] ?? 0;
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] !== 0) continue;
    const from = i;
    while (i < counts.length && counts[i] === 0) i++;
    if ((i - from) * low >= SILENT_EXPECTED) found.push({ from, to: i });
  }
  return found;
}
