import { expect, it } from 'vitest';
import { counted, increments } from '../../../shared/importers/counter-increments.ts';

it('a counter that begins anew has the increment that it shows, unless that is a small part of the usual one', () => {
  expect(increments([100, 800, 1500, 650, 1350])).toEqual([null, 700, 700, 650, 700]);
  expect(increments([100, 800, 1500, 0, 700, 1400])).toEqual([null, 700, 700, null, 700, 700]);
  // Errors are few: what is left of none is none.
  expect(increments([5, 5, 5, 0, 0, 2])).toEqual([null, 0, 0, 0, 0, 2]);
});

it('counts stand at the beginning of the time in which they were counted, and no gap is put into one interval', () => {
  const minute = 60_000;
  const read = counted({
    id: 'x_total',
    metric: 'x_total',
    labels: {},
    unit: null,
    measures: 'count',
    intervalMs: minute,
    times: [0, 1, 2, 6, 7, 8, 9].map((m) => m * minute),
    values: [10, 30, 60, 460, 500, null, 590],
    source: 'E1',
  });
  expect(read.times.map((at) => at / minute)).toEqual([0, 1, 2, 6, 7, 8]);
  expect(read.values).toEqual([20, 30, null, 40, null, null]);
});
