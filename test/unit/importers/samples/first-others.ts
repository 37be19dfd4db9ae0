import { type FormatSample, iso, jsonLines, SAMPLE_START } from './format-sample.ts';

/** Measurements, jobs, clusters, traces, tickets, chat and code. The first file of each format; times on 20 November 2026. */
export const FIRST_OTHERS: readonly FormatSample[] = [
  {
    name: 'Prometheus query_range',
    importer: 'prometheus-matrix',
    records: 1,
    text: JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'http_requests_total', code: '200' },
            values: [
              [SAMPLE_START / 1000, '10'],
              [SAMPLE_START / 1000 + 15, '25'],
              [SAMPLE_START / 1000 + 30, 'NaN'],
              [SAMPLE_START / 1000 + 45, '5'],
            ],
          },
        ],
      },
    }),
  },
  {
    name: 'OpenMetrics',
    importer: 'openmetrics',
    records: 3,
    text: `# TYPE pool_in_use gauge\npool_in_use{client="cart"} 4 ${SAMPLE_START / 1000}\npool_in_use{client="cart"} 5 ${SAMPLE_START / 1000 + 15}\npool_in_use{client="a \\"b\\""} +Inf ${SAMPLE_START / 1000}\n# EOF\n`,
  },
  {
    name: 'CloudWatch',
    importer: 'cloudwatch-metrics',
    records: 1,
    text: JSON.stringify({
      MetricDataResults: [
        { Id: 'm1', Label: 'CPU', Timestamps: [iso(60), iso(0)], Values: [2, 1], StatusCode: 'Complete' },
      ],
    }),
  },
  {
    name: 'Kubernetes jobs',
    importer: 'kubernetes-jobs',
    records: 1,
    text: JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            kind: 'Job',
            metadata: {
              name: 'warm-29100',
              namespace: 'shop',
              ownerReferences: [{ kind: 'CronJob', name: 'warm' }],
            },
            status: {
              startTime: iso(0),
              completionTime: iso(90),
              succeeded: 1,
              conditions: [{ type: 'Complete', status: 'True' }],
            },
          },
        ],
      },
      null,
      4,
    ),
  },
  {
    name: 'Airflow',
    importer: 'airflow-runs',
    records: 1,
    text: JSON.stringify({
      dag_runs: [
        {
          dag_id: 'load',
          dag_run_id: 'scheduled__x',
          state: 'failed',
          start_date: '2026-11-20T11:00:00.000000+00:00',
          end_date: '2026-11-20T11:04:00+00:00',
        },
      ],
      total_entries: 1,
    }),
  },
  {
    name: 'crontab',
    importer: 'crontab',
    records: 2,
    text: `# jobs\nMAILTO=ops\n*/20 * * * * root /opt/jobs/sweep.sh --all\n@daily www-data /opt/jobs/report.py\n`,
  },
  {
    name: 'systemd timers',
    importer: 'systemd-timers',
    records: 1,
    text: JSON.stringify([
      {
        next: (SAMPLE_START + 1_200_000) * 1000,
        left: 1,
        last: SAMPLE_START * 1000,
        passed: 1,
        unit: 'warm.timer',
        activates: 'warm.service',
      },
    ]),
  },
  {
    name: 'Kubernetes cron jobs',
    importer: 'kubernetes-cronjobs',
    records: 1,
    text: JSON.stringify({
      kind: 'List',
      items: [
        {
          kind: 'CronJob',
          metadata: { name: 'warm' },
          spec: { schedule: '*/30 * * * *', suspend: false },
          status: { lastScheduleTime: iso(0) },
        },
      ],
    }),
  },
  {
    name: 'Kubernetes events',
    importer: 'kubernetes-events',
    records: 1,
    text: JSON.stringify({
      kind: 'List',
      items: [
        {
          kind: 'Event',
          reason: 'BackOff',
          message: 'Back-off restarting',
          involvedObject: { kind: 'Pod', name: 'shop-5d8f6c7b9d-x2x4z' },
          firstTimestamp: iso(0),
          lastTimestamp: iso(60),
          count: 4,
        },
      ],
    }),
  },
  {
    name: 'ticket CSV',
    importer: 'tickets-csv',
    records: 2,
    text: `Ticket ID,Created at,Subject,Status\n1,${iso(0)},"Cannot pay, twice",Open\n2,${iso(9)},Error 503,New\n`,
  },
  {
    name: 'Jira CSV',
    importer: 'tickets-csv',
    records: 1,
    text: '\uFEFFIssue key,Summary,Created,Comment,Comment\nOPS-1,Payments fail,20/Nov/26 3:54 PM,a,b\n',
  },
  {
    name: 'Zendesk JSON',
    importer: 'tickets-json',
    records: 1,
    text: JSON.stringify({
      tickets: [{ id: 3, created_at: iso(0), subject: 'Cannot pay', status: 'open', tags: ['web'] }],
      next_page: null,
      count: 1,
    }),
  },
  {
    name: 'Slack export',
    importer: 'slack-export',
    records: 2,
    text: JSON.stringify([
      {
        type: 'message',
        user: 'U1',
        text: 'restarted <@U2> &amp; waiting',
        ts: `${SAMPLE_START / 1000}.000200`,
      },
      { type: 'message', user: 'U2', text: 'thanks', ts: `${SAMPLE_START / 1000 + 60}.000100` },
    ]),
  },
  {
    name: 'Mattermost export',
    importer: 'mattermost',
    records: 2,
    text: jsonLines([
      { type: 'version', version: 1 },
      {
        type: 'post',
        post: { team: 't', channel: 'c', user: 'u', message: 'restarted it', create_at: SAMPLE_START },
      },
    ]),
  },
  {
    name: 'git log',
    importer: 'git-log',
    records: 2,
    text: 'commit 0123456789abcdef0123456789abcdef01234567 (HEAD -> main)\nAuthor: Team <team@example.com>\nDate:   Fri Nov 20 12:00:00 2026 +0100\n\n    Lower the timeout\n\ncommit 1123456789abcdef0123456789abcdef01234567\nAuthor: Team <team@example.com>\nDate:   Fri Nov 20 10:00:00 2026 +0100\n\n    Add a cache\n',
  },
  {
    name: 'Sidekiq',
    importer: 'sidekiq-log',
    records: 3,
    text: `${iso(0)} pid=1 tid=ab class=WarmJob jid=0a1 INFO: start\n${iso(1)} pid=1 tid=cd class=MailJob jid=0a2 INFO: start\n${iso(300)} pid=1 tid=ab class=WarmJob jid=0a1 elapsed=300.0 INFO: done\n`,
  },
  {
    name: 'OTLP traces',
    importer: 'otlp-traces',
    records: 1,
    text: JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: 'a',
                  spanId: 'b',
                  name: 'GET /pay',
                  startTimeUnixNano: `${SAMPLE_START}000000`,
                  endTimeUnixNano: `${SAMPLE_START + 20}000000`,
                  status: { code: 2 },
                },
              ],
            },
          ],
        },
      ],
    }),
  },
  {
    name: 'Jaeger',
    importer: 'jaeger-traces',
    records: 1,
    text: JSON.stringify({
      data: [
        {
          traceID: 'a',
          spans: [
            {
              traceID: 'a',
              spanID: 'b',
              operationName: 'GET /pay',
              startTime: SAMPLE_START * 1000,
              duration: 20_000,
              processID: 'p1',
              tags: [{ key: 'error', type: 'bool', value: true }],
            },
          ],
          processes: { p1: { serviceName: 'shop' } },
        },
      ],
    }),
  },
  {
    name: 'Zipkin',
    importer: 'zipkin-traces',
    records: 1,
    text: JSON.stringify([
      {
        traceId: 'a',
        id: 'b',
        name: 'get /pay',
        timestamp: SAMPLE_START * 1000,
        duration: 20_000,
        localEndpoint: { serviceName: 'shop' },
        tags: { error: '' },
      },
    ]),
  },
  {
    name: 'flat spans',
    importer: 'span-lines',
    records: 2,
    text: jsonLines([
      {
        trace_id: 'a',
        span_id: 'b',
        parent_id: null,
        service: 'shop',
        name: 'GET /pay',
        start: iso(0),
        duration_ms: 12,
        status: 'error',
      },
      {
        trace_id: 'a',
        span_id: 'c',
        parent_id: 'b',
        service: 'db',
        name: 'select',
        start: iso(0),
        duration_ms: 9,
        status: 'ok',
      },
    ]),
  },
];
