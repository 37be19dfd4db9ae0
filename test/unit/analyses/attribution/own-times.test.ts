import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { Incident } from '../../../../shared/incident/incident.ts';
import type { Stream, StreamEvent } from '../../../../shared/incident/stream.ts';
import { buildIncident, event, stream } from '../build-incident.ts';

const MINUTES = 900;
const PERIOD = 75;
/** Every run of a job that starts at :20 and every 75 minutes fails the service two minutes later. */
const RUNS = Array.from({ length: 11 }, (_, i) => 20 + i * PERIOD);
const LENGTH = 10;

function incidentWith(onsets: readonly number[], streams: readonly Stream[]): Incident {
  return buildIncident({
    minutes: MINUTES,
    windows: onsets.map((m) => [m, m + LENGTH] as const),
    perMinute: 600,
    seed: 11,
    streams: [...streams],
  });
}

const judged = (incident: Incident) => {
  const { candidates } = attribute(incident, segment(incident), []);
  return { candidates, of: (id: string) => candidates.find((c) => c.id === id) };
};

const job = (id: string, events: readonly StreamEvent[]): Stream => stream(id, 'job', [...events], MINUTES);

describe('a regular job of which records are lost', () => {
  const onsets = RUNS.map((m) => m + 2);
  const recorded = RUNS.filter((_, i) => i !== 4 && i !== 7).map((m) => event(m, LENGTH + 1));

  it('is named, and its reason says which windows came when it was due without a run on record', () => {
    const { candidates, of } = judged(incidentWith(onsets, [job('rollup', recorded)]));
    expect(candidates[0]?.id).toBe('rollup');
    expect(candidates[0]?.probability).toBeGreaterThan(0.9);
    expect(of('rollup')?.reason).toContain('11 of 11 windows began');
    expect(of('rollup')?.reason).toContain('at 2 of them when it was due, with no run on record');
  });

  it('of one that runs at no steady time nothing is filled in', () => {
    const scattered = recorded.map((e, i) => ({ ...e, start: e.start + (i % 3) * 17 * 60_000, end: null }));
    const { of } = judged(incidentWith(onsets, [job('rollup', scattered)]));
    expect(of('rollup')?.reason).not.toContain('no run on record');
  });
});

describe('what comes just after the windows begin', () => {
  const onsets = RUNS.filter((_, i) => i % 2 === 0).map((m) => m + 3);

  it('is no consequence where it also runs on the same time while all is well: its clock is late', () => {
    // The same job, noted a minute after it has begun to do harm; every second run does none.
    const late = RUNS.map((m) => event(m + 4, LENGTH));
    const always = judged(incidentWith(onsets, [job('rollup', late)])).of('rollup');
    const onlyThen = judged(
      incidentWith(onsets, [
        job(
          'rollup',
          late.filter((_, i) => i % 2 === 0),
        ),
      ]),
    ).of('rollup');
    expect(always?.probability).toBeGreaterThan(2 * (onlyThen?.probability ?? 0));
  });

  it('is one where it never comes but after a window has begun', () => {
    const irregular = [40, 150, 232, 401, 520, 611, 790];
    const repairs = irregular.map((m) => event(m + 2, 4));
    const { candidates, of } = judged(
      incidentWith(irregular, [stream('switchover', 'maintenance', repairs, MINUTES)]),
    );
    expect(candidates[0]?.id).toBe('none');
    expect(of('switchover')?.probability).toBeLessThan(0.5);
  });
});

describe('a run that goes on for longer than windows usually lie apart', () => {
  it('is tested at each moment while it runs', () => {
    const starts = [30, 160, 290, 420, 550, 680, 810];
    // Each window begins 47 minutes into a run of 57; a second one follows at no steady time.
    const onsets = starts.flatMap((m, i) =>
      m + 47 + LENGTH < MINUTES ? [m + 47, m + 72 + ((i * 13) % 29)] : [],
    );
    const incident = incidentWith(
      onsets.filter((m) => m + LENGTH < MINUTES),
      [
        job(
          'export',
          starts.map((m) => event(m, 57)),
        ),
      ],
    );
    const { of } = judged(incident);
    expect(of('export')?.reason).not.toContain('No window follows');
  });
});
