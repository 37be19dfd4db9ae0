import type { IncidentFile } from './incident-file.ts';
import { compareText } from './ordering.ts';
import { CALLS, DURATIONS, ERRORS, FAILURES, REQUESTS, SHARES, VOLUMES } from './role-words.ts';
import { type Limit, type RoleOrigin, type Series, type SeriesRoles, valuesByTime } from './series.ts';
import { isPaced, isWhole, nameWords, statedPaceMs, sumOfSeries } from './series-names.ts';
import { failuresFromSuccesses, isClass, requestsOfClasses } from './successes.ts';
import { byStatus, countsAll, holds } from './whole-and-parts.ts';

/** Roles, the series they need (some are derived: a sum, a rate turned into counts), and what could not be found. */
export interface RoleProposal {
  readonly roles: SeriesRoles;
  readonly derived: readonly Series[];
  readonly warnings: readonly string[];
}

type Role = { readonly series: string; readonly origin: RoleOrigin };

const USAGE = new Set([
  'in',
  'use',
  'inuse',
  'used',
  'active',
  'current',
  'open',
  'busy',
  'acquired',
  'usage',
  'count',
  'borrowed',
]);
/** Words that say how a gauge is measured or a limit is set, not of what. */
const QUALIFIERS = new Set(
  'spec working set rss resident hard soft bytes resource resources kube pod'.split(' '),
);
/** Redis, PostgreSQL and others write both words as one. */
const isLimit = (word: string): boolean =>
  LIMIT.has(word) || /^max(?:memory|clients|conns?|connections|threads|size)$/.test(word);
const LIMIT = new Set(['max', 'maximum', 'limit', 'limits', 'capacity', 'ceiling', 'quota']);
/** kube-state-metrics names the resource by a label and has an instance of its own; these say of what the limit is. */
const LIMITED = ['namespace', 'pod', 'container'];
const TIMES = new Set('latency duration elapsed latenz antwortzeit latence latencia latenza'.split(' '));
/** Does the name speak of how long something takes? Then it is nothing that fills up, whatever unit it lacks. */
export function saysTime(metric: string): boolean {
  return nameWords(metric).some((word) => TIMES.has(word));
}

function requestScore(series: Series): number {
  const words = nameWords(series.metric);
  if (errorScore(series) > 0 || words.some((word) => LIMIT.has(word) || isClass(word))) return 0;
  if (words.some((word) => DURATIONS.has(word) || ['bytes', 'size', 'bucket'].includes(word))) return 0;
  let score = 0;
  if (words.some((word) => REQUESTS.has(word))) score = 3;
  else if (words.some((word) => CALLS.has(word))) score = 2;
  else if (words.some((word) => VOLUMES.has(word))) score = 0.5;
  return score === 0 ? 0 : score + (Object.keys(series.labels).length === 0 ? 1 : 0) - words.length * 0.05;
}

function errorScore(series: Series): number {
  const words = nameWords(series.metric);
  if (words.some((word) => LIMIT.has(word) || word === 'budget')) return 0;
  let score = 0;
  if (words.some((word) => ERRORS.has(word))) score = 3;
  else if (words.some((word) => FAILURES.has(word))) score = 2;
  return score === 0 ? 0 : score + (Object.keys(series.labels).length === 0 ? 1 : 0) - words.length * 0.05;
}

/** Words of what waits or is held: a level, whatever else the name says. */
const HELD = new Set('queue depth pending lag backlog waiting open active inflight busy'.split(' '));

/** Words of a count that say nothing of what is counted. */
const COUNTING = new Set('count total of number in received sent'.split(' '));

/** A weak name counts beside the errors of the same thing, or where it says nothing else. */
function beside(one: Series, errors: Series): boolean {
  const words = nameWords(one.metric);
  if (words.some((word) => HELD.has(word))) return false;
  const rest = words.filter((word) => !VOLUMES.has(word) && !COUNTING.has(word));
  return rest.length === 0 || rest[0] === nameWords(errors.metric)[0];
}

function find(series: readonly Series[], name: string): Series | null {
  const exact = series.find((one) => one.id === name);
  if (exact) return exact;
  const byMetric = series.filter((one) => one.metric === name);
  if (byMetric.length > 0)
    return byMetric.find((one) => Object.keys(one.labels).length === 0) ?? byMetric[0] ?? null;
  return series.find((one) => one.id.toLowerCase() === name.toLowerCase()) ?? null;
}

/** A request count from a rate: value x interval, per second where nothing states the pace; whole numbers are then taken as they are. */
function asCount(series: Series): Series | null {
  if (series.measures === 'count') return null;
  const pace = statedPaceMs(series) ?? (isWhole(series) ? series.intervalMs : 1000);
  const factor = series.intervalMs / pace;
  return {
    ...series,
    id: factor === 1 ? series.id : `${series.id} (per bin)`,
    measures: 'count',
    values: series.values.map((value) => (value === null ? null : Math.round(value * factor * 1e6) / 1e6)),
  };
}

/** "Error %" and "failed_pct" name a share: it is never a count, with requests beside it or without. */
function saysPercent(metric: string): boolean {
  return (
    metric.includes('%') || nameWords(metric).some((word) => ['percent', 'percentage', 'pct'].includes(word))
  );
}

/** A share is never a count, with requests beside it or without. */
function saysShare({ metric, unit }: Series): boolean {
  return saysPercent(metric) || unit === '%' || unit === 'ratio';
}

/** Errors from a share of failed requests (0 to 1, or percent) and the requests of the same bin. */
function fromShare(share: Series, requests: Series): Series | null {
  if (isPaced(share)) return null;
  const highest = share.values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const named =
    saysPercent(share.metric) ||
    share.unit === 'ratio' ||
    nameWords(share.metric).some((word) => SHARES.has(word));
  const percent =
    share.unit === '%' || /percent/i.test(share.unit ?? '') || (named && highest > 1 && highest <= 100);
  if (!percent && !(named && highest <= 1 && !isWhole(share))) return null;
  const byTime = valuesByTime(requests);
  return {
    ...share,
    id: `${share.id} x ${requests.id}`,
    measures: 'count',
    values: share.times.map((at, i) => {
      const value = share.values[i] ?? null;
      const count = byTime.get(at) ?? null;
      return value === null || count === null ? null : (value * count) / (percent ? 100 : 1);
    }),
  };
}

function best(series: readonly Series[], score: (one: Series) => number): Series | null {
  let found: Series | null = null;
  let most = 0;
  for (const one of series) {
    const value = score(one);
    if (value > most) {
      most = value;
      found = one;
    }
  }
  return found;
}

function total(chosen: Series, series: readonly Series[]): Series {
  if (Object.keys(chosen.labels).length === 0) return chosen;
  const keys = Object.keys(chosen.labels).sort().join();
  const parts = series.filter(
    (one) => one.metric === chosen.metric && Object.keys(one.labels).sort().join() === keys,
  );
  return parts.length < 2 ? chosen : (sumOfSeries(`${chosen.metric} (sum)`, parts) ?? chosen);
}

function limitPairs(
  series: readonly Series[],
): { readonly gauge: string; readonly limit: Limit; readonly origin: RoleOrigin }[] {
  const base = (one: Series) =>
    nameWords(`${one.metric} ${one.labels.resource ?? ''}`)
      .filter((word) => !USAGE.has(word) && !isLimit(word) && !QUALIFIERS.has(word))
      .join(' ');
  const ofWhat = ({ labels }: Series) =>
    Object.entries(labels).filter(([key]) => labels.resource === undefined || LIMITED.includes(key));
  const limits = series.filter((one) => nameWords(one.metric).some(isLimit));
  const pairs: { gauge: string; limit: Limit; origin: RoleOrigin }[] = [];
  for (const gauge of series) {
    if (limits.includes(gauge) || gauge.measures === 'count') continue;
    const candidates = limits.filter(
      (limit) =>
        base(limit) === base(gauge) &&
        base(gauge) !== '' &&
        ofWhat(limit).every(([key, value]) => gauge.labels[key] === value),
    );
    // The limit with most labels in common is the nearest: per host before the total.
    candidates.sort(
      (a, b) => Object.keys(b.labels).length - Object.keys(a.labels).length || compareText(a.id, b.id),
    );
    const nearest = candidates[0];
    if (nearest) pairs.push({ gauge: gauge.id, limit: { series: nearest.id }, origin: 'name' });
  }
  return pairs;
}

/** Finds out which series mean what: stated first, then declared by the content, then proposed from the names. */
export function proposeRoles(
  series: readonly Series[],
  declared: readonly Partial<SeriesRoles>[],
  file: IncidentFile | null,
): RoleProposal {
  const warnings: string[] = [];
  const derived: Series[] = [];
  const stated = (name: string | null, role: string): { series: Series; origin: RoleOrigin } | null => {
    if (name === null) return null;
    const found = find(series, name);
    if (!found) warnings.push(`series.${role}: no series is called "${name}"`);
    return found ? { series: found, origin: 'incident' } : null;
  };
  const content = (role: 'requests' | 'errors'): { series: Series; origin: RoleOrigin } | null => {
    const names = declared.flatMap((one) => (one[role] ? [one[role].series] : [])).sort(compareText);
    for (const name of names) {
      const found = series.find((one) => one.id === name);
      if (found) return { series: found, origin: 'content' };
    }
    return null;
  };
  let requests = stated(file?.series.requests ?? null, 'requests') ?? content('requests');
  let errors = stated(file?.series.errors ?? null, 'errors') ?? content('errors');
  if (!requests && !errors) {
    const split = byStatus(series);
    if (split) {
      derived.push(split.requests, split.errors);
      requests = { series: split.requests, origin: 'name' };
      errors = { series: split.errors, origin: 'name' };
    }
  }
  const nameProposal = (score: (one: Series) => number, partner: Series | null) => {
    const known = partner ? series.filter((one) => one !== partner) : series;
    const paced = partner ? known.filter((one) => one.intervalMs === partner.intervalMs) : known;
    const found = best(paced, score) ?? best(known, score);
    return found ? { series: total(found, series), origin: 'name' as const } : null;
  };
  errors ??= nameProposal(errorScore, requests?.series ?? null);
  if (!errors) {
    const whole = requests
      ? [requests.series]
      : series.filter((one) => requestScore(one) > 0).sort((a, b) => requestScore(b) - requestScore(a));
    const good = failuresFromSuccesses(series, whole);
    if (good) errors = { series: good.errors, origin: 'name' };
    if (good?.requests) requests ??= { series: good.requests, origin: 'name' };
  }
  const failed = errors?.series ?? null;
  // The requests of one host may well be fewer than what fails on all of them.
  const wholes = new Map<string, boolean>();
  const holdsFailed = (one: Series, errorsOfAll: Series): boolean => {
    const key = `${one.metric} ${Object.keys(one.labels).sort().join()}`;
    const known = wholes.get(key) ?? holds(total(one, series), errorsOfAll);
    wholes.set(key, known);
    return known;
  };
  requests ??= nameProposal((one) => {
    const score = requestScore(one);
    if (failed === null) return score >= 1.5 ? score : 0;
    return score > 0 && (score >= 1.5 || beside(one, failed)) && holdsFailed(one, failed) ? score : 0;
  }, failed);
  if (failed && !requests) {
    const whole = series.find((one) => one !== failed && countsAll(one, failed));
    if (whole) requests = { series: whole, origin: 'name' };
  }
  const classes = failed && !requests ? requestsOfClasses(series, failed) : null;
  if (classes) requests = { series: classes, origin: 'name' };
  const role = (chosen: { series: Series; origin: RoleOrigin } | null, count: Series | null): Role | null => {
    if (!chosen) return null;
    const used = count ?? chosen.series;
    // The same thing at another pace (the week before, in wider bins) is a count as well.
    for (const other of series) {
      if (other !== chosen.series && other.id.startsWith(`${chosen.series.id} [every `)) {
        const counted = asCount(other);
        if (counted) derived.push({ ...counted, id: other.id });
      }
    }
    if (used !== chosen.series || !series.includes(used)) derived.push(used);
    return { series: used.id, origin: chosen.origin };
  };
  const requestCount = requests ? asCount(requests.series) : null;
  const requestRole = role(requests, requestCount);
  const errorCount = errors
    ? ((requests ? fromShare(errors.series, requestCount ?? requests.series) : null) ??
      (saysShare(errors.series) ? null : asCount(errors.series)))
    : null;
  const errorRole = role(errors, errorCount);
  const statedLimits = Object.entries(file?.series.limits ?? {}).flatMap(([gauge, limit]) => {
    const found = find(series, gauge);
    const limiting = typeof limit === 'number' ? null : find(series, limit);
    if (!found) warnings.push(`series.limits: no series is called "${gauge}"`);
    if (typeof limit !== 'number' && !limiting)
      warnings.push(`series.limits: no series is called "${limit}"`);
    if (!found || (typeof limit !== 'number' && !limiting)) return [];
    const value: Limit = typeof limit === 'number' ? { value: limit } : { series: limiting?.id ?? '' };
    return [{ gauge: found.id, limit: value, origin: 'incident' as const }];
  });
  const known = new Set(statedLimits.map((one) => one.gauge));
  const fromContent = declared.flatMap((one) => one.limits ?? []).filter((one) => !known.has(one.gauge));
  for (const one of fromContent) known.add(one.gauge);
  const limits = [
    ...statedLimits,
    ...fromContent,
    ...limitPairs(series).filter((one) => !known.has(one.gauge)),
  ];
  limits.sort((a, b) => compareText(a.gauge, b.gauge));
  const unique = new Map(derived.map((one) => [one.id, one]));
  return {
    roles: { requests: requestRole, errors: errorRole, limits },
    derived: [...unique.values()],
    warnings,
  };
}
