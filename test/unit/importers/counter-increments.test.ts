import { expect, it } from 'vitest';
import { increments } from '../../../shared/importers/counter-increments.ts';

it('a counter that begins anew has the increment that it shows, unless that is a small part of the usual one', () => {
  expect(increments([100, 800, 1500, 650, 1350])).toEqual([null, 700, 700, 650, 700]);
  expect(increments([100, 800, 1500, 0, 700, 1400])).toEqual([null, 700, 700, null, 700, 700]);
  // Errors are few: what is left of none is none.
  expect(increments([5, 5, 5, 0, 0, 2])).toEqual([null, 0, 0, 0, 0, 2]);
});
