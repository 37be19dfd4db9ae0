import type { SourceId } from './source.ts';

/**
 * A measurement over time. `times` are epoch ms UTC, ascending, the start of each bin for counts and the sampling
 * instant for gauges; `values[i]` is null where the export has nothing (missing is never zero).
 */
export interface Series {
  /** Unique, as the evidence names it: the metric, plus its labels in braces when it has any. */
  readonly id: string;
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string | null;
  /** count: events in each bin. gauge: a level. */
  readonly measures: 'count' | 'gauge';
  /** Usual distance between samples in ms. */
  readonly intervalMs: number;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  readonly source: SourceId;
}

/** Whether two series speak of the same thing: their labels are equal. */
export function sameLabels(a: Series, b: Series): boolean {
  return JSON.stringify(Object.entries(a.labels).sort()) === JSON.stringify(Object.entries(b.labels).sort());
}

/** The values of a series by their time, epoch ms; null where the export has nothing. */
export function valuesByTime({ times, values }: Series): Map<number, number | null> {
  return new Map(times.map((at, i) => [at, values[i] ?? null]));
}

/** The upper limit of a gauge: another series, or a number that somebody stated. */
export type Limit = { readonly series: string } | { readonly value: number };

/** Who said that a series has a role. Names may propose, the team may overrule; neither touches a verdict. */
export type RoleOrigin = 'incident' | 'team' | 'name' | 'content';

/** Which series mean what. Every proposal is shown and can be overruled. */
export interface SeriesRoles {
  readonly requests: { readonly series: string; readonly origin: RoleOrigin } | null;
  readonly errors: { readonly series: string; readonly origin: RoleOrigin } | null;
  readonly limits: readonly { readonly gauge: string; readonly limit: Limit; readonly origin: RoleOrigin }[];
}
