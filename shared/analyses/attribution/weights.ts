/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.163,
  perWindow: 2.152,
  ends: 1.5982,
  late: -0.1798,
  covered: 0.1069,
  follows: -1.4778,
  harmless: -0.4711,
  stream: -1.5254,
  tested: -1.6102,
  step: -2.4207,
  level: 1.594,
  traffic: -1.0461,
  fall: 0.3811,
  rank: 1.1969,
  accumulation: -3.3282,
  climb: 3.2648,
  creep: 0.3215,
  rise: 0.9217,
  restarted: 0.7578,
  pair: 0.0072,
};
