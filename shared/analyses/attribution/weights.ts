/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.2923,
  perWindow: 1.2418,
  ends: 1.4781,
  late: -1.646,
  covered: 0.6472,
  follows: -0.384,
  afterwards: 0.7223,
  harmless: -0.4005,
  stream: -2.6957,
  tested: -0.5468,
  climb: 2.7478,
  dose: 0.3525,
  step: -4.8482,
  quiet: 1.5049,
  level: 1.123,
  elsewhere: -1.2043,
  rivals: -0.4872,
  traffic: -1.6287,
  fall: 0.4254,
  rank: 1.9947,
  since: -3.2857,
  accumulation: -3.5441,
  irregular: 0.3145,
  sinceEnd: 0.3495,
  byUse: 0.6265,
  rise: 1.6352,
  restarted: 2.581,
  pair: -1.5978,
};
