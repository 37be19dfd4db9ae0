import type { SourceId } from '../incident/source.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import { median } from './statistics/quantile.ts';

/**
 * What fails, in equal bins. `failures` and `exposure` hold NaN where there is no data. The exposure is the requests
 * of a bin, or 1 per bin where none are known. `level`: a gauge (latency, error share) rather than counts.
 */
export interface FailureSeries {
  readonly from: number;
  readonly binMs: number;
  readonly failures: Float64Array;
  readonly exposure: Float64Array;
  readonly measures: 'rate' | 'count' | 'level';
  readonly label: string;
  readonly series: readonly string[];
  readonly computedFrom: readonly SourceId[];
  /** `failures` are requests that were due and did not come, rather than errors. */
  readonly missing?: boolean;
  /** Failing is what an alert says that it lasted. */
  readonly alerted?: boolean;
}

/** Enough requests a bin that one failing tenth of them shows; below it, bins are pooled. */
const REQUESTS_PER_BIN = 30;
const LONGEST_POOLED_BIN_MS = 5 * MINUTE_MS;
/** Failures in a failing bin that stand out from a base of hardly any. */
const FAILURES_PER_BIN = 10;

/** How many times wider a bin must be for those in which half of the failures lie to hold enough of them. */
function failuresWanted(series: FailureSeries, factor: number): number {
  const joined = factor > 1 ? joinBins(series, Math.ceil(factor)) : series;
  const filled = joined.failures.filter((f) => f > 0).sort();
  const half = filled.reduce((sum, f) => sum + f, 0) / 2;
  let seen = 0;
  for (const f of filled) {
    seen += f;
    if (seen >= half) return FAILURES_PER_BIN / f;
  }
  return 1;
}

/** Joins neighbouring bins until a usual one holds enough requests (or failures) to tell a rate; never past five minutes. */
export function pooled(series: FailureSeries): FailureSeries {
  if (series.measures === 'level') return series;
  const known = series.exposure.filter((r) => r > 0);
  if (known.length === 0) return series;
  const longest = Math.max(1, Math.floor(LONGEST_POOLED_BIN_MS / series.binMs));
  const minute = series.measures === 'count' || series.series.includes('logs') ? MINUTE_MS / series.binMs : 1;
  const enough =
    series.measures === 'rate' ? REQUESTS_PER_BIN / median(known) : minute * failuresWanted(series, minute);
  const wanted = Math.max(minute, enough);
  const factor = Math.min(longest, Math.max(1, Math.ceil(wanted)));
  return factor === 1 ? series : joinBins(series, factor);
}

/** The sum of the bins that have data. */
export function sumOfKnown(bins: Float64Array): number {
  return bins.reduce((sum, x) => sum + (Number.isNaN(x) ? 0 : x), 0);
}

/** The rate that may hide behind no failure at all in so many requests: the rule of three (Hanley & Lippman-Hand 1983). */
export function unseen(series: FailureSeries): number {
  const exposure = sumOfKnown(series.exposure);
  return exposure > 0 ? 3 / exposure : 0;
}

/** Every `factor` bins become one; a joined bin is known when at least half of its parts are. */
export function joinBins(series: FailureSeries, factor: number): FailureSeries {
  const n = Math.ceil(series.failures.length / factor);
  const failures = new Float64Array(n);
  const exposure = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let known = 0;
    let f = 0;
    let e = 0;
    const to = Math.min(series.failures.length, (i + 1) * factor);
    for (let j = i * factor; j < to; j++) {
      if (Number.isNaN(series.failures[j] as number)) continue;
      known++;
      f += series.failures[j] as number;
      e += series.exposure[j] as number;
    }
    const enough = known > 0 && known * 2 >= to - i * factor;
    failures[i] = enough ? f : Number.NaN;
    exposure[i] = enough ? e : Number.NaN;
  }
  return { ...series, binMs: series.binMs * factor, failures, exposure };
}
