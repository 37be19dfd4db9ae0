import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { clockLags } from '../../../../shared/analyses/attribution/clock-lags.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import type { StreamEvent } from '../../../../shared/incident/stream.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident, event, type Plan, stream } from '../build-incident.ts';

const DAY = 1440;

function verdict(plan: Plan) {
  const incident = buildIncident({ perMinute: 600, seed: 4, ...plan });
  const { candidates } = attribute(incident, segment(incident), []);
  return { top: candidates[0], of: (id: string) => candidates.find((c) => c.id === id)?.probability ?? 0 };
}

/** A run a day, or an hour, that starts within a minute of its time. */
function runs(count: number, everyM: number, atM: number, lengthM: (i: number) => number, seed: number) {
  const uniform = seededUniform(seed);
  return Array.from({ length: count }, (_, i) => {
    const start = atM + i * everyM + 2 * uniform() - 1;
    return event(start, start + lengthM(i));
  });
}

const minutesOf = (e: StreamEvent, origin: number): [number, number] => [
  (e.start - origin) / MINUTE_MS,
  ((e.end ?? e.start) - origin) / MINUTE_MS,
];

describe('causes that keep a rhythm', () => {
  it('are told from a timer that nobody lists by runs that vary with the windows, in bins of five minutes too', () => {
    const minutes = 4 * DAY;
    const uniform = seededUniform(11);
    const hourly = runs(95, 60, 20, (i) => (i < 47 ? 4 : 17 + 5 * uniform()), 3);
    const origin = buildIncident({ minutes: 10, windows: [] }).series[0]?.times[0] ?? 0;
    const windows = hourly.slice(47).map((run) => {
      const [from, to] = minutesOf(run, origin);
      return [Math.round(from) + 3, Math.round(to)] as const;
    });
    const said = verdict({
      minutes,
      windows,
      binMs: 5 * MINUTE_MS,
      streams: [stream('reindex', 'job', hourly, minutes)],
    });
    expect(said.of('reindex')).toBeGreaterThan(0.9);
  });

  it('are not sought in another daily job that ran hours before, when nothing listed runs at that time', () => {
    const minutes = 14 * DAY;
    const hidden = runs(14, DAY, 120, () => 35, 5);
    const origin = buildIncident({ minutes: 10, windows: [] }).series[0]?.times[0] ?? 0;
    const windows = hidden.map((run) => {
      const [from, to] = minutesOf(run, origin);
      return [Math.round(from) + 6, Math.round(to)] as const;
    });
    const said = verdict({
      minutes,
      windows,
      binMs: 5 * MINUTE_MS,
      streams: [
        stream(
          'backup',
          'job',
          runs(14, DAY, 1380, () => 50, 6),
          minutes,
        ),
        stream(
          'report',
          'job',
          runs(14, DAY, 420, () => 20, 7),
          minutes,
        ),
      ],
    });
    expect(said.top?.id).toBe('none');
  });

  it('are found in runs that did not happen, also where most of them did not', () => {
    const minutes = 900;
    const made = [0, 1, 2, 3, 4, 5, 7, 9, 11, 13, 14, 16, 19, 21, 24, 26, 28, 29, 31];
    const due = (k: number): number => 10 + 28 * k;
    const skipped = Array.from({ length: 31 }, (_, k) => k).filter((k) => !made.includes(k));
    const windows = skipped
      .filter((k) => made.includes(k - 1))
      .map((k) => [due(k) + 6, due(made.find((m) => m > k) ?? 31)] as const);
    const said = verdict({
      minutes,
      windows,
      streams: [
        stream(
          'purge',
          'job',
          made.map((k) => event(due(k), due(k) + 2)),
          minutes,
        ),
        stream(
          'sync',
          'job',
          runs(20, 43, 5, () => 4, 8),
          minutes,
        ),
      ],
    });
    expect(said.top?.id).toBe('purge');
    expect(said.top?.reason).toMatch(/due that did not take place/);
  });
});

describe('the lags that are tried of a clock', () => {
  const incident = buildIncident({
    minutes: 900,
    windows: Array.from({ length: 9 }, (_, i) => [60 + 90 * i, 70 + 90 * i] as const),
    perMinute: 600,
  });
  const risk = riskSet(segment(incident));
  const recoveries = risk.onsets.flatMap((o) => (o.recovery === null ? [] : [o.recovery]));
  const lags = clockLags(risk, recoveries, 0.3, 1.6, false);

  it('lie within the range and share no more than the whole prior', () => {
    expect(Math.min(...lags.map(({ lag }) => lag))).toBeGreaterThanOrEqual(0.299 * risk.intervalMs);
    expect(Math.max(...lags.map(({ lag }) => lag))).toBeLessThanOrEqual(1.601 * risk.intervalMs);
    const prior = lags.reduce((sum, { weight }) => sum + weight, 0);
    expect(prior).toBeGreaterThan(0.5);
    expect(prior).toBeLessThan(1.1);
  });

  it('lie closely around the usual wait, for a mean of nine is known better than one', () => {
    for (const { sd } of lags.filter(({ lag }) => Math.abs(lag - 80 * MINUTE_MS) < 2 * MINUTE_MS)) {
      const like = lags.filter((x) => Math.abs(x.sd / sd - 1) < 0.2).map(({ lag }) => lag);
      expect(Math.min(...like.map((lag) => Math.abs(lag - 80 * MINUTE_MS)))).toBeLessThan(0.5 * sd);
    }
  });
});
