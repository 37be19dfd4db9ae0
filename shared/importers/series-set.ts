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

interface Building extends SeriesKey {
  readonly points: Map<number, number | null>;
}

/** More series than this in one file are labels gone wild. */
export const MAX_SERIES = 20_000;

/** Collects points in any order and gives ascending series; of two points at one time the later written wins. */
export class SeriesSet {
  private readonly building = new Map<string, Building>();

  /** Adds one sample; null where the export has nothing. False when it would be one series too many. */
  add(key: SeriesKey, at: number, value: number | null): boolean {
    const id = seriesId(key.metric, key.labels);
    let entry = this.building.get(id);
    if (!entry) {
      if (this.building.size >= MAX_SERIES) return false;
      entry = { ...key, points: new Map() };
      this.building.set(id, entry);
    }
    if (value !== null || !entry.points.has(at)) entry.points.set(at, value);
    return true;
  }

  size(): number {
    return this.building.size;
  }

  finish(source: SourceId): Series[] {
    return [...this.building].map(([id, entry]) => {
      const times = [...entry.points.keys()].sort((a, b) => a - b);
      return {
        id,
        metric: entry.metric,
        labels: entry.labels,
        unit: entry.unit,
        measures: entry.measures,
        intervalMs: usualInterval(times),
        times,
        values: times.map((at) => entry.points.get(at) ?? null),
        source,
      };
    });
  }
}
