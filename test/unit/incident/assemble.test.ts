import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deniedKinds } from '../../../shared/incident/absent-changes.ts';
import { assemble } from '../../../shared/incident/assemble.ts';
import { type IncidentFile, parseIncidentFile } from '../../../shared/incident/incident-file.ts';
import type { FileImport } from '../../../shared/incident/records.ts';
import type { SourceId } from '../../../shared/incident/source.ts';
import { readText } from '../importers/read-text.ts';

const T0 = Date.UTC(2026, 10, 20, 11);
const iso = (minute: number) => new Date(T0 + minute * 60_000).toISOString();

function imported(id: SourceId, text: string): FileImport {
  const { file } = readText(text);
  const ref = <T extends { ref: FileImport['events'][number]['ref'] }>(one: T): T =>
    one.ref ? { ...one, ref: { ...one.ref, source: id } } : one;
  return {
    ...file,
    source: { ...file.source, id, file: `${id}.csv` },
    series: file.series.map((series) => ({ ...series, source: id })),
    events: file.events.map(ref),
    notes: file.notes.map(ref),
    changes: file.changes.map(ref),
  };
}

function incidentFile(text: string): IncidentFile {
  const parsed = parseIncidentFile(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

const EVENTS = `stream,kind,start,end,title,status,rows\nwarm,job,${iso(0)},${iso(5)},run,succeeded,10\nwarm,job,${iso(25)},,run,running,\nrelease,deploy,${iso(-600)},,v1,,\n`;
const NEWER = `stream,kind,start,end,title,status,rows\nwarm,job,${iso(25)},${iso(43)},run,succeeded,40\nwarm,job,${iso(63)},${iso(81)},run,succeeded,40\n`;
const COUNTS = `time,requests,errors\n${iso(0)},100,1\n${iso(1)},100,50\n`;
const MORE_COUNTS = `time,requests,errors\n${iso(1)},100,50\n${iso(2)},90,40\n`;
const NOTES = JSON.stringify({
  log_entries: [
    [20, 'Rolling change finished, last instance ready'],
    [12, 'Increased the connection pool from 50 to 100, rolling'],
    [4, 'Customers call'],
    [2, 'Restarted checkout, two at a time'],
  ].map(([minute, summary]) => ({
    type: 'annotate_log_entry',
    created_at: iso(Number(minute)),
    channel: { summary },
    incident: { id: 'Q' },
  })),
});
const CHANGES = `at,kind,what,about,known_to,not_known_to\n${iso(-5)},data,Catalog grows,catalog,merchandising,engineering\n`;

const FILES: readonly FileImport[] = [
  imported('E1', EVENTS),
  imported('E2', NEWER),
  imported('E3', COUNTS),
  imported('E4', MORE_COUNTS),
  imported('E5', NOTES),
  imported('E6', CHANGES),
];

const BRIEF = incidentFile(`problem: It comes back
now: ${iso(90)}
previous_attempts:
  - Restarted checkout service (worked 25 min)
  - Increased DB connection pool from 50 to 100 (worked 30 min)
  - Rebooted the moon
statements:
  - {said: "No deployments since yesterday, and no feature flag was touched", by_role: release-management}
  - {said: "The pool might have been changed", by_role: support}
changes:
  - {kind: data, what: Catalog grows, at: "${iso(-5)}", known_to: [sales]}
teams:
  - {name: engineering, owns: [warm]}
series: {limits: {errors: 60}}
`);

describe('one incident out of many files', () => {
  const incident = assemble('folder', BRIEF, FILES, null);

  it('does not depend on the order of the files', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...FILES], { minLength: FILES.length }), (order) => {
        expect(assemble('folder', BRIEF, order, null)).toEqual(incident);
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it('a newer export of the same runs says how they ended, and nothing occurs twice', () => {
    const warm = incident.streams.find((stream) => stream.id === 'warm');
    expect(warm?.events.map((event) => [event.start, event.end, event.status, event.size])).toEqual([
      [T0, T0 + 300_000, 'succeeded', 10],
      [T0 + 1_500_000, T0 + 2_580_000, 'succeeded', 40],
      [T0 + 3_780_000, T0 + 4_860_000, 'succeeded', 40],
    ]);
    expect(warm?.sizeUnit).toBe('rows');
    expect(warm?.sources).toEqual(['E1', 'E2']);
  });

  it('a run that one export has in two rows alike is one run', () => {
    const rows = `warm,job,${iso(0)},${iso(5)},run,succeeded`;
    const other = `warm,job,${iso(0)},${iso(9)},run,succeeded`;
    const text = `stream,kind,start,end,title,status\n${rows}\n${rows}\n${other}\n`;
    const { streams } = assemble('folder', BRIEF, [imported('E1', text)], null);
    expect(streams[0]?.events.map(({ end }) => end)).toEqual([T0 + 300_000, T0 + 540_000]);
  });

  it('the same export twice changes nothing but the list of sources', () => {
    const twice = assemble('folder', BRIEF, [...FILES, imported('E7', EVENTS), imported('E8', COUNTS)], null);
    const events = (one: typeof twice) =>
      one.streams.map((stream) => stream.events.map(({ start, end }) => [start, end]));
    expect(events(twice)).toEqual(events(incident));
    expect(twice.series.map((series) => series.values)).toEqual(
      incident.series.map((series) => series.values),
    );
    expect(twice.attempts).toEqual(incident.attempts);
  });

  it('pieces of a series are joined', () => {
    expect(incident.series.find((series) => series.id === 'errors')?.values).toEqual([1, 50, 40]);
    expect(incident.roles.requests).toEqual({ series: 'requests', origin: 'content' });
    expect(incident.roles.limits).toEqual([{ gauge: 'errors', limit: { value: 60 }, origin: 'incident' }]);
  });

  it('finds when an attempt was made, and when the process was back, from the notes', () => {
    expect(
      incident.attempts.map((attempt) => [
        attempt.id,
        attempt.at,
        attempt.until,
        attempt.atOrigin,
        attempt.statedReliefMs,
      ]),
    ).toEqual([
      ['A1', T0 + 120_000, null, 'record', 1_500_000],
      ['A2', T0 + 720_000, T0 + 1_200_000, 'record', 1_800_000],
      ['A3', null, null, 'unknown', null],
    ]);
    expect(incident.attempts[0]?.ref?.source).toBe('E5');
  });

  it('without a list, notes that name an action are proposed as attempts', () => {
    const bare = assemble('folder', null, FILES, null);
    expect(bare.attempts.map((attempt) => attempt.kind)).toEqual(['restart', 'config']);
    expect(bare.brief.maxDepth).toBe(7);
    expect(bare.zoneAssumed).toBe(true);
  });

  it('takes the hypothesis of the team from the context when it has no key of its own', () => {
    const file = incidentFile('problem: x\ncontext: |\n  Peak traffic\n  Team hypothesis: database issue\n');
    expect(assemble('folder', file, [], null).brief.teamHypothesis).toEqual({
      text: 'database issue',
      about: [],
    });
    expect(assemble('folder', BRIEF, [], null).brief.teamHypothesis).toBeNull();
  });

  it('one change told twice is one change, known to all who are named', () => {
    expect(incident.changes).toMatchObject([
      { id: 'C1', kind: 'data', knownTo: ['merchandising', 'sales'], notKnownTo: ['engineering'] },
    ]);
  });

  it('a kind of change is absent only when somebody says so', () => {
    expect(incident.changesAbsent.map((absent) => absent.kind)).toEqual(['code', 'flag']);
    expect(incident.changesAbsent[0]?.why).toContain('S1 (release-management)');
    expect(deniedKinds('I am not sure whether nothing was deployed')).toEqual([]);
    expect(deniedKinds('Deploys happened at noon')).toEqual([]);
    expect(deniedKinds('There is no limit per client and no alert on it')).toEqual([]);
    expect(deniedKinds('There is no circuit breaker and no second provider')).toEqual([]);
    expect(deniedKinds('Nothing warns before a certificate expires')).toEqual([]);
    expect(deniedKinds('Nobody was told of the import')).toEqual([]);
    expect(deniedKinds('The job has no traffic of its own')).toEqual([]);
    expect(deniedKinds('No provider reports trouble; no deployments since Tuesday')).toEqual([
      'code',
      'vendor',
    ]);
  });

  it('a list of deployments reaches to now, a list of runs only as far as its records', () => {
    const coverage = (id: string) => incident.streams.find((stream) => stream.id === id)?.coverage.at(-1)?.to;
    expect(coverage('release')).toBe(incident.now);
    expect(coverage('warm')).toBeLessThan(incident.now);
  });

  it('says what incident.yaml names and the evidence does not have', () => {
    const file = incidentFile('problem: x\nseries: {requests: hits, limits: {pool: pool_max}}\n');
    expect(assemble('folder', file, FILES, null).warnings).toEqual([
      'series.requests: no series is called "hits"',
      'series.limits: no series is called "pool"',
      'series.limits: no series is called "pool_max"',
    ]);
  });
});

describe('which series mean what', () => {
  const roles = (text: string) => {
    const incident = assemble('folder', null, [imported('E1', text)], null);
    const values = (id: string | undefined) => incident.series.find((series) => series.id === id);
    return {
      incident,
      requests: values(incident.roles.requests?.series),
      errors: values(incident.roles.errors?.series),
    };
  };

  it('names propose requests, errors and limits, marked as proposals', () => {
    const { incident } = roles(
      `time,shop.hits,shop.errors,pool.in_use,pool.max\n${iso(0)},10,1,5,128\n${iso(1)},10,2,6,128\n`,
    );
    expect(incident.roles).toEqual({
      requests: { series: 'shop.hits', origin: 'name' },
      errors: { series: 'shop.errors', origin: 'name' },
      limits: [{ gauge: 'pool.in_use', limit: { series: 'pool.max' }, origin: 'name' }],
    });
  });

  it('a counter split by status gives requests and errors; a status that is absent counts as none', () => {
    const { requests, errors } = roles(
      `time,metric,value,status\n${iso(0)},http,90,200\n${iso(0)},http,10,503\n${iso(1)},http,95,200\n`,
    );
    expect(requests?.values).toEqual([100, 95]);
    expect(errors?.values).toEqual([10, 0]);
  });

  it('a rate per second becomes a count, a share of errors becomes errors', () => {
    const { requests, errors } = roles(
      `time,requests_per_second_rps,error_ratio\n${iso(0)},2.5,0.1\n${iso(1)},5.5,0.5\n`,
    );
    expect(requests?.values).toEqual([150, 330]);
    expect(errors?.values).toEqual([15, 165]);
  });

  it('results of queries without a name go by the names of their files', () => {
    const result = (id: SourceId, file: string, values: readonly number[]): FileImport => {
      const samples = Array.from({ length: 20 }, (_, i) => [
        T0 / 1000 + 60 * i,
        `${values[i % values.length]}`,
      ]);
      const one = imported(
        id,
        JSON.stringify({ data: { resultType: 'matrix', result: [{ metric: {}, values: samples }] } }),
      );
      return { ...one, source: { ...one.source, file } };
    };
    const { series, roles } = assemble(
      'folder',
      null,
      [result('E1', 'web_errors.json', [0.1, 4]), result('E2', 'web_requests.json', [40, 41.5])],
      null,
    );
    expect(series.map((one) => one.id)).toEqual(expect.arrayContaining(['web_errors', 'web_requests']));
    expect([roles.errors?.series, roles.requests?.series]).toEqual([
      'web_errors (per bin)',
      'web_requests (per bin)',
    ]);
  });

  it('the days of one export are one series, though another with the same columns stands beside them', () => {
    const day = (id: SourceId, file: string, from: number, errors: number): FileImport => {
      const rows = [0, 1, 2, 3].map((minute) => `${iso(from + minute)},${100 + errors},${errors}`);
      const one = imported(id, `time,requests,errors\n${rows.join('\n')}\n`);
      return { ...one, source: { ...one.source, file } };
    };
    const { series } = assemble(
      'folder',
      null,
      [
        day('E1', 'cart-2026-11-20.csv', 0, 1),
        day('E2', 'cart-2026-11-21.csv', 1440, 2),
        day('E3', 'search-2026-11-20.csv', 0, 40),
        day('E4', 'search-2026-11-21.csv', 1440, 50),
      ],
      null,
    );
    const cart = series.find((one) => one.id === 'errors{file=cart}');
    expect(cart?.values.filter((value) => value !== null)).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(series.map((one) => one.id)).toContain('errors{file=search}');
  });

  it('two services with the same column names stay two, and their sum is proposed', () => {
    const rows = (errors: number) =>
      `time,requests,errors\n${[0, 1, 2, 3].map((minute) => `${iso(minute)},${100 + errors},${errors}`).join('\n')}\n`;
    const incident = assemble('folder', null, [imported('E1', rows(1)), imported('E2', rows(40))], null);
    expect(incident.series.map((series) => series.id)).toEqual([
      'errors (sum)',
      'errors{file=E1}',
      'errors{file=E2}',
      'requests (sum)',
      'requests{file=E1}',
      'requests{file=E2}',
    ]);
    expect(incident.roles.errors).toEqual({ series: 'errors (sum)', origin: 'name' });
    expect(incident.series[0]?.values).toEqual([41, 41, 41, 41]);
  });

  it('one series at two paces is two series', () => {
    const coarse = Array.from({ length: 4 }, (_, i) => `${iso(-60 + i * 5)},500,5`).join('\n');
    const incident = assemble(
      'folder',
      null,
      [imported('E1', COUNTS), imported('E2', `time,requests,errors\n${coarse}\n`)],
      null,
    );
    expect(incident.series.map((series) => series.id)).toEqual([
      'errors',
      'errors [every 5 min]',
      'requests',
      'requests [every 5 min]',
    ]);
    expect(incident.roles.requests?.series).toBe('requests');
  });
});

describe('schedules', () => {
  it('runs that are due stand in for runs that nobody recorded, and only then', () => {
    const cron = imported('E9', '*/30 * * * * root /opt/warm\n0 3 * * * root /opt/report.sh\n');
    const incident = assemble('folder', BRIEF, [...FILES, cron], null);
    expect(
      incident.streams.find((stream) => stream.id === 'warm')?.events.every((event) => !event.expected),
    ).toBe(true);
    const report = incident.streams.find((stream) => stream.id === 'report.sh');
    expect(report?.events.map((event) => [event.start, event.expected])).toEqual([
      [Date.UTC(2026, 10, 20, 3), true],
      // The first one after the evidence: what is due next.
      [Date.UTC(2026, 10, 21, 3), true],
    ]);
  });
});
