import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { windowShape } from '../../../../shared/analyses/attribution/window-shape.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import type { Incident } from '../../../../shared/incident/incident.ts';
import type { Series } from '../../../../shared/incident/series.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { attempt, buildIncident, event, type Plan, START, stream } from '../build-incident.ts';

const MINUTES = 900;
/** Irregular, so that no clock explains them. */
const ONSETS = [130, 214, 262, 395, 447, 590, 661, 803] as const;
const LENGTH = 12;

function incidentWith(plan: Partial<Plan>): Incident {
  return buildIncident({
    minutes: MINUTES,
    windows: ONSETS.map((m) => [m, m + LENGTH] as const),
    perMinute: 600,
    seed: 8,
    ...plan,
  });
}

function verdict(incident: Incident, resets: readonly number[] = []) {
  const { candidates } = attribute(incident, segment(incident), resets);
  return { top: candidates[0], of: (id: string) => candidates.find((c) => c.id === id) };
}

function gauge(valueAt: (minute: number) => number): Series {
  return {
    id: 'held',
    metric: 'held',
    labels: {},
    unit: null,
    measures: 'gauge',
    intervalMs: MINUTE_MS,
    times: Array.from({ length: MINUTES }, (_, m) => START + m * MINUTE_MS),
    values: Array.from({ length: MINUTES }, (_, m) => valueAt(m)),
    source: 'E1',
  };
}

describe('a single change of a stream', () => {
  it('goes by its short title and its time; a long title is left out, never cut', () => {
    const title = (text: string) => {
      const deploys = [event(40), event(110), event(500)].map((e, i) =>
        i === 1 ? { ...e, title: text } : e,
      );
      const incident = incidentWith({ streams: [stream('deploys', 'deploy', deploys, MINUTES)] });
      return verdict(incident).of('deploys#2')?.label;
    };
    expect(title('3.11.0')).toBe('deploys: 3.11.0 (11:50)');
    expect(title('A long account of what was released and by whom')).toBe('deployment of deploys (11:50)');
  });
});

describe('a certificate that expired', () => {
  it('is said to have expired, not to have changed', () => {
    const expiry = { ...event(129), title: 'api.example.com expired' };
    const incident = incidentWith({
      windows: [[130, 260]],
      streams: [stream('api.example.com', 'certificate', [expiry], MINUTES)],
    });
    expect(verdict(incident).of('api.example.com')?.reason).toMatch(
      /after the certificate api\.example\.com expired;/,
    );
  });
});

describe('changes before windows that begin late', () => {
  const windows = [610, 652, 731, 760, 838].map((m) => [m, m + LENGTH] as const);
  const of = (times: readonly number[], id: string) =>
    verdict(
      incidentWith({
        windows,
        streams: [
          stream(
            'api',
            'deploy',
            times.map((m) => event(m)),
            MINUTES,
          ),
        ],
      }),
    ).of(id)?.probability ?? 0;

  it('one minutes before them is hardly less likely for others of long before', () => {
    expect(of([20, 130, 260, 590], 'api#4')).toBeGreaterThan(0.7 * of([590], 'api#1'));
  });

  it('one minutes before them is much less likely where others were as late', () => {
    expect(of([575, 583, 590, 597], 'api#3')).toBeLessThan(0.5 * of([590], 'api#1'));
  });
});

describe('what the cause verdict knows beside jobs', () => {
  it('names the fixes themselves where windows begin as they take effect', () => {
    const attempts = ONSETS.map((m, i) => attempt(i + 1, m - 5, m - 3));
    const said = verdict(incidentWith({ attempts }));
    expect(said.top?.id).toBe('attempts');
    expect(said.top?.reason).toMatch(
      /^8 of 8 windows began .* after a fix took effect; all 8 fixes came with one/,
    );
  });

  it('does not name fixes that answer the windows', () => {
    const attempts = ONSETS.map((m, i) => attempt(i + 1, m + 6, m + 10));
    expect(verdict(incidentWith({ attempts })).of('attempts')).toBeUndefined();
  });

  it('takes a gauge that fills between the windows and is emptied by them for a filling', () => {
    const plain = incidentWith({});
    const uniform = seededUniform(3);
    const since = (m: number): number => m - (ONSETS.map((o) => o + LENGTH).findLast((end) => end <= m) ?? 0);
    const filling = { ...plain, series: [...plain.series, gauge((m) => since(m) + 20 * uniform())] };
    const wandering = { ...plain, series: [...plain.series, gauge((m) => 0.1 * m + 20 * uniform())] };
    const of = (incident: Incident): number => verdict(incident).of('accumulation')?.probability ?? 0;
    expect(of(filling)).toBeGreaterThan(4 * of(plain));
    expect(of(wandering)).toBeLessThan(1.5 * of(plain) + 0.01);
  });

  it('takes a deployment for what starts afresh what fills up, where that makes its times regular', () => {
    // It fails 100 minutes after the last window, or after a deployment since.
    const released = [160, 230, 480, 545, 830, 1010, 1080];
    const windows: [number, number][] = [];
    let emptied = 0;
    while (emptied < 1400) {
      const full = emptied + 100 + (windows.length % 3);
      const sooner = released.find((m) => m > emptied && m < full);
      if (sooner === undefined) windows.push([full, full + 9 + (windows.length % 4)]);
      emptied = sooner ?? windows.at(-1)?.[1] ?? full;
    }
    const deployed = (times: readonly number[]) =>
      stream(
        'api deployments',
        'deploy',
        times.map((m) => event(m)),
        1500,
      );
    const of = (times: readonly number[]) =>
      verdict(incidentWith({ minutes: 1500, windows, streams: [deployed(times)] })).of('accumulation');
    const said = of(released);
    expect(said?.probability).toBeGreaterThan(2 * (of([20, 70, 90])?.probability ?? 1));
    expect(said?.reason).toMatch(/after the last recovery, restart or deployment of api, give or take/);
  });

  it('says of how many windows a filling time is true, and none where few agree', () => {
    const saidOf = (calms: readonly number[]) => {
      let end = 60;
      const windows = calms.map((calm): [number, number] => {
        const start = end + calm;
        end = start + 8;
        return [start, end];
      });
      return verdict(incidentWith({ minutes: end + 60, windows })).of('accumulation')?.reason;
    };
    expect(saidOf([100, 100, 101, 100, 99, 100, 100])).toMatch(
      /^It fails about 100 min after .* \(n = 6\)\.$/,
    );
    expect(saidOf([100, 100, 320, 100, 40, 100, 100])).toMatch(
      /^4 of 6 windows began about 100 min .*; in all it took 40 min to 5 h 20 min\.$/,
    );
    expect(saidOf([90, 31, 320, 150, 60, 480, 210])).not.toMatch(/^It fails about/);
  });

  describe('windows of uneven length that nothing listed explains', () => {
    const LENGTHS = [8, 30, 14, 40, 10, 26, 18, 35, 12];
    const FILLS = [104, 88, 118, 93, 127, 84, 110, 99, 90];
    let end = 60;
    const filling = LENGTHS.map((length, i): [number, number] => {
      const start = end + (FILLS[i] ?? 0);
      end = start + length;
      return [start, end];
    });
    const minutes = end + 60;
    const probability = (windows: readonly (readonly [number, number])[], streams: Plan['streams'] = []) =>
      verdict(incidentWith({ minutes, windows, streams })).of('accumulation')?.probability ?? 0;

    it('tell of something that fills up where the calms are alike, but not to the minute', () => {
      const wandering = probability(filling);
      const exact = probability(
        LENGTHS.map((length, i): [number, number] => [130 * (i + 1), 130 * (i + 1) + length]),
      );
      expect(wandering).toBeGreaterThan(0.3);
      expect(exact).toBeLessThan(0.1);
    });

    it('do so as well where a job follows each of them', () => {
      const follower = filling.map(([start]) => event(start + 2, start + 6));
      const beside = probability(filling, [stream('repair', 'job', follower, minutes)]);
      expect(beside).toBeGreaterThan(0.6 * probability(filling));
    });
  });

  it('looks at a gauge from the first sample on: three windows have two calms between them', () => {
    const windows = [
      [150, 160],
      [330, 340],
      [520, 530],
    ] as const;
    const emptied = [0, 160, 340, 530];
    const held = gauge((m) => 100 + (m - (emptied.findLast((t) => t <= m) ?? 0)));
    const plain = incidentWith({ windows });
    const of = (incident: Incident): number => verdict(incident).of('accumulation')?.probability ?? 0;
    expect(of({ ...plain, series: [...plain.series, held] })).toBeGreaterThan(3 * of(plain));
  });

  it('leaves a change open that came before all windows after a long calm', () => {
    const late = ONSETS.map((m) => [m + 700, m + 700 + LENGTH] as const);
    const change = stream('settings', 'config', [event(790), event(1290), event(1480)], 1600);
    const said = verdict(incidentWith({ minutes: 1600, windows: late, streams: [change] }));
    expect(said.of('settings#1')?.probability).toBeGreaterThan(0.2);
    expect(said.of('settings')?.ruledOut).toBe(false);
  });

  it('does not accuse a job that each failure starts', () => {
    const uniform = seededUniform(5);
    const repair = stream(
      'repair',
      'job',
      ONSETS.map((m) => m + 2 + 3 * uniform()).map((m) => event(m, m + 4)),
      MINUTES,
    );
    expect(verdict(incidentWith({ streams: [repair] })).of('repair')?.probability).toBeLessThan(0.5);
  });

  it('accuses an outage elsewhere that was noted a little late', () => {
    const outages = stream(
      'upstream',
      'vendor',
      ONSETS.map((m) => event(m + 1.5, m + LENGTH + 1)),
      MINUTES,
    );
    const said = verdict(incidentWith({ streams: [outages] }));
    expect(said.top?.id).toBe('upstream');
    expect(said.top?.probability).toBeGreaterThan(0.7);
  });

  it('tells a job that does harm by its long runs with the shortest of those, not with a figure below it', () => {
    const short = [20, 60, 100, 180, 300, 340, 430, 500, 540, 620, 700, 740, 850, 880];
    const runs = [
      ...short.map((m, i) => event(m, m + 3 + (i % 6))),
      ...ONSETS.map((m, i) => event(m - 3, m + LENGTH + (i % 3))),
    ].sort((a, b) => a.start - b.start);
    const said = verdict(incidentWith({ streams: [stream('rebuild', 'job', runs, MINUTES)] })).of('rebuild');
    expect(said?.reason).toMatch(/all 8 runs of 15 min or more came with one/);
  });

  it('sees that a job does harm only above a load', () => {
    const busy = (m: number): boolean => Math.floor(m / 150) % 2 === 1;
    const runs = Array.from({ length: 29 }, (_, k) => 20 + 30 * k);
    const harmful = runs.filter(busy);
    const said = verdict(
      incidentWith({
        windows: harmful.map((m) => [m + 2, m + 12] as const),
        requestsAt: (m) => (busy(m) ? 1000 : 500),
        streams: [
          stream(
            'export',
            'job',
            runs.map((m) => event(m, m + 10)),
            MINUTES,
          ),
        ],
      }),
    );
    expect(said.top?.id).toBe('export');
    expect(said.top?.reason).toMatch(/runs at [\d,]+ requests a minute or more/);
  });

  describe('a load that fails since a change', () => {
    const minutes = 1600;
    const change = stream('release', 'deploy', [event(720), event(1290), event(1480)], minutes);
    const windows = ONSETS.map((m) => [m + 650, m + 650 + LENGTH] as const);
    const surges = (starts: readonly number[]) => (m: number) =>
      600 * (starts.some((at) => m >= at - 2 && m < at + LENGTH) ? 1.5 : 1);
    const failing = windows.map(([from]) => from);
    const among = (requestsAt: (m: number) => number) =>
      verdict(incidentWith({ minutes, windows, requestsAt, streams: [change] }));

    it('names the change where such a load passed before it', () => {
      const said = among(surges([...failing, 90, 180, 260, 333, 410, 488, 560, 640]));
      expect(said.top?.id).toBe('release#1');
      expect(said.top?.reason).toMatch(
        /^From it on 8 of 8 windows began at .* or more; before it .* passed without harm\.$/,
      );
    });

    it('leaves both open where no such load was seen before it', () => {
      const said = among(surges(failing));
      expect(said.top?.id).toBe('traffic');
      expect(said.of('release#1')?.ruledOut).toBe(false);
      expect(said.of('release')?.ruledOut).toBe(false);
    });

    it('blames the load alone where it did harm before the change as well', () => {
      const both = [...windows, [180, 192] as const, [410, 422] as const].sort((a, b) => a[0] - b[0]);
      const said = verdict(
        incidentWith({
          minutes,
          windows: both,
          requestsAt: surges(both.map(([from]) => from)),
          streams: [change],
        }),
      );
      expect(said.top?.id).toBe('traffic');
      expect(said.of('release#1')?.probability ?? 0).toBeLessThan(0.02);
    });
  });

  it('takes no rise of the failures for a filling that the rise of the load explains', () => {
    // Each calm begins at a third of the load; the healthy failure rate follows the load and nothing else.
    const into = (m: number): number => {
      const before = ONSETS.findLast((at) => at + LENGTH <= m);
      const next = ONSETS.find((at) => at > m);
      return before === undefined || next === undefined
        ? 0.5
        : (m - before - LENGTH) / (next - before - LENGTH);
    };
    const load = (m: number): number => 200 + 400 * Math.min(1, Math.max(0, into(m)));
    const climbOf = (rateAt: (m: number) => number): number => {
      const plain = incidentWith({ requestsAt: load });
      const asked = plain.series.find((x) => x.id === plain.roles.requests?.series)?.values ?? [];
      const series = plain.series.map((x) =>
        x.id === plain.roles.errors?.series
          ? {
              ...x,
              values: x.values.map((v, m) =>
                ONSETS.some((at) => m >= at && m < at + LENGTH) ? v : Math.round((asked[m] ?? 0) * rateAt(m)),
              ),
            }
          : x,
      );
      const s = segment({ ...plain, series });
      return windowShape(s, riskSet(s)).climb;
    };
    expect(climbOf((m) => 0.00006 * load(m))).toBeLessThan(0.1);
    expect(climbOf((m) => 0.01 + 0.03 * into(m) ** 4)).toBeGreaterThan(0.2);
  });
});
