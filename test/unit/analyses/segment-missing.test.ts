import { describe, expect, it } from 'vitest';
import { missing, sameHourOfOtherWeeks } from '../../../shared/analyses/segment-missing.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { poisson } from './build-incident.ts';

const BIN_MS = 5 * MINUTE_MS;
const PER_DAY = 288;
const WEEKS = 6;
const OPENS = 96;
const CLOSES = 228;
/** No requests for half an hour, on the Wednesday of the fourth week. */
const OUT = 3 * 7 * PER_DAY + 2 * PER_DAY + 150;

/** A practice that opens at eight and closes at seven, all at once, five days a week. */
function counts(): Float64Array {
  const uniform = seededUniform(8);
  return Float64Array.from({ length: WEEKS * 7 * PER_DAY }, (_, i) => {
    const time = i % PER_DAY;
    const open = Math.floor(i / PER_DAY) % 7 < 5 && time >= OPENS && time < CLOSES;
    return i >= OUT && i < OUT + 6 ? 0 : poisson(open ? 900 : 110, uniform);
  });
}

describe('requests that were due, by the same hour of other weeks', () => {
  it('are missing where they stay away, and nowhere beside the hours at which it opens and closes', () => {
    const came = counts();
    const due = sameHourOfOtherWeeks(came, BIN_MS);
    if (!due) throw new Error('six weeks are enough');
    const found = missing(came, due, 0.5);
    expect([...found.keys()].filter((i) => (found[i] as number) > 0)).toEqual(
      Array.from({ length: 6 }, (_, k) => OUT + k),
    );
  });
});
