import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

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

  it('are none where each began with it', () => {
    expect(told(own)).toBeNull();
  });
});
