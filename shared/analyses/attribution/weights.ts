/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate -- --n 390 --seed 1 --l2 4`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 0.1371,
  perWindow: 1.9535,
  ends: 1.4244,
  late: -0.0987,
  covered: 0.3401,
  harmless: -0.5547,
  stream: -1.5723,
  tested: -1.4961,
  step: -2.3393,
  level: 1.2248,
  traffic: -0.509,
  fall: 1.3802,
  rank: 1.2728,
  accumulation: -2.6145,
  creep: 0.9631,
  rise: 2.2579,
  restarted: 2.0065,
  pair: 0.0239,
};
