import { describe, expect, it } from 'vitest';
import { segment } from '../../../shared/analyses/segment.ts';
import { failureWindowFindings } from '../../../shared/analyses/segment-findings.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

const DAY = 1440;
const outages = [
  [200, 212],
  [400, 409],
  [900, 931],
  [1400, 1412],
] as const;

function incidentOf(lasting: readonly (readonly [number, number | null])[]): Incident {
  const plain = buildIncident({ minutes: 10, windows: [] });
  const [source] = plain.sources;
  if (!source) throw new Error('a source is needed');
  const alerts = lasting.map(([from, to]) => event(from, to));
  return {
    ...plain,
    series: [],
    streams: [stream('shop is down', 'alert', alerts, DAY)],
    sources: [{ ...source, span: { from: START, to: START + DAY * MINUTE_MS } }],
  };
}

const windowsOf = (incident: Incident) =>
  segment(incident).episodes.map(({ from, to }) => [
    (from - START) / MINUTE_MS,
    to === null ? null : (to - START) / MINUTE_MS,
  ]);

describe('windows told from alerts alone', () => {
  it('are the alerts that say when they ended, where nothing counts failures', () => {
    const incident = incidentOf(outages);
    expect(windowsOf(incident)).toEqual(outages);
    const [found] = failureWindowFindings(incident, segment(incident));
    expect(found?.statement).toContain(
      'told from the alerts “shop is down” alone: each begins when it was noticed, not when it failed',
    );
  });

  it('are over with the last alert that ended, and open where the last one has no end', () => {
    expect(windowsOf(incidentOf([...outages.slice(0, 3), [1430, 1440]])).at(-1)).toEqual([1430, 1440]);
    expect(windowsOf(incidentOf([...outages, [1430, null]])).at(-1)).toEqual([1430, null]);
  });

  it('are none where too few alerts say when they ended, or something counts failures', () => {
    expect(windowsOf(incidentOf(outages.map(([from]) => [from, null])))).toEqual([]);
    const counted = buildIncident({ minutes: DAY, windows: [[100, 120]] });
    const alerts = stream(
      'shop is down',
      'alert',
      outages.map(([from, to]) => event(from, to)),
      DAY,
    );
    expect(windowsOf({ ...counted, streams: [alerts] })).toHaveLength(1);
  });
});
