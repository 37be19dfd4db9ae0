import { expect, it } from 'vitest';
import type { Attribution } from '../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import { garbageCollection } from '../../../shared/analyses/signatures/garbage-collection.ts';
import type { LogTemplate } from '../../../shared/incident/logs.ts';
import { buildIncident, START } from './build-incident.ts';

const MINUTE = 60_000;
const nobody = { state: 'none', candidates: [] } as unknown as Attribution;
const windows = Array.from({ length: 6 }, (_, i) => [60 + 66 * i, 65 + 66 * i] as const);
const drops = windows.map(([, to]) => to - 1);

function told(lines: readonly number[]): string | undefined {
  const minutes = 470;
  const built = buildIncident({ minutes, windows, perMinute: 2000 });
  const level = (m: number): number => m - Math.max(0, ...drops.filter((at) => at <= m));
  const template = {
    id: 'T1',
    text: 'web exited with code <*>',
    count: lines.length,
    firstAt: START,
    times: lines.map((m) => START + m * MINUTE),
    sample: '',
  } as unknown as LogTemplate;
  const incident = {
    ...built,
    series: [
      ...built.series,
      {
        id: 'open_fds',
        metric: 'open_fds',
        labels: {},
        unit: null,
        measures: 'gauge' as const,
        intervalMs: MINUTE,
        times: Array.from({ length: minutes }, (_, m) => START + m * MINUTE),
        values: Array.from({ length: minutes }, (_, m) => level(m)),
        source: 'E1' as const,
      },
    ],
    logs: { templates: [template] } as never,
  };
  return garbageCollection({ incident, segmentation: segment(incident), found: nobody, ready: [] })
    ?.statement;
}

it('what is emptied in each window is said to be so by a line that comes each time, and by nothing else', () => {
  expect(told(drops)).toContain(
    'each time with “web exited with code …”: what that line tells of empties it',
  );
  expect(told([10, 20])).toContain('with no restart on record');
});
