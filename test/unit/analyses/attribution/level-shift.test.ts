import { describe, expect, it } from 'vitest';
import { shiftBeside } from '../../../../shared/analyses/attribution/gauge-shift.ts';
import { healthyLevels } from '../../../../shared/analyses/attribution/level-shift.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident } from '../build-incident.ts';

const WINDOWS = [300, 360, 415, 480, 540].map((m) => [m, m + 8] as const);
const CHANGE = 240;

/** A healthy failure rate that doubles for good at CHANGE, as seen by a change at the given minute. */
function seenFrom(minute: number, risen = 2) {
  const incident = buildIncident({ minutes: 600, windows: WINDOWS, perMinute: 2000, seed: 3 });
  const series = incident.series.map((x) =>
    x.id === incident.roles.errors?.series
      ? { ...x, values: x.values.map((v, i) => (v === null || i < CHANGE ? v : v * risen)) }
      : x,
  );
  const s = segment({ ...incident, series });
  const risk = riskSet(s);
  return shiftBeside(healthyLevels(s, risk), [], minute * MINUTE_MS, risk.spanMs).factor;
}

describe('a healthy failure rate that rises for good', () => {
  it('speaks for the change at that minute', () => {
    expect(seenFrom(CHANGE)).toBeGreaterThan(2);
  });

  it('speaks against a change an hour and more away from it', () => {
    expect(seenFrom(CHANGE - 90)).toBeLessThan(-0.5);
    expect(seenFrom(CHANGE + 90)).toBeLessThan(-0.5);
  });

  it('says the same of changes a minute apart, for blocks are laid out from each', () => {
    const all = [-1, 0, 1].map((m) => seenFrom(CHANGE + m));
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(1);
  });

  it('says little where the rate stays', () => {
    expect(seenFrom(CHANGE, 1)).toBeLessThan(0.7);
  });
});
