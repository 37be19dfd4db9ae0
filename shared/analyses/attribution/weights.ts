/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.2637,
  perWindow: 1.4584,
  ends: 1.4756,
  late: -1.0622,
  covered: 0.8779,
  follows: -0.2729,
  afterwards: 0.4193,
  harmless: -0.3902,
  stream: -2.776,
  tested: -0.5424,
  step: -4.2235,
  quiet: 1.0371,
  level: 1.2564,
  elsewhere: -0.865,
  rivals: -0.1459,
  traffic: -0.6219,
  fall: 1.8089,
  rank: 2.6861,
  accumulation: -3.2018,
  irregular: 1.4053,
  sinceEnd: 0.0967,
  byUse: 1.0266,
  climb: 2.617,
  rise: 1.9205,
  restarted: 2.8829,
  pair: -1.6926,
};
