import { describe, expect, it } from 'vitest';
import { experimentFor } from '../../../../shared/analyses/attribution/experiment.ts';
import type { Candidate } from '../../../../shared/analyses/finding.ts';

const candidate = (id: string, kind: Candidate['kind'], probability = 0.6, label = id): Candidate => ({
  id,
  label,
  kind,
  probability,
  ruledOut: false,
  reason: '',
});
const canary = candidate('cart deployments#1', 'deploy', 0.9, 'cart 7.3 canary (11:26)');

describe('what would separate the likeliest rivals', () => {
  it('is to hold one back where windows come again and again', () => {
    expect(experimentFor([candidate('sync', 'job')], [], 4, false)).toBe(
      'Pause sync for one usual interval and see whether the next window still comes.',
    );
    expect(experimentFor([canary], [], 4, false)).toBe(
      'Take back the deployment cart 7.3 canary (11:26) and see whether the next window still comes.',
    );
  });

  it('is to take back what came before the one window that goes on', () => {
    expect(experimentFor([candidate('cart deployments', 'deploy')], [], 1, true)).toBe(
      'Take back the latest deployment of cart and see whether the failure ends.',
    );
  });

  it('is to try it once more where the one window is over: that it stays away would show nothing', () => {
    expect(experimentFor([canary], [], 1, false)).toBe(
      'Try the deployment cart 7.3 canary (11:26) on a small part once more and see whether it fails again.',
    );
    expect(experimentFor([candidate('Bank status', 'vendor')], [], 1, false)).toBe(
      'Watch the next outage of Bank and see whether it fails again.',
    );
  });

  it('is no stream that hardly anything speaks for', () => {
    const candidates = [candidate('none', 'none', 0.9), candidate('sync', 'job', 0.05)];
    expect(experimentFor(candidates, [], 1, false)).toBe(
      'Bring the run history of what is scheduled and the list of changes.',
    );
  });
});
