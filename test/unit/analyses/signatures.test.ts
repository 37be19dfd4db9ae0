import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { attribute } from '../../../shared/analyses/attribution/attribute.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import { leak } from '../../../shared/analyses/signatures/leak.ts';
import { proposeRoles } from '../../../shared/incident/roles.ts';
import type { Series } from '../../../shared/incident/series.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { SIGNATURE_PLANS } from '../../simulate/planted-signatures.ts';
import { random } from '../../simulate/random.ts';
import { signatureFigures } from '../../simulate/signature-figures.ts';
import { buildIncident, event, gauge, START, stream } from './build-incident.ts';

const EACH = 6;
const figures = signatureFigures(31, EACH);

describe('the mark of a failure that no stream lists', () => {
  it.each(figures.filter((f) => f.planted).map((f) => [f.signature, f.what, f] as const))(
    '%s is told of %s',
    (_, __, figure) => {
      expect(figure.told).toBeGreaterThanOrEqual(5 / EACH);
    },
  );

  it.each(figures.filter((f) => !f.planted).map((f) => [f.signature, f.what, f] as const))(
    '%s is not told of %s',
    (_, __, figure) => {
      expect(figure.told).toBe(0);
    },
  );

  it('is planted and feigned for every signature of its own data', () => {
    for (const { signature } of SIGNATURE_PLANS) {
      const kinds = new Set(SIGNATURE_PLANS.filter((p) => p.signature === signature).map((p) => p.planted));
      expect([...kinds].sort(), signature).toEqual([false, true]);
    }
  });
});

describe('a signature finding', () => {
  const first = (what: string) => {
    const plan = SIGNATURE_PLANS.find((one) => one.what.startsWith(what));
    if (!plan) throw new Error(what);
    const { findings } = analyse(plan.make(random(3, what)));
    return findings.filter((f) => isKind(f, 'signature'));
  };

  it('says n and one sentence, and never a probability', () => {
    for (const f of first('connections taken')) {
      expect(f.statement).toMatch(/n = \d/);
      expect(f.statement).not.toContain('%');
    }
  });

  it('says of one machine alone that it waits for its processor, and of a busy one that does not', () => {
    const windows = [
      [60, 75],
      [140, 152],
      [260, 280],
      [310, 322],
    ] as const;
    const told = (metric: string) => {
      const values = Array.from({ length: 400 }, (_, m) =>
        windows.some(([from, to]) => m >= from && m < to) ? 30 + (m % 4) : 1 + (m % 3),
      );
      const plain = buildIncident({ minutes: 400, windows });
      const { findings } = analyse({
        ...plain,
        series: [...plain.series, gauge(metric, null, 1, values)],
      });
      return findings.find((f) => isKind(f, 'signature') && f.data.signature === 'noisy-neighbour');
    };
    for (const metric of ['cpu.steal', 'CPU Ready vm-03', 'CPU-Bereitschaft vm-03 (ms)'])
      expect(told(metric)?.statement).toMatch(/goes from 2 to 3\d.* inside the windows \(n = 4 windows\)/);
    expect(told('cpu.user')).toBeUndefined();
  });

  it('knows a gauge that is written as things happen, and emptied as the first failing bin begins', () => {
    const windows = [120, 240, 360, 480].map((m): [number, number] => [m, m + 6]);
    const at = Array.from({ length: 600 }, (_, m) => m).filter(
      (m) => m % 7 === 0 || m % 11 === 2 || m % 120 === 119,
    );
    const filled = {
      ...gauge(
        'heap after gc',
        'bytes',
        1,
        at.map((m) => 3e9 + 7e7 * (m % 120)),
      ),
      times: at.map((m) => START + m * MINUTE_MS),
    };
    const plain = buildIncident({ minutes: 600, windows });
    const { findings } = analyse({ ...plain, series: [...plain.series, filled] });
    const told = findings.find((f) => isKind(f, 'signature') && f.data.signature === 'garbage-collection');
    expect(told?.statement).toContain('heap after gc rises steadily and falls at once in 4 windows');
  });

  it('does not say that no gauge shows what fills up where one drains before each window', () => {
    let end = 0;
    const windows = [10, 90, 25, 70, 15, 80, 30].map((length) => {
      const from = end + 240;
      end = from + length;
      return [from, end] as const;
    });
    const built = buildIncident({ minutes: end + 60, windows });
    const credits = windows.reduce<number[]>((values, [from, to], k) => {
      const since = k === 0 ? 0 : (windows[k - 1]?.[1] ?? 0);
      for (let m = since; m < from; m++) values.push(100 - (100 * (m - since)) / (from - since));
      for (let m = from; m < to; m++) values.push(0);
      return values;
    }, []);
    const gauge: Series = {
      id: 'burst_balance',
      metric: 'burst_balance',
      labels: {},
      unit: '%',
      measures: 'gauge',
      intervalMs: MINUTE_MS,
      times: credits.map((_, m) => START + m * MINUTE_MS),
      values: credits,
      source: 'E1',
    };
    const told = (series: readonly Series[]) => {
      const incident = { ...built, series: [...built.series, ...series] };
      const segmentation = segment(incident);
      const weighed = attribute(incident, segmentation, []);
      const candidates = weighed.candidates.toSorted((a) => (a.kind === 'accumulation' ? -1 : 1));
      return leak({ incident, segmentation, found: { ...weighed, state: 'cause', candidates }, ready: [] })
        ?.statement;
    };
    expect(told([])).toContain('no gauge in the evidence rises with it');
    expect(told([gauge])).toBeUndefined();
  });

  it('is a life that each deployment begins, though no file says when the process was back', () => {
    const starts = [0, 2100, 4900, 7400, 10_600, 12_900];
    const day = 24 * 60;
    const windows = starts.map((at) => [at + day, at + day + 6] as const);
    const minutes = 15_000;
    const deploys = stream(
      'cart deployments',
      'deploy',
      starts.map((at) => event(at)),
      minutes,
    );
    const told = (more: readonly number[]) => {
      const streams = [
        {
          ...deploys,
          events: [...deploys.events, ...more.map((at) => event(at))].sort((a, b) => a.start - b.start),
        },
      ];
      const { findings } = analyse(buildIncident({ minutes, windows, streams, perMinute: 200 }));
      return findings.find((f) => f.statement.includes('24 h after the last deployment'))?.statement;
    };
    expect(told([])).toContain('Each time it fails 24 h after the last deployment of cart (n = 6)');
    // Deployments that nothing followed a day later speak against it.
    expect(told([3000 + 600, 9000 + 100])).toBeUndefined();
  });

  it('is refuted by a relief that did not grow with the limit', () => {
    const [found] = first('relief stays').filter((f) => f.data.signature === 'raised-limit');
    expect(found?.verdict).toBe('ruled-out');
    expect(found?.statement).toContain('does not merely leak away');
  });

  it('without the data that would show it says what to bring', () => {
    const plan = SIGNATURE_PLANS.find((one) => one.signature === 'election' && one.planted);
    const incident = plan?.make(random(4, 'election'));
    const found = incident ? analyse({ ...incident, logs: null }).findings : [];
    const open = found.find((f) => isKind(f, 'signature') && f.data.signature === 'election');
    expect(open?.verdict).toBe('undetermined');
    expect(open?.statement).toContain('Bring: errors by client');
  });
});

describe('answers counted by pod and by status', () => {
  const windows = [
    [40, 52],
    [131, 140],
    [170, 188],
    [251, 262],
  ] as const;
  const base = buildIncident({ minutes: 300, windows });
  const failing = (m: number): boolean => windows.some(([from, to]) => m >= from && m < to);
  const counts = (pod: string, status: string, value: (m: number) => number): Series => ({
    id: `answers{pod=${pod},status=${status}}`,
    metric: 'answers',
    labels: { pod, status },
    unit: null,
    measures: 'gauge',
    intervalMs: MINUTE_MS,
    times: Array.from({ length: 300 }, (_, m) => START + m * MINUTE_MS),
    values: Array.from({ length: 300 }, (_, m) => value(m)),
    source: 'E1',
  });

  it('tell which pod has the errors', () => {
    const pods = ['a', 'b', 'c', 'd'].flatMap((pod) => [
      counts(pod, '2xx', (m) => (pod === 'c' && failing(m) ? 30 : 150)),
      counts(pod, '5xx', (m) => (pod === 'c' && failing(m) ? 120 : Number(m % 7 === 0))),
    ]);
    const { roles, derived } = proposeRoles(pods, [], null);
    const { findings } = analyse({ ...base, series: [...pods, ...derived], roles });
    const told = findings.filter((f) => isKind(f, 'signature')).map((f) => f.statement);
    expect(told.join('\n')).toMatch(/of the errors inside the windows are at pod c, one of 4/);
    expect(told.join('\n')).not.toContain('the evidence does not say which instance');
  });

  it('tell nothing of a pod that has most of the errors because it has most of the requests', () => {
    const pods = ['a', 'b'].flatMap((pod) => [
      counts(pod, '2xx', () => (pod === 'a' ? 900 : 90)),
      counts(pod, '5xx', (m) => (failing(m) ? 2 : 0.1) * (pod === 'a' ? 100 : 10)),
    ]);
    const { roles, derived } = proposeRoles(pods, [], null);
    const { findings } = analyse({ ...base, series: [...pods, ...derived], roles });
    expect(findings.map((f) => f.statement).join('\n')).not.toContain(
      'of the errors inside the windows are at',
    );
  });
});
