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
      const { times, values } = points.sorted();
      const { metric, labels, unit, measures } = points.key;
      const named = measures === 'gauge' ? unitInName(metric) : null;
      return {
        id,
        metric,
        labels,
        unit: unit ?? named,
        measures,
        intervalMs: usualInterval(times),
        times,
        values,
        source,
      };
    });
  }
}
