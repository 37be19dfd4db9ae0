/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 1300 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.2932,
  perWindow: 1.2492,
  ends: 1.4736,
  late: -1.4875,
  covered: 0.6308,
  follows: -0.3299,
  afterwards: 0.7191,
  harmless: -0.4432,
  stream: -2.7249,
  tested: -0.5414,
  dose: 0.3498,
  step: -4.8911,
  quiet: 1.4837,
  level: 1.0974,
  elsewhere: -0.8881,
  rivals: -0.4808,
  traffic: -1.6274,
  fall: 0.4181,
  rank: 1.979,
  since: -3.4281,
  accumulation: -3.5405,
  irregular: 0.3201,
  sinceEnd: 0.3504,
  byUse: 0.625,
  climb: 2.7564,
  rise: 1.6356,
  restarted: 2.582,
  pair: -1.6053,
};
