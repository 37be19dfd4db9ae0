import { describe, expect, it } from 'vitest';
import { segment } from '../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import type { LogDigest } from '../../../shared/incident/logs.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, poisson, START } from './build-incident.ts';

const BIN_MS = 10_000;
const BINS_A_MINUTE = MINUTE_MS / BIN_MS;

interface LogPlan {
  readonly minutes: number;
  readonly windows: readonly (readonly [number, number])[];
  /** Mean error lines a minute, outside and inside. */
  readonly errors: readonly [outside: number, inside: number];
  /** Answered requests a minute, when each line is one. */
  readonly requests?: number;
  readonly seed?: number;
}

/** An incident of which only the logs are left. */
function ofLogs({ minutes, windows, errors, requests, seed = 1 }: LogPlan): Incident {
  const uniform = seededUniform(seed);
  const lines: [number, number, number][] = [];
  const failed: [number, number, number][] = [];
  for (let bin = 0; bin < minutes * BINS_A_MINUTE; bin++) {
    const minute = bin / BINS_A_MINUTE;
    const inside = windows.some(([from, to]) => minute >= from && minute < to);
    const wrong = poisson(errors[inside ? 1 : 0] / BINS_A_MINUTE, uniform);
    const right = poisson((requests ?? 30) / BINS_A_MINUTE, uniform);
    if (wrong + right > 0) lines.push([bin, wrong + right, wrong]);
    if (wrong > 0) failed.push([bin, wrong, wrong]);
  }
  const status = (value: string, bins: readonly (readonly [number, number, number])[]) => ({
    field: 'code',
    value,
    bins,
  });
  const logs: LogDigest = {
    from: START,
    binMs: BIN_MS,
    lines: lines.reduce((sum, [, n]) => sum + n, 0),
    bins: lines,
    templates: [],
    dimensions:
      requests === undefined
        ? []
        : [
            status(
              '200',
              lines.map(([bin, all, wrong]) => [bin, all - wrong, 0]),
            ),
            status('502', failed),
          ],
    coverage: [{ from: START, to: START + minutes * MINUTE_MS }],
    sources: ['E1'],
  };
  return {
    ...buildIncident({ minutes, windows: [] }),
    series: [],
    roles: { requests: null, errors: null, limits: [] },
    logs,
  };
}

const starts = (incident: Incident) =>
  segment(incident).episodes.map((e) => Math.round((e.from - START) / MINUTE_MS));

describe('windows told from logs alone', () => {
  it('are none in a day of stray errors, however few they are', () => {
    let found = 0;
    for (const stray of [0.02, 0.1, 0.3, 1]) {
      for (let seed = 1; seed <= 10; seed++) {
        found += segment(ofLogs({ minutes: 1440, windows: [], errors: [stray, stray], seed })).episodes
          .length;
      }
    }
    expect(found).toBeLessThanOrEqual(1);
  });

  it('are whole windows where a failing minute has only a few error lines', () => {
    const windows = [
      [200, 230],
      [700, 728],
      [1100, 1130],
    ] as const;
    for (const seed of [1, 2, 3]) {
      const { episodes } = segment(ofLogs({ minutes: 1440, windows, errors: [0.03, 2], seed }));
      expect(episodes).toHaveLength(3);
      windows.forEach(([from], i) => {
        expect(Math.abs(((episodes[i]?.from ?? 0) - START) / MINUTE_MS - from)).toBeLessThanOrEqual(5);
      });
    }
  });

  it('are a share of the requests where each line is an answer with its status', () => {
    const incident = ofLogs({
      minutes: 600,
      windows: [[300, 320]],
      errors: [0.3, 25],
      requests: 60,
    });
    const found = segment(incident);
    expect(starts(incident)).toEqual([300]);
    expect(found.requests).not.toBeNull();
    expect(found.peakRate).toBeGreaterThan(0.2);
    expect(found.peakRate).toBeLessThan(0.5);
  });

  it('know of a quiet service that nothing was asked for a while, and of nothing outside of the logs', () => {
    const windows = [
      [300, 330],
      [700, 725],
    ] as const;
    const quiet = ofLogs({ minutes: 1000, windows, errors: [0.02, 2.5], requests: 4 });
    const found = segment(quiet);
    expect(found.rate.filter((rate) => rate === null).length).toBeLessThan(0.01 * found.rate.length);
    expect(found.coverage).toHaveLength(1);
    expect(found.episodes).toHaveLength(2);
  });
});
