import type { Series } from './series.ts';
import { withoutAccents } from './without-accents.ts';

const STATUS_LABELS = [
  'status',
  'code',
  'status_code',
  'http_status',
  'http_status_code',
  'response_code',
  'status_class',
];

/**
 * Words of a metric's name, without accents: `redis.pool_inUse` is redis, pool, in, use; `Target_5XX_Count` is target,
 * 5xx, count; `Requêtes` is requetes.
 */
export function nameWords(name: string): string[] {
  const words = name
    .replace(/([1-5])XX(?![a-z])/g, '$1xx')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return withoutAccents(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** True for a series of whole numbers: counts, most likely. */
export function isWhole(series: Series): boolean {
  return series.values.every((value) => value === null || Number.isInteger(value));
}

/** Sums series of one pace at each time; null only where none has a value. */
export function sumOfSeries(id: string, parts: readonly Series[]): Series | null {
  const first = parts[0];
  if (!first) return null;
  const points = new Map<number, number | null>();
  for (const part of parts) {
    part.times.forEach((at, i) => {
      const value = part.values[i] ?? null;
      const known = points.get(at) ?? null;
      points.set(at, value === null ? known : (known ?? 0) + value);
    });
  }
  const times = [...points.keys()].sort((a, b) => a - b);
  return { ...first, id, labels: {}, times, values: times.map((at) => points.get(at) ?? null) };
}

/** A status of HTTP that stands for the answers that had it: queries give each a column. */
export function isStatus(metric: string): boolean {
  return /^[1-5]\d\d$/.test(metric);
}

/** True for a count of answers whose status says that they failed, false for another status; null without a status. */
export function failedByStatus({ metric, labels }: Series): boolean | null {
  const stated = isStatus(metric) ? [metric] : STATUS_LABELS.flatMap((label) => labels[label] ?? []);
  if (stated.length === 0) return null;
  return stated.some((status) => /^5(\d\d|xx)$|^(error|failed|failure)$/i.test(status));
}
