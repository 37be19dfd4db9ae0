import type { Stream, StreamEvent } from '../../incident/stream.ts';
import type { FullGauge } from '../contrast/full-gauge.ts';
import { runsWithin } from '../contrast/held-by.ts';
import { type Comparison, firstIndexAt, splitByWindows, valueAt } from '../contrast/inside-outside.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { largest } from '../statistics/sums.ts';

/** What the culprit and everybody else ask of a gauge, in its unit. */
export interface Demand {
  readonly limit: number;
  /** Of all others together, at their busiest outside the windows. */
  readonly others: number;
  /** Of the culprit at today's size: at least what it was seen to hold. */
  readonly culprit: number;
  /** How the culprit's demand follows its size. */
  readonly basis: 'proportional' | 'seen-only';
}

/** How long a run takes as a function of its size. */
export interface RunLength {
  /** Length in ms at `growth` times today's size. */
  readonly at: (growth: number) => number;
  readonly todayMs: number;
  /** fitted: the run history shows the dependence. assumed: it has one size only, taken as proportional. */
  readonly basis: 'fitted' | 'assumed';
}

/** Fits the demand from runs that met no limit; what was seen inside the windows is its lower bound. */
export function demandOf(full: FullGauge, stream: Stream, comparison: Comparison): Demand | null {
  const { gauge } = full.test.gauge;
  const part = full.holder?.part ?? null;
  const runs = runsWithin(stream, comparison.span);
  const split = splitByWindows(gauge, comparison);
  const quiet = split.values.flatMap((total, i) => {
    const at = split.at[i] as number;
    if (
      (split.window[i] as number) >= 0 ||
      runs.some((run) => at >= run.from && at < run.to + gauge.intervalMs)
    )
      return [];
    const own = part ? valueAt(part, at, 1.5 * part.intervalMs) : 0;
    return own === null ? [] : [total - own];
  });
  if (quiet.length < 5) return null;
  const others = quantile(quiet, 0.99);
  const limit = full.test.limit;
  const held = (event: StreamEvent): number | null => {
    const to = event.end ?? event.start;
    const series = part ?? gauge;
    const values = series.values.slice(
      firstIndexAt(series.times, event.start),
      firstIndexAt(series.times, to),
    );
    const known = values.filter((v) => v !== null);
    return known.length > 0 ? largest(known) - (part ? 0 : others) : null;
  };
  const size = todaysSize(stream);
  const unpressed: number[] = [];
  let seen = 0;
  for (const event of stream.events) {
    if (event.expected || event.start < comparison.span.from || event.start > comparison.span.to) continue;
    const own = held(event);
    if (own === null) continue;
    seen = Math.max(seen, own);
    const whole = event.end !== null && event.status !== 'cancelled';
    const pressed = reached(full, event);
    if (whole && !pressed && event.size !== null && event.size > 0 && own > 0)
      unpressed.push(own / event.size);
  }
  if (seen <= 0) return null;
  if (unpressed.length >= 1 && size !== null) {
    return { limit, others, culprit: Math.max(seen, median(unpressed) * size), basis: 'proportional' };
  }
  return { limit, others, culprit: Math.max(seen, limit - others), basis: 'seen-only' };
}

function reached(full: FullGauge, event: StreamEvent): boolean {
  const { gauge } = full.test.gauge;
  const to = event.end ?? event.start;
  const values = gauge.values.slice(firstIndexAt(gauge.times, event.start), firstIndexAt(gauge.times, to));
  return values.some((value) => value !== null && value >= 0.98 * full.test.limit);
}

/** Size of the last whole runs; null where the history carries none. */
export function todaysSize(stream: Stream): number | null {
  const sizes = stream.events
    .filter(
      (e) => !e.expected && e.size !== null && e.size > 0 && (e.status === 'succeeded' || e.status === null),
    )
    .slice(-3)
    .map((e) => e.size ?? 0);
  return sizes.length > 0 ? median(sizes) : null;
}

/**
 * Length against size by least squares over the medians of distinct sizes (a history of one size at many runs and
 * another at a few would otherwise be the first size alone). Null where no run has both an end and a fair length.
 */
export function runLengthOf(stream: Stream): RunLength | null {
  const whole = stream.events.flatMap((e) =>
    !e.expected && e.end !== null && e.end > e.start && (e.status === 'succeeded' || e.status === null)
      ? [{ ms: e.end - e.start, size: e.size }]
      : [],
  );
  if (whole.length < 3) return null;
  const todayMs = median(whole.slice(-3).map((run) => run.ms));
  const today = todaysSize(stream);
  const assumed: RunLength = { at: (growth) => todayMs * growth, todayMs, basis: 'assumed' };
  if (today === null) return assumed;
  const levels = new Map<number, { sizes: number[]; lengths: number[] }>();
  for (const run of whole) {
    if (run.size === null || run.size <= 0) continue;
    const level = Math.round(Math.log(run.size / today) / Math.log(1.15));
    const known = levels.get(level) ?? { sizes: [], lengths: [] };
    known.sizes.push(run.size);
    known.lengths.push(run.ms);
    levels.set(level, known);
  }
  const points = [...levels.values()].map(({ sizes, lengths }) => ({
    x: median(sizes) / today,
    y: median(lengths),
  }));
  const xs = points.map((p) => p.x);
  if (points.length < 2 || Math.max(...xs) / Math.min(...xs) < 1.4) return assumed;
  const mx = xs.reduce((sum, x) => sum + x, 0) / points.length;
  const my = points.reduce((sum, p) => sum + p.y, 0) / points.length;
  const sxx = points.reduce((sum, p) => sum + (p.x - mx) ** 2, 0);
  const slope = points.reduce((sum, p) => sum + (p.x - mx) * (p.y - my), 0) / sxx;
  // A length that does not grow with the size is no dependence to continue.
  if (slope <= 0) return { at: () => todayMs, todayMs, basis: 'fitted' };
  return { at: (growth) => Math.max(1_000, todayMs + slope * (growth - 1)), todayMs, basis: 'fitted' };
}
