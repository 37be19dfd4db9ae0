import { describe, expect, it } from 'vitest';
import { segment } from '../../../shared/analyses/segment.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, START } from './build-incident.ts';

const minutes = (episodes: readonly { from: number; to: number | null }[]) =>
  episodes.map((e) => [(e.from - START) / MINUTE_MS, e.to === null ? null : (e.to - START) / MINUTE_MS]);

describe('failure windows', () => {
  it('are found to the minute when they are plain', () => {
    const found = segment(
      buildIncident({
        minutes: 240,
        windows: [
          [60, 75],
          [120, 138],
          [200, 210],
        ],
      }),
    );
    expect(minutes(found.episodes)).toEqual([
      [60, 75],
      [120, 138],
      [200, 210],
    ]);
    expect(found.episodes.some((e) => e.uncertain)).toBe(false);
  });

  it('that have not ended are open', () => {
    expect(
      segment(
        buildIncident({
          minutes: 100,
          windows: [
            [40, 50],
            [90, 100],
          ],
        }),
      ).episodes.at(-1)?.to,
    ).toBeNull();
  });

  it('of ten per cent are found beside an outage of sixty', () => {
    const small = buildIncident({
      minutes: 300,
      windows: [
        [100, 110],
        [200, 215],
      ],
      failRate: 0.1,
      seed: 2,
    });
    const large = buildIncident({ minutes: 300, windows: [[30, 50]], failRate: 0.6, seed: 3 });
    const errors = small.series.find((s) => s.id === 'errors');
    const more = large.series.find((s) => s.id === 'errors');
    const both = {
      ...small,
      series: small.series.map((s) =>
        s === errors ? { ...s, values: s.values.map((v, i) => Math.max(v ?? 0, more?.values[i] ?? 0)) } : s,
      ),
    };
    expect(minutes(segment(both).episodes).map(([a]) => a)).toEqual([30, 100, 200]);
  });

  it('of a quiet service are at most one false one in a hundred healthy days', () => {
    let found = 0;
    let days = 0;
    for (const perMinute of [60, 100, 180, 300]) {
      for (let seed = 1; seed <= 25; seed++) {
        found += segment(
          buildIncident({
            minutes: 1440,
            windows: [],
            perMinute,
            baseRate: 0.002,
            seed: seed * 7 + perMinute,
          }),
        ).episodes.length;
        days++;
      }
    }
    expect(days).toBe(100);
    expect(found).toBeLessThanOrEqual(1);
  });

  it('are not invented where everything fails or nothing is known', () => {
    const all = segment(buildIncident({ minutes: 120, windows: [[0, 120]] }));
    expect(all.episodes).toEqual([]);
    expect(all.nothing).toContain('fails the whole time');
    const nothing = segment({ ...buildIncident({ minutes: 10, windows: [] }), series: [] });
    expect(nothing.nothing).toContain('Bring errors and requests');
  });

  it('are found when more than half of the span fails', () => {
    const found = segment(
      buildIncident({
        minutes: 100,
        windows: [
          [5, 40],
          [50, 95],
        ],
      }),
    );
    expect(minutes(found.episodes)).toEqual([
      [5, 40],
      [50, 95],
    ]);
  });

  it('are found without a request series', () => {
    const found = segment(
      buildIncident({
        minutes: 240,
        windows: [
          [60, 75],
          [120, 138],
        ],
        withRequests: false,
      }),
    );
    expect(minutes(found.episodes)).toEqual([
      [60, 75],
      [120, 138],
    ]);
    expect(found.requests).toBeNull();
  });

  it('keep their state over missing data and never count it as healthy or failing', () => {
    const found = segment(
      buildIncident({
        minutes: 240,
        windows: [
          [60, 80],
          [150, 170],
        ],
        gaps: [
          [66, 70],
          [0, 30],
          [180, 240],
        ],
      }),
    );
    expect(minutes(found.episodes)).toEqual([
      [60, 80],
      [150, 170],
    ]);
    expect(found.rate[67]).toBeNull();
  });

  it('are the same in ten-second and five-minute bins, but for the resolution', () => {
    const fine = segment(
      buildIncident({
        minutes: 240,
        windows: [
          [60, 75],
          [120, 140],
        ],
        binMs: 10_000,
        seed: 5,
      }),
    );
    expect(minutes(fine.episodes)).toEqual([
      [60, 75],
      [120, 140],
    ]);
    const coarse = segment(
      buildIncident({
        minutes: 480,
        windows: [
          [60, 75],
          [120, 140],
        ],
        binMs: 300_000,
        seed: 5,
      }),
    );
    expect(minutes(coarse.episodes)).toEqual([
      [60, 75],
      [120, 140],
    ]);
  });
});
