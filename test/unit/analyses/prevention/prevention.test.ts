import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../shared/analyses/analyse.ts';
import { isKind } from '../../../../shared/analyses/finding.ts';
import type { Incident } from '../../../../shared/incident/incident.ts';
import type { Series } from '../../../../shared/incident/series.ts';
import type { StreamEvent } from '../../../../shared/incident/stream.ts';
import { buildIncident, event, START, stream } from '../build-incident.ts';

const MINUTE = 60_000;
const MINUTES = 420;
/** A timer: 5 min with 100 rows until minute 150, then 18 min with 400 rows, 20 min after each end. */
const runs: StreamEvent[] = [];
for (let at = -2000; at < MINUTES; ) {
  const grown = at >= 150;
  const length = grown ? 18 : 5;
  if (at + length < MINUTES) runs.push(event(at, at + length, START, { size: grown ? 400 : 100 }));
  at += length + 20;
}
const long = runs.filter((run) => run.size === 400).map((run) => (run.start - START) / MINUTE);
const windows = long.map((at) => [at + 2, at + 18] as const);
const held = (m: number): number => {
  const run = runs.find((r) => START + m * MINUTE >= r.start && START + m * MINUTE < (r.end ?? 0));
  return run ? (run.size === 400 ? 88 : 22) : 0;
};
const gauge = (id: string, value: (m: number) => number, labels: Record<string, string> = {}): Series => ({
  id,
  metric: 'pool',
  labels,
  unit: null,
  measures: 'gauge',
  intervalMs: MINUTE,
  times: Array.from({ length: MINUTES }, (_, m) => START + m * MINUTE),
  values: Array.from({ length: MINUTES }, (_, m) => value(m)),
  source: 'E1',
});
const others = (m: number): number => 30 + (m % 7);
const base = buildIncident({
  minutes: MINUTES,
  windows,
  streams: [
    stream('q', 'job', runs, MINUTES),
    stream(
      'r',
      'job',
      [10, 95, 160, 250, 310].map((m) => event(m, m + 4)),
      MINUTES,
    ),
  ],
});
const incident: Incident = {
  ...base,
  series: [
    ...base.series,
    gauge('pool', (m) => Math.min(100, held(m) + others(m))),
    gauge('pool{by=x}', held, { by: 'x' }),
    gauge('pool{by=y}', (m) => Math.min(100 - held(m), others(m)), { by: 'y' }),
  ],
  roles: { ...base.roles, limits: [{ gauge: 'pool', limit: { value: 100 }, origin: 'incident' }] },
  changes: [
    {
      id: 'C1',
      kind: 'data',
      what: 'More rows',
      at: START + 140 * MINUTE,
      about: ['q'],
      knownTo: ['import'],
      notKnownTo: ['service'],
      ref: null,
    },
  ],
};
const result = analyse(incident);
const model = result.prevention;
const windowsLeft = (growth: number, ...verbs: string[]): number | undefined =>
  model?.outcomes.find(
    (o) =>
      o.growth === growth &&
      o.interventions.length === verbs.length &&
      verbs.every((verb) => o.interventions.some((id) => id.startsWith(`${verb}:`))),
  )?.windows.length;

describe('would it come back', () => {
  it('starts from the cause, the gauge that it fills and the limit of that gauge', () => {
    expect(result.state).toBe('cause');
    expect(model).toMatchObject({ culprit: 'q', gauge: 'pool', limit: 100 });
  });

  it('leaves every window when nothing is changed, and none when the culprit is paused', () => {
    expect(windowsLeft(1)).toBe(result.episodes.length);
    expect(windowsLeft(1, 'pause')).toBe(0);
  });

  it('finds that a larger limit holds today and fails when the size doubles', () => {
    expect(windowsLeft(1, 'limit')).toBe(0);
    expect(windowsLeft(2, 'limit')).toBeGreaterThan(0);
  });

  it('finds that notice alone leaves the windows of today, and that both together hold', () => {
    expect(windowsLeft(1, 'notice')).toBe(result.episodes.length);
    expect(windowsLeft(1, 'limit', 'notice')).toBe(0);
    expect(windowsLeft(4, 'limit', 'notice')).toBe(0);
  });

  it('finds that a share of its own holds whatever the size', () => {
    expect(windowsLeft(4, 'cap')).toBe(0);
    expect(windowsLeft(4, 'separate')).toBe(0);
  });

  it('raises the limit to a figure that holds what is needed today', () => {
    const raise = model?.interventions.find((one) => one.verb === 'limit')?.action ?? '';
    const to = Number(/to (\d+)/.exec(raise)?.[1]);
    expect(to).toBeGreaterThanOrEqual(88 + 36);
    expect(to).toBeLessThan(2 * 88 + 36);
  });

  it('offers no notice where no record dates the growth', () => {
    const unrecorded = analyse({ ...incident, changes: [] }).prevention;
    expect(unrecorded?.interventions.some((one) => one.verb === 'notice')).toBe(false);
  });

  it('dates the growth between the last short and the first long run, with the record in it', () => {
    const growth = result.findings.find((f) => f.key === 'changes/size/q');
    const record = result.findings.find((f) => isKind(f, 'recorded-change'));
    expect(growth && isKind(growth, 'change-point') && [growth.data.before, growth.data.after]).toEqual([
      100, 400,
    ]);
    expect(record && isKind(record, 'recorded-change') && record.data.explains).toMatch(/q$/);
  });

  it('expects the next window after the next run of the clock', () => {
    const last = runs.at(-1);
    const due = (last?.end ?? 0) + 20 * MINUTE;
    const { nextWindow } = analyse({ ...incident, now: (last?.end ?? 0) + 5 * MINUTE }).timeline;
    expect(nextWindow?.from).toBeGreaterThanOrEqual(due);
    expect(nextWindow?.to).toBeLessThanOrEqual(due + 4 * MINUTE);
  });

  it('offers nothing when no cause stands', () => {
    expect(analyse({ ...incident, streams: [], series: base.series }).prevention?.culprit ?? null).not.toBe(
      'q',
    );
  });
});
