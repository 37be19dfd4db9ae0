/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1447,
  perWindow: 1.6728,
  ends: 1.082,
  late: -0.6495,
  covered: 1.1067,
  follows: -0.801,
  afterwards: 0.2953,
  harmless: -0.5251,
  stream: -3.1079,
  tested: -0.3976,
  step: -4.3029,
  quiet: 1.0033,
  level: 1.0194,
  elsewhere: -0.7201,
  rivals: -0.063,
  traffic: -0.5973,
  fall: 2.0156,
  rank: 3.0678,
  accumulation: -3.3759,
  irregular: 0.9221,
  sinceEnd: 0.1574,
  byUse: 0.9956,
  climb: 2.5735,
  rise: 1.9648,
  restarted: 2.815,
  pair: -1.3304,
};
