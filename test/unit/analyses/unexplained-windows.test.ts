import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import type { RecordedChange } from '../../../shared/incident/incident.ts';
import { buildIncident, changed, event, START, stream } from './build-incident.ts';

const turns = Array.from({ length: 12 }, (_, i) => 30 + 60 * i);
const own = turns.map((m) => [m + 2, m + 14] as const);
const job = stream(
  'index',
  'job',
  turns.map((m) => event(m, m + 14)),
  800,
);
const outage = stream('Bank status', 'vendor', [event(417, 440, START, { title: 'Errors' })], 800);

function told(windows: readonly (readonly [number, number])[]) {
  const { findings } = analyse(buildIncident({ minutes: 800, windows, streams: [job, outage] }));
  return findings.find((f) => isKind(f, 'unexplained'))?.statement ?? null;
}

describe('windows that did not begin with the cause', () => {
  it('are named with what is on record beside them', () => {
    const windows = [...own, [415, 432] as const].toSorted((a, b) => a[0] - b[0]);
    expect(told(windows)).toBe(
      '1 of 13 windows did not begin with a run of index: Fri 20 Nov, 16:55. Something else may have brought it. On record beside it: an outage of Bank at 16:57.',
    );
  });

  it('are named with a change on record beside them, once where a stream lists it too', () => {
    const windows = [...own, [415, 432] as const].toSorted((a, b) => a[0] - b[0]);
    const beside = (changes: readonly RecordedChange[]) => {
      const { findings } = analyse(buildIncident({ minutes: 800, windows, streams: [job, outage], changes }));
      return findings.find((f) => isKind(f, 'unexplained'));
    };
    const told = beside([changed(1, 405), changed(2, 417, 'vendor'), changed(3, 200)]);
    expect(told?.statement).toContain(
      'On record beside it: an outage of Bank at 16:57 and “Changed thing 1” (C1, 16:45).',
    );
    expect(told?.cites).toEqual(['C1']);
  });

  it('say of what stands beside several of them how often it does', () => {
    const extra = [415, 535, 655].map((m) => [m, m + 9] as const);
    const windows = [...own, ...extra].toSorted((a, b) => a[0] - b[0]);
    const of = (minutes: readonly number[]) => {
      const api = stream(
        'api',
        'deploy',
        minutes.map((m) => event(m, m + 1)),
        800,
      );
      const { findings } = analyse(buildIncident({ minutes: 800, windows, streams: [job, api] }));
      return findings.find((f) => isKind(f, 'unexplained'))?.statement;
    };
    expect(of([413, 533, 653])).toContain('On record beside them: a deployment of api each time.');
    expect(of([413, 533])).toContain('On record beside them: a deployment of api at 2 of the 3.');
  });

  it('are none where each began with it', () => {
    expect(told(own)).toBeNull();
  });
});
