import { combine } from './combiner.ts';
import type { Weighed } from './weighed.ts';

/** Candidates, one an id, with probabilities that sum to 1, in the same order. */
export interface Judged {
  readonly candidates: readonly Weighed[];
  readonly probabilities: readonly number[];
}

/** Weighs all mechanisms against each other; those of one candidate add up, and the likelier one speaks for it. */
export function judge(mechanisms: readonly Weighed[]): Judged {
  const odds = combine(mechanisms.map((w) => w.features));
  const byId = new Map<string, { best: Weighed; most: number; total: number; evidence: number }>();
  mechanisms.forEach((w, i) => {
    const p = odds[i] ?? 0;
    const known = byId.get(w.id);
    const likelier = !known || p > known.most;
    byId.set(w.id, {
      best: likelier ? w : known.best,
      most: likelier ? p : known.most,
      total: (known?.total ?? 0) + p,
      evidence: Math.max(known?.evidence ?? Number.NEGATIVE_INFINITY, w.evidence),
    });
  });
  const all = [...byId.values()];
  return {
    candidates: all.map(({ best, evidence }) => ({ ...best, evidence })),
    probabilities: all.map(({ total }) => total),
  };
}
