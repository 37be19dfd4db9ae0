/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: `npm run calibrate`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  evidence: 1,
  perWindow: 0,
  covered: 0,
  harmless: 0,
  creep: 6,
  rise: 3,
  restarted: 1,
  fall: 6,
  rank: 4,
  step: -1.5,
  stream: 0,
  pair: -3.5,
  traffic: -2,
  accumulation: -2.2,
  tested: -0.8,
};
