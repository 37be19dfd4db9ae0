import { type FormatSample, jsonLines, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const T1 = '2026-11-20T10:01:00Z';
const T5 = '2026-11-20T10:05:00Z';

/** Tables and lists of other tools and by hand. */
export const MORE_TABLES: readonly FormatSample[] = [
  {
    name: 'counts with one row',
    importer: 'counts-csv',
    records: 1,
    first: T,
    last: T,
    text: textLines('time,requests,errors', `${T},5,1`),
  },
  {
    name: 'counts without rows',
    importer: 'counts-csv',
    records: 0,
    text: textLines('time,requests,errors'),
  },
  {
    name: 'events without rows',
    importer: 'events-csv',
    records: 0,
    text: textLines('stream,kind,start,end,title'),
  },
  {
    name: 'changes without rows',
    importer: 'changes-csv',
    records: 0,
    text: textLines('at,kind,what,about,known_to,not_known_to'),
  },
  {
    name: 'counts under other names',
    importer: 'counts-csv',
    records: 2,
    first: T,
    last: T1,
    text: textLines(
      'timestamp,total_requests,http_5xx,p99_ms,pool_used',
      '2026-11-20T10:00:00.000+00:00,100,1,230,12',
      '2026-11-20T10:01:00.000+00:00,101,40,2300,128',
    ),
  },
  {
    name: 'counts with a host in each row',
    importer: 'counts-csv',
    records: 4,
    first: T,
    last: T1,
    text: textLines(
      'time,host,region,requests,errors',
      `${T},web-1,eu,10,0`,
      `${T},web-2,eu,11,1`,
      `${T1},web-1,eu,12,0`,
      `${T1},web-2,eu,9,0`,
    ),
  },
  {
    name: 'Excel dates and empty rows at the end',
    importer: 'counts-csv',
    records: 2,
    first: T,
    last: T5,
    text: `\uFEFF${textLines('Time;Requests;Errors', '20/11/2026 10:00;1.204;3', '20/11/2026 10:05;998;0', ';;', ';;')}`,
  },
  {
    name: 'tall, value before metric',
    importer: 'tall-csv',
    records: 2,
    first: T,
    last: T1,
    text: textLines('value,metric,time', `4,errors,${T}`, `900,requests,${T1}`),
  },
  {
    name: 'tall, from a database, pipes',
    importer: 'tall-csv',
    records: 2,
    first: T,
    last: T1,
    text: textLines(
      'ts|metric_name|value|labels',
      '2026-11-20 10:00:00+00|redis_pool_in_use|12|client=cart',
      '2026-11-20 10:01:00+00|redis_pool_in_use|128|client=cart',
    ),
  },
  {
    name: 'metrics as JSON lines with labels',
    importer: 'json-counts',
    records: 2,
    first: T,
    last: T1,
    text: jsonLines([
      { time: T, metric: 'errors', value: 4, host: 'a' },
      { time: T1, metric: 'errors', value: null, host: 'a' },
    ]),
  },
  {
    name: 'run history with start and duration only',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:25:00Z',
    text: textLines(
      'job,started_at,duration,status',
      `prices,${T},300,success`,
      'prices,2026-11-20T10:20:00Z,00:05:00,failed',
    ),
  },
  {
    name: 'Jenkins builds',
    importer: 'event-table-json',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:30Z',
    text: JSON.stringify({
      builds: [
        {
          number: 8,
          fullDisplayName: 'prices #8',
          timestamp: 1795169100000,
          duration: 30000,
          result: 'SUCCESS',
        },
        {
          number: 7,
          fullDisplayName: 'prices #7',
          timestamp: 1795168800000,
          duration: 120000,
          result: 'FAILURE',
        },
      ],
    }),
  },
  {
    name: 'PostgreSQL cron history',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: T5,
    text: textLines(
      'jobid,runid,job_pid,database,username,command,status,return_message,start_time,end_time',
      `3,41,99,shop,cron,select refresh(),succeeded,1 row,${T},${T1}`,
      `3,42,99,shop,cron,select refresh(),failed,error,${T1},${T5}`,
    ),
  },
  {
    name: 'deployments of a spreadsheet',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: T5,
    text: textLines(
      'Date,Service,Version,Deployed by,Notes',
      '2026-11-20 10:00,cart,v41,web team,hotfix',
      '2026-11-20 10:05,pay,v7,pay team,',
    ),
  },
  {
    name: 'Argo CD history',
    importer: 'event-table-json',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify([
      {
        id: 3,
        revision: 'b1b2b3b',
        deployedAt: T5,
        source: { repoURL: 'https://git.example/shop.git' },
        app: 'cart',
      },
      { id: 2, revision: 'a1a2a3a', deployedAt: T, app: 'cart' },
    ]),
  },
  {
    name: 'Helm history',
    importer: 'event-table-json',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify([
      {
        revision: 40,
        updated: '2026-11-20T10:00:00.000000Z',
        status: 'superseded',
        chart: 'cart-1.2',
        app_version: '40',
        description: 'Upgrade complete',
      },
      {
        revision: 41,
        updated: '2026-11-20T10:05:00.000000Z',
        status: 'deployed',
        chart: 'cart-1.2',
        app_version: '41',
        description: 'Upgrade complete',
      },
    ]),
  },
  {
    name: 'Prometheus alerts',
    importer: 'alertmanager',
    records: 1,
    first: T,
    last: T,
    text: JSON.stringify({
      status: 'success',
      data: {
        alerts: [
          {
            labels: { alertname: 'CartErrors', service: 'cart' },
            annotations: { summary: 'x' },
            state: 'firing',
            activeAt: '2026-11-20T10:00:00.000000Z',
            value: '1e+00',
          },
        ],
      },
    }),
  },
  {
    name: 'Alertmanager alerts',
    importer: 'alertmanager',
    records: 2,
    first: T,
    last: T1,
    text: JSON.stringify([
      {
        annotations: { summary: 'x' },
        endsAt: '2026-11-20T10:05:00.000Z',
        fingerprint: 'a',
        receivers: [{ name: 'r' }],
        startsAt: '2026-11-20T10:00:00.000Z',
        status: { inhibitedBy: [], silencedBy: [], state: 'active' },
        updatedAt: T1,
        labels: { alertname: 'CartErrors', service: 'cart' },
      },
      {
        startsAt: T1,
        endsAt: '0001-01-01T00:00:00Z',
        labels: { alertname: 'DiskFull' },
        status: { state: 'active' },
      },
    ]),
  },
  {
    name: 'incident timeline by hand',
    importer: 'timeline-csv',
    records: 3,
    first: T,
    last: T5,
    text: textLines(
      'time,who,what happened',
      `${T},on-call,Errors rise`,
      `${T1},on-call,"Restarted cart, better"`,
      `${T5},dba,Pool looks fine`,
    ),
  },
  {
    name: 'PagerDuty incidents as CSV',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:09:00Z',
    text: textLines(
      'id,incident_number,description,service_id,service_name,escalation_policy_id,created_on,resolved_on,seconds_to_first_ack,auto_resolved,urgency',
      `Q1,7,Cart down,S,cart,E,${T},2026-11-20T10:09:00Z,60,f,high`,
      `Q2,8,Cart slow,S,cart,E,${T5},,,f,low`,
    ),
  },
];
