import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { gaugeLevels, shiftBeside } from '../../../../shared/analyses/attribution/gauge-shift.ts';
import { healthyLevels } from '../../../../shared/analyses/attribution/level-shift.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident, event, gauge, stream } from '../build-incident.ts';

const MINUTES = 600;
const WINDOWS = [300, 360, 415, 480, 540].map((m) => [m, m + 8] as const);
const CHANGE = 240;
const OTHER = 180;
const failing = (m: number): boolean => WINDOWS.some(([from, to]) => m >= from && m < to);

/** Two deployments before the first window, and one gauge that takes `valueAt` while all is well and 400 while it fails. */
function incidentWith(valueAt: (minute: number) => number) {
  const uniform = seededUniform(5);
  const plain = buildIncident({
    minutes: MINUTES,
    windows: WINDOWS,
    seed: 4,
    streams: [
      stream('api', 'deploy', [event(CHANGE)], MINUTES),
      stream('web', 'deploy', [event(OTHER)], MINUTES),
    ],
  });
  const latency = gauge(
    'latency_ms',
    'ms',
    1,
    Array.from({ length: MINUTES }, (_, i) => (failing(i) ? 400 : valueAt(i)) + 8 * uniform()),
  );
  return { ...plain, series: [...plain.series, latency] };
}

function shift(valueAt: (minute: number) => number, minute: number): number {
  const incident = incidentWith(valueAt);
  const s = segment(incident);
  const risk = riskSet(s);
  const levels = healthyLevels(s, risk);
  return shiftBeside(levels, gaugeLevels(incident, risk, levels), minute * MINUTE_MS, risk.spanMs).factor;
}

describe('a gauge that shifts for good between the windows', () => {
  const risen = (m: number): number => (m >= CHANGE ? 130 : 90);

  it('speaks for the change at that minute and against one an hour away', () => {
    expect(shift(risen, CHANGE)).toBeGreaterThan(1.5);
    expect(shift(risen, OTHER)).toBeLessThan(0);
  });

  it('tells the deployment that it came with from the other one, and says so', () => {
    const incident = incidentWith(risen);
    const { candidates } = attribute(incident, segment(incident), []);
    const [api, web] = ['api#1', 'web#1'].map((id) => candidates.find((c) => c.id === id));
    expect(api?.probability).toBeGreaterThan(5 * (web?.probability ?? 1));
    expect(api?.reason).toMatch(/between the windows latency_ms is 1\.\d+ times what it was before/);
    expect(web?.reason).not.toMatch(/between the windows/);
  });

  it('says nothing where it stays, wanders with the hours, or moves away from failure', () => {
    for (const valueAt of [
      () => 90,
      (m: number) => 90 + 30 * Math.sin(m / 40),
      (m: number) => (m >= CHANGE ? 60 : 90),
    ])
      expect(shift(valueAt, CHANGE)).toBeLessThan(0.7);
  });
});
