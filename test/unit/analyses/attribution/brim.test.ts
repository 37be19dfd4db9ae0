import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../shared/analyses/analyse.ts';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { reachesBrim } from '../../../../shared/analyses/attribution/brim.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import { buildIncident, event, gauge, stream } from '../build-incident.ts';

const MINUTES = 4000;
/** Emptied every 400 minutes by a job that always runs; it fills at a pace of its own and is full now and then. */
const PACES = [0.21, 0.3, 0.18, 0.33, 0.22, 0.2, 0.29, 0.34, 0.19, 0.28];
const level = (m: number): number => Math.min(100, 5 + (PACES[Math.floor(m / 400)] ?? 0.2) * (m % 400));
const WINDOWS = PACES.flatMap((pace, k) => {
  const full = Math.ceil(95 / pace);
  return full < 390 ? [[400 * k + full, 400 * (k + 1)] as const] : [];
});

function incidentWith(valueAt: (minute: number) => number, windows = WINDOWS) {
  const uniform = seededUniform(3);
  const plain = buildIncident({
    minutes: MINUTES,
    windows,
    seed: 6,
    streams: [
      stream(
        'prune',
        'job',
        PACES.map((_, k) => event(400 * k, 400 * k + 2)),
        MINUTES,
      ),
    ],
  });
  const filled = gauge(
    'disk_used_percent',
    null,
    5,
    Array.from({ length: MINUTES / 5 }, (_, i) => Math.min(100, valueAt(5 * i) + 0.4 * uniform())),
  );
  return { ...plain, series: [...plain.series, filled] };
}

describe('a gauge that is full as each window begins', () => {
  it('names what fills up, though a job empties it between the windows and ends them', () => {
    const incident = incidentWith(level);
    const { candidates } = attribute(incident, segment(incident), []);
    expect(candidates[0]?.id).toBe('accumulation');
    expect(candidates[0]?.probability).toBeGreaterThan(0.5);
    expect(candidates[0]?.reason).toMatch(
      /windows began as disk_used_percent reached 9\d\.\d, as it hardly ever does while all is well/,
    );
    expect(candidates.find((c) => c.id === 'prune')?.probability).toBeLessThan(0.1);
  });

  it('is on the chart, where its lane shows what the verdict says', () => {
    const { timeline, state } = analyse(incidentWith(level));
    expect(state).toBe('cause');
    expect(timeline.gauge).toMatchObject({ series: 'disk_used_percent' });
  });

  it('says nothing where it leaps to its limit with the failure, or stands there all day', () => {
    const failing = (m: number): boolean => WINDOWS.some(([from, to]) => m >= from && m < to);
    for (const valueAt of [
      (m: number) => (failing(m) ? 100 : 30 + 5 * Math.sin(m)),
      (m: number) => (m % 400 > 150 ? 100 : m % 400),
    ]) {
      const incident = incidentWith(valueAt);
      expect(reachesBrim(incident, riskSet(segment(incident)))).toBeNull();
    }
  });

  it('says nothing where the windows end while it stays as full, and something empties it later', () => {
    const early = WINDOWS.map(([from, to]) => [from, from + Math.ceil(0.4 * (to - from))] as const);
    const brimOf = (windows: typeof WINDOWS) => {
      const incident = incidentWith(level, windows);
      return reachesBrim(incident, riskSet(segment(incident)));
    };
    expect(brimOf(WINDOWS)).not.toBeNull();
    expect(brimOf(early)).toBeNull();
  });
});
