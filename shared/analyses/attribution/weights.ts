/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 312 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1773,
  perWindow: 1.7837,
  ends: 1.5101,
  late: -0.1417,
  covered: 0.284,
  follows: -1.0154,
  harmless: -0.4513,
  stream: -1.5355,
  tested: -1.4336,
  step: -2.3062,
  level: 1.523,
  traffic: -0.5111,
  fall: 1.1742,
  rank: 1.0259,
  accumulation: -2.4794,
  creep: 0.7897,
  rise: 1.9426,
  restarted: 1.8723,
  pair: 0.1712,
};
