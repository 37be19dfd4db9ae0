import type { Segmentation } from '../segmentation.ts';
import { median } from '../statistics/quantile.ts';
import { edgesOf } from './edges.ts';

/** One onset; times in ms since the segmentation's first bin. */
export interface Onset {
  /** The bin in which the window was found to begin. */
  readonly bin: number;
  /** It began in the `width` ms from here. */
  readonly at: number;
  readonly width: number;
  /** End of the window, null while it is open. */
  readonly recovery: number | null;
  /** False where the data begin inside the window or have a gap before it: its onset was not seen. */
  readonly seen: boolean;
}

/** Where an onset could have happened and where it did; all times in ms since the first bin, so any epoch gives the same. */
export interface RiskSet {
  readonly origin: number;
  readonly binMs: number;
  readonly spanMs: number;
  readonly onsets: readonly Onset[];
  /** Onsets that were seen: the numerator of every likelihood. */
  readonly seen: readonly number[];
  /** Until when each of them began. */
  readonly seenEnd: readonly number[];
  /** Healthy stretches [from, to) with data, without the onset bins. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly healthyMs: number;
  /** Usual distance of two onsets, ms. */
  readonly intervalMs: number;
  /** Usual length of a window, ms. */
  readonly lengthMs: number;
}

/** An onset is placed no closer than to this share of a bin: what ramps up has no sharp beginning. */
const NARROWEST = 0.3;

/** Of the usual distance of two onsets, how long before one nothing may be known: it is placed in the gap. */
const MOST_UNKNOWN = 0.1;

/** ln of how much closer than to a bin the seen onsets are placed, all together. */
export function logWidths({ seen, seenEnd, binMs }: RiskSet): number {
  return seen.reduce((sum, at, j) => sum + Math.log(((seenEnd[j] as number) - at) / binMs), 0);
}

/** Splits the span into healthy stretches and onsets. */
export function riskSet(s: Segmentation): RiskSet {
  const starts = s.episodes.map((e) => e.from);
  const usualGap = starts.length > 1 ? median(starts.slice(1).map((t, i) => t - (starts[i] as number))) : 0;
  const onsets = s.episodes.map((e): Onset => {
    const bin = Math.round((e.from - s.from) / s.binMs);
    let known = bin - 1;
    while (known >= 0 && (s.rate[known] ?? null) === null) known--;
    const unknown = bin - 1 - known;
    const edges = edgesOf(s, e);
    if (unknown > 0 && known >= 0 && unknown * s.binMs <= MOST_UNKNOWN * usualGap)
      return {
        bin,
        at: (known + 1) * s.binMs,
        width: (unknown + NARROWEST) * s.binMs,
        recovery: edges.recovery,
        seen: true,
      };
    const width = s.binMs * Math.min(1, Math.max(NARROWEST, Math.sqrt(12) * (edges.onsetSd / s.binMs)));
    return {
      bin,
      at: edges.onset - 0.5 * width,
      width,
      recovery: edges.recovery,
      seen: unknown === 0 && bin > 0,
    };
  });
  const from: number[] = [];
  const to: number[] = [];
  let healthyMs = 0;
  for (const range of s.coverage) {
    let at = range.from - s.from;
    const end = range.to - s.from;
    for (const onset of onsets) {
      const recovery = onset.recovery ?? Number.POSITIVE_INFINITY;
      if (recovery <= at || onset.at >= end) continue;
      if (onset.at > at) {
        from.push(at);
        to.push(onset.at);
      }
      at = Math.max(at, recovery);
    }
    if (at < end) {
      from.push(at);
      to.push(end);
    }
  }
  for (let i = 0; i < from.length; i++) healthyMs += (to[i] as number) - (from[i] as number);
  const spanMs = s.rate.length * s.binMs;
  const gaps = onsets.slice(1).map((o, i) => o.at - (onsets[i]?.at ?? 0));
  const lengths = onsets.flatMap((o) => (o.recovery === null ? [] : [o.recovery - o.at]));
  return {
    origin: s.from,
    binMs: s.binMs,
    spanMs,
    onsets,
    seen: onsets.filter((o) => o.seen).map((o) => o.at),
    seenEnd: onsets.filter((o) => o.seen).map((o) => o.at + o.width),
    from: Float64Array.from(from),
    to: Float64Array.from(to),
    healthyMs,
    intervalMs: gaps.length > 0 ? median(gaps) : spanMs,
    lengthMs: lengths.length > 0 ? median(lengths) : Math.max(s.binMs, spanMs / 10),
  };
}
