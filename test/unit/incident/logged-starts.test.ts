import { describe, expect, it } from 'vitest';
import { assemble } from '../../../shared/incident/assemble.ts';
import { LogDigestBuilder } from '../../../shared/incident/log-digest.ts';
import { isStartLine, LoggedStarts } from '../../../shared/incident/logged-starts.ts';
import type { FileImport } from '../../../shared/incident/records.ts';
import { readText } from '../importers/read-text.ts';

const MIN = 60_000;
const T0 = Date.UTC(2026, 10, 20, 6);
const ref = { source: 'E1', bytes: [0, 1], lines: [1, 1], time: null } as const;
const EVENLY = [60, 200, 410, 555];

function startsOf(lines: readonly (readonly [minute: number, message: string])[], service?: string) {
  const starts = new LoggedStarts();
  for (const [minute, message] of lines)
    if (isStartLine(message)) starts.add(message, service ?? null, minute * MIN, ref);
  return starts
    .finish(() => 0)
    .map(({ stream, kind, start, end }) => [stream, kind, start / MIN, (end ?? 0) / MIN]);
}

describe('restarts that a log of the service itself tells of', () => {
  it.each([
    ['basket ready, listening on 9090', 'basket restarts'],
    ['basket-api is up and running on port 9090', 'basket-api restarts'],
    ['basket service started on port 9090', 'basket restarts'],
    ['Started BasketApplication in 6.8 seconds (process running for 7.4)', 'BasketApplication restarts'],
    ['Started Application in 4.2 seconds', 'restarts'],
    [
      'basket 2.1.0 on JVM (powered by Quarkus 3.8.1) started in 0.9s. Listening on: http://0.0.0.0:9090',
      'basket restarts',
    ],
    ['Tomcat started on port(s): 9090 (http)', 'restarts'],
    ['Server listening at http://0.0.0.0:9090', 'restarts'],
    ['🚀 Server ready at http://localhost:9090/', 'restarts'],
    ['* Listening on http://0.0.0.0:9090', 'restarts'],
    ['[2026-11-20 10:00:00 +0000] [7] [INFO] Listening at: http://0.0.0.0:9090 (7)', 'restarts'],
    ['Starting server on :9090', 'restarts'],
    ['Listening and serving HTTP on :9090', 'restarts'],
    ['Now listening on: http://[::]:9090', 'restarts'],
    ['Application started. Press Ctrl+C to shut down.', 'restarts'],
    ['LOG:  database system is ready to accept connections', 'PostgreSQL restarts'],
    ['* Ready to accept connections tcp', 'Redis restarts'],
    ["/usr/sbin/mysqld: ready for connections. Version: '8.0.39'", 'MySQL restarts'],
    ['nginx/1.27.2', 'nginx restarts'],
  ])('%s', (line, stream) => {
    expect(startsOf(EVENLY.map((at) => [at, line]))).toEqual(EVENLY.map((at) => [stream, 'restart', at, at]));
  });

  it.each([
    'job rollup started',
    'rollup started at 20:15',
    'rollup ready at 03:00:01',
    'server started on 2026-11-20',
    'request started for user 9090',
    'Started order-sync in 4.2 seconds',
    'Booting worker with pid: 31',
    'worker 4 listening on :9090',
    'metrics server listening on :9091',
    'failed to listen on port 9090',
    'dial tcp 10.0.0.7:9090: connection refused',
    'client listening on 10.0.0.7:33412',
    'Application startup complete.',
  ])('is not told by: %s', (line) => {
    expect(isStartLine(line)).toBe(false);
  });

  it('is of the service whose record it is, whatever the line calls itself', () => {
    expect(
      startsOf(
        EVENLY.map((at) => [at, 'Started Main in 3.1 seconds']),
        'basket',
      )[0]?.[0],
    ).toBe('basket restarts');
  });

  it.each([
    "A worker process with process id of '4102' serving application pool 'Basket' has requested a recycle because it reached its private bytes memory limit.",
    "An administrator has requested a recycle of all worker processes in application pool 'Basket'.",
    "The worker processes serving application pool 'Basket' are being recycled due to 1 or more configuration changes in the application pool properties which necessitate a restart of the processes.",
  ])('is of the application pool that IIS recycles: %s', (line) => {
    expect(
      startsOf(
        EVENLY.map((at) => [at, line]),
        'WAS',
      ),
    ).toEqual(EVENLY.map((at) => ['Basket restarts', 'restart', at, at]));
  });

  it('a recycle by the clock of IIS is maintenance: no failure sets it off', () => {
    const line =
      "A worker process with process id of '4102' serving application pool 'Basket' has requested a recycle because the worker process reached its allowed processing time limit.";
    expect(
      startsOf(
        EVENLY.map((at) => [at, line]),
        'WAS',
      ),
    ).toEqual(EVENLY.map((at) => ['Basket recycles', 'maintenance', at, at]));
  });

  it('services that come up together, as their records tell them apart, are each a stream', () => {
    const starts = new LoggedStarts();
    for (const service of ['basket', 'cart'])
      for (const at of EVENLY) starts.add('Server listening on port 9090', service, at * MIN, ref);
    expect(new Set(starts.finish(() => 0).map(({ stream }) => stream))).toEqual(
      new Set(['basket restarts', 'cart restarts']),
    );
  });

  it('workers, hosts and the several lines of one start that come within a minute of each other are one', () => {
    const lines = EVENLY.flatMap((at) => [
      [at, 'Tomcat started on port 9090 (http)'] as const,
      [at + 0.1, 'Started BasketApplication in 6.8 seconds (process running for 7.4)'] as const,
      [at + 0.9, 'Started BasketApplication in 6.9 seconds (process running for 7.5)'] as const,
    ]);
    expect(startsOf(lines)).toEqual(
      EVENLY.map((at) => ['BasketApplication restarts', 'restart', at + 0.1, at + 0.9]),
    );
  });

  it('a line that comes every few minutes is a heartbeat, and one start alone shows nothing', () => {
    const beats = Array.from({ length: 60 }, (_, i) => [i * 5, 'basket ready, listening on 9090'] as const);
    expect(startsOf(beats)).toEqual([]);
    expect(startsOf([[90, 'basket ready, listening on 9090']])).toEqual([]);
  });
});

function digestOf(lines: readonly (readonly [minute: number, message: string])[]) {
  const digest = new LogDigestBuilder({ dedupe: false, redact: (text) => text });
  for (const [minute, message] of lines)
    digest.add({ at: T0 + minute * MIN, level: 'info', service: 'basket', message, fields: {}, ref });
  return digest.finish();
}

const UP = EVENLY.map((at) => [at, 'Server listening on port 9090'] as const);
const iso = (minute: number) => new Date(T0 + minute * MIN).toISOString();

/** The log as file E1, and what else there is as E2. */
function restartsOf(lines: readonly (readonly [minute: number, message: string])[], others: string) {
  const span = { from: T0, to: T0 + 600 * MIN };
  const log = readText(`time,requests,errors\n${iso(0)},5,0\n${iso(600)},5,0\n`).file;
  const { file } = readText(others);
  const files: FileImport[] = [
    { ...log, source: { ...log.source, id: 'E1', file: 'basket.log', span }, series: [] },
    { ...file, source: { ...file.source, id: 'E2', file: 'others.csv' } },
  ];
  const { streams } = assemble('x', null, files, digestOf(lines));
  const found = streams.find(({ id }) => id === 'basket restarts');
  return (found?.events ?? []).map(({ start }) => (start - T0) / MIN);
}

describe('restarts in the log beside other records', () => {
  const HEAD = 'stream,kind,start,end,title\n';

  it('stand there where nothing else tells of them', () => {
    expect(
      restartsOf([[0, 'cache loaded'], ...UP], `${HEAD}other deployments,deploy,${iso(199)},,v2\n`),
    ).toEqual(EVENLY);
  });

  it('leave out the start with which the log begins: nobody knows what was before', () => {
    expect(restartsOf(UP, `${HEAD}other,job,${iso(1)},${iso(2)},run\n`)).toEqual(EVENLY.slice(1));
  });

  it('leave out what an orchestrator or a deployment of the service tells already', () => {
    const rows = `basket OOMKilling,restart,${iso(199)},,basket-7d9f killed\nbasket deployments,deploy,${iso(407)},,v3\n`;
    expect(restartsOf([[0, 'cache loaded'], ...UP], `${HEAD}${rows}`)).toEqual([60, 555]);
  });
});
