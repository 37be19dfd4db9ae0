/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.2367,
  perWindow: 1.4974,
  ends: 1.1109,
  late: -1.1505,
  covered: 0.5773,
  follows: -0.2058,
  afterwards: 0.9926,
  harmless: 0.0115,
  stream: -2.3508,
  tested: -0.6172,
  step: -3.9071,
  quiet: 1.2991,
  level: 0.9935,
  elsewhere: -0.7638,
  rivals: -0.408,
  traffic: -0.6748,
  fall: 1.5782,
  rank: 1.8559,
  accumulation: -3.047,
  irregular: 0.5423,
  sinceEnd: 0.1691,
  byUse: 0.9439,
  climb: 2.4638,
  rise: 1.3149,
  restarted: 2.1701,
  pair: -1.0629,
};
