import { describe, expect, it } from 'vitest';
import { segment } from '../../../shared/analyses/segment.ts';
import { failureWindowFindings } from '../../../shared/analyses/segment-findings.ts';
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

  it('are found where no minute by itself holds enough failures to show them', () => {
    const few = buildIncident({
      minutes: 480,
      windows: [
        [60, 75],
        [200, 218],
        [350, 364],
      ],
      perMinute: 45,
      failRate: 0.08,
      seed: 5,
    });
    const found = minutes(segment(few).episodes);
    expect(found.length).toBe(3);
    for (const [i, [from = 0, to = 0]] of [
      [60, 75],
      [200, 218],
      [350, 364],
    ].entries()) {
      expect(Math.abs((found[i]?.[0] ?? 0) - from)).toBeLessThanOrEqual(2);
      expect(Math.abs((found[i]?.[1] ?? 0) - to)).toBeLessThanOrEqual(2);
    }
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

  it('are one where the service flickers at its limit, beside a worse outage, and two where the calm between is one', () => {
    const level = (minute: number): number => {
      if (minute >= 40 && minute < 80) return 0.2;
      if (minute >= 200 && minute < 260) return minute % 12 < 4 ? 0.03 : 0.08;
      return minute >= 263 && minute < 300 ? 0.08 : 0.002;
    };
    const plain = buildIncident({ minutes: 400, windows: [], perMinute: 1000 });
    const errors = plain.roles.errors?.series;
    const series = plain.series.map((x) =>
      x.id === errors ? { ...x, values: x.values.map((_, m) => Math.round(1000 * level(m))) } : x,
    );
    expect(minutes(segment({ ...plain, series }).episodes)).toEqual([
      [40, 80],
      [200, 260],
      [263, 300],
    ]);
  });

  it('are found and are as long as they lasted where a quiet service fails for half of the time', () => {
    const windows = Array.from({ length: 12 }, (_, i) => [i * 120 + 60, i * 120 + 115] as const);
    const quiet = buildIncident({
      minutes: 1440,
      windows,
      failRate: 0.2,
      baseRate: 0.009,
      perMinute: 40,
      seed: 5,
    });
    const { episodes, baseRate } = segment(quiet);
    expect(baseRate).toBeLessThan(0.015);
    expect(episodes).toHaveLength(12);
    for (const [n, [from, to]] of minutes(episodes).entries()) {
      expect(Math.abs((from ?? 0) - (windows[n]?.[0] ?? 0))).toBeLessThanOrEqual(6);
      expect(Math.abs((to ?? 1440) - (windows[n]?.[1] ?? 0))).toBeLessThanOrEqual(6);
    }
  });

  it('begin with the first step of a release that reaches a tenth of the users before half of them, and end with the last', () => {
    const level = (minute: number): number =>
      minute < 100 ? 0.002 : minute < 190 ? 0.02 : minute < 260 ? 0.12 : minute < 300 ? 0.02 : 0.002;
    const plain = buildIncident({ minutes: 400, windows: [], perMinute: 1000 });
    const errors = plain.roles.errors?.series;
    const staged = plain.series.map((x) =>
      x.id === errors ? { ...x, values: x.values.map((_, m) => Math.round(1000 * level(m))) } : x,
    );
    const { episodes } = segment({ ...plain, series: staged });
    expect(minutes(episodes)).toEqual([[100, 300]]);
    const ramp = plain.series.map((x) =>
      x.id === errors
        ? {
            ...x,
            values: x.values.map((_, m) => Math.round(1000 * (m < 260 ? Math.exp((m - 320) / 28) : 0.002))),
          }
        : x,
    );
    const [[from] = [0, 0]] = minutes(segment({ ...plain, series: ramp }).episodes);
    expect(from).toBeGreaterThan(200);
  });

  it('end once, though what follows dies down in pieces, and a small one well after a large one is its own', () => {
    const begun = [60, 300, 540];
    const after = (m: number): number =>
      begun.some((at) => m >= at + 43 && m < at + 52 && m % 3 === 0) ? 12 : 0;
    const plain = buildIncident({ minutes: 720, windows: [], perMinute: 1000, baseRate: 0.001 });
    const failing = (tail: boolean) => ({
      ...plain,
      series: plain.series.map((x) =>
        x.id === plain.roles.errors?.series
          ? {
              ...x,
              values: x.values.map((v, m) =>
                begun.some((at) => m >= at && m < at + 40)
                  ? 90
                  : tail
                    ? (v ?? 0) + after(m)
                    : m >= 180 && m < 200
                      ? 25
                      : v,
              ),
            }
          : x,
      ),
    });
    expect(minutes(segment(failing(true)).episodes).map(([from]) => from)).toEqual([60, 300, 540]);
    expect(minutes(segment(failing(false)).episodes).map(([from]) => from)).toEqual([60, 180, 300, 540]);
  });

  it('of half an hour each are not joined by a speck of one minute, which single minutes beside each other would be', () => {
    const speckAt = (windows: readonly (readonly [number, number])[], speck: number) => {
      const plain = buildIncident({ minutes: 600, windows, perMinute: 600, failRate: 0.4 });
      const series = plain.series.map((x) =>
        x.id === plain.roles.errors?.series
          ? { ...x, values: x.values.map((v, m) => (m === speck ? 72 : v)) }
          : x,
      );
      return segment({ ...plain, series }).episodes.map((e) => (e.from - START) / MINUTE_MS);
    };
    const long = [60, 180, 300, 420].map((m) => [m, m + 30] as const);
    expect(speckAt(long, 520)).toEqual([60, 180, 300, 420]);
    const short = [60, 180, 300, 420].map((m) => [m, m + 1] as const);
    expect(speckAt(short, 520)).toEqual([60, 180, 300, 420, 520]);
  });

  it('are found where a bin holds few requests and one in a hundred of them always fails', () => {
    const windows = [60, 120, 180, 240].map((m) => [m, m + 5] as const);
    let found = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const few = buildIncident({
        minutes: 300,
        windows,
        perMinute: 80,
        baseRate: 0.01,
        failRate: 0.22,
        seed,
      });
      const begun = minutes(segment(few).episodes).map(([from = 0]) => from);
      for (const [from, to] of windows) if (begun.some((m) => m !== null && m >= from && m < to)) found++;
    }
    expect(found).toBeGreaterThanOrEqual(96);
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

describe('requests that do not come', () => {
  const silent = (perMinute: number, from: number, to: number) =>
    buildIncident({
      minutes: 600,
      windows: [],
      perMinute,
      requestsAt: (m) => (m >= from && m < to ? 0 : perMinute),
      seed: 5,
    });

  it('are a failure when a complete export says zero where many were due', () => {
    expect(minutes(segment(silent(600, 200, 212)).episodes)).toEqual([[200, 212]]);
  });

  it('at a service of three a minute are chance for three minutes, and a failure for an hour', () => {
    expect(segment(silent(3, 200, 203)).episodes).toEqual([]);
    const [found] = minutes(segment(silent(3, 200, 260)).episodes);
    expect(found?.[0]).toBeGreaterThanOrEqual(190);
    expect(found?.[0]).toBeLessThanOrEqual(205);
  });

  const DAY = 1440;
  const shape = (m: number): number =>
    60 * (1 + 0.8 * Math.sin((2 * Math.PI * m) / DAY)) * (m % (7 * DAY) > 5 * DAY ? 0.5 : 1);
  const weeks = (drop: (m: number) => number) => {
    const incident = buildIncident({
      minutes: 22 * DAY,
      windows: [],
      binMs: 5 * MINUTE_MS,
      requestsAt: (m) => shape(m) * drop(m),
      seed: 6,
    });
    const requests = incident.series.filter((series) => series.id === 'requests');
    return { ...incident, series: requests, roles: { ...incident.roles, errors: null } };
  };
  const gone = (m: number): number => (m >= 16 * DAY + 300 && m < 16 * DAY + 390 ? 0.15 : 1);

  it('are told against the same hour of other weeks where nothing counts errors', () => {
    const found = segment(weeks(gone));
    expect(minutes(found.episodes)).toEqual([[16 * DAY + 300, 16 * DAY + 390]]);
    const incident = weeks(gone);
    expect(failureWindowFindings(incident, found)[0]?.statement).toContain('do not come');
  });

  it('are not told of nights and weekends', () => {
    expect(segment(weeks(() => 1)).episodes).toEqual([]);
  });

  it('are told beside an errors metric that sees nothing of them', () => {
    const incident = buildIncident({
      minutes: 22 * DAY,
      windows: [],
      binMs: 5 * MINUTE_MS,
      requestsAt: (m) => shape(m) * (gone(m) < 1 ? 0.05 : 1),
      seed: 7,
    });
    expect(minutes(segment(incident).episodes)).toEqual([[16 * DAY + 300, 16 * DAY + 390]]);
  });
});

describe('a second method (PELT) that counts the windows otherwise', () => {
  it('marks the window whose middle nearly recovered as uncertain, and no other', () => {
    const incident = buildIncident({
      minutes: 300,
      windows: [
        [60, 75],
        [120, 160],
      ],
      failRate: 0.4,
      seed: 9,
    });
    const errors = incident.series.find((series) => series.id === 'errors');
    const dipped = {
      ...incident,
      series: incident.series.map((series) =>
        series === errors
          ? { ...series, values: series.values.map((v, m) => (m >= 136 && m < 143 ? 54 : v)) }
          : series,
      ),
    };
    const found = segment(dipped);
    expect(found.episodes.map((e) => e.uncertain)).toEqual([false, true]);
    expect(failureWindowFindings(dipped, found)[0]?.statement).toContain(
      'a second method sees 1 of them differently',
    );
  });
});
