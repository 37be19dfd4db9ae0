/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1514,
  perWindow: 1.7254,
  ends: 1.1255,
  late: -0.3585,
  covered: 0.5758,
  harmless: -0.6205,
  stream: -1.5304,
  tested: -1.4167,
  step: -2.3574,
  level: 1.1865,
  traffic: -0.6069,
  fall: 1.309,
  rank: 1.2815,
  accumulation: -2.4822,
  creep: 0.9958,
  rise: 2.2677,
  restarted: 1.971,
  pair: 0.1475,
};
