import { describe, expect, it } from 'vitest';
import { segment } from '../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

/** Minutes of tickets that come by chance at a rate that may change by the hour (tickets an hour). */
function byChance(days: number, seed: number, perHour: (hour: number) => number): number[] {
  const uniform = seededUniform(seed);
  const most = Math.max(...Array.from({ length: 24 }, (_, h) => perHour(h)));
  const minutes: number[] = [];
  for (let at = 0; at < days * 1440; ) {
    at += (-60 * Math.log(1 - uniform())) / most;
    if (at < days * 1440 && uniform() < perHour(Math.floor(at / 60)) / most) minutes.push(at);
  }
  return minutes;
}

function windowsOf(minutes: readonly number[], days: number): number[] {
  const tickets = stream(
    'support',
    'ticket',
    minutes.toSorted((a, b) => a - b).map((at) => event(at)),
    days * 1440,
  );
  const { episodes } = segment({
    ...buildIncident({ minutes: 10, windows: [], streams: [tickets] }),
    series: [],
  });
  return episodes.map((e) => Math.round((e.from - START) / MINUTE_MS));
}

/** Tickets of a failure: some within twenty minutes. */
const burst = (begin: number, n = 9): number[] =>
  Array.from({ length: n }, (_, i) => begin + (20 * (i + 0.5)) / n);

const office = (hour: number): number => (hour % 24 < 10 ? 6 : 0.4);

describe('windows told from tickets alone', () => {
  it('are bursts of tickets, however few there are in all', () => {
    const begins = [120, 400, 700];
    expect(
      windowsOf(
        begins.flatMap((b) => burst(b)),
        1,
      ),
    ).toEqual(begins);
  });

  it('are found beside tickets that come all the time, and within the busy hours', () => {
    let found = 0;
    let more = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const begins = [200, 1000, 1900, 2300, 3200, 4000];
      const inOffice = (b: number): boolean => b % 1440 < 600;
      const bursts = begins.flatMap((b) => burst(b, inOffice(b) ? 20 : 10));
      const seen = windowsOf([...byChance(3, seed, office), ...bursts], 3);
      const right = begins.filter((b) => seen.some((at) => Math.abs(at - b) <= 10));
      found += right.length;
      more += seen.length - right.length;
    }
    expect(found / 120).toBeGreaterThan(0.95);
    expect(more).toBeLessThanOrEqual(1);
  });

  it('are not the hours in which people work: at most one false one in a hundred days', () => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      found += windowsOf(byChance(5, seed, office), 5).length;
    }
    expect(found).toBeLessThanOrEqual(1);
  });

  it('are not what comes by chance: at most one false one in two hundred days', () => {
    let found = 0;
    for (const perHour of [0.3, 1, 4, 15]) {
      for (let seed = 1; seed <= 10; seed++)
        found += windowsOf(
          byChance(5, seed, () => perHour),
          5,
        ).length;
    }
    expect(found).toBeLessThanOrEqual(1);
  });

  it('may last half a day, where the other days are calm', () => {
    const long = Array.from({ length: 120 }, (_, i) => 1440 + 300 + i * 5);
    const seen = windowsOf([...byChance(4, 3, () => 0.5), ...long], 4);
    expect(seen).toHaveLength(1);
    expect(Math.abs((seen[0] ?? 0) - 1740)).toBeLessThanOrEqual(10);
  });
});
