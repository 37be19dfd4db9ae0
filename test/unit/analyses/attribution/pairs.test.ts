import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { buildIncident, event, stream } from '../build-incident.ts';

const MINUTES = 1600;
/** The sweep always starts while the export runs; a window lasts until the first of them ends, mostly the export. */
const SWEEPS = [90, 241, 420, 555, 760, 913, 1100, 1262, 1437] as const;
const LENGTHS = [14, 33, 21, 45, 12, 38, 25, 50, 17] as const;
const SWEEP = 60;

function candidates(exportEnd: (i: number) => number) {
  const exports = SWEEPS.map((at, i) => event(at - 20 - 7 * (i % 4), exportEnd(i)));
  const sweeps = SWEEPS.map((at) => event(at, at + SWEEP));
  const incident = buildIncident({
    minutes: MINUTES,
    windows: SWEEPS.map((at, i) => [at + 2, at + (LENGTHS[i] ?? 20)] as const),
    perMinute: 600,
    seed: 5,
    streams: [
      // Of two runs no record is left.
      stream(
        'export',
        'job',
        exports.filter((_, i) => i !== 3 && i !== 6),
        MINUTES,
      ),
      stream('sweep', 'job', sweeps, MINUTES),
    ],
  });
  return attribute(incident, segment(incident), []).candidates;
}

describe('two jobs of which one always starts while the other runs', () => {
  it('are named together where the windows end with the other one, though a record of it is lost', () => {
    const [top] = candidates((i) => (SWEEPS[i] ?? 0) + (LENGTHS[i] ?? 0));
    expect(top?.id).toBe('export&sweep');
    expect(top?.probability).toBeGreaterThan(0.5);
  });

  it('are not where the windows end at other times: the one that starts explains more of them by itself', () => {
    const [top] = candidates(
      (i) => (SWEEPS[i] ?? 0) + (LENGTHS[(i + 4) % LENGTHS.length] ?? 0) + 9 * (i % 3),
    );
    expect(top?.id).toBe('sweep');
  });
});
