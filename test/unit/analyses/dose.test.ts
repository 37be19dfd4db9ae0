import { describe, expect, it } from 'vitest';
import { doseFindings, doseScore } from '../../../shared/analyses/dose.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

/** Runs every hour; minutes each takes. Those of ten minutes and more are followed by a window as long. */
const LENGTHS = [4, 12, 5, 15, 3, 11, 6, 18, 4, 13, 5, 16];
const MINUTES = 60 * LENGTHS.length + 60;
const FIRST_HARMFUL = 3;

function scoreOf(given: { readonly sizes?: boolean; readonly lengths?: readonly number[] } = {}) {
  const lengths = given.lengths ?? LENGTHS;
  const runs = lengths.map((m, i) =>
    event(30 + 60 * i, 30 + 60 * i + m, START, given.sizes ? { size: 1000 * (LENGTHS[i] ?? 1) } : {}),
  );
  const windows = LENGTHS.flatMap((m, i) =>
    m >= 10 && i >= FIRST_HARMFUL ? [[32 + 60 * i, 30 + 60 * i + m] as const] : [],
  );
  const job = stream('reindex', 'job', runs, MINUTES);
  const incident = buildIncident({ minutes: MINUTES, windows, streams: [job], perMinute: 600, seed: 5 });
  const s = segment(incident);
  return doseScore(job, s, s.episodes[0]?.from ?? START + MINUTES * MINUTE_MS);
}

describe('more of it, more harm', () => {
  it('counts by length where runs had grown long before the first window', () => {
    expect(scoreOf()).toBeGreaterThan(2);
  });

  it('is not said of lengths that only grew with the first window: the failure may have lengthened them', () => {
    const lengths = LENGTHS.map((m, i) => (i < FIRST_HARMFUL ? 4 : m));
    expect(scoreOf({ lengths })).toBe(0);
  });

  it('counts by size whenever the runs grew, for the size was fixed before', () => {
    const lengths = LENGTHS.map((m, i) => (i < FIRST_HARMFUL ? 4 : m));
    expect(scoreOf({ lengths, sizes: true })).toBeGreaterThan(2);
  });

  it('is nothing where all runs are alike', () => {
    expect(Math.abs(scoreOf({ lengths: LENGTHS.map(() => 6) }))).toBeLessThan(1.5);
  });
});

describe('what runs without an end have to do', () => {
  const sizes = [90, 450, 40, 600, 120, 500, 60, 800, 90, 450].map((thousands) => 1000 * thousands);
  const told = (harmful: (size: number) => boolean) => {
    const sends = sizes.map((size, i) => event(30 + 120 * i, null, START, { size }));
    const windows = sizes.flatMap((size, i) =>
      harmful(size) ? [[32 + 120 * i, 40 + 120 * i] as const] : [],
    );
    const minutes = 120 * sizes.length + 60;
    const campaigns = { ...stream('campaigns', 'job', sends, minutes), sizeUnit: 'recipients' };
    const incident = buildIncident({ minutes, windows, streams: [campaigns], perMinute: 600, seed: 5 });
    return doseFindings(incident, segment(incident), ['campaigns']).map((f) => f.statement);
  };

  it('is told with the size from which they do harm, where one parts them', () => {
    expect(told((size) => size > 400_000)).toEqual([
      expect.stringMatching(
        /^The more recipients a run of campaigns has, the more requests fail soon after: .* None of the 5 of up to 120,000 did harm, all 5 of 450,000 or more did\.$/,
      ),
    ]);
  });

  it('is not told where each of them does harm', () => {
    expect(told(() => true)).toEqual([]);
  });
});
