import { describe, expect, it } from 'vitest';
import { smoothLoad } from '../../../../shared/analyses/attribution/load.ts';
import { LoadModel } from '../../../../shared/analyses/attribution/load-model.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident } from '../build-incident.ts';

const WINDOWS = [
  [200, 215],
  [420, 440],
  [700, 715],
] as const;

describe('the loads that a threshold is held against', () => {
  const s = segment(buildIncident({ minutes: 900, windows: WINDOWS, seed: 8 }));
  const loads = LoadModel.of(s, riskSet(s), smoothLoad(s));

  it('are those of the healthy minutes since a change, lowest first, and those before it', () => {
    expect(loads).not.toBeNull();
    if (!loads) return;
    const all = loads.healthyFrom(0);
    expect(all.length).toBeGreaterThan(800);
    for (const minute of [1, 210, 500, 899]) {
      const [since, before] = [
        loads.healthyFrom(minute * MINUTE_MS),
        loads.healthyBefore(minute * MINUTE_MS),
      ];
      expect(since).toEqual(since.toSorted());
      expect(Float64Array.from([...since, ...before]).sort()).toEqual(all);
    }
  });
});
