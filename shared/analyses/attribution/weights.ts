/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.3041,
  perWindow: 1.3166,
  ends: 1.4749,
  late: -0.9666,
  covered: 0.5889,
  follows: -0.044,
  afterwards: 0.6923,
  harmless: -0.0353,
  stream: -2.8987,
  tested: -0.5768,
  dose: 0.4515,
  step: -4.3735,
  quiet: 1.2635,
  level: 1.2344,
  elsewhere: -0.7554,
  rivals: -0.4573,
  traffic: -0.7481,
  fall: 1.9228,
  rank: 2.5347,
  since: -4.2188,
  accumulation: -3.3682,
  irregular: 1.1924,
  sinceEnd: 0.2079,
  byUse: 0.7442,
  climb: 2.7579,
  rise: 1.7588,
  restarted: 2.7031,
  pair: -1.5422,
};
