import { describe, expect, it } from 'vitest';
import { fixEffect, varianceFloorOf } from '../../../../shared/analyses/fixes/fix-effect.ts';

const MINUTE = 60_000;
const gaps = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([y, d]) => ({ sinceOnsetMs: y * MINUTE, sinceReadyMs: d * MINUTE }));
const floor = varianceFloorOf(MINUTE, [MINUTE]);

describe('what the fixes did', () => {
  it('restarted a clock when the next failure follows the process being back', () => {
    const score = fixEffect(
      gaps([
        [29, 23],
        [44, 22],
        [39, 22],
        [51, 23],
      ]),
      [37 * MINUTE],
      floor,
    );
    expect(score.effect).toBe('reset-clock');
    expect(score.llr).toBeGreaterThan(1.5);
  });

  it('made no difference when the next failure follows the one before', () => {
    const score = fixEffect(
      gaps([
        [40, 25],
        [41, 34],
        [39, 12],
        [40, 30],
      ]),
      [40 * MINUTE, 40 * MINUTE],
      floor,
    );
    expect(score.effect).toBe('none');
  });

  it('is not told by turns of a short period that would fit any gaps', () => {
    const relief = (short: number) => [91, 92, short, 97, 120, 106].map((d) => [d + 4, d] as const);
    expect(fixEffect(gaps(relief(15)), [], floor).effect).toBe('unclear');
    const turns = fixEffect(
      gaps([
        [40, 35],
        [120, 93],
        [80, 62],
        [41, 33],
        [121, 111],
        [80, 58],
      ]),
      [],
      floor,
    );
    expect(turns.effect).toBe('none');
  });

  it('is not told from two fixes, however regular they look', () => {
    expect(
      fixEffect(
        gaps([
          [29, 20],
          [44, 20],
        ]),
        [],
        floor,
      ).effect,
    ).toBe('unclear');
  });

  it('is no clock when the relief varies widely', () => {
    expect(
      fixEffect(
        gaps([
          [90, 10],
          [300, 60],
          [20, 15],
        ]),
        [200 * MINUTE, 30 * MINUTE],
        floor,
      ).effect,
    ).not.toBe('reset-clock');
  });

  it('takes the rounding of the stated times into its variance', () => {
    expect(varianceFloorOf(MINUTE, [0, 5 * MINUTE, 20 * MINUTE])).toBeGreaterThan(
      varianceFloorOf(MINUTE, [61_000]),
    );
  });
});
