import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import type { AnalysisResult } from '../../../shared/analyses/analysis-result.ts';
import type { FindingKind } from '../../../shared/analyses/finding.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

const MINUTES = 600;
const RUNS = [40, 118, 195, 271, 352, 430, 505];
const WINDOWS = RUNS.map((m) => [m + 2, m + 14] as const);
const sync = stream(
  'nightly-sync',
  'job',
  RUNS.map((m) => event(m, m + 14)),
  MINUTES,
);

/** The first sentence of a kind. */
const said = (result: AnalysisResult, kind: FindingKind): string =>
  result.findings.find((finding) => finding.data.kind === kind)?.statement ?? '';

const read = (incident: Incident): AnalysisResult => analyse(incident);

describe('a window of more than a day', () => {
  it('is told with the day on which it ended, one of a night with its time alone', () => {
    const told = (to: number): string =>
      said(
        analyse(buildIncident({ minutes: 8000, windows: [[600, to]], binMs: 5 * MINUTE_MS })),
        'failure-windows',
      );
    expect(told(2400)).toContain('(20 Nov, 20:00 to Sun 22 Nov, 02:00, UTC)');
    expect(told(900)).toContain('(20 Nov, 20:00 to 01:00, UTC)');
  });
});

describe('what the team is told of', () => {
  it('one window: that it is too few to settle anything, and what would tell', () => {
    const result = read(buildIncident({ minutes: 240, windows: [[100, 120]], streams: [sync] }));
    expect(result.state).toBe('undetermined');
    expect(said(result, 'cause')).toMatch(/^Not settled: .*, but one window is too little to act on\./);
  });

  it('no window: that the series stays level, and that another one has to show it', () => {
    const result = read(buildIncident({ minutes: 240, windows: [], streams: [sync] }));
    expect(result.episodes).toEqual([]);
    expect(result.state).toBe('undetermined');
    expect(said(result, 'failure-windows')).toBe(
      'No failure window: errors / requests stayed as usual throughout. If it did fail, another series has to show it.',
    );
  });

  it('a failure without an end or a beginning: to bring a day before it', () => {
    const result = read(buildIncident({ minutes: 240, windows: [[0, 240]], streams: [sync] }));
    expect(said(result, 'failure-windows')).toBe(
      'It fails the whole time: 30 % of the requests throughout, with no healthy stretch to compare. Bring the same series from a day before it began.',
    );
  });

  it('errors without requests: what that leaves open, and to bring them', () => {
    const result = read(
      buildIncident({ minutes: MINUTES, windows: WINDOWS, streams: [sync], withRequests: false }),
    );
    expect(said(result, 'failure-windows')).toContain(
      'told from errors alone, for there is no request count',
    );
    expect(
      result.findings.some(
        (f) => f.data.kind === 'best-evidence' && f.statement.includes('traffic cannot be tested'),
      ),
    ).toBe(true);
  });

  it('data missing for more than half of the time: how much, and that it is unknown', () => {
    const gaps = [
      [0, 100],
      [215, 260],
      [300, 340],
      [370, 420],
      [450, 500],
      [525, 600],
    ] as const;
    const result = read(buildIncident({ minutes: MINUTES, windows: WINDOWS, streams: [sync], gaps }));
    expect(said(result, 'failure-windows')).toMatch(
      /For 6 h of 10 h there is no data: what happened then is unknown\.$/,
    );
  });

  it('streams with one event each: that none of them explains windows that began without it', () => {
    const once = [0, 1, 2].map((k) => stream(`release-${k}`, 'deploy', [event(30 + 40 * k)], MINUTES));
    const result = read(buildIncident({ minutes: MINUTES, windows: WINDOWS, streams: once }));
    expect(result.state).toBe('none');
    expect(said(result, 'cause')).toMatch(/^Nothing that the evidence lists explains the failures/);
    expect(said(result, 'rule-out')).toMatch(
      /of 7 windows began with no deployment of it in the .* before\.$/,
    );
  });

  it('two windows a day over three weeks: the job, in seconds', { timeout: 60_000 }, () => {
    const day = 1440;
    const starts = Array.from({ length: 21 }, (_, d) =>
      [180, 900].map((h) => d * day + h + ((d * 37 + h) % 23)),
    ).flat();
    const report = stream(
      'report-build',
      'job',
      starts.map((m) => event(m, m + 22)),
      21 * day,
    );
    const before = process.cpuUsage();
    const result = read(
      buildIncident({
        minutes: 21 * day,
        windows: starts.map((m) => [m + 3, m + 25] as const),
        streams: [report],
      }),
    );
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(15);
    expect(said(result, 'failure-windows')).toContain('It failed 42 times');
    expect(said(result, 'cause')).toContain('report-build explains the failures');
  });

  it('five thousand streams: that none of those that fit by chance explains it', {
    timeout: 60_000,
  }, () => {
    const many = Array.from({ length: 4_999 }, (_, k) =>
      stream(
        `s${k}`,
        'job',
        Array.from({ length: 12 }, (_, i) =>
          event(((k * 7919) % 53) + i * (31 + (k % 17)) + ((k * i * 13) % 11)),
        ),
        MINUTES,
      ),
    );
    const before = process.cpuUsage();
    const result = read(buildIncident({ minutes: MINUTES, windows: WINDOWS, streams: many }));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(25);
    expect(result.state).not.toBe('cause');
  });

  it('times in different zones: each is shown in the zone of the incident', () => {
    const [utc, kolkata] = ['UTC', 'Asia/Kolkata'].map((zone) =>
      read(buildIncident({ minutes: MINUTES, windows: WINDOWS.slice(0, 3), streams: [sync], zone })),
    );
    expect(utc && said(utc, 'failure-windows')).toContain('20 Nov, 10:42 to 10:54');
    expect(kolkata && said(kolkata, 'failure-windows')).toContain('20 Nov, 16:12 to 16:24');
    expect(utc?.candidates.map((c) => c.probability)).toEqual(kolkata?.candidates.map((c) => c.probability));
  });

  it('a clock change inside the span: that what starts it goes by local time', () => {
    const day = 1440;
    const from = Date.UTC(2026, 9, 20);
    const windows = Array.from({ length: 10 }, (_, d) => {
      const at = d * day + 80 + (d >= 5 ? 60 : 0);
      return [at, at + 30] as const;
    });
    const result = read(
      buildIncident({ from, minutes: 10 * day, binMs: 5 * MINUTE_MS, windows, zone: 'Europe/Berlin' }),
    );
    expect(said(result, 'signature')).toMatch(
      /^It begins at about 03:20 local time \(Europe\/Berlin\) before and after the clocks changed on 25 Oct, and so an hour later in UTC/,
    );
  });

  it('a source whose clock is ahead: by how much, and that nothing was shifted', () => {
    const other = sync.events.map((e) => ({
      ...e,
      start: e.start + 150_000,
      end: (e.end ?? 0) + 150_000,
      ref: { source: 'E3' as const, bytes: [0, 1] as const, lines: [1, 1] as const, time: null },
    }));
    const both = { ...sync, sources: ['E2' as const, 'E3' as const], events: [...sync.events, ...other] };
    const result = read(buildIncident({ minutes: MINUTES, windows: WINDOWS, streams: [both], from: START }));
    expect(said(result, 'clock-offset')).toMatch(
      /noted 2 min 30 s later in .* than in .*nothing was shifted/,
    );
  });
});
