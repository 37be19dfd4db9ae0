import { MINUTE_MS } from '../../incident/time-range.ts';
import { largest, smallest } from '../statistics/sums.ts';
import type { RiskSet } from './risk.ts';
import type { TimedStream } from './timed-stream.ts';
import type { TriggerFit } from './trigger.ts';

/** The best explanation in counts, for sentences and rule-outs. */
export interface TriggerCounts {
  readonly explained: number;
  readonly windows: number;
  /** Exposures that could be seen to do harm or not. */
  readonly exposures: number;
  readonly harmless: number;
  /** Of the explained onsets, those that came as a run was due of which nothing is on record. */
  readonly unrecorded: number;
  /** Lags of the explained onsets, ms; null when there is none. */
  readonly lagMs: readonly [min: number, max: number] | null;
  /**
   * Of the explained onsets, share whose exposure came after the onset less share whose came before it, 0 to 1: a
   * consequence's is near 1. One within half a bin, or half a minute, of the onset counts by its distance.
   */
  readonly follows: number;
  /** Of the explained onsets, share whose exposure came so close that nobody can tell which was first. */
  readonly beside: number;
  /** Per seen onset the index of the exposure that explains it, -1 for none. */
  readonly by: readonly number[];
}

/** Two sources rarely agree about the time to the second. */
const CLOCKS_MS = MINUTE_MS;
/** In bins, or minutes in finer ones: a ramp shows as late as that. */
const BESIDE = 0.7;
/** An onset that is placed no closer than to this, and to this share of the lag, is told with its place. */
const LONG_MS = 10 * MINUTE_MS;
const UNSURE = 0.5;

/** Which onsets the fitted lag explains, and which exposures did nothing though the service was healthy and recorded. */
export function triggerCounts(risk: RiskSet, fit: TriggerFit): TriggerCounts {
  const { exposures, lagMs, sdMs } = fit;
  const onRecord = (k: number): boolean => fit.variant.mode === 'missed' || fit.runs.unrecorded?.[k] !== 1;
  const reach = 2.5 * sdMs + risk.binMs;
  const used = new Set<number>();
  const lags: number[] = [];
  const middles = risk.seen.map((from, j) => (from + (risk.seenEnd[j] as number)) / 2);
  const by = risk.seen.map((from, j) => {
    const at = middles[j] as number;
    let best = -1;
    let nearest = reach;
    for (let k = 0; k < exposures.start.length; k++) {
      if ((exposures.weight[k] as number) < 0.5 || (exposures.until[k] as number) <= from) continue;
      const off = Math.abs(at - (exposures.start[k] as number) - lagMs);
      if (off <= nearest) {
        nearest = off;
        best = k;
      }
    }
    if (best >= 0) {
      used.add(best);
      const start = exposures.start[best] as number;
      const width = (risk.seenEnd[j] as number) - from;
      // In a bin that is long beside the lag nobody knows when within it.
      if (width >= LONG_MS && width > UNSURE * Math.abs(at - start))
        lags.push(Math.max(0, from - start), from + width - start);
      else lags.push(at - start);
    }
    return best;
  });
  const explained = by.filter((k) => k >= 0).length;
  let following = 0;
  let beside = 0;
  for (const [j, k] of by.entries()) {
    if (k < 0) continue;
    const after = ((exposures.start[k] as number) - (middles[j] as number)) / Math.max(risk.binMs, CLOCKS_MS);
    following += Math.max(-1, Math.min(1, 2 * after));
    if (Math.abs(after) <= BESIDE) beside++;
  }
  let seen = 0;
  let harmful = 0;
  let stretch = 0;
  for (let k = 0; k < exposures.start.length; k++) {
    if ((exposures.weight[k] as number) < 0.5 || !onRecord(k)) continue;
    if (used.has(k)) {
      seen++;
      harmful++;
      continue;
    }
    const due = (exposures.start[k] as number) + Math.max(0, lagMs);
    while (stretch < risk.to.length && (risk.to[stretch] as number) <= due) stretch++;
    if (
      stretch < risk.to.length &&
      (risk.from[stretch] as number) <= due &&
      due + sdMs <= (risk.to[stretch] as number)
    )
      seen++;
  }
  return {
    explained,
    windows: risk.seen.length,
    exposures: seen,
    harmless: seen - harmful,
    unrecorded: by.filter((k) => k >= 0 && !onRecord(k)).length,
    lagMs: lags.length > 0 ? [Math.min(...lags), Math.max(...lags)] : null,
    follows: Math.max(0, following) / Math.max(1, explained),
    beside: beside / Math.max(1, explained),
    by,
  };
}

/** Where only long runs do harm: how long those are that brought the windows, and what is left of the others. */
export interface HarmfulRuns {
  /** The shortest that brought a window, ms. */
  readonly leastMs: number;
  /** The longest below that, ms: it did no harm. */
  readonly harmlessMs: number;
  /** As of `TriggerCounts`, among runs of `leastMs` or more. */
  readonly exposures: number;
  readonly harmless: number;
}

/**
 * The lengths that harm is told with. The fit tries a few of them alone; between the last that did none and the first that
 * did may lie far more. Null where length is not what matters, or not all windows are explained.
 */
export function harmfulRuns(
  risk: RiskSet,
  { start, end, cut }: TimedStream,
  fit: TriggerFit,
  { by, explained, windows }: TriggerCounts,
): HarmfulRuns | null {
  const { minRunMs } = fit.variant;
  if (minRunMs <= 0 || explained < windows) return null;
  const length = (k: number): number => (cut[k] ? Number.NaN : (end[k] as number) - (start[k] as number));
  const bringing = by.map(length).filter((ms) => ms >= minRunMs);
  if (bringing.length === 0) return null;
  const leastMs = smallest(bringing);
  const shorter = Array.from(start, (_, k) => length(k)).filter((ms) => ms < leastMs);
  if (shorter.length === 0) return null;
  const weight = fit.exposures.weight.map((one, k) => (length(k) < leastMs ? 0 : one));
  const { exposures, harmless } = triggerCounts(risk, { ...fit, exposures: { ...fit.exposures, weight } });
  return { leastMs, harmlessMs: largest(shorter), exposures, harmless };
}
