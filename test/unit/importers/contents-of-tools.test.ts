import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../shared/incident/records.ts';
import { readText } from './read-text.ts';
import { SAMPLES } from './samples.ts';

function sample(name: string): string {
  const found = SAMPLES.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.text;
}

const toRow = ({ stream, kind, start, end, title }: EventRecord) => [
  stream,
  kind,
  new Date(start).toISOString(),
  end && new Date(end).toISOString(),
  title,
];

describe('where a table begins', () => {
  const series = (text: string) => readText(text).file.series.map((one) => [one.id, one.values]);

  it('is its header, though rows are wider than it', () => {
    expect(
      series('time,requests,errors\n2026-11-20T10:00:00Z,100,1,,,\n2026-11-20T10:01:00Z,90,2,,,\n'),
    ).toEqual([
      ['requests', [100, 90]],
      ['errors', [1, 2]],
    ]);
  });

  it('names its times in any words where its numbers are times', () => {
    expect(series('ts_epoch,requests,errors\n1795168800,100,1\n1795168805,90,2\n')).toEqual([
      ['requests', [100, 90]],
      ['errors', [1, 2]],
    ]);
  });

  it('names its times in any words where one of its columns holds epochs in order', () => {
    const rows = (at: readonly number[]) => at.map((t, i) => `${t},${100 + i},${i}\n`).join('');
    const read = (at: readonly number[]) => readText(`clock,orders,errors\n${rows(at)}`).file.series;
    expect(read([1795168800, 1795168860, 1795168920]).map((one) => [one.id, one.values])).toEqual([
      ['orders', [100, 101, 102]],
      ['errors', [0, 1, 2]],
    ]);
    expect(read([1795168800, 1795168760, 1795168920])).toEqual([]);
  });

  it('has its times where a day stands beside the clocks of a beginning and an end', () => {
    const { file } = readText(
      'Datum;von;bis;Anfragen;Fehler\n12.05.2026;08:00;09:00;1200;3\n12.05.2026;09:00;10:00;1300;80\n',
    );
    expect(
      file.series.map((one) => [one.id, one.values, one.times.map((t) => new Date(t).getUTCHours())]),
    ).toEqual([
      ['Anfragen', [1200, 1300], [8, 9]],
      ['Fehler', [3, 80], [8, 9]],
    ]);
  });

  it('is below a row that says what its columns are of', () => {
    expect(
      series(
        ',Web,Web,DB\nZeit,Anfragen,Fehler,Verbindungen\n02.11.2026 08:00,120,1,30\n02.11.2026 08:01,124,0,31\n',
      ),
    ).toEqual([
      ['Anfragen', [120, 124]],
      ['Fehler', [1, 0]],
      ['Verbindungen', [30, 31]],
    ]);
  });

  it('is below a title, though the title has a comma in it', () => {
    expect(series('Orders, by minute\ntime,requests,errors,pool\n2026-11-20T10:00:00Z,100,1,7\n')).toEqual([
      ['requests', [100]],
      ['errors', [1]],
      ['pool', [7]],
    ]);
  });
});

describe('what answers of metric queries say', () => {
  it('OpenTelemetry: a level stays a level, a counter becomes increments', () => {
    const { file } = readText(sample('OpenTelemetry metrics, one document a line'));
    expect(file.series.map((series) => [series.id, series.measures, series.values])).toEqual([
      ['pool.in_use{service=cart}', 'gauge', [10, 30, 20]],
      ['http.server.requests{service=cart}', 'count', [20, 120]],
    ]);
  });

  it('what was counted in each bin is a count, and has its labels', () => {
    const of = (name: string) =>
      readText(sample(name)).file.series.map((series) => [series.id, series.measures, series.values]);
    expect(of('Cloud Monitoring time series, newest first')).toEqual([
      ['run.googleapis.com/request_count{response_code=500}', 'count', [2, 4]],
    ]);
    expect(of('Azure Monitor metrics')).toEqual([['Http5xx{instance=web-1}', 'count', [3, 0]]]);
    expect(of('Elasticsearch, a date histogram with an average inside')).toEqual([
      ['errors count', 'count', [4, 5]],
      ['latency', 'gauge', [1.5]],
    ]);
    expect(of('Elasticsearch, a date histogram split by status as Kibana asks for it')).toEqual([
      ['query count', 'count', [9, 8]],
      ['query count{status=200}', 'count', [9, 5]],
      ['query count{status=504}', 'count', [0, 3]],
    ]);
    expect(of('Grafana, the data of a panel as data frames')).toEqual([
      ['errors{job=cart}', 'gauge', [1, null]],
    ]);
  });
});

describe('an export that is one page of more', () => {
  it.each([
    ['{"items":[{"job":"a","start":"2026-11-20T10:00:00Z","status":"ok"}],"nextPageToken":"x"}', 'one page'],
    ['{"total_count":9,"jobs":[{"name":"a","started_at":"2026-11-20T10:00:00Z","status":"ok"}]}', '1 of 9'],
    ['{"jobs":[{"name":"a","started_at":"2026-11-20T10:00:00Z","status":"ok"}],"has_more":true}', 'one page'],
  ])('says so: %s', (text, said) => {
    expect(
      readText(text)
        .file.source.gaps.map((gap) => gap.note)
        .join(),
    ).toContain(said);
  });

  it('is whole when all pages are there, though each but the last names the next', () => {
    const page = (name: string, next: string | null) =>
      JSON.stringify({
        total_count: 2,
        next,
        jobs: [{ name, started_at: '2026-11-20T10:00:00Z', status: 'ok' }],
      });
    expect(readText(`${page('a', 'x')}\n${page('b', null)}\n`).file.source.gaps).toEqual([]);
  });
});

describe('what databases and proxies say', () => {
  const messages = (name: string) => readText(sample(name)).logs.map((log) => `${log.level} ${log.message}`);

  it('is how slow what was', () => {
    expect(messages('MySQL slow query log, two queries in one second')).toEqual([
      'warn slow query (2.5 s): SELECT * FROM cart;',
      'warn slow query (1.5 s): SELECT 1;',
      'warn slow query (3.5 s): SELECT * FROM cart;',
    ]);
    expect(messages('Redis SLOWLOG GET in redis-cli')).toEqual([
      'warn slow command (0.015 s): KEYS',
      'warn slow command (0.013 s): SMEMBERS',
    ]);
  });

  it('has the level of the record, and a request that failed is an error whatever its line calls itself', () => {
    expect(messages('PostgreSQL csvlog, queries over several lines')).toEqual([
      'error canceling statement due to lock timeout',
      'info checkpoint complete',
    ]);
    expect(messages('Caddy, the request in an object of its own')).toEqual(['error GET /x 502']);
  });
});

describe('what clusters and consoles say', () => {
  it('events of a cron job are its runs, with their ends and how they ended', () => {
    const { file } = readText(sample('Kubernetes events of a cron job: its runs'));
    expect(
      file.events.map((event) => [event.stream, event.kind, (event.end ?? 0) - event.start, event.status]),
    ).toEqual([
      ['cache-warm', 'job', 300_000, 'succeeded'],
      ['cache-warm', 'job', 300_000, 'failed'],
    ]);
  });

  it('log tables have levels in words or in the numbers of their tool', () => {
    const levels = (name: string) =>
      readText(sample(name)).logs.map((log) => [log.level, log.service, log.message]);
    expect(levels('Windows event viewer, the message behind the last column')).toEqual([
      ['error', 'Service Control Manager', 'The cart service terminated unexpectedly.'],
      ['info', 'Service Control Manager', 'The cart service entered the running state.'],
    ]);
    expect(levels('Windows event viewer in German').map(([level, service]) => [level, service])).toEqual([
      ['error', 'Service Control Manager'],
      ['trace', 'Service Control Manager'],
    ]);
    expect(levels('Windows event viewer in French').map(([level]) => level)).toEqual(['fatal', 'warn']);
    expect(levels('Azure Log Analytics, severities as numbers')).toEqual([
      ['error', 'cart', 'redis timeout, retry 1'],
      ['info', 'cart', 'recovered'],
    ]);
  });
});

describe('what programs and clouds say of themselves', () => {
  it('a garbage collector: how long it paused and what was left', () => {
    const of = (name: string) =>
      readText(sample(name)).file.series.map((series) => [series.id, series.values]);
    const mega = 1024 ** 2;
    expect(of('Java, unified garbage collection log')).toEqual([
      ['gc pause', [3.5, 900.5]],
      ['heap after gc', [4 * mega, 200 * mega]],
      ['heap size', [256 * mega, 256 * mega]],
    ]);
    expect(of('Java 8, garbage collection log')).toEqual([
      ['gc pause', [10, 500]],
      ['heap after gc', [10756 * 1024, 9000 * 1024]],
      ['heap size', [251392 * 1024, 251392 * 1024]],
    ]);
  });

  it('an audit trail: each call that changed something, once', () => {
    const of = (name: string) =>
      readText(sample(name)).file.events.map((event) => [
        event.stream,
        event.kind,
        event.title,
        event.status,
      ]);
    expect(of('CloudTrail: what changed, without what only looked')).toEqual([
      ['elasticache ModifyCacheCluster', 'config', 'ModifyCacheCluster shop', 'succeeded'],
    ]);
    expect(of('Azure activity log')).toEqual([
      ['Microsoft.Cache Microsoft.Cache/redis/write', 'config', 'Microsoft.Cache/redis/write', 'succeeded'],
    ]);
  });
});

describe('deployments of GitLab', () => {
  it('belong to the service that the folder of the environment names, and to one environment each', () => {
    const deployment = (id: number, name: string) => ({
      id,
      sha: 'a'.repeat(40),
      ref: 'main',
      status: 'success',
      created_at: `2026-11-20T10:0${id}:00.000Z`,
      environment: { id, name },
      deployable: { finished_at: `2026-11-20T10:0${id}:30.000Z` },
    });
    const names = ['production/ledger', 'production/web', 'staging/web', 'production', 'prod-eu'];
    const { file } = readText(JSON.stringify(names.map((name, i) => deployment(i + 1, name))));
    expect(file.events.map((event) => event.stream)).toEqual([
      'ledger deployments',
      'web deployments',
      'web deployments (staging)',
      'deployments',
      'deployments (prod-eu)',
    ]);
  });
});

describe('requests in lines of logs', () => {
  const requests = (...lines: readonly string[]) =>
    readText(`${lines.join('\n')}\n`).logs.map((one) => [one.level, one.fields.status, one.fields.endpoint]);

  it('are known by what HAProxy, nginx and Heroku write of each, within syslog, too', () => {
    expect(
      requests(
        'Nov 20 10:00:00 lb1 haproxy[1201]: 10.0.1.2:40000 [20/Nov/2026:10:00:00.123] fe~ be/web1 0/0/1/30000/30001 504 912 - - ---- 12/12/1/1/0 0/0 "GET /o/17 HTTP/1.1"',
        'Nov 20 10:00:01 lb1 nginx: 10.0.1.2 - - [20/Nov/2026:10:00:01 +0000] "GET /cart HTTP/1.1" 200 12 "-" "curl"',
      ),
    ).toEqual([
      ['error', '504', '/o/:id'],
      ['info', '200', '/cart'],
    ]);
    expect(
      requests(
        '2026-11-20T10:00:00.000+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/p/17" host=shop.example dyno=web.1 connect=1ms service=30000ms status=503 bytes=0',
        '2026-11-20T10:00:01.000+00:00 heroku[web.1]: Cycling',
      ),
    ).toEqual([
      ['error', '503', '/p/:id'],
      [null, undefined, undefined],
    ]);
  });
});

describe('samples that a collector stamps a little early or late', () => {
  it('are put on their grid, each in an interval of its own', () => {
    const stamps = [0, 14_120, 30_310, 44_050, 60_480, 75_020];
    const rows = stamps.map(
      (at) => `${new Date(Date.UTC(2026, 10, 20, 10, 0, 0, 500) + at).toISOString()},1`,
    );
    const [series] = readText(`time,requests\n${rows.join('\n')}\n`).file.series;
    expect(series?.times.map((at) => at % 15_000)).toEqual(Array(6).fill((series?.times[0] ?? 0) % 15_000));
    expect(new Set(series?.times).size).toBe(6);
  });

  it('are left as they are where they keep no pace', () => {
    const rows = [0, 9_000, 30_000, 52_000].map(
      (at) => `${new Date(Date.UTC(2026, 10, 20, 10) + at).toISOString()},1`,
    );
    const [series] = readText(`time,requests\n${rows.join('\n')}\n`).file.series;
    expect(series?.times.map((at) => at % 60_000)).toEqual([0, 9_000, 30_000, 52_000]);
  });
});

describe('a day and a clock in two columns', () => {
  it('are one time also where they are called Startdatum and Startzeit', () => {
    const { file } = readText(
      'Jobname;Startdatum;Startzeit;Dauer(Sek.);Status\nZFI;15.06.2026;03:57:00;720;fertig\nZFI;16.06.2026;02:45:00;810;fertig\n',
    );
    expect(
      file.events.map((e) => [e.stream, new Date(e.start).toISOString(), (e.end ?? 0) - e.start]),
    ).toEqual([
      ['ZFI', '2026-06-15T03:57:00.000Z', 720_000],
      ['ZFI', '2026-06-16T02:45:00.000Z', 810_000],
    ]);
  });
});

describe('pipelines of several branches', () => {
  const pipeline = (iid: number, ref: string) => ({
    id: 900 + iid,
    iid,
    sha: `${iid}ab`,
    ref,
    status: 'success',
    source: 'push',
    created_at: `2026-01-19T0${iid}:14:00Z`,
  });
  const streams = (...refs: readonly string[]) =>
    readText(JSON.stringify(refs.map((ref, i) => pipeline(i + 1, ref)))).file.events.map((e) => e.stream);

  it('are two streams where one of the branches goes live', () => {
    expect(streams('main', 'feature-7', 'main')).toEqual([
      'pipeline (push)',
      'pipeline (push), other branches',
      'pipeline (push)',
    ]);
    expect(streams('feature-7', 'feature-8')).toEqual(['pipeline (push)', 'pipeline (push)']);
  });
});

describe('histories of items, one row each', () => {
  it('are a series for each item and host, as Zabbix exports them', () => {
    const { importer, file } = readText(
      'Time,Host,Item,Value\n2026-11-20 10:00:00,web1,web.requests,500\n2026-11-20 10:00:00,web1,web.errors,1\n',
    );
    expect(importer).toBe('tall-csv');
    expect(file.series.map((one) => one.metric)).toEqual(['web.requests', 'web.errors']);
  });
});

describe('the log of Nagios', () => {
  const told = () => readText(sample('log of Nagios'));

  it('has an alert from the first critical state until all is well, and none for what was over before it counted', () => {
    expect(told().file.events.map(toRow)).toEqual([
      ['db4 Replication', 'alert', '2026-11-20T10:20:00.000Z', '2026-11-20T10:35:00.000Z', 'lag 240 s'],
      [
        'db4 Replication downtime',
        'maintenance',
        '2026-11-20T12:00:00.000Z',
        null,
        'Service has entered a period of scheduled downtime',
      ],
    ]);
  });

  it('keeps what people did as lines', () => {
    expect(told().logs.map(({ message }) => message)).toEqual([
      'EXTERNAL COMMAND: ADD_SVC_COMMENT;db4;Replication;1;ops;vacuum is running',
    ]);
  });
});

describe('a status page of a vendor', () => {
  it.each([
    'status page of a vendor, the times in front',
    'status page of a vendor, the times below, newest first',
  ])('%s, is one stream, each incident from its first word to its last', (name) => {
    const { events } = readText(sample(name)).file;
    expect(events.toSorted((a, b) => a.start - b.start).map(toRow)).toEqual([
      [
        'Parcelo status',
        'vendor',
        '2026-11-19T22:10:00.000Z',
        '2026-11-19T22:50:00.000Z',
        'Webhooks delayed',
      ],
      ['Parcelo status', 'vendor', '2026-11-20T10:00:00.000Z', '2026-11-20T10:40:00.000Z', 'Labels are slow'],
    ]);
  });

  it("is not what a timeline of one's own incident says in the same words", () => {
    const text =
      '# Slow checkout, 20 Nov 2026\n\n10:05 Investigating\n10:12 Identified: the pool is empty\n10:40 Resolved\n';
    expect(readText(text).importer).toBe('timeline-text');
  });
});
