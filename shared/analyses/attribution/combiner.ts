import { WEIGHTS } from './weights.ts';

/** What the combiner sees of a candidate: few numbers, all against the background that explains nothing. */
export type Features = Readonly<Record<string, number>>;

/**
 * Probabilities of a conditional logit: score = weights . features; `none` has no features and the score 0; what has no
 * event in the span (`absent`) cannot have brought a window and takes nothing from the others.
 */
export function combine(
  all: readonly Features[],
  weights: Readonly<Record<string, number>> = WEIGHTS,
): number[] {
  const scores = all.map((features) =>
    features.absent === 1
      ? Number.NEGATIVE_INFINITY
      : Object.entries(features).reduce((sum, [name, x]) => sum + (weights[name] ?? 0) * x, 0),
  );
  const high = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - high));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((o) => o / total);
}
