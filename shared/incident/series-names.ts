import type { Series } from './series.ts';
import { withoutAccents } from './without-accents.ts';

/** The metric of a result of which only its query has a name, as `rate()` and its like give it. */
export const UNNAMED = 'query result';

const STATUS_LABELS = [
  'status',
  'code',
  'status_code',
  'http_status',
  'http_status_code',
  'response_code',
  'status_class',
  'result',
  'outcome',
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

const PER = String.raw`(?:\/|\b(?:per|pro|je|par|por|al|na)\b)\s*`;
const PACES: readonly (readonly [RegExp, number])[] = [
  [
    new RegExp(String.raw`\b(?:rps|qps|reqps)\b|${PER}(?:s|sec|seconds?|sekunde|segundo|secondo|seconde)\b`),
    1000,
  ],
  [new RegExp(String.raw`\b(?:rpm|tpm)\b|${PER}min(?:ut[a-z]*|s)?\b`), 60_000],
  [new RegExp(String.raw`${PER}(?:h|hr|hour|stunde|heure|hora|ora)\b`), 3_600_000],
];

/** `rate(errors[5m])`, `errors.as_rate()`: what is counted by the second. One divided by another is a share again. */
const COUNTED = /\b(?:rate|irate|increase|delta|idelta|as_rate|as_count|per_second)\s*\(/i;

/** True for a series that says itself that it counts by the second or minute: a "rate" in its name is then no share. */
export function isPaced(series: Series): boolean {
  const { metric } = series;
  return (COUNTED.test(metric) && !metric.includes('/')) || statedPaceMs(series) !== null;
}

/** The time that a rate is given for, by its unit or its name ("req/s", `Peticiones por minuto`), ms; null where neither says. */
export function statedPaceMs({ metric, unit }: Series): number | null {
  const said = withoutAccents(`${unit ?? ''} ${metric}`.toLowerCase()).replace(/[\s_.-]+/g, ' ');
  return PACES.find(([pattern]) => pattern.test(said))?.[1] ?? null;
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
  return stated.some((status) =>
    /^5(\d\d|xx)$|^(errors?|fail(ed|ures?)?|timeouts?|timed[_ -]?out|rejected|declined|exceptions?|ko)$/i.test(
      status,
    ),
  );
}

/** Labels of a series without those of a status. */
export function withoutStatus(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !STATUS_LABELS.includes(key)));
}
