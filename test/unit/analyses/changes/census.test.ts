import { describe, expect, it } from 'vitest';
import { changes } from '../../../../shared/analyses/changes/change-findings.ts';
import { isKind } from '../../../../shared/analyses/finding.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { verdictOf } from '../../../../shared/analyses/verdict.ts';
import type { Incident, RecordedChange } from '../../../../shared/incident/incident.ts';
import type { StreamEvent } from '../../../../shared/incident/stream.ts';
import { buildIncident, event, START, stream } from '../build-incident.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
const windows = [
  [120, 132],
  [170, 184],
  [220, 234],
] as const;
const days = (events: readonly StreamEvent[], kind: 'flag' | 'job', id: string) => ({
  ...stream(id, kind, events, 300),
  coverage: [{ from: START - 3 * DAY * MINUTE, to: START + 300 * MINUTE }],
});
const grown = Array.from({ length: 40 }, (_, i) => {
  const at = 110 - (30 - i) * 25;
  const after = at > 100;
  return event(at, at + (after ? 12 : 4), START, { size: after ? 900 : 300, about: ['rows-of-d'] });
}).filter((e) => e.start < START + 290 * MINUTE);
const change = (n: number, at: number, about: readonly string[], what = 'Something'): RecordedChange => ({
  id: `C${n}`,
  kind: 'data',
  what,
  at: START + at * MINUTE,
  about,
  knownTo: [],
  notKnownTo: [],
  ref: null,
});
const base = buildIncident({
  minutes: 300,
  windows,
  streams: [days(grown, 'job', 'j'), days([], 'flag', 'flags')],
});
const read = (incident: Incident) => changes(incident, segment(incident), ['j'], verdictOf([]));
const census = (incident: Incident) => {
  const found = read(incident).census;
  if (!found || !isKind(found, 'census')) throw new Error('no census');
  return new Map(found.data.entries.map((e) => [e.change, e.state]));
};
const explained = (incident: Incident) =>
  read(incident).findings.flatMap((f) =>
    isKind(f, 'recorded-change') ? [[f.data.change, f.data.explains, f.strength]] : [],
  );

describe('why now', () => {
  it('is absent only where a record covers the day or somebody says so; silence is unknown', () => {
    const entries = census({ ...base, changesAbsent: [{ kind: 'vendor', why: 'said' }] });
    expect(entries.get('flag')).toBe('absent');
    expect(entries.get('vendor')).toBe('absent');
    expect(entries.get('code')).toBe('unknown');
    expect(entries.get('certificate')).toBe('unknown');
  });

  it('names what was scaled or released, how many more there were, and a status page that is some minutes late', () => {
    const found = read({
      ...base,
      streams: [
        ...base.streams,
        stream(
          'cart deployments',
          'deploy',
          [event(10, null, START, { title: '1.2.3' }), event(60, null, START, { title: '1.2.4' })],
          300,
        ),
        stream('Bank status', 'vendor', [event(126, 150, START, { title: 'Errors at the Bank' })], 300),
        stream(
          'search scaled up',
          'autoscale',
          [1, 20, 40, 60, 80].map((m) => event(m)),
          300,
        ),
      ],
    }).census;
    if (!found || !isKind(found, 'census')) throw new Error('no census');
    const why = new Map(found.data.entries.map((e) => [e.change, `${e.state}: ${e.why}`]));
    expect(why.get('code')).toBe(
      'present: cart deployments: 1.2.4, Fri 20 Nov, 11:00, and 1 more in the day before',
    );
    expect(why.get('vendor')).toBe('present: Errors at the Bank, Fri 20 Nov, 12:06');
    // An autoscaler that steps all day has not changed.
    expect(why.get('infrastructure')).toMatch(/^unknown/);
  });

  it('counts data as changed when the runs measure it, with no record at all', () => {
    expect(census(base).get('data')).toBe('present');
  });

  it('links a record inside the interval by what the runs work on', () => {
    expect(explained({ ...base, changes: [change(1, 95, ['rows-of-d'])] })).toEqual([
      ['C1', expect.stringMatching(/j$/), 'strong'],
    ]);
  });

  it('says that nothing links a record that only falls into the interval', () => {
    expect(explained({ ...base, changes: [change(1, 95, ['elsewhere'])] })).toEqual([
      ['C1', expect.stringMatching(/j$/), 'weak'],
    ]);
  });

  it('links them when a statement speaks of both', () => {
    const said = { id: 'S1', said: 'x', byRole: 'r', about: ['j', 'elsewhere'], ref: null } as const;
    const linked = { ...base, changes: [change(1, 95, ['elsewhere'])], statements: [said] };
    expect(explained(linked)[0]?.[2]).toBe('strong');
  });

  it('explains nothing by a record outside the interval', () => {
    expect(explained({ ...base, changes: [change(1, 20, ['rows-of-d'])] })).toEqual([['C1', null, 'weak']]);
  });

  it('a gauge that steps up and stays is dated though windows take the same hours out of the days after it', () => {
    const minutes = 7 * DAY;
    const noons = [3, 4, 5, 6].map((day) => [day * DAY + 120, day * DAY + 420] as const);
    const days7 = buildIncident({ minutes, windows: noons, perMinute: 1000 });
    const rows = {
      id: 'table_rows',
      metric: 'table_rows',
      labels: {},
      unit: null,
      measures: 'gauge' as const,
      intervalMs: MINUTE,
      times: Array.from({ length: minutes }, (_, m) => START + m * MINUTE),
      values: Array.from(
        { length: minutes },
        (_, m) => (m < 3 * DAY - 60 ? 2_100_000 : 6_300_000) + 37 * (m % 11),
      ),
      source: 'E1' as const,
    };
    const found = read({ ...days7, series: [...days7.series, rows] }).findings.find(
      (f) => isKind(f, 'change-point') && f.data.subject === 'table_rows',
    );
    expect(found?.statement).toMatch(
      /^table_rows went from 2,100,\d+ to 6,300,\d+ .*before the first failure/,
    );
  });
});
