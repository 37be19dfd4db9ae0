import { type FormatSample, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const S = 1795168800;

function csvlog(second: number, severity: string, state: string, message: string): string {
  const time = `2026-11-20 10:00:0${second}.000 UTC`;
  return `${time},"app","shop",1235,"10.0.0.1:5000",5f0,${second + 1},"UPDATE",2026-11-20 09:00:00 UTC,3/12,0,${severity},${state},"${message}",,,,,,"UPDATE cart
  SET x = 1",,,"app","client backend",,0`;
}

/** Logs of databases in their own layouts, annotations of charts, prefixes of log followers. */
export const DATABASES_AND_ANNOTATIONS: readonly FormatSample[] = [
  {
    name: 'PostgreSQL csvlog, queries over several lines',
    importer: 'postgres-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:00:05Z',
    text: textLines(
      csvlog(0, 'ERROR', '55P03', 'canceling statement due to lock timeout'),
      csvlog(5, 'LOG', '00000', 'checkpoint complete'),
    ),
  },
  {
    name: 'MySQL slow query log, two queries in one second',
    importer: 'mysql-slow-log',
    records: 3,
    first: T,
    last: '2026-11-20T10:01:00Z',
    text: textLines(
      '/usr/sbin/mysqld, Version: 8.0.35. started with:',
      'Time                 Id Command    Argument',
      '# Time: 2026-11-20T10:00:00.000000Z',
      '# User@Host: app[app] @  [10.0.0.1]  Id:    12',
      '# Query_time: 2.500000  Lock_time: 0.000100 Rows_sent: 1  Rows_examined: 1000000',
      `SET timestamp=${S};`,
      'SELECT *',
      '  FROM cart;',
      '# User@Host: app[app] @  [10.0.0.1]  Id:    13',
      '# Query_time: 1.500000  Lock_time: 0.000100 Rows_sent: 1  Rows_examined: 1000',
      `SET timestamp=${S};`,
      'SELECT 1;',
      '# Time: 2026-11-20T10:01:00.000000Z',
      '# User@Host: app[app] @  [10.0.0.1]  Id:    12',
      '# Query_time: 3.500000  Lock_time: 0.000100 Rows_sent: 1  Rows_examined: 1000000',
      `SET timestamp=${S + 60};`,
      'SELECT * FROM cart;',
    ),
  },
  {
    name: 'Redis SLOWLOG GET in redis-cli',
    importer: 'redis-slowlog',
    records: 2,
    first: '2026-11-20T09:58:20Z',
    last: T,
    text: textLines(
      '1) 1) (integer) 14',
      `   2) (integer) ${S}`,
      '   3) (integer) 15000',
      '   4) 1) "KEYS"',
      '      2) "*"',
      '   5) "10.0.0.1:5000"',
      '   6) ""',
      '2) 1) (integer) 13',
      `   2) (integer) ${S - 100}`,
      '   3) (integer) 13000',
      '   4) 1) "SMEMBERS"',
      '      2) "catalog"',
    ),
  },
  {
    name: 'Grafana annotations: a deployment, an alert, a remark',
    importer: 'grafana-annotations',
    records: 3,
    first: T,
    last: '2026-11-20T10:20:00Z',
    text: JSON.stringify([
      {
        id: 1,
        alertId: 0,
        dashboardUID: 'x',
        time: S * 1000,
        timeEnd: (S + 600) * 1000,
        text: 'cart 1.2.3',
        tags: ['deploy', 'cart'],
      },
      {
        id: 2,
        alertId: 7,
        alertName: 'Errors high',
        dashboardUID: 'x',
        time: (S + 900) * 1000,
        timeEnd: (S + 1200) * 1000,
        text: '',
        tags: [],
      },
      {
        id: 3,
        alertId: 0,
        dashboardUID: 'x',
        time: (S + 960) * 1000,
        timeEnd: (S + 960) * 1000,
        text: 'failed over the <b>database</b>',
        tags: [],
      },
    ]),
  },
  {
    name: 'Windows event viewer, the message behind the last column',
    importer: 'logs-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: textLines(
      'Level,Date and Time,Source,Event ID,Task Category',
      'Error,11/20/2026 10:00:00 AM,Service Control Manager,7031,None,The cart service terminated unexpectedly.',
      'Information,11/20/2026 10:05:00 AM,Service Control Manager,7036,None,The cart service entered the running state.',
    ),
  },
  {
    name: 'Azure Log Analytics, severities as numbers',
    importer: 'logs-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: textLines(
      'TenantId,TimeGenerated [UTC],SeverityLevel,Message,AppRoleName',
      'ab-1,"11/20/2026, 10:00:00.000 AM",3,"redis timeout, retry 1",cart',
      'ab-2,"11/20/2026, 10:05:00.000 AM",1,recovered,cart',
    ),
  },
  {
    name: 'Oracle, alert log: each time in a line of its own',
    importer: 'alert-log',
    records: 3,
    first: T,
    last: '2026-11-20T10:10:00Z',
    text: textLines(
      '2026-11-20T11:00:00.000000+01:00',
      'Thread 1 cannot allocate new log, sequence 48212',
      'Checkpoint not complete',
      '  Current log# 1 seq# 48211 mem# 0: /u01/redo01.log',
      '2026-11-20T11:05:00.000000+01:00',
      'Completed checkpoint up to RBA [0xbc53.2.10], SCN: 88219331',
      '2026-11-20T11:10:00.000000+01:00',
      'Errors in file /u01/diag/erp_ora_4711.trc:',
      'ORA-00060: deadlock detected while waiting for resource',
    ),
  },
  {
    name: 'Java, unified garbage collection log',
    importer: 'gc-log',
    records: 4,
    first: T,
    last: '2026-11-20T10:10:00Z',
    text: textLines(
      '[2026-11-20T10:00:00.000+0000][info][gc] Using G1',
      '[2026-11-20T10:00:05.000+0000][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 3.500ms',
      '[2026-11-20T10:05:00.000+0000][info][gc] GC(1) Concurrent Mark Cycle 12.1ms',
      '[2026-11-20T10:10:00.000+0000][info][gc] GC(2) Pause Full (G1 Compaction Pause) 250M->200M(256M) 900.5ms',
    ),
  },
  {
    name: 'Java 8, garbage collection log',
    importer: 'gc-log',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: textLines(
      'OpenJDK 64-Bit Server VM (25.392-b08) for linux-amd64 JRE (1.8.0_392-b08)',
      '2026-11-20T10:00:00.000+0000: 0.123: [GC (Allocation Failure) [PSYoungGen: 65536K->10748K(76288K)] 65536K->10756K(251392K), 0.0100000 secs] [Times: user=0.02 sys=0.00, real=0.01 secs]',
      '2026-11-20T10:05:00.000+0000: 300.123: [Full GC (Ergonomics) [PSYoungGen: 10748K->0K(76288K)] [ParOldGen: 8K->9000K(175104K)] 10756K->9000K(251392K), [Metaspace: 20000K->20000K(1067008K)], 0.5000000 secs] [Times: user=0.9 sys=0.00, real=0.50 secs]',
    ),
  },
  {
    name: 'CloudTrail: what changed, without what only looked',
    importer: 'cloud-audit',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: JSON.stringify({
      Records: [
        {
          eventVersion: '1.08',
          eventTime: T,
          eventSource: 'elasticache.amazonaws.com',
          eventName: 'ModifyCacheCluster',
          requestParameters: { cacheClusterId: 'shop' },
          readOnly: false,
        },
        {
          eventTime: '2026-11-20T10:05:00Z',
          eventSource: 'ec2.amazonaws.com',
          eventName: 'DescribeInstances',
          readOnly: true,
        },
      ],
    }),
  },
  {
    name: 'Azure activity log',
    importer: 'cloud-audit',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: JSON.stringify([
      {
        eventTimestamp: T,
        operationName: { value: 'Microsoft.Cache/redis/write' },
        status: { value: 'Started' },
      },
      {
        eventTimestamp: '2026-11-20T10:05:00Z',
        operationName: { value: 'Microsoft.Cache/redis/write' },
        status: { value: 'Succeeded' },
        resourceProviderName: { value: 'Microsoft.Cache' },
      },
    ]),
  },
  {
    name: 'stern, the pod and its container in front',
    importer: 'plain-log',
    records: 2,
    first: T,
    last: '2026-11-20T10:00:01Z',
    text: textLines(
      'cart-6f9c7b5d4-abcde cart 2026-11-20T10:00:00.000000000Z ERROR pool exhausted',
      'cart-6f9c7b5d4-abcde cart 2026-11-20T10:00:01.000000000Z INFO recovered',
    ),
  },
  {
    name: 'Caddy, the request in an object of its own',
    importer: 'json-lines-logs',
    records: 1,
    first: T,
    text: `${JSON.stringify({ level: 'info', ts: S, logger: 'http.log.access', msg: 'handled request', request: { method: 'GET', uri: '/x' }, status: 502 })}\n`,
  },
];
