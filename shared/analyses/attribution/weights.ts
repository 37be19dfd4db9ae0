/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.3356,
  perWindow: 1.0025,
  ends: 1.8179,
  late: -2.9072,
  covered: 0.9782,
  follows: -0.3265,
  harmless: -1.0981,
  stream: -2.6738,
  tested: -0.4798,
  climb: 2.1007,
  dose: 0.5586,
  leapt: 0.589,
  traffic: -1.5723,
  rank: 2.3039,
  accumulation: -2.8956,
  irregular: 0.2215,
  sinceEnd: 0.3219,
  byUse: 1.2368,
  rise: 2.7245,
  restarted: 2.2403,
  step: -4.0556,
  quiet: 1.4582,
  clocked: -0.0798,
  shift: 1.8718,
  rivals: -1.2953,
  since: -2.8083,
  pair: -2.364,
  gain: 2.21,
};
