import type { Series } from '../incident/series.ts';
import type { SourceId } from '../incident/source.ts';

/** Name of a series: the metric, plus its labels in braces, sorted, when it has any. */
export function seriesId(metric: string, labels: Readonly<Record<string, string>>): string {
  const keys = Object.keys(labels).sort();
  if (keys.length === 0) return metric;
  return `${metric}{${keys.map((key) => `${key}=${labels[key]}`).join(',')}}`;
}

/** Median distance of ascending times in ms; 60 s when there is only one. */
export function usualInterval(times: readonly number[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i += 1) {
    const gap = (times[i] ?? 0) - (times[i - 1] ?? 0);
    if (gap > 0) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 60_000;
}

/** Samples stray from their grid by less than this share of the interval, to each side. */
const TREMBLE = 0.1;
/** Paces at which collectors sample, seconds. What is taken more often is stamped by no clock that is late for so long. */
const PACES = [5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];

interface Samples {
  readonly times: readonly number[];
  readonly intervalMs: number;
}

/**
 * Times of samples that a collector takes at a steady pace and stamps a little early or late, put on their grid: else
 * some of the intervals hold two of them and others none. Other times are given back as they are.
 */
function onGrid(times: readonly number[]): Samples {
  const asTaken = { times, intervalMs: usualInterval(times) };
  const paceMs = PACES.map((seconds) => seconds * 1000).find(
    (pace) => Math.abs(pace - asTaken.intervalMs) <= TREMBLE * pace,
  );
  const first = times[0];
  if (first === undefined || paceMs === undefined) return asTaken;
  const strayed = times.map((at) => {
    const rest = (at - first) % paceMs;
    return rest > paceMs / 2 ? rest - paceMs : rest;
  });
  const low = strayed.reduce((a, b) => Math.min(a, b), 0);
  const high = strayed.reduce((a, b) => Math.max(a, b), 0);
  if (low === high || high - low > 2 * TREMBLE * paceMs) return asTaken;
  const base = Math.floor((first + (low + high) / 2) / 1000) * 1000;
  const placed = times.map((at) => base + Math.round((at - base) / paceMs) * paceMs);
  const apart = placed.every((at, i) => i === 0 || at > (placed[i - 1] ?? at));
  return apart ? { times: placed, intervalMs: paceMs } : asTaken;
}

export interface SeriesKey {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string | null;
  readonly measures: Series['measures'];
}

/** More series than this in one file are labels gone wild. */
export const MAX_SERIES = 20_000;

/** The points of one series in the order in which they came. */
export class SeriesPoints {
  readonly key: SeriesKey;
  private readonly times: number[] = [];
  private readonly values: (number | null)[] = [];
  private ascending = true;

  constructor(key: SeriesKey) {
    this.key = key;
  }

  /** Adds one sample; null where the export has nothing. */
  add(at: number, value: number | null): void {
    const last = this.times.at(-1);
    if (last !== undefined && at <= last) this.ascending = false;
    this.times.push(at);
    this.values.push(value);
  }

  /** In order of time; of two points at one time the later written wins, and nothing is no point. */
  sorted(): { readonly times: readonly number[]; readonly values: readonly (number | null)[] } {
    if (this.ascending) return { times: this.times, values: this.values };
    const order = this.times
      .map((_, i) => i)
      .sort((a, b) => (this.times[a] ?? 0) - (this.times[b] ?? 0) || a - b);
    const times: number[] = [];
    const values: (number | null)[] = [];
    for (const i of order) {
      const at = this.times[i] ?? 0;
      const value = this.values[i] ?? null;
      if (times.at(-1) !== at) {
        times.push(at);
        values.push(value);
      } else if (value !== null) values[values.length - 1] = value;
    }
    return { times, values };
  }
}

/** What a name may end in behind the unit: which percentile or mean it is. */
const STATISTIC = String.raw`[_.:](?:p\d{1,4}|\d{1,4}(?:th|quantile|percentile)|avg|average|mean|median|max|quantile|percentile)`;
const UNIT_IN_NAME = new RegExp(`[_.:](ms|milliseconds|microseconds|seconds)(?:${STATISTIC})*$`, 'i');

/** The unit of time in a metric's name, as Prometheus' rules ask for: `latency_p99_ms`, `job:request_seconds:p95`. */
function unitInName(metric: string): string | null {
  return UNIT_IN_NAME.exec(metric)?.[1]?.toLowerCase() ?? null;
}

/** Collects points in any order and gives ascending series. */
export class SeriesSet {
  private readonly building = new Map<string, SeriesPoints>();

  /** The points of a series, to add to; null when it would be one series too many. */
  points(key: SeriesKey): SeriesPoints | null {
    const id = seriesId(key.metric, key.labels);
    let entry = this.building.get(id);
    if (!entry) {
      if (this.building.size >= MAX_SERIES) return null;
      entry = new SeriesPoints(key);
      this.building.set(id, entry);
    }
    return entry;
  }

  /** Adds one sample; false when it would be one series too many. */
  add(key: SeriesKey, at: number, value: number | null): boolean {
    const points = this.points(key);
    points?.add(at, value);
    return points !== null;
  }

  size(): number {
    return this.building.size;
  }

  finish(source: SourceId): Series[] {
    return [...this.building].map(([id, points]) => {
      const { times: taken, values } = points.sorted();
      const { times, intervalMs } = onGrid(taken);
      const { metric, labels, unit, measures } = points.key;
      const named = measures === 'gauge' ? unitInName(metric) : null;
      return {
        id,
        metric,
        labels,
        unit: unit ?? named,
        measures,
        intervalMs,
        times,
        values,
        source,
      };
    });
  }
}
