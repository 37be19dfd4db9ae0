import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import type { AnalysisResult } from '../../../shared/analyses/analysis-result.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { attempt, buildIncident, event, START, stream } from './build-incident.ts';

const MINUTE = 60_000;
const windows = [
  [67, 80],
  [106, 122],
  [150, 166],
  [197, 212],
  [246, 260],
] as const;
const streams = [
  stream(
    'one',
    'job',
    windows.map(([a, b]) => event(a - 2, b, START, { size: 1000 + a })),
    300,
  ),
  stream(
    'two',
    'job',
    [10, 50, 90, 130, 170, 210, 250, 290].map((m) => event(m, m + 5)),
    300,
  ),
  stream('three', 'deploy', [event(30), event(130)], 300),
];
const incident = buildIncident({
  minutes: 300,
  windows,
  streams,
  attempts: [attempt(1, 79, 82), attempt(2, 121, 125)],
});

/** What must not depend on names: every figure and verdict in order, with the names put back. */
const shape = (result: AnalysisResult, back: ReadonlyMap<string, string>): string => {
  let text = JSON.stringify(
    result.findings.map((f) => [f.data.kind, f.verdict, f.strength, f.measure, f.data]),
  );
  for (const [name, original] of back) text = text.replaceAll(name, original);
  return text;
};

const renamed = (source: Incident, names: ReadonlyMap<string, string>): Incident => ({
  ...source,
  streams: source.streams.map((s) => ({ ...s, id: names.get(s.id) ?? s.id })),
});

describe('one call from an incident to its findings', () => {
  const result = analyse(incident);

  it('gives every finding a key of its own, a title that fits a list and a sentence', () => {
    const keys = result.findings.map((f) => f.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const f of result.findings) {
      expect(f.title.length, f.title).toBeLessThanOrEqual(40);
      expect(f.statement).toMatch(/[.”]$/);
      expect(f.statement).not.toMatch(/NaN|undefined|null|Infinity/);
    }
  });

  it('is the same twice', () => {
    expect(analyse(incident)).toEqual(result);
  });

  it('gives probabilities that sum to one', () => {
    expect(result.candidates.reduce((sum, c) => sum + c.probability, 0)).toBeCloseTo(1, 6);
  });

  it('does not depend on the order of the streams', () => {
    const turned = analyse({ ...incident, streams: [...incident.streams].reverse() });
    expect(shape(turned, new Map())).toBe(shape(result, new Map()));
  });

  it('does not depend on what the streams are called', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[xyz][a-z]{5,9}#?$/), { minLength: 3, maxLength: 3 }),
        (ids) => {
          // Names that keep their order: ties are broken by it, and by nothing else.
          const sorted = ids.map((id) => id.replace('#', '')).sort();
          if (new Set(sorted).size < 3) return true;
          const originals = ['one', 'three', 'two'];
          const names = new Map(originals.map((id, i) => [id, `${sorted[i]}q`]));
          const back = new Map(originals.map((id, i) => [`${sorted[i]}q`, id]));
          return shape(analyse(renamed(incident, names)), back) === shape(result, new Map());
        },
      ),
      { numRuns: 5 },
    );
  });

  it('moves with the clock: a shift by whole days changes no figure', () => {
    const from = START + 7 * 24 * 60 * MINUTE;
    const later = buildIncident({
      minutes: 300,
      windows,
      from,
      streams: incident.streams.map((s) => ({
        ...s,
        events: s.events.map((e) => ({
          ...e,
          start: e.start - START + from,
          end: e.end === null ? null : e.end - START + from,
        })),
        coverage: s.coverage.map((r) => ({ from: r.from - START + from, to: r.to - START + from })),
      })),
      attempts: [attempt(1, 79, 82, from), attempt(2, 121, 125, from)],
    });
    const moved = analyse(later);
    expect(moved.candidates.map((c) => c.probability)).toEqual(result.candidates.map((c) => c.probability));
    expect(moved.findings.map((f) => [f.data.kind, f.verdict, f.measure]).map(String)).toEqual(
      result.findings.map((f) => [f.data.kind, f.verdict, f.measure]).map(String),
    );
  });

  it('shows the same windows, runs and intervals in the chart as in the findings', () => {
    expect(result.timeline.windows).toEqual(result.episodes);
    expect(result.timeline.intervals).toHaveLength(4);
    expect(result.timeline.runs[0]?.bars.length).toBeGreaterThan(3);
  });
});

describe('incidents with little in them', () => {
  it('says what to bring when nothing counts failures', () => {
    const empty = {
      ...incident,
      series: [],
      streams: [],
      attempts: [],
      roles: { requests: null, errors: null, limits: [] },
    };
    const result = analyse(empty);
    expect(result.episodes).toEqual([]);
    expect(
      result.findings.some((f) => isKind(f, 'best-evidence') && f.statement.includes('errors and requests')),
    ).toBe(true);
  });

  it('names the series at hand where nothing counts failures, and leaves the choice to the team', () => {
    const [series] = incident.series;
    if (!series) throw new Error('no series');
    const named = ['lines.rejected', 'lines.scanned', 'oven', 'a', 'b', 'c'].map((id) => ({ ...series, id }));
    const bare = { ...incident, series: named, roles: { requests: null, errors: null, limits: [] } };
    expect(segment({ ...bare, streams: [] }).nothing).toMatch(
      /name in incident\.yaml \(series: \{errors: \.\.\.\}\) the one that counts what fails: lines\.rejected, lines\.scanned, oven, a and 2 others are at hand\.$/,
    );
  });

  it('asks for the zone of a file first where another zone would make it fit the rest', () => {
    const built = buildIncident({
      minutes: 240,
      windows: [
        [100, 120],
        [200, 215],
      ],
      streams,
    });
    const [source] = built.sources;
    if (!source?.span) throw new Error('no source');
    const { from, to } = source.span;
    const hour = 3_600_000;
    const sources = [
      {
        ...source,
        id: 'E7',
        file: 'jobs.json',
        zoneOrigin: 'record',
        span: { from: from + hour, to: to + hour },
      },
      { ...source, file: 'local.csv', zone: 'UTC', zoneOrigin: 'assumed' },
    ] as const;
    const first = analyse({ ...built, sources }).findings.find((f) => isKind(f, 'best-evidence'));
    expect(first?.statement).toBe(
      'Bring the time zone of local.csv. Its times carry none and are read in UTC; 1 h later they would begin and end with jobs.json, and what is said of it beside other files would be another.',
    );
  });

  it('accuses nothing in a healthy series', () => {
    const result = analyse(buildIncident({ minutes: 240, windows: [], streams }));
    expect(result.episodes).toEqual([]);
    expect(result.state).not.toBe('cause');
    expect(result.prevention).toBeNull();
  });

  it('does not act on one window', () => {
    expect(analyse(buildIncident({ minutes: 240, windows: [[100, 120]], streams })).state).not.toBe('cause');
  });

  it('takes a window that is still open', () => {
    const result = analyse(
      buildIncident({
        minutes: 240,
        windows: [
          [60, 70],
          [120, 135],
          [225, 240],
        ],
        streams,
      }),
    );
    const forecast = result.findings.find((f) => isKind(f, 'forecast'));
    expect(result.episodes.at(-1)?.to).toBeNull();
    expect(forecast?.statement).toContain('It is failing now.');
  });
});
