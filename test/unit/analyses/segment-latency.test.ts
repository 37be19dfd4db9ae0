import { describe, expect, it } from 'vitest';
import { segment } from '../../../shared/analyses/segment.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, gauge, START } from './build-incident.ts';

describe('windows told from a latency alone', () => {
  const slow = Array.from({ length: 200 }, (_, m) => (m >= 60 && m < 70 ? 400 : 30) + (m % 5));
  const steady = slow.map((_, m) => 20 + (m % 3));
  const found = (...gauges: readonly [name: string, unit: string | null, values: readonly number[]][]) => {
    const plain = buildIncident({ minutes: 10, windows: [] });
    const incident = {
      ...plain,
      roles: { requests: null, errors: null, limits: [] },
      series: gauges.map(([name, unit, values]) => gauge(name, unit, 1, values)),
    };
    const { episodes, label } = segment(incident);
    return [label, ...episodes.map((e) => (e.from - START) / MINUTE_MS)];
  };

  it('are known by its unit, else by its name', () => {
    expect(found(['p99', 'ms', slow])).toEqual(['p99', 60]);
    expect(found(['orderbook.latency.upper_99', null, slow])).toEqual(['orderbook.latency.upper_99', 60]);
    expect(found(['cpu.load', null, slow])).toEqual(['no failure series']);
  });

  it('are those of the one whose unit says that it is a time, where there is such a one', () => {
    expect(found(['cache.latency', null, slow], ['p99', 'ms', steady])).toEqual(['p99']);
  });
});
