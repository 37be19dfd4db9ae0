import { describe, expect, it } from 'vitest';
import { periodicity } from '../../../shared/analyses/periodicity.ts';
import { regularityP } from '../../../shared/analyses/rhythm-null.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import type { Segmentation } from '../../../shared/analyses/segmentation.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import { wallClockFit, wallClockWords } from '../../../shared/analyses/wall-clock.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, START } from './build-incident.ts';

function windowsAt(starts: readonly number[], length = 8): Segmentation {
  const incident = buildIncident({
    minutes: Math.max(...starts) + 60,
    windows: starts.map((m) => [m, m + length] as const),
  });
  return segment(incident);
}
const incident = buildIncident({ minutes: 10, windows: [] });

describe('the rhythm of the failures', () => {
  it('is seen when they keep one', () => {
    const [first] = periodicity(incident, windowsAt([30, 91, 149, 210, 271, 330]), []);
    expect(first?.data).toMatchObject({
      kind: 'rhythm',
      anchor: 'last-onset',
      periodic: 'yes',
      n: 5,
      roundMs: 60 * MINUTE_MS,
    });
    expect(first?.statement).toContain('n = 5');
  });

  it('of a clock is told of each of its turns only where it fails at each, and as "about" where it is near', () => {
    const kept = (minutes: readonly number[]) => {
      const onsets = minutes.map((minute) => START + minute * MINUTE_MS);
      const found = wallClockFit(
        onsets,
        onsets.map(() => 8 * MINUTE_MS),
        MINUTE_MS,
        'UTC',
      );
      if (!found) throw new Error('no fit');
      return found;
    };
    const hours = [1, 2, 3, 4, 5, 6, 7, 8].map((hour) => 60 * hour + 41);
    expect(wallClockWords(kept(hours), true, MINUTE_MS)).toBe('every hour at :41');
    expect(wallClockWords(kept(hours), false, MINUTE_MS)).toBe('at :41 past the hour');
    // 20 November 2026 is a Friday.
    const week = [4, 6, 11, 13, 18, 20, 25].map((day) => 1440 * day + 30);
    expect(wallClockWords(kept(week), true, MINUTE_MS)).toBe('on Tuesdays and Thursdays at 10:30 (UTC)');
    const days = [0, 1, 2, 3, 4, 5].map((day) => 1440 * day + 545 + (day % 2 === 0 ? 20 : -20));
    expect(wallClockWords(kept(days), true, MINUTE_MS)).toBe('every day about 19:05 (UTC)');
  });

  it('is not seen in chance', () => {
    const [first] = periodicity(incident, windowsAt([30, 52, 140, 177, 290, 304, 480, 533, 610]), []);
    expect(first?.data).toMatchObject({ periodic: 'no' });
  });

  it('is not claimed from two intervals', () => {
    expect(periodicity(incident, windowsAt([30, 90, 150]), [])[0]?.data).toMatchObject({
      periodic: 'unknown',
      p: null,
    });
  });

  it('is found from the moment the process was ready again when fixes restart the clock', () => {
    const starts = [30, 71, 140, 168, 251, 300, 391];
    const ready = starts.slice(1).map((m) => START + (m - 20) * MINUTE_MS);
    const [first] = periodicity(incident, windowsAt(starts), ready);
    expect(first?.data).toMatchObject({ anchor: 'last-ready', periodic: 'yes' });
  });

  it('is that of the weekdays where none begins at a weekend, in the zone whose clock it keeps to', () => {
    // From Friday 20 November 2026 on, 10:00 UTC, at 13:20 in New York.
    const days = Array.from({ length: 18 }, (_, i) => i).filter((i) => ![1, 2, 8, 9, 15, 16].includes(i));
    const starts = days.map((i) => 8 * 60 + 20 + 24 * 60 * i + ((i * 7) % 5));
    const found = periodicity({ ...incident, zone: 'America/New_York' }, windowsAt(starts, 40), []);
    expect(found.map((f) => f.statement).join('\n')).toContain('every weekday at 13:22 (America/New_York)');
  });

  it('is none of two busy times of the day', () => {
    const starts = [0, 1, 2, 3, 4, 5].flatMap((day) => [
      day * 1440 + 120 + ((day * 17) % 30),
      day * 1440 + 540 + ((day * 23) % 40),
    ]);
    const said = periodicity(incident, windowsAt(starts, 70), []).map((f) => f.statement);
    expect(said.join('\n')).not.toMatch(/every \d+ hours|a multiple of/);
  });

  it('is called regular by chance in at most seven of a hundred random series at .05, and found in nine of ten regular ones', {
    timeout: 30_000,
  }, () => {
    const uniform = seededUniform(3);
    const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    for (const n of [4, 6, 10]) {
      let wrong = 0;
      let right = 0;
      for (let k = 0; k < 400; k++) {
        const dead = Array.from({ length: n }, () => 12 * Math.exp(0.3 * normal()));
        if (
          regularityP(
            dead.map((d) => d - 48 * Math.log(1 - uniform())),
            dead,
            5,
          ) <= 0.05
        )
          wrong++;
        if (
          k < 200 &&
          regularityP(
            dead.map(() => 60 * (1 + 0.05 * normal())),
            dead,
            5,
          ) <= 0.05
        )
          right++;
      }
      expect(wrong / 400, `n = ${n}`).toBeLessThanOrEqual(0.075);
      expect(right / 200, `n = ${n}`).toBeGreaterThanOrEqual(0.9);
    }
  });
});
