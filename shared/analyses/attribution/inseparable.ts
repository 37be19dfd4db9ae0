import type { AllEvidence } from './evidence.ts';
import type { Weighed } from './weighed.ts';

/** A twin is at least this likely beside the likeliest. */
const TWIN_SHARE = 0.35;
const TOGETHER = 0.5;

/** Pairs of streams that explain the same windows with the same lag pattern, so that no phase can tell them apart. */
export function inseparablePairs(
  all: AllEvidence,
  probabilities: readonly number[],
): (readonly [string, string])[] {
  const streams = all.candidates
    .map((w, i) => ({ w, p: probabilities[i] ?? 0 }))
    .filter(({ w }) => w.trigger !== null && w.kind !== 'pair')
    .sort((a, b) => b.p - a.p || (a.w.id < b.w.id ? -1 : 1));
  const first = streams[0];
  if (!first) return [];
  const twins = streams
    .slice(1)
    .filter(({ w, p }) => p >= TWIN_SHARE * first.p && sameRhythm(first.w, w, all.risk.seen.length));
  const together = first.p + twins.reduce((sum, t) => sum + t.p, 0);
  if (twins.length === 0 || together < TOGETHER) return [];
  return twins.slice(0, 5).map(({ w }) => [first.w.id, w.id] as const);
}

/** Both explain the windows, and mostly the same ones. */
export function sameRhythm(a: Weighed, b: Weighed, n: number): boolean {
  const x = a.trigger?.counts.by ?? [];
  const y = b.trigger?.counts.by ?? [];
  let both = 0;
  for (let j = 0; j < n; j++) if ((x[j] ?? -1) >= 0 && (y[j] ?? -1) >= 0) both++;
  return both >= 0.7 * n && n >= 2;
}
