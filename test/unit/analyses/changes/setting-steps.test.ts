import { describe, expect, it } from 'vitest';
import { levelChanges } from '../../../../shared/analyses/changes/level-changes.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { Series } from '../../../../shared/incident/series.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident, START } from '../build-incident.ts';

const MINUTES = 480;

function setting(id: string, at: (minute: number) => number): Series {
  const minutes = Array.from({ length: MINUTES }, (_, minute) => minute);
  return {
    id,
    metric: id,
    labels: {},
    unit: null,
    measures: 'gauge',
    intervalMs: MINUTE_MS,
    times: minutes.map((minute) => START + minute * MINUTE_MS),
    values: minutes.map(at),
    source: 'E2',
  };
}

describe('a setting', () => {
  const base = buildIncident({
    minutes: MINUTES,
    windows: [
      [300, 320],
      [400, 420],
    ],
  });
  const changesOf = (series: Series) =>
    levelChanges({ ...base, series: [...base.series, series] }, segment(base)).filter(
      (change) => change.subject === series.id,
    );

  it('has changed at any step, however small, between two samples', () => {
    const [change] = changesOf(setting('workers_max', (minute) => (minute < 200 ? 64 : 60)));
    expect(change).toMatchObject({ before: 64, after: 60, quantity: 'level' });
    expect(change?.interval).toEqual({ from: START + 199 * MINUTE_MS, to: START + 200 * MINUTE_MS });
  });

  it('that was changed after the first failure explains nothing of it', () => {
    expect(changesOf(setting('workers_max', (minute) => (minute < 350 ? 64 : 32)))).toEqual([]);
  });

  it('is not what moves all the time', () => {
    expect(changesOf(setting('queue', (minute) => 10 + (minute % 3)))).toEqual([]);
  });
});
