import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pelt } from '../../../../shared/analyses/changes/pelt.ts';

describe('change points', () => {
  it('finds where a level begins', () => {
    const values = [...Array(40).fill(5), ...Array(3).fill(18)].map((v: number, i) => v + (i % 2) * 0.1);
    expect(pelt(values, 0.1, 12)).toEqual([40]);
  });

  it('finds none in a level that only wobbles', () => {
    const values = Array.from({ length: 200 }, (_, i) => Math.sin(i * 12.9898) * 0.1);
    expect(pelt(values, 0.1, 3 * Math.log(200) + 6)).toEqual([]);
  });

  it('gives the same cost as trying every cut when there is one change', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 6, maxLength: 25 }),
        (values) => {
          const sse = (list: number[]): number => {
            const mean = list.reduce((a, b) => a + b, 0) / list.length;
            return list.reduce((a, b) => a + (b - mean) ** 2, 0);
          };
          const found = pelt(values, 1, 4);
          const edges = [0, ...found, values.length];
          const cost =
            4 * found.length +
            edges.slice(1).reduce((sum, to, i) => sum + sse(values.slice(edges[i] ?? 0, to)), 0);
          let best = sse(values);
          for (let cut = 2; cut <= values.length - 2; cut += 1)
            best = Math.min(best, 4 + sse(values.slice(0, cut)) + sse(values.slice(cut)));
          return cost <= best + 1e-9;
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keeps a start that has lost to an end which cannot begin a level yet', () => {
    expect(pelt([0, 0, 0, -2.16, -3, 0.26], 1, 4)).toEqual([3]);
  });
});
