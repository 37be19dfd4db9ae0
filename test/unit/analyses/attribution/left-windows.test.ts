import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { RecordedChange } from '../../../../shared/incident/incident.ts';
import { buildIncident, changed, event, stream } from '../build-incident.ts';

/** Ten windows of a job that runs every 300 minutes, and one of an outage elsewhere. */
const JOB = Array.from({ length: 10 }, (_, i) => 60 + 300 * i);
const OTHER = 1690;
const MINUTES = 3000;

function attributed(vendorAt: readonly number[], changes: readonly RecordedChange[] = []) {
  const incident = buildIncident({
    minutes: MINUTES,
    changes,
    windows: [...JOB.map((m) => [m + 2, m + 20] as const), [OTHER, OTHER + 70] as const].toSorted(
      ([a], [b]) => a - b,
    ),
    streams: [
      stream(
        'nightly',
        'job',
        JOB.map((m) => event(m, m + 20)),
        MINUTES,
      ),
      stream(
        'vendor page',
        'vendor',
        vendorAt.map((m) => event(m, m + 60)),
        MINUTES,
      ),
    ],
  });
  const found = attribute(incident, segment(incident), []);
  return {
    vendor: found.candidates.find((c) => c.id === 'vendor page'),
    change: found.candidates.find((c) => c.id === 'C1'),
    top: found.candidates[0],
  };
}

describe('a window that the cause of the others leaves', () => {
  it('may have a cause of its own: what lies over it is not ruled out', () => {
    const { vendor, top } = attributed([OTHER + 9]);
    expect(top?.id).toBe('nightly');
    expect(vendor?.ruledOut).toBe(false);
  });

  it('may have been brought by a change on record, which then is not ruled out by the windows before it', () => {
    const at = (minute: number) => attributed([700], [changed(1, minute)]);
    const { top, change } = at(OTHER - 6);
    expect(top?.id).toBe('nightly');
    expect(change?.ruledOut).toBe(false);
    expect(at(OTHER - 100).change?.ruledOut).toBe(true);
  });

  it('is no reason to spare what lies elsewhere, or nearly everywhere', () => {
    expect(attributed([700, 1010, 1310, 2130]).vendor?.ruledOut).toBe(true);
    const often = attributed(Array.from({ length: 14 }, (_, i) => OTHER + 9 - 200 * 8 + 200 * i));
    expect(often.vendor?.ruledOut).toBe(true);
  });
});
