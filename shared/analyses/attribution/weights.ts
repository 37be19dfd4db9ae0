/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.195,
  perWindow: 1.4832,
  ends: 0.8004,
  late: -0.2589,
  covered: 0.8806,
  harmless: -0.6346,
  stream: -0.8173,
  tested: -1.1939,
  step: -1.6906,
  level: 1.1205,
  traffic: 0.3076,
  fall: 1.1796,
  rank: 0.808,
  accumulation: -1.3118,
  creep: 0.6978,
  rise: 1.7958,
  restarted: 1.8797,
  pair: 0.1952,
};
