import { describe, expect, it } from 'vitest';
import { contrast } from '../../../../shared/analyses/contrast/contrast.ts';
import { isKind } from '../../../../shared/analyses/finding.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import type { Incident } from '../../../../shared/incident/incident.ts';
import type { Series } from '../../../../shared/incident/series.ts';
import { buildIncident, event, START, stream } from '../build-incident.ts';

const MINUTE = 60_000;
const MINUTES = 300;
const windows = [
  [67, 80],
  [106, 122],
  [150, 166],
  [197, 212],
  [246, 260],
] as const;
const inside = (m: number): boolean => windows.some(([a, b]) => m >= a && m < b);
const uniform = seededUniform(3);
const gauge = (id: string, value: (minute: number) => number | null, more: Partial<Series> = {}): Series => ({
  id,
  metric: id.replace(/\{.*/, ''),
  labels: {},
  unit: null,
  measures: 'gauge',
  intervalMs: MINUTE,
  times: Array.from({ length: MINUTES }, (_, m) => START + m * MINUTE),
  values: Array.from({ length: MINUTES }, (_, m) => value(m)),
  source: 'E1',
  ...more,
});

const job = (m: number): number => (inside(m) ? 90 : 0);
const others = (m: number): number => 20 + Math.round(10 * Math.sin(m / 9));
const base = buildIncident({
  minutes: MINUTES,
  windows,
  streams: [
    stream(
      'q',
      'job',
      windows.map(([a, b]) => event(a - 1, b)),
      MINUTES,
    ),
    stream(
      'r',
      'job',
      [20, 60, 100, 140, 180, 220].map((m) => event(m, m + 9)),
      MINUTES,
    ),
  ],
});
const incident: Incident = {
  ...base,
  series: [
    ...base.series,
    gauge('g', (m) => (inside(m) ? 110 : others(m))),
    gauge('g.max', () => 110),
    gauge('g{who=a}', (m) => (inside(m) ? 20 : others(m)), { labels: { who: 'a' } }),
    gauge('g{who=b}', job, { labels: { who: 'b' } }),
    gauge('h', () => 25 + Math.round(12 * uniform())),
    gauge('h.max', (m) => (m < 120 ? 50 : 100)),
    gauge('slow', () => 6 + uniform(), { unit: 'ms' }),
    gauge('busy', (m) => 40 + 20 * uniform() + (inside(m) ? 30 : 0), { unit: 'percent' }),
  ],
  roles: {
    ...base.roles,
    limits: [
      { gauge: 'g', limit: { series: 'g.max' }, origin: 'incident' },
      { gauge: 'h', limit: { series: 'h.max' }, origin: 'incident' },
    ],
  },
};
const findings = contrast(incident, segment(incident)).findings;
const about = (key: string) => findings.find((f) => f.key === key);

describe('inside against outside', () => {
  it('finds the gauge at its limit in every window, and the runs during which it fills', () => {
    const found = about('contrast/ceiling/g');
    expect(found?.verdict).toBe('supported');
    expect(found && isKind(found, 'at-ceiling') && found.data).toMatchObject({
      limit: 110,
      windowsAtCeiling: 5,
      during: 'q',
    });
  });

  it('names the client that holds it, by the growth of its share and the runs it follows', () => {
    const found = about('contrast/held-by/g');
    expect(found && isKind(found, 'held-by') && found.data).toMatchObject({ client: 'b', stream: 'q' });
  });

  it('rules out a limit that was never near, with the figure then allowed', () => {
    const found = about('contrast/exhausted/h');
    expect(found?.verdict).toBe('ruled-out');
    expect(found?.statement).toContain('of the 50 then allowed');
  });

  it('does not rule out a limit reached just before each window, from which the gauge falls as what was full is killed', () => {
    const killed = {
      ...incident,
      series: incident.series.map((series) =>
        series.id === 'h'
          ? gauge('h', (m) => (windows.some(([a]) => m >= a - 3 && m < a) ? 49 : 25))
          : series.id === 'h.max'
            ? gauge('h.max', () => 50)
            : series,
      ),
    };
    const keys = contrast(killed, segment(killed)).findings.map((f) => f.key);
    expect(keys).not.toContain('contrast/exhausted/h');
  });

  it('rules out what is alike inside and outside', () => {
    const found = about('contrast/alike/slow');
    expect(found?.verdict).toBe('ruled-out');
    expect(found && isKind(found, 'rule-out') && found.data.mechanism).toBe('slower');
  });

  it('reports what is higher inside, and does not rule it out', () => {
    expect(about('contrast/difference/busy')?.verdict).toBe('supported');
    expect(about('contrast/alike/busy')).toBeUndefined();
  });

  it('does not measure what one client holds against the limit of all', () => {
    expect(findings.some((f) => f.key === 'contrast/exhausted/g{who=a}')).toBe(false);
  });

  it('finds the gauge at its limit though many windows are too short to hold a sample, and blames no run of that hour', () => {
    const flapping = [
      [60, 110],
      [112, 113],
      [116, 117],
      [119, 120],
      [180, 230],
      [232, 233],
      [240, 270],
      [282, 292],
    ] as const;
    const full = (m: number): boolean => flapping.some(([a, b]) => m >= a && m < b);
    const short = buildIncident({
      minutes: MINUTES,
      windows: flapping,
      perMinute: 3000,
      streams: [
        stream(
          'mailer',
          'job',
          [70, 190, 250].map((m) => event(m, m + 9)),
          MINUTES,
        ),
      ],
    });
    const { findings: found } = contrast(
      {
        ...short,
        series: [
          ...short.series,
          gauge('pool', (m) => (full(m) ? 40 : others(m))),
          gauge('pool.max', () => 40),
        ],
        roles: {
          ...short.roles,
          limits: [{ gauge: 'pool', limit: { series: 'pool.max' }, origin: 'incident' }],
        },
      },
      segment(short),
    );
    const finding = found.find((f) => f.key === 'contrast/ceiling/pool');
    expect(finding?.statement).toMatch(/^pool is at its limit of 40 in /);
    expect(finding?.data).toMatchObject({ during: null });
  });

  it('says nothing from a gauge sampled more rarely than a window is long', () => {
    const rare = (id: string): Series => {
      const times = Array.from({ length: 10 }, (_, i) => START + i * 30 * MINUTE);
      return { ...gauge(id, () => 0), intervalMs: 30 * MINUTE, times, values: times.map(() => 30) };
    };
    const sparse = { ...incident, series: incident.series.map((s) => (s.id === 'h' ? rare('h') : s)) };
    expect(contrast(sparse, segment(sparse)).findings.some((f) => f.key === 'contrast/exhausted/h')).toBe(
      false,
    );
  });

  it('calls few of a thousand innocent metrics different', () => {
    const wander = (n: number) => {
      const draw = seededUniform(n + 100);
      let level = 50;
      return gauge(`m${n}`, () => {
        level += 0.3 * (50 - level) + 8 * (draw() - 0.5);
        return level;
      });
    };
    const many = { ...base, series: [...base.series, ...Array.from({ length: 1000 }, (_, n) => wander(n))] };
    const different = contrast(many, segment(many)).differences.filter(
      (d) => d.series.id.startsWith('m') && d.p < 0.05,
    );
    expect(different.length).toBeLessThanOrEqual(10);
  });
});

describe('figures of a gauge', () => {
  const said = (more: readonly Series[]) =>
    contrast({ ...base, series: [...base.series, ...more] }, segment(base))
      .findings.map((f) => f.statement)
      .join('\n');

  it('are in sizes that people use where they are bytes', () => {
    const text = said([gauge('heap_used_bytes', (m) => (inside(m) ? 8 : 5) * 2 ** 30 + 2 ** 26 * uniform())]);
    expect(text).toMatch(/usually 8(\.\d+)? GiB against 5(\.\d+)? GiB outside/);
  });

  it('clear nothing where it never moves', () => {
    expect(said([gauge('heap.size', () => 8, { unit: 'gib' })])).not.toContain('heap.size');
  });
});
