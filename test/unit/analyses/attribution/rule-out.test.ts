import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { HOUR_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident, event, stream } from '../build-incident.ts';

const DAY = 1440;
/** A deployment on most days, at hours of no pattern; what they fill lives for exactly a day. */
const DEPLOYED = [80, 310, 40, 250, 150, 390, 20, 210, 330, 110, 270].map((m, day) => DAY * day + m);

describe('a stream that windows follow at one steady time, later than was tested', () => {
  const minutes = 12 * DAY;
  const windows = DEPLOYED.map((m) => [m + DAY, m + DAY + 25] as const);
  const incident = buildIncident({
    minutes,
    windows,
    perMinute: 200,
    seed: 7,
    streams: [
      stream(
        'api',
        'deploy',
        DEPLOYED.map((m) => event(m)),
        minutes,
      ),
      stream(
        'report',
        'job',
        Array.from({ length: 120 }, (_, i) => event(30 + 143 * i, 35 + 143 * i)),
        minutes,
      ),
    ],
  });
  const { candidates } = attribute(incident, segment(incident), []);

  it('is not ruled out because none of its events came shortly before a window', () => {
    expect(candidates.find(({ id }) => id === 'api')?.ruledOut).toBe(false);
  });
});

describe('a change before windows that come in bursts at each day’s peak', () => {
  const minutes = 4 * DAY;
  const bursts = [DAY, 2 * DAY, 3 * DAY].flatMap((day) => [0, 26, 47, 71].map((m) => day + 600 + m));
  const incident = buildIncident({
    minutes,
    windows: bursts.map((m) => [m, m + 9] as const),
    perMinute: 300,
    seed: 5,
    streams: [
      stream('checkout', 'deploy', [event(1170)], minutes),
      // So well explained otherwise that little speaks for the change: what rules it out must still be true.
      stream(
        'report',
        'job',
        bursts.map((m) => event(m - 2, m + 8)),
        minutes,
      ),
    ],
  });

  it('is not ruled out by the calm until the next peak', () => {
    const { candidates } = attribute(incident, segment(incident), []);
    expect(candidates.find(({ id }) => id === 'checkout#1')?.ruledOut).toBe(false);
  });
});

describe('files whose zones are in doubt', () => {
  const minutes = 700;
  const windows = [60, 170, 310, 395, 540, 640].map((m) => [m, m + 12] as const);
  const runs = windows.map(([m]) => event(m - 5, m + 8));
  const plain = buildIncident({
    minutes,
    windows,
    seed: 3,
    streams: [stream('import', 'job', runs, minutes)],
  });
  const [metrics] = plain.sources;
  if (!metrics?.span) throw new Error('the metrics have a span');

  /** The metrics were written in a zone four hours away and are read as UTC; the runs say theirs. */
  const shifted = (origin: 'assumed' | 'record') => {
    const by = 4 * HOUR_MS;
    const span = { from: (metrics.span?.from ?? 0) - by, to: (metrics.span?.to ?? 0) - by };
    return {
      ...plain,
      series: plain.series.map((x) => ({ ...x, times: x.times.map((t) => t - by) })),
      sources: [
        { ...metrics, span, coverage: [span], zoneOrigin: origin },
        { ...metrics, id: 'E2' as const, file: 'runs.csv' },
      ],
    };
  };

  it('rule nothing out and name neither a cause nor none', () => {
    const incident = shifted('assumed');
    const { candidates, state } = attribute(incident, segment(incident), []);
    expect(candidates.filter(({ ruledOut }) => ruledOut).map(({ id }) => id)).not.toContain('import');
    expect(state).toBe('undetermined');
  });

  it('are compared where their records say the zone', () => {
    const incident = shifted('record');
    expect(attribute(incident, segment(incident), []).state).toBe('none');
  });
});
