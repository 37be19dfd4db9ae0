import type { Series } from '../../incident/series.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { type Comparison, type SplitSamples, splitByWindows } from './inside-outside.ts';
import { type RankContrast, rankContrast, thrownRanges } from './rank-contrast.ts';

/** One metric inside against outside the windows. */
export interface Difference {
  readonly series: Series;
  readonly contrast: RankContrast;
  /** p after Benjamini-Hochberg over all metrics tested. */
  readonly p: number;
  readonly medianInside: number;
  readonly medianOutside: number;
  /** Level that nine in ten samples stay below. */
  readonly highInside: number;
  readonly highOutside: number;
  /** How long before the onset it moved, ms; negative = after; null when not to be told. */
  readonly leadMs: number | null;
  /** No finer than this, ms. */
  readonly resolutionMs: number;
  /** Alike, with enough data to have seen a difference. */
  readonly alike: boolean;
  readonly windowsSeen: number;
}

/** A difference below this many standard deviations of chance would have gone unseen: then "alike" is not said. */
const SEEN_FROM_AUC = 0.25;

/** Every metric inside against outside; the failure series themselves are left to the caller to leave out. */
export function differences(all: readonly Series[], comparison: Comparison, binMs: number): Difference[] {
  const thrown = thrownRanges(comparison.windows, comparison.span);
  const tested = all.flatMap((series) => {
    const split = splitByWindows(series, comparison);
    if (split.values.length < 8) return [];
    const contrast = rankContrast(split.at, split.values, (i) => (split.window[i] as number) >= 0, thrown);
    return contrast ? [{ series, split, contrast }] : [];
  });
  const adjusted = benjaminiHochberg(tested.map((t) => t.contrast.p));
  return tested.map(({ series, split, contrast }, i) => {
    const inside = split.values.filter((_, k) => (split.window[k] as number) >= 0);
    const outside = split.values.filter((_, k) => (split.window[k] as number) < 0);
    const medianInside = median(inside);
    const medianOutside = median(outside);
    const highInside = quantile(inside, 0.9);
    const highOutside = quantile(outside, 0.9);
    const p = adjusted[i] ?? 1;
    const resolutionMs = Math.max(series.intervalMs, binMs);
    const windowsSeen = new Set(split.window.filter((w) => w >= 0)).size;
    return {
      series,
      contrast,
      p,
      medianInside,
      medianOutside,
      highInside,
      highOutside,
      leadMs: p < 0.05 ? lead(split, comparison, medianInside, medianOutside, resolutionMs) : null,
      resolutionMs,
      alike:
        contrast.p > 0.05 &&
        Math.abs(contrast.auc - 0.5) < 0.2 &&
        2 * contrast.nullSd < SEEN_FROM_AUC &&
        contrast.inside >= 10 &&
        windowsSeen >= Math.min(3, comparison.windows.length) &&
        close(medianInside, medianOutside, 1.25) &&
        close(highInside, highOutside, 1.35),
      windowsSeen,
    };
  });
}

function close(a: number, b: number, factor: number): boolean {
  if (a === b) return true;
  return a > 0 && b > 0 && Math.max(a, b) / Math.min(a, b) < factor;
}

/**
 * Median over the windows of onset minus the first sample of the excursion around it that is past half way between
 * outside and inside. Below the resolution it is 0: neither leads.
 */
function lead(
  split: SplitSamples,
  comparison: Comparison,
  inside: number,
  outside: number,
  resolutionMs: number,
): number | null {
  const half = (inside + outside) / 2;
  const past = (value: number): boolean => (inside > outside ? value >= half : value <= half);
  const leads: number[] = [];
  comparison.windows.forEach((window, w) => {
    let first = split.at.findIndex(
      (at, i) => at >= window.from && split.window[i] === w && past(split.values[i] as number),
    );
    if (first < 0) return;
    while (
      first > 0 &&
      past(split.values[first - 1] as number) &&
      (split.at[first] as number) - (split.at[first - 1] as number) <= 3 * resolutionMs
    )
      first -= 1;
    leads.push(window.from - (split.at[first] as number));
  });
  if (leads.length < Math.max(2, comparison.windows.length / 2)) return null;
  const middle = median(leads);
  return Math.abs(middle) <= resolutionMs ? 0 : middle;
}
