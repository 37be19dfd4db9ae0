import { describe, expect, it } from 'vitest';
import {
  type Choice,
  fitTemperature,
  fitWeights,
  logLoss,
  softmax,
} from '../../simulate/conditional-logit.ts';
import { random } from '../../simulate/random.ts';

/** Choices drawn from a conditional logit with these weights. */
function drawn(weights: readonly number[], count: number): Choice[] {
  const draw = random(11);
  return Array.from({ length: count }, () => {
    const features = Array.from({ length: 5 }, () => weights.map(() => draw.normal(0, 1)));
    const p = softmax(features.map((row) => row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0)));
    let rest = draw.next();
    const chosen = p.findIndex((value) => {
      rest -= value;
      return rest < 0;
    });
    return { group: 'any', features, right: features.map((_, i) => i === chosen) };
  });
}

describe('fitting the combiner', () => {
  const truth = [1.5, -0.7, 0];
  const choices = drawn(truth, 2000);

  it('recovers the weights that made the choices', () => {
    const found = fitWeights(choices, [0, 0, 0], 1);
    for (const [i, weight] of truth.entries()) expect(Math.abs((found[i] ?? 9) - weight)).toBeLessThan(0.15);
  });

  it('stays at the prior when the penalty is heavy', () => {
    const found = fitWeights(choices, [0, 0, 0], 1e7);
    for (const weight of found) expect(Math.abs(weight)).toBeLessThan(0.01);
  });

  it('finds that weights twice too large need a temperature of two', () => {
    const sure = truth.map((weight) => weight * 2);
    expect(fitTemperature(choices, sure)).toBeGreaterThan(1.7);
    expect(fitTemperature(choices, sure)).toBeLessThan(2.3);
    expect(logLoss(choices, truth)).toBeLessThan(logLoss(choices, sure));
  });
});
