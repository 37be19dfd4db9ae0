import type { Incident } from '../incident/incident.ts';
import type { LogDigest, LogDimension } from '../incident/logs.ts';
import { saysTime } from '../incident/roles.ts';
import type { Series } from '../incident/series.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import { type FailureSeries, pooled } from './failure-series.ts';
import { fromAlerts } from './segment-alerts.ts';
import { missing, sameHourOfOtherWeeks, silentStretches } from './segment-missing.ts';
import { median } from './statistics/quantile.ts';

const MOST_BINS = 150_000;
/** Beside counted errors, only a near stop counts as missing; alone, clearly fewer do. */
const HARDLY_ANY = 0.25;
const CLEARLY_FEWER = 0.6;

/** The failure series in the order of engine.md, section 1; null when the evidence has none. */
export function failureSeries(incident: Incident): FailureSeries | null {
  const byId = new Map(incident.series.map((s) => [s.id, s]));
  const errors = incident.roles.errors ? byId.get(incident.roles.errors.series) : undefined;
  const requests = incident.roles.requests ? byId.get(incident.roles.requests.series) : undefined;
  if (errors && errors.times.length > 0) return pooled(fromMetrics(errors, requests));
  return (
    fromLogs(incident) ??
    fromMissing(requests) ??
    fromLatency(incident, requests) ??
    fromAlerts(incident) ??
    fromTickets(incident)
  );
}

/** Requests in the bins of a failure series that is no share of them; NaN where unknown, null where none are counted. */
export function requestsBeside(
  incident: Incident,
  { from, binMs, failures }: FailureSeries,
): Float64Array | null {
  const id = incident.roles.requests?.series;
  const requests = incident.series.find((s) => s.id === id);
  if (!requests || requests.times.length === 0 || requests.intervalMs > binMs) return null;
  const counts = intoBins(requests, { from, binMs, bins: failures.length });
  return counts.every(Number.isNaN) ? null : counts;
}

function fromMetrics(errors: Series, requests: Series | undefined): FailureSeries {
  if (isShare(errors)) return fromShare(errors, requests);
  const grid = commonGrid(requests && requests.times.length > 0 ? [errors, requests] : [errors]);
  const failures = intoBins(errors, grid);
  const named = { series: [errors.id], computedFrom: [errors.source] };
  if (!requests || requests.times.length === 0) {
    return { ...grid, failures, exposure: ones(failures), measures: 'count', label: errors.id, ...named };
  }
  const exposure = intoBins(requests, grid);
  silenceIsFailure(failures, exposure, grid.binMs);
  for (let i = 0; i < failures.length; i++) {
    if (Number.isNaN(failures[i] as number) || !((exposure[i] as number) > 0)) {
      failures[i] = Number.NaN;
      exposure[i] = Number.NaN;
    }
  }
  return {
    ...grid,
    failures,
    exposure,
    measures: 'rate',
    label: `${errors.id} / ${requests.id}`,
    series: [errors.id, requests.id],
    computedFrom: [...new Set([errors.source, requests.source])],
  };
}

/** No requests at all inside a complete export, or hardly any of those due at that hour, is a failure. */
function silenceIsFailure(failures: Float64Array, exposure: Float64Array, binMs: number): void {
  const usual = median(exposure.filter((r) => r > 0));
  const due = sameHourOfOtherWeeks(exposure, binMs);
  const gone = due ? missing(exposure, due, HARDLY_ANY) : null;
  for (const { from, to } of silentStretches(exposure)) {
    exposure.fill(usual, from, to);
    failures.fill(usual, from, to);
  }
  if (!gone || !due) return;
  for (let i = 0; i < exposure.length; i++) {
    if (!((gone[i] as number) > 0)) continue;
    exposure[i] = due[i] as number;
    failures[i] = Math.min(
      due[i] as number,
      (Number.isNaN(failures[i]) ? 0 : (failures[i] as number)) + (gone[i] as number),
    );
  }
}

/** Where nothing counts errors: requests or successes that did not come, against the same hour of other weeks. */
function fromMissing(requests: Series | undefined): FailureSeries | null {
  if (!requests || requests.times.length === 0) return null;
  const grid = commonGrid([requests]);
  const came = intoBins(requests, grid);
  const due = sameHourOfOtherWeeks(came, grid.binMs);
  if (!due) return null;
  const gone = missing(came, due, CLEARLY_FEWER);
  if (!gone.some((n) => n > 0)) return null;
  return pooled({
    ...grid,
    failures: gone.map((n, i) => (Number.isNaN(came[i]) || Number.isNaN(due[i]) ? Number.NaN : n)),
    exposure: due.map((n, i) => (Number.isNaN(came[i]) || !(n >= 1) ? Number.NaN : n)),
    measures: 'rate',
    label: `${requests.id} missing against the same hour of other weeks`,
    series: [requests.id],
    computedFrom: [requests.source],
    missing: true,
  });
}

/** A gauge that already is failures per request, as share or percentage. */
function isShare(errors: Series): boolean {
  if (errors.measures !== 'gauge') return false;
  if (
    errors.unit === '%' ||
    errors.unit === 'percent' ||
    errors.unit === 'ratio' ||
    errors.unit === 'fraction'
  )
    return true;
  return (
    errors.values.every((v) => v === null || v <= 1) &&
    errors.values.some((v) => v !== null && v > 0 && v < 1)
  );
}

function fromShare(errors: Series, requests: Series | undefined): FailureSeries {
  const scale = errors.values.some((v) => v !== null && v > 1) ? 0.01 : 1;
  const grid = commonGrid([errors]);
  const level = intoBins(errors, grid).map((v) => v * scale);
  const counted = requests && requests.times.length > 0 ? intoBins(requests, grid) : null;
  if (!counted)
    return {
      ...grid,
      failures: level,
      exposure: ones(level),
      measures: 'level',
      label: errors.id,
      series: [errors.id],
      computedFrom: [errors.source],
    };
  const failures = level.map((v, i) => v * (counted[i] as number));
  return {
    ...grid,
    failures,
    exposure: counted.map((r, i) => (r > 0 && !Number.isNaN(failures[i] as number) ? r : Number.NaN)),
    measures: 'rate',
    label: errors.id,
    series: [errors.id, ...(requests ? [requests.id] : [])],
    computedFrom: [...new Set([errors.source, ...(requests ? [requests.source] : [])])],
  };
}

function fromLogs(incident: Incident): FailureSeries | null {
  const logs = incident.logs;
  if (!logs?.bins.some(([, , errors]) => errors > 0)) return null;
  const last = Math.max(...logs.coverage.map((c) => Math.ceil((c.to - logs.from) / logs.binMs)), 0);
  const n = Math.min(MOST_BINS, Math.max(last, (logs.bins.at(-1)?.[0] ?? -1) + 1));
  const failures = new Float64Array(n).fill(Number.NaN);
  for (const { from, to } of logs.coverage) {
    const a = Math.max(0, Math.floor((from - logs.from) / logs.binMs));
    failures.fill(0, a, Math.min(n, Math.ceil((to - logs.from) / logs.binMs)));
  }
  const answered = answeredRequests(logs, failures);
  if (answered) return withoutEmpty(pooled(answered));
  for (const [bin, , errors] of logs.bins) if (bin >= 0 && bin < n) failures[bin] = errors;
  return pooled({
    from: logs.from,
    binMs: logs.binMs,
    failures,
    exposure: ones(failures),
    measures: 'count',
    label: 'error lines in the logs',
    series: ['logs'],
    computedFrom: logs.sources,
  });
}

/** Status codes of HTTP, which tell a request from any other line. */
const HTTP_STATUS = /^[1-5]\d\d$/;

/**
 * Requests and failures where the lines carry the status of each answer, as an access log's do: a 5xx has failed.
 * Null where most error lines are no answers, for then they say more than the status does.
 */
function answeredRequests(logs: LogDigest, covered: Float64Array): FailureSeries | null {
  const n = covered.length;
  const byField = new Map<string, LogDimension[]>();
  for (const one of logs.dimensions) byField.set(one.field, [...(byField.get(one.field) ?? []), one]);
  const total = (bins: readonly (readonly [number, number, number])[], at: 1 | 2): number =>
    bins.reduce((sum, bin) => sum + bin[at], 0);
  let best: {
    readonly field: string;
    readonly values: readonly LogDimension[];
    readonly lines: number;
  } | null = null;
  for (const [field, values] of byField) {
    if (!values.every((one) => HTTP_STATUS.test(one.value))) continue;
    const lines = values.reduce((sum, one) => sum + total(one.bins, 1), 0);
    if (!best || lines > best.lines) best = { field, values, lines };
  }
  const failed = best?.values.filter((one) => one.value.startsWith('5')) ?? [];
  const failedLines = failed.reduce((sum, one) => sum + total(one.bins, 1), 0);
  if (!best || failedLines < 5 || failedLines * 2 < total(logs.bins, 2)) return null;
  // In so short a bin a quiet service is asked nothing: that is known, where the logs reach over it.
  const failures = covered.slice();
  const exposure = covered.slice();
  for (const one of best.values) {
    for (const [bin, lines] of one.bins) {
      if (bin < 0 || bin >= n) continue;
      exposure[bin] = (exposure[bin] || 0) + lines;
      failures[bin] = (failures[bin] || 0) + (failed.includes(one) ? lines : 0);
    }
  }
  return {
    from: logs.from,
    binMs: logs.binMs,
    failures,
    exposure,
    measures: 'rate',
    label: 'answers of 5xx in the logs',
    series: ['logs'],
    computedFrom: logs.sources,
  };
}

const TIME_UNIT = /^(ms|s|us|milliseconds?|seconds?|microseconds?)$/i;

/** Of bins in which nothing was asked nothing is known. */
function withoutEmpty(series: FailureSeries): FailureSeries {
  const empty = series.exposure.map((asked) => (asked > 0 ? 0 : Number.NaN));
  return {
    ...series,
    failures: series.failures.map((f, i) => f + (empty[i] as number)),
    exposure: series.exposure.map((e, i) => e + (empty[i] as number)),
  };
}

/** A latency gauge, known by its unit, else by its name: of several, the one that moves most beside its median. */
function fromLatency(incident: Incident, requests: Series | undefined): FailureSeries | null {
  const gauges = incident.series.filter((one) => one.measures === 'gauge' && one !== requests);
  const measured = gauges.filter(({ unit }) => TIME_UNIT.test(unit ?? ''));
  const named = gauges.filter(({ unit, metric }) => unit === null && saysTime(metric));
  let best: { series: Series; spread: number } | null = null;
  for (const series of measured.length > 0 ? measured : named) {
    const values = series.values.filter((v): v is number => v !== null && v > 0);
    if (values.length < 20) continue;
    const spread = Math.max(...values) / median(values);
    if (!best || spread > best.spread) best = { series, spread };
  }
  if (!best) return null;
  const grid = commonGrid([best.series]);
  const failures = intoBins(best.series, grid);
  return {
    ...grid,
    failures,
    exposure: ones(failures),
    measures: 'level',
    label: best.series.id,
    series: [best.series.id],
    computedFrom: [best.series.source],
  };
}

function fromTickets(incident: Incident): FailureSeries | null {
  const streams = incident.streams.filter((s) => s.kind === 'ticket' && s.events.length >= 5);
  const stream = streams.toSorted((a, b) => b.events.length - a.events.length || (a.id < b.id ? -1 : 1))[0];
  if (!stream) return null;
  const starts = stream.events.map((e) => e.start);
  const binMs = 5 * MINUTE_MS;
  const from = Math.floor(Math.min(...starts, ...stream.coverage.map((c) => c.from)) / binMs) * binMs;
  const to = Math.max(...starts, ...stream.coverage.map((c) => c.to));
  const failures = new Float64Array(Math.min(MOST_BINS, Math.floor((to - from) / binMs) + 1));
  for (const at of starts) {
    const bin = Math.floor((at - from) / binMs);
    failures[bin] = (failures[bin] ?? 0) + 1;
  }
  return {
    from,
    binMs,
    failures,
    exposure: ones(failures),
    measures: 'count',
    label: `tickets (${stream.id})`,
    series: [stream.id],
    computedFrom: stream.sources,
  };
}

interface Grid {
  readonly from: number;
  readonly binMs: number;
  readonly bins: number;
}

/** The coarser of the given intervals, in phase with that series, over all of their samples. */
function commonGrid(all: readonly Series[]): Grid {
  const coarse = all.reduce((a, b) => (b.intervalMs > a.intervalMs ? b : a));
  const binMs = Math.max(1, coarse.intervalMs);
  const first = Math.min(...all.map((s) => s.times[0] ?? Number.POSITIVE_INFINITY));
  const last = Math.max(...all.map((s) => s.times.at(-1) ?? Number.NEGATIVE_INFINITY));
  const phase = coarse.times[0] ?? first;
  const from = phase - Math.ceil((phase - first) / binMs) * binMs;
  const bins = Math.floor((last - from) / binMs) + 1;
  const pool = Math.ceil(bins / MOST_BINS);
  return { from, binMs: binMs * pool, bins: Math.ceil(bins / pool) };
}

/** Sums a count (or a rate per second turned into one) and averages a share over the bins; NaN where under half is known. */
function intoBins(series: Series, grid: Grid): Float64Array {
  const sums = new Float64Array(grid.bins);
  const known = new Float64Array(grid.bins);
  for (let i = 0; i < series.times.length; i++) {
    const value = series.values[i];
    if (value === null || value === undefined) continue;
    const bin = Math.floor(((series.times[i] as number) - grid.from) / grid.binMs);
    if (bin < 0 || bin >= grid.bins) continue;
    sums[bin] = (sums[bin] as number) + value;
    known[bin] = (known[bin] as number) + 1;
  }
  const expected = Math.max(1, Math.round(grid.binMs / Math.max(1, series.intervalMs)));
  const average = series.measures === 'gauge' && !perTime(series.unit);
  const scale =
    series.measures === 'gauge' && perTime(series.unit) ? grid.binMs / (perTime(series.unit) ?? 1) : expected;
  return sums.map((sum, i) => {
    const n = known[i] as number;
    if (n * 2 < expected || n === 0) return Number.NaN;
    if (average) return sum / n;
    return series.measures === 'gauge' ? (sum / n) * scale : n >= expected ? sum : (sum / n) * expected;
  });
}

/** Milliseconds of the time in "per second" or "per minute", null for any other unit. */
function perTime(unit: string | null): number | null {
  if (!unit) return null;
  if (/(\/\s*s(ec(ond)?)?|per second|rps|qps)$/i.test(unit)) return 1000;
  return /(\/\s*m(in(ute)?)?|per minute|rpm)$/i.test(unit) ? MINUTE_MS : null;
}

function ones(like: Float64Array): Float64Array {
  return like.map((v) => (Number.isNaN(v) ? Number.NaN : 1));
}
