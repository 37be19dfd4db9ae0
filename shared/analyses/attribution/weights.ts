/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.2542,
  perWindow: 1.4044,
  ends: 1.4373,
  late: -1.176,
  covered: 0.9565,
  follows: -0.3525,
  afterwards: 0.493,
  harmless: -0.3954,
  stream: -2.7357,
  tested: -0.5551,
  step: -4.4881,
  quiet: 1.3612,
  level: 1.1204,
  elsewhere: -0.7028,
  rivals: -0.4223,
  traffic: -0.7231,
  fall: 1.7455,
  rank: 2.6297,
  since: -4.047,
  accumulation: -3.2222,
  irregular: 1.4127,
  sinceEnd: 0.1021,
  byUse: 0.9566,
  climb: 2.6325,
  rise: 1.9063,
  restarted: 2.8827,
  pair: -1.7392,
};
