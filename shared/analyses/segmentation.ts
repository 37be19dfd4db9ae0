import type { SourceId } from '../incident/source.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type { Episode } from './finding.ts';

/** The failure series in equal bins, as chosen and pooled, and the windows found in it. Input of all other analyses. */
export interface Segmentation {
  /** Start of bin 0, epoch ms. Bin i covers [from + i binMs, from + (i+1) binMs). */
  readonly from: number;
  readonly binMs: number;
  /** Errors per request, null = no data. When there is no request series: errors per bin over `peakErrors`. */
  readonly rate: readonly (number | null)[];
  readonly errors: readonly (number | null)[];
  /** What the errors are a share of. */
  readonly requests: readonly (number | null)[] | null;
  /** Requests in each bin wherever they are counted: also beside a latency or error lines, which are no share of them. */
  readonly load: readonly (number | null)[] | null;
  /** What the series is, for the sentence: "errors / requests". */
  readonly label: string;
  /** Failures are requests that were due and did not come, rather than errors. */
  readonly missing?: boolean;
  /** Failing is what an alert says that it lasted. */
  readonly alerted?: boolean;
  /** Series ids, or `logs` when counted from log lines. */
  readonly series: readonly string[];
  readonly computedFrom: readonly SourceId[];
  readonly baseRate: number;
  readonly peakRate: number;
  readonly episodes: readonly Episode[];
  /** Parts of the span where the failure series has data. */
  readonly coverage: readonly TimeRange[];
  /** Why there are no windows, when there are none: a sentence; null otherwise. */
  readonly nothing: string | null;
}
