/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1486,
  perWindow: 2.1802,
  ends: 1.5257,
  late: -0.1648,
  covered: 0.0599,
  follows: -1.4608,
  harmless: -0.4794,
  stream: -1.4836,
  tested: -1.5344,
  step: -2.3804,
  level: 1.5574,
  traffic: -1.011,
  fall: 0.3446,
  rank: 1.141,
  accumulation: -2.6812,
  creep: 0.9633,
  rise: 2.2754,
  restarted: 1.9874,
  pair: 0.0373,
};
