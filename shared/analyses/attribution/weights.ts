/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1621,
  perWindow: 2.0918,
  ends: 1.5706,
  late: -0.1402,
  covered: 0.1309,
  follows: -1.4581,
  harmless: -0.4683,
  stream: -1.4923,
  tested: -1.5878,
  step: -2.3937,
  level: 1.5722,
  traffic: -1.014,
  fall: 0.363,
  rank: 1.1907,
  accumulation: -3.4628,
  climb: 2.9119,
  creep: 0.2136,
  rise: 0.7874,
  restarted: 0.8195,
  pair: 0.0068,
};
