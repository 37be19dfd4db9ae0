import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { smoothLoad } from '../../../../shared/analyses/attribution/load.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import { buildIncident, event, poisson, stream } from '../build-incident.ts';

const MINUTES = 900;
/** Requests a minute: three rushes beside a usual load that wanders. */
function rushes(minute: number): number {
  const rush = [150, 420, 700].some((at) => minute >= at && minute < at + 25);
  return 400 + 60 * Math.sin(minute / 50) + (rush ? 500 : 0);
}

describe('the load', () => {
  it('is weighed beside a latency as beside a share of errors', () => {
    const uniform = seededUniform(11);
    const plain = buildIncident({ minutes: MINUTES, windows: [], requestsAt: rushes, seed: 4 });
    const errors = plain.series.find((s) => s.id === plain.roles.errors?.series);
    const requests = plain.series.find((s) => s.id === plain.roles.requests?.series);
    if (!errors || !requests) throw new Error('the incident has no series');
    const latency = {
      ...errors,
      id: 'checkout_p99_ms',
      unit: 'ms',
      measures: 'gauge' as const,
      values: errors.values.map((_, m) => (rushes(m) > 600 ? 1800 : 120) + 20 * uniform()),
    };
    const incident = {
      ...plain,
      series: [latency, requests],
      roles: { ...plain.roles, errors: null },
      streams: [
        stream(
          'report',
          'job',
          Array.from({ length: 12 }, (_, i) => event(20 + i * 71, 25 + i * 71)),
          MINUTES,
        ),
      ],
    };
    const s = segment(incident);
    expect(s.episodes).toHaveLength(3);
    expect(s.requests).toBeNull();
    const { candidates } = attribute(incident, s, []);
    expect(candidates[0]?.id).toBe('traffic');
  });

  it('at the edge of a window leaves out what clients ask again', () => {
    const uniform = seededUniform(5);
    const windows = [
      [100, 120],
      [300, 330],
    ] as const;
    const plain = buildIncident({ minutes: 400, windows: [], seed: 9 });
    const failing = (m: number): boolean => windows.some(([from, to]) => m >= from && m < to);
    // Four in five fail, and what fails is asked three times.
    const asked = Array.from({ length: 400 }, (_, m) => poisson(600 * (failing(m) ? 2.4 : 1), uniform));
    const series = plain.series.map((x) => ({
      ...x,
      values:
        x.id === plain.roles.errors?.series
          ? asked.map((n, m) => (failing(m) ? Math.round(0.8 * n) : Math.round(0.002 * n)))
          : asked,
    }));
    const s = segment({ ...plain, series });
    const { atEdge } = smoothLoad(s);
    for (const [from] of windows) expect((atEdge[from] as number) / 600).toBeLessThan(1.25);
  });
});
