import type { Series } from '../../incident/series.ts';
import { quantileSorted } from '../statistics/quantile.ts';
import { spearman } from '../statistics/ranks.ts';

/** A stretch between two drops in which a gauge rises steadily. */
export interface Climb {
  readonly from: number;
  /** Time of the drop that ends it; null when the data end first. */
  readonly to: number | null;
}

/** A gauge as a sawtooth: its climbs, its drops, and the range it moves in. */
export interface Sawtooth {
  readonly series: Series;
  readonly climbs: readonly Climb[];
  /** Times of the sudden drops, epoch ms. */
  readonly drops: readonly number[];
  readonly low: number;
  readonly high: number;
}

const MOST_SAMPLES = 4_000;
const FEWEST_SAMPLES = 30;
const SHORTEST_CLIMB = 6;
/** A drop gives back this share of the range at once, a climb takes as much, and rises with hardly an exception. */
const DROP = 0.4;
const STEADY = 0.85;

/** Reads a gauge as a sawtooth; null where it is none: too short, flat, or not mostly made of steady climbs. */
export function sawtooth(series: Series): Sawtooth | null {
  if (series.measures !== 'gauge') return null;
  const step = Math.max(1, Math.floor(series.times.length / MOST_SAMPLES));
  const at: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < series.times.length; i += step) {
    const v = series.values[i];
    if (v === null || v === undefined) continue;
    at.push(series.times[i] as number);
    value.push(v);
  }
  if (value.length < FEWEST_SAMPLES) return null;
  const sorted = Float64Array.from(value).sort();
  const low = quantileSorted(sorted, 0.02);
  const high = quantileSorted(sorted, 0.98);
  const range = high - low;
  if (!(range > 0.05 * Math.abs(high))) return null;
  const drops = dropsIn(value, DROP * range);
  if (drops.length < 2) return null;
  const edges = [0, ...drops, value.length];
  const climbs: Climb[] = [];
  let stretches = 0;
  for (let k = 1; k < edges.length; k++) {
    const from = edges[k - 1] as number;
    const to = edges[k] as number;
    if (to - from < SHORTEST_CLIMB) continue;
    stretches++;
    const part = value.slice(from, to);
    const rise = mean(part.slice(-3)) - mean(part.slice(0, 3));
    if (rise < DROP * range || spearman(at.slice(from, to), part) < STEADY) continue;
    climbs.push({ from: at[from] as number, to: to < value.length ? (at[to] as number) : null });
  }
  if (climbs.length < 2 || climbs.length < 0.7 * stretches) return null;
  return { series, climbs, drops: drops.map((i) => at[i] as number), low, high };
}

/** First samples after a fall of at least `least` within two samples. */
function dropsIn(value: readonly number[], least: number): number[] {
  const drops: number[] = [];
  for (let i = 1; i < value.length; i++) {
    const before = Math.max(
      value[i - 1] as number,
      i > 1 ? (value[i - 2] as number) : Number.NEGATIVE_INFINITY,
    );
    if (before - (value[i] as number) < least) continue;
    const last = drops.at(-1);
    // A fall that takes two samples is one drop, at its foot.
    if (last === undefined || i - last > 2) drops.push(i);
    else if ((value[last] as number) - (value[i] as number) > least / 4) drops[drops.length - 1] = i;
  }
  return drops;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
