import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import { life } from '../../../shared/analyses/signatures/life.ts';
import type { LogTemplate } from '../../../shared/incident/logs.ts';
import { buildIncident, START } from './build-incident.ts';

const MINUTE = 60_000;
const ref = { source: 'E3', bytes: [0, 10], lines: [1, 1], time: null } as const;
const nobody = { state: 'none', candidates: [] } as unknown as Attribution;

/** Windows that follow a line at each recovery, or a clock of their own; the line comes at each recovery in both. */
function told(next: (from: number, to: number) => number) {
  const windows: [number, number][] = [];
  for (let from = 20, i = 0; i < 8; i += 1) {
    const to = from + 2 + (i % 4);
    windows.push([from, to]);
    from = next(from, to);
  }
  const times = windows.map(([, to]) => START + to * MINUTE - 5_000);
  const issued: LogTemplate = {
    id: 'T1',
    text: 'new token issued, expires in <*>',
    level: null,
    service: 'auth',
    count: times.length,
    firstAt: times[0] ?? 0,
    lastAt: times.at(-1) ?? 0,
    bins: [],
    times,
    ref,
    sample: '',
  };
  const built = buildIncident({ minutes: (windows.at(-1)?.[1] ?? 0) + 30, windows, perMinute: 2000 });
  const incident = {
    ...built,
    logs: {
      from: START,
      binMs: MINUTE,
      lines: 0,
      bins: [],
      templates: [issued],
      dimensions: [],
      coverage: [],
      sources: ['E3'],
      runs: [],
    } as never,
  };
  return life({ incident, segmentation: segment(incident), found: nobody, ready: [] });
}

describe('a life that the logs show to be given out at each recovery', () => {
  it('is named with its line where each failure comes that long after it', () => {
    expect(told((_, to) => to + 60)?.statement).toContain(
      'It fails 60 min after “new token issued, expires in …”',
    );
  });

  it('is none where the failures keep to a clock of their own', () => {
    expect(told((from) => from + 60)).toBeNull();
  });
});
