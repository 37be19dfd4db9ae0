/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1345,
  perWindow: 2.1691,
  ends: 1.5658,
  late: -0.1526,
  covered: 0.2162,
  follows: -1.4344,
  harmless: -0.484,
  stream: -1.5205,
  tested: -1.5706,
  step: -2.4153,
  level: 1.5718,
  traffic: -1.0143,
  fall: 0.3833,
  rank: 1.2399,
  accumulation: -3.4083,
  climb: 3.0568,
  creep: 0.211,
  rise: 0.7832,
  restarted: 0.7454,
  pair: 0.0125,
};
