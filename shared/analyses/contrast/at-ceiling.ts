import type { TimeRange } from '../../incident/time-range.ts';
import { largest } from '../statistics/sums.ts';
import type { LimitedGauge } from './gauge-limits.ts';
import { type Comparison, firstIndexAt, splitByWindows } from './inside-outside.ts';

/** How close a gauge came to its limit inside the windows and outside. Shares from 0 to 1. */
export interface CeilingTest {
  readonly gauge: LimitedGauge;
  readonly verdict: 'at-ceiling' | 'never-near' | 'between' | 'too-little';
  /** The limit valid where the gauge came closest inside the windows. */
  readonly limit: number;
  /** The highest value inside, in the moment in which it came closest to its limit. */
  readonly closest: number;
  readonly closestAt: number;
  readonly insideShare: number;
  readonly outsideShare: number;
  readonly insideMax: number;
  readonly outsideMax: number;
  readonly windowsAtCeiling: number;
  readonly windowsSeen: number;
}

/** From here on a gauge counts as at its limit: integers and percentages rarely show the last step. */
const AT_LIMIT = 0.98;
/** A gauge that stayed below this part of its limit in every failing minute was not exhausted. */
const NEVER_NEAR = 0.9;

/**
 * At its ceiling: at the limit valid at that time for >= 80 % of the failing samples and <= 10 % of the others.
 * Never near: below 90 % of it in every failing sample, with samples in nearly every window, and not just before them.
 */
export function ceilingTest(limited: LimitedGauge, comparison: Comparison): CeilingTest {
  const split = splitByWindows(limited.gauge, comparison);
  const seen = new Set<number>();
  const full = new Map<number, number>();
  const perWindow = new Map<number, number>();
  let inside = 0;
  let insideFull = 0;
  let outside = 0;
  let outsideFull = 0;
  const insideValues: number[] = [];
  const outsideValues: number[] = [];
  let closest = { ratio: Number.NEGATIVE_INFINITY, value: 0, limit: 0, at: 0 };
  split.values.forEach((value, i) => {
    const at = split.at[i] as number;
    const limit = limited.limitAt(at);
    if (limit === null || limit <= 0) return;
    const isFull = value >= AT_LIMIT * limit;
    const window = split.window[i] as number;
    if (window < 0) {
      outside += 1;
      outsideValues.push(value);
      if (isFull) outsideFull += 1;
      return;
    }
    inside += 1;
    insideValues.push(value);
    seen.add(window);
    perWindow.set(window, (perWindow.get(window) ?? 0) + 1);
    if (isFull) {
      insideFull += 1;
      full.set(window, (full.get(window) ?? 0) + 1);
    }
    if (value / limit > closest.ratio) closest = { ratio: value / limit, value, limit, at };
  });
  const windows = comparison.windows.length;
  const result = {
    gauge: limited,
    limit: closest.limit,
    closest: closest.value,
    closestAt: closest.at,
    insideShare: inside > 0 ? insideFull / inside : 0,
    outsideShare: outside > 0 ? outsideFull / outside : 0,
    insideMax: largest(insideValues),
    outsideMax: outsideValues.length > 0 ? largest(outsideValues) : 0,
    windowsAtCeiling: [...full].filter(([window, n]) => n >= 0.5 * (perWindow.get(window) ?? n)).length,
    windowsSeen: seen.size,
  };
  const enough = inside >= Math.max(3, seen.size) && outside >= 5 && showsMost(comparison.windows, seen);
  if (!enough) return { ...result, verdict: 'too-little' };
  if (result.insideShare >= 0.8 && result.outsideShare <= 0.1) return { ...result, verdict: 'at-ceiling' };
  const nearlyAll = seen.size >= 0.8 * windows && inside >= windows;
  if (
    nearlyAll &&
    limited.origin === 'stated' &&
    closest.ratio < NEVER_NEAR &&
    dense(limited, comparison.windows) &&
    !fallsFromLimit(limited, comparison)
  )
    return { ...result, verdict: 'never-near' };
  return { ...result, verdict: 'between' };
}

/** Windows of a sample or two have none that lies wholly inside: then those seen must be half of all, and most of the time. */
function showsMost(windows: readonly TimeRange[], seen: ReadonlySet<number>): boolean {
  if (seen.size >= 0.8 * windows.length) return true;
  const length = ({ from, to }: TimeRange): number => to - from;
  const all = windows.reduce((sum, window) => sum + length(window), 0);
  const shown = windows.reduce((sum, window, i) => sum + (seen.has(i) ? length(window) : 0), 0);
  return seen.size >= 0.5 * windows.length && shown >= 0.8 * all;
}

/** A gauge sampled more rarely than a window is long says nothing about what happened between two samples. */
function dense(limited: LimitedGauge, windows: readonly TimeRange[]): boolean {
  const lengths = windows.map((window) => window.to - window.from).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return limited.gauge.intervalMs * 2 <= usual;
}

/** Near its limit just before at least half of the windows: what ran full is started anew, and its gauge falls at once. */
function fallsFromLimit({ gauge, limitAt }: LimitedGauge, { windows, marginMs }: Comparison): boolean {
  const justBeforeMs = 2 * Math.max(marginMs, gauge.intervalMs);
  const from = windows.filter((window) => {
    const end = firstIndexAt(gauge.times, window.from + 1);
    for (let i = firstIndexAt(gauge.times, window.from - justBeforeMs); i < end; i += 1) {
      const value = gauge.values[i];
      const limit = limitAt(gauge.times[i] as number);
      if (value !== null && value !== undefined && limit !== null && value >= NEVER_NEAR * limit) return true;
    }
    return false;
  });
  return from.length * 2 >= windows.length;
}
