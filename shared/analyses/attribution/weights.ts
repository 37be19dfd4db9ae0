/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.2332,
  perWindow: 1.466,
  ends: 1.1999,
  late: -1.0932,
  covered: 0.563,
  follows: -0.2754,
  afterwards: 0.904,
  harmless: -0.0777,
  stream: -2.2175,
  tested: -0.6697,
  step: -3.8996,
  quiet: 1.2899,
  level: 0.9912,
  elsewhere: -0.7587,
  rivals: -0.4058,
  traffic: -0.6756,
  fall: 1.5837,
  rank: 1.9004,
  accumulation: -2.9776,
  irregular: 0.5823,
  sinceEnd: 0.1525,
  byUse: 0.7719,
  climb: 2.4353,
  rise: 1.4945,
  restarted: 2.2028,
  pair: -1.2532,
};
