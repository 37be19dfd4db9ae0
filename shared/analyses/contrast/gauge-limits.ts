import type { Incident } from '../../incident/incident.ts';
import type { Limit, Series } from '../../incident/series.ts';
import { firstIndexAt, valueAt } from './inside-outside.ts';

/** A gauge with the limit that applied to it at each time. */
export interface LimitedGauge {
  readonly gauge: Series;
  readonly limitSeries: string | null;
  /** The limit valid at `at`; null where nothing says. */
  readonly limitAt: (at: number) => number | null;
  /** stated: a limit series or figure. own-maximum: it never went higher, however hard it was pressed. */
  readonly origin: 'stated' | 'own-maximum';
  /** The series of the same metric, one a client, that add up to the gauge. */
  readonly parts: readonly Series[];
}

/** A limit is carried forward this many sampling intervals. */
const LIMIT_STALE = 30;

/** All gauges to which a limit applies. Where only parts by client exist, their sum is the gauge. */
export function limitedGauges(incident: Incident): LimitedGauge[] {
  const byId = new Map(incident.series.map((series) => [series.id, series]));
  const families = familiesOf(incident.series);
  const found: LimitedGauge[] = [];
  for (const { gauge: id, limit } of incident.roles.limits) {
    const own = byId.get(id);
    const family = families.get(own?.metric ?? id) ?? [];
    const targets = own ? [own] : family.filter((series) => series.measures === 'gauge');
    const limitOf = limitReader(limit, byId);
    if (!limitOf) continue;
    const limitSeries = 'series' in limit ? limit.series : null;
    const total = own ? null : totalOf(targets, limitOf);
    for (const gauge of total ? [total] : targets) {
      if (gauge.measures !== 'gauge' || gauge.id === limitSeries) continue;
      found.push({ gauge, limitSeries, limitAt: limitOf, origin: 'stated', parts: partsOf(gauge, family) });
    }
  }
  const limited = new Set(found.map((entry) => entry.gauge.id));
  const limits = new Set(found.flatMap((entry) => (entry.limitSeries ? [entry.limitSeries] : [])));
  for (const gauge of incident.series) {
    if (gauge.measures !== 'gauge' || limited.has(gauge.id) || limits.has(gauge.id) || isTime(gauge.unit))
      continue;
    const top = plateau(gauge);
    if (top === null) continue;
    const parts = partsOf(gauge, families.get(gauge.metric) ?? []);
    found.push({ gauge, limitSeries: null, limitAt: () => top, origin: 'own-maximum', parts });
  }
  return found;
}

/** Is it a duration? Those pile up at time limits rather than at a capacity. */
export function isTime(unit: string | null): boolean {
  return (
    unit !== null && /^(n|u|µ|m)?s$|^(nano|micro|milli)?seconds?$|^minutes?$|^hours?$/i.test(unit.trim())
  );
}

/** The series of the same metric that add up to the gauge: those with one label more that takes several values. */
export function partsOf(gauge: Series, family: readonly Series[]): Series[] {
  const byKey = new Map<string, Series[]>();
  for (const series of family) {
    if (series.id === gauge.id || series.measures !== 'gauge') continue;
    const extra = Object.keys(series.labels).filter((key) => !(key in gauge.labels));
    const same = Object.entries(gauge.labels).every(([key, value]) => series.labels[key] === value);
    const key = extra[0];
    if (key === undefined || extra.length !== 1 || !same) continue;
    byKey.set(key, [...(byKey.get(key) ?? []), series]);
  }
  const splits = [...byKey.values()].filter((parts) => parts.length >= 2 && addsUp(gauge, parts));
  return splits.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** The sum of the parts is the gauge, within a tenth, at most of thirty times spread over the series. */
function addsUp(gauge: Series, parts: readonly Series[]): boolean {
  if (gauge.id.endsWith(SUM_SUFFIX)) return true;
  const step = Math.max(1, Math.floor(gauge.times.length / 30));
  let tested = 0;
  let agreeing = 0;
  for (let i = 0; i < gauge.times.length; i += step) {
    const value = gauge.values[i];
    if (value === null || value === undefined) continue;
    const sum = sumAt(parts, gauge.times[i] as number, 2 * gauge.intervalMs);
    if (sum === null) continue;
    tested += 1;
    if (Math.abs(sum - value) <= 0.1 * Math.max(Math.abs(value), 1) + parts.length / 2) agreeing += 1;
  }
  return tested >= 5 && agreeing >= 0.7 * tested;
}

const SUM_SUFFIX = ' (all together)';

function sumAt(parts: readonly Series[], at: number, staleMs: number): number | null {
  let sum = 0;
  let seen = 0;
  for (const part of parts) {
    const value = valueAt(part, at, staleMs);
    if (value === null) continue;
    sum += value;
    seen += 1;
  }
  return seen > 0 ? sum : null;
}

/** The sum over clients as a series, when the limit is theirs together: no part alone comes near it, the sum does. */
function totalOf(parts: readonly Series[], limitAt: (at: number) => number | null): Series | null {
  const first = parts[0];
  if (!first || parts.length < 2) return null;
  const keys = new Set(parts.flatMap((part) => Object.keys(part.labels)));
  const varying = [...keys].filter((key) => new Set(parts.map((part) => part.labels[key])).size > 1);
  if (varying.length !== 1) return null;
  const longest = parts.reduce((best, part) => (part.times.length > best.times.length ? part : best));
  const values = longest.times.map((at) => sumAt(parts, at, 1.5 * longest.intervalMs));
  const over = values.filter((value, i) => {
    const limit = limitAt(longest.times[i] as number);
    return value !== null && limit !== null && value > 1.05 * limit;
  });
  if (over.length > 0.01 * values.length) return null;
  const labels = Object.fromEntries(Object.entries(first.labels).filter(([key]) => !varying.includes(key)));
  return { ...longest, id: `${first.metric}${SUM_SUFFIX}`, labels, values };
}

function limitReader(
  limit: Limit,
  byId: ReadonlyMap<string, Series>,
): ((at: number) => number | null) | null {
  if ('value' in limit) return () => limit.value;
  const series = byId.get(limit.series);
  if (!series || series.times.length === 0) return null;
  return (at) => {
    const value = valueAt(series, at, LIMIT_STALE * series.intervalMs);
    if (value !== null) return value;
    // Before its first sample the earliest known limit applies.
    const first = firstIndexAt(series.times, at);
    return series.values[first] ?? null;
  };
}

/** The own maximum, when the gauge sits exactly there again and again: cut off rather than merely high. */
function plateau(gauge: Series): number | null {
  let top = Number.NEGATIVE_INFINITY;
  let known = 0;
  for (const value of gauge.values) {
    if (value === null) continue;
    known += 1;
    if (value > top) top = value;
  }
  if (known < 20 || !(top > 0)) return null;
  let flat = 0;
  let near = 0;
  for (const value of gauge.values) {
    if (value === null) continue;
    if (value === top) flat += 1;
    if (value >= 0.9 * top) near += 1;
  }
  // A level that is always the same is a setting, not a gauge that was pressed.
  return flat >= 6 && flat >= 0.6 * near && near <= 0.6 * known ? top : null;
}

/** Series by metric name. */
export function familiesOf(all: readonly Series[]): Map<string, Series[]> {
  const families = new Map<string, Series[]>();
  for (const series of all) {
    const family = families.get(series.metric);
    if (family) family.push(series);
    else families.set(series.metric, [series]);
  }
  return families;
}
