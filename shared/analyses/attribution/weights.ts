/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.3896,
  perWindow: 1.0739,
  ends: 1.7514,
  late: -1.5202,
  covered: 0.5737,
  follows: -0.1493,
  afterwards: 0.7046,
  harmless: -0.2828,
  stream: -2.9206,
  tested: -0.5657,
  dose: 0.3154,
  step: -5.1481,
  quiet: 1.4569,
  level: 1.2022,
  elsewhere: -0.7654,
  rivals: -0.4151,
  traffic: -0.7949,
  fall: 1.9469,
  rank: 2.4036,
  since: -4.3578,
  accumulation: -3.2591,
  irregular: 0.9964,
  sinceEnd: 0.2628,
  byUse: 0.7042,
  climb: 2.7656,
  rise: 1.6796,
  restarted: 2.6601,
  pair: -1.5632,
};
