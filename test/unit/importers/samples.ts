/** One small file of each format, in the shape that the tool writes; times on 20 November 2026. */
export interface FormatSample {
  readonly name: string;
  readonly importer: string;
  readonly text: string;
  /** Records that the importer must take. */
  readonly records: number;
}

const T0 = Date.UTC(2026, 10, 20, 11, 0, 0);
const iso = (second: number) => new Date(T0 + second * 1000).toISOString();
const lines = (all: readonly unknown[]) => `${all.map((one) => JSON.stringify(one)).join('\n')}\n`;

export const SAMPLES: readonly FormatSample[] = [
  {
    name: 'wide counts',
    importer: 'counts-csv',
    records: 3,
    text: `time,requests,errors,pool_in_use\n${iso(0)},100,1,12\n${iso(60)},110,,NaN\n${iso(120)},90,44,128\n`,
  },
  {
    name: 'wide counts, epoch seconds, semicolons, CRLF',
    importer: 'counts-csv',
    records: 2,
    text: `time;requests;errors\r\n${T0 / 1000};5;1\r\n${T0 / 1000 + 60};6;0\r\n`,
  },
  {
    name: 'tall counts',
    importer: 'tall-csv',
    records: 3,
    text: `time,metric,value,host\n${T0},requests,10,\n${T0},errors,1,\n${T0},cpu,55.5,web-1\n`,
  },
  {
    name: 'events',
    importer: 'events-csv',
    records: 3,
    text: `stream,kind,start,end,title\nwarmer,job,${iso(0)},${iso(300)},run\nwarmer,job,${iso(1500)},,run\nrelease,deploy,${iso(20)},,v2\n`,
  },
  {
    name: 'changes',
    importer: 'changes-csv',
    records: 2,
    text: `at,kind,what,about,known_to,not_known_to\n${iso(0)},data,Range of products grows,catalog;search,merchandising,engineering\n${iso(9)},config,Timeout lowered,,platform,\n`,
  },
  {
    name: 'plain JSON lines',
    importer: 'json-lines-logs',
    records: 2,
    text: lines([
      { time: iso(0), level: 'info', service: 'cart', message: 'ready', host: 'a' },
      { time: iso(1), level: 'ERROR', service: 'cart', message: 'timed out after 2000 ms', host: 'b' },
    ]),
  },
  {
    name: 'bunyan',
    importer: 'json-lines-logs',
    records: 2,
    text: lines([
      { name: 'shop', hostname: 'a', pid: 9, level: 30, msg: 'listening', time: iso(0), v: 0 },
      {
        name: 'shop',
        hostname: 'a',
        pid: 9,
        level: 50,
        msg: 'failed',
        err: { name: 'TypeError', message: 'x is undefined', stack: 'TypeError: x' },
        time: iso(1),
        v: 0,
      },
    ]),
  },
  {
    name: 'pino',
    importer: 'json-lines-logs',
    records: 2,
    text: lines([
      { level: 30, time: T0, pid: 3, hostname: 'a', msg: 'up' },
      { level: 60, time: T0 + 5, pid: 3, hostname: 'a', msg: 'down' },
    ]),
  },
  {
    name: 'zap',
    importer: 'json-lines-logs',
    records: 2,
    text: lines([
      { level: 'info', ts: T0 / 1000 + 0.25, caller: 'api/main.go:41', msg: 'serving' },
      { level: 'dpanic', ts: T0 / 1000 + 1.5, caller: 'api/main.go:55', msg: 'broken' },
    ]),
  },
  {
    name: 'ECS, dotted and nested',
    importer: 'json-lines-logs',
    records: 2,
    text: lines([
      {
        '@timestamp': iso(0),
        'log.level': 'WARN',
        message: 'slow',
        'service.name': 'pay',
        'ecs.version': '1.2',
      },
      {
        '@timestamp': iso(1),
        log: { level: 'error' },
        message: 'refused',
        service: { name: 'pay' },
        error: { type: 'IOException', message: 'reset' },
      },
    ]),
  },
  {
    name: 'log4j2',
    importer: 'json-lines-logs',
    records: 1,
    text: lines([
      {
        instant: { epochSecond: T0 / 1000, nanoOfSecond: 5_000_000 },
        level: 'INFO',
        loggerName: 'com.example.Pool',
        message: 'grown',
        thread: 'main',
      },
    ]),
  },
  {
    name: 'Datadog logs v2',
    importer: 'datadog-logs-v2',
    records: 2,
    text: JSON.stringify({
      data: [
        {
          id: 'a',
          type: 'log',
          attributes: {
            timestamp: iso(0),
            host: 'w1',
            service: 'shop',
            status: 'error',
            message: 'pool "main" empty [1]',
            tags: ['env:prod', 'version:7'],
            attributes: { endpoint: '/pay' },
          },
        },
        {
          id: 'b',
          type: 'log',
          attributes: {
            timestamp: iso(1),
            host: 'w2',
            service: 'shop',
            status: 'info',
            message: 'ok {',
            tags: ['env:prod'],
            attributes: {},
          },
        },
      ],
      meta: { page: { after: 'abc' } },
    }),
  },
  {
    name: 'Datadog logs v1',
    importer: 'datadog-logs-v1',
    records: 1,
    text: JSON.stringify({
      logs: [
        {
          id: 'a',
          content: {
            timestamp: iso(0),
            host: 'w1',
            service: 'shop',
            message: 'late',
            tags: ['env:prod'],
            attributes: { level: 'warn' },
          },
        },
      ],
      nextLogId: null,
      status: 'done',
    }),
  },
  {
    name: 'Datadog log CSV',
    importer: 'logs-csv',
    records: 2,
    text: `"Date","Host","Service","Content"\n"${iso(0)}","w1","shop","{""level"":""error"",""message"":""no connection, waited 2000""}"\n"${iso(1)}","w1","shop","two\nlines"\n`,
  },
  {
    name: 'Datadog metrics v1',
    importer: 'datadog-metrics-v1',
    records: 2,
    text: JSON.stringify({
      status: 'ok',
      res_type: 'time_series',
      series: [
        {
          metric: 'shop.requests',
          scope: '*',
          tag_set: [],
          expression: 'sum:shop.requests{*}.as_count()',
          interval: 60,
          pointlist: [
            [T0, 10],
            [T0 + 60_000, null],
          ],
        },
        {
          metric: 'pool.in_use',
          scope: 'client:cart',
          tag_set: ['client:cart'],
          expression: 'max:pool.in_use{*}',
          unit: [{ plural: 'connections' }, null],
          interval: 60,
          pointlist: [[T0, 4]],
        },
      ],
    }),
  },
  {
    name: 'Datadog metrics v2',
    importer: 'datadog-metrics-v2',
    records: 1,
    text: JSON.stringify({
      data: {
        type: 'timeseries_response',
        attributes: {
          series: [{ group_tags: ['host:a'], query_index: 0, unit: null }],
          times: [T0, T0 + 60_000],
          values: [[1, null]],
        },
      },
    }),
  },
  {
    name: 'GitHub deployments',
    importer: 'github-deployments',
    records: 2,
    text: JSON.stringify([
      {
        id: 7,
        sha: 'ab12',
        ref: 'v2',
        task: 'deploy',
        environment: 'production',
        description: 'shop v2',
        created_at: iso(0),
        repository_url: 'https://api.github.com/repos/example/shop',
      },
      {
        id: 6,
        sha: 'ab11',
        ref: 'v1',
        task: 'deploy',
        environment: 'production',
        created_at: iso(-900),
        repository_url: 'https://api.github.com/repos/example/shop',
      },
    ]),
  },
  {
    name: 'GitHub deployment statuses',
    importer: 'github-deployment-statuses',
    records: 2,
    text: JSON.stringify([
      {
        id: 2,
        state: 'success',
        created_at: iso(200),
        environment: 'production',
        deployment_url: 'https://api.github.com/repos/example/shop/deployments/7',
      },
      {
        id: 1,
        state: 'in_progress',
        created_at: iso(5),
        environment: 'production',
        deployment_url: 'https://api.github.com/repos/example/shop/deployments/7',
      },
    ]),
  },
  {
    name: 'GitHub workflow runs',
    importer: 'github-workflow-runs',
    records: 1,
    text: JSON.stringify({
      total_count: 3,
      workflow_runs: [
        {
          id: 1,
          name: 'Deploy',
          head_branch: 'main',
          head_sha: 'ab',
          run_number: 3,
          status: 'completed',
          conclusion: 'success',
          created_at: iso(0),
          run_started_at: iso(1),
          updated_at: iso(9000),
        },
      ],
    }),
  },
  {
    name: 'gh run list',
    importer: 'github-workflow-runs',
    records: 1,
    text: JSON.stringify([
      {
        conclusion: 'failure',
        createdAt: iso(0),
        displayTitle: 'Nightly',
        headBranch: 'main',
        headSha: 'ab',
        status: 'completed',
        workflowName: 'nightly',
        startedAt: iso(0),
      },
    ]),
  },
  {
    name: 'PagerDuty log entries',
    importer: 'pagerduty-log-entries',
    records: 3,
    text: JSON.stringify({
      log_entries: [
        {
          id: 'c',
          type: 'resolve_log_entry',
          created_at: '2026-11-20T06:30:00-05:00',
          incident: { id: 'Q', summary: 'errors' },
          service: { summary: 'shop' },
        },
        {
          id: 'b',
          type: 'annotate_log_entry',
          created_at: '2026-11-20T06:11:00-05:00',
          channel: { type: 'note', summary: 'Restarted the shop' },
          incident: { id: 'Q' },
        },
        {
          id: 'a',
          type: 'trigger_log_entry',
          created_at: '2026-11-20T06:08:00-05:00',
          incident: { id: 'Q', summary: 'errors' },
          service: { summary: 'shop' },
        },
      ],
      limit: 100,
      offset: 0,
      more: false,
    }),
  },
  {
    name: 'PagerDuty incidents',
    importer: 'pagerduty-incidents',
    records: 1,
    text: JSON.stringify({
      incidents: [
        {
          id: 'Q',
          incident_number: 3,
          title: 'errors',
          created_at: iso(0),
          status: 'resolved',
          last_status_change_at: iso(600),
          service: { summary: 'shop' },
        },
      ],
      more: true,
    }),
  },
  {
    name: 'PagerDuty webhook',
    importer: 'pagerduty-webhook',
    records: 2,
    text: lines([
      {
        event: {
          event_type: 'incident.triggered',
          occurred_at: iso(0),
          data: { id: 'Q', title: 'errors', service: { summary: 'shop' } },
        },
      },
      {
        event: {
          event_type: 'incident.resolved',
          occurred_at: iso(60),
          data: { id: 'Q', title: 'errors', service: { summary: 'shop' } },
        },
      },
    ]),
  },
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
              [T0 / 1000, '10'],
              [T0 / 1000 + 15, '25'],
              [T0 / 1000 + 30, 'NaN'],
              [T0 / 1000 + 45, '5'],
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
    text: `# TYPE pool_in_use gauge\npool_in_use{client="cart"} 4 ${T0 / 1000}\npool_in_use{client="cart"} 5 ${T0 / 1000 + 15}\npool_in_use{client="a \\"b\\""} +Inf ${T0 / 1000}\n# EOF\n`,
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
        next: (T0 + 1_200_000) * 1000,
        left: 1,
        last: T0 * 1000,
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
    name: 'Statuspage',
    importer: 'statuspage',
    records: 1,
    text: JSON.stringify({
      page: { id: 'x', name: 'Payment Provider' },
      incidents: [
        {
          id: 'i',
          name: 'Elevated errors',
          impact: 'minor',
          started_at: iso(0),
          resolved_at: iso(900),
          incident_updates: [],
        },
      ],
    }),
  },
  {
    name: 'combined access log',
    importer: 'access-log',
    records: 2,
    text: '10.0.0.1 - - [20/Nov/2026:12:00:00 +0100] "GET /cart/7?x=1 HTTP/1.1" 200 512 "-" "curl/8"\n10.0.0.2 - bob [20/Nov/2026:12:00:01 +0100] "POST /pay HTTP/1.1" 503 0 "-" "curl/8"\n',
  },
  {
    name: 'nginx error log',
    importer: 'server-error-log',
    records: 1,
    text: '2026/11/20 11:00:00 [error] 12#0: *7 upstream timed out (110: Connection timed out), client: 10.0.0.1, server: shop, request: "GET / HTTP/1.1", host: "shop"\n',
  },
  {
    name: 'syslog 5424',
    importer: 'syslog-5424',
    records: 2,
    text: `<34>1 ${iso(0)} web1 shop 12 ID47 [ex@1 zone="a"] cannot connect\n<165>1 ${iso(1)} web1 shop - - - ok\n`,
  },
  {
    name: 'syslog 3164',
    importer: 'syslog-3164',
    records: 2,
    text: 'Nov 20 11:00:00 web1 cron[22]: (root) CMD (sweep)\n<27>Nov 20 11:00:09 web1 shop[3]: cannot connect\n',
  },
  {
    name: 'klog',
    importer: 'klog',
    records: 2,
    text: 'I1120 11:00:00.000001       1 leader.go:9] elected\nE1120 11:00:01.500000       1 leader.go:99] lost the lease\n',
  },
  {
    name: 'logfmt',
    importer: 'logfmt',
    records: 2,
    text: `time=${iso(0)} level=info msg="listening on :80" service=shop\nts=${iso(1)} lvl=error msg="a \\"b\\" c" caller=x.go:3\n`,
  },
  {
    name: 'Docker json-file',
    importer: 'docker-logs',
    records: 2,
    text: lines([
      { log: '{"level":"error","msg":"refused"}\n', stream: 'stderr', time: iso(0) },
      { log: 'ERROR pool exhausted\n', stream: 'stdout', time: iso(1) },
    ]),
  },
  {
    name: 'journald',
    importer: 'journald',
    records: 2,
    text: lines([
      {
        __REALTIME_TIMESTAMP: String(T0 * 1000),
        PRIORITY: '3',
        MESSAGE: 'failed',
        _SYSTEMD_UNIT: 'shop.service',
        SYSLOG_IDENTIFIER: 'shop',
      },
      {
        __REALTIME_TIMESTAMP: String((T0 + 1) * 1000),
        PRIORITY: '6',
        MESSAGE: [111, 107],
        _SYSTEMD_UNIT: 'shop.service',
      },
    ]),
  },
  {
    name: 'OTLP logs',
    importer: 'otlp-logs',
    records: 2,
    text: JSON.stringify({
      resourceLogs: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: `${T0}000000`,
                  severityNumber: 17,
                  body: { stringValue: 'refused' },
                  attributes: [{ key: 'http.route', value: { stringValue: '/pay' } }],
                },
                { timeUnixNano: `${T0 + 1}000000`, severityNumber: 9, body: { stringValue: 'ok' } },
              ],
            },
          ],
        },
      ],
    }),
  },
  {
    name: 'text with stack traces',
    importer: 'plain-log',
    records: 3,
    text: [
      '2026-11-20 11:00:00,123 ERROR [main] com.example.Pool - no connection',
      'java.sql.SQLTransientException: timed out',
      '\tat com.example.Pool.get(Pool.java:10)',
      'Caused by: java.io.IOException: reset',
      '\t... 12 more',
      '2026-11-20 11:00:01,000 INFO  [main] com.example.App - ready',
      '2026-11-20 11:00:02,000 WARN  [main] com.example.App - slow',
      '',
    ].join('\n'),
  },
  {
    name: 'kubectl logs --timestamps',
    importer: 'plain-log',
    records: 2,
    text: `2026-11-20T11:00:00.123456789Z {"level":"error","msg":"refused"}\n2026-11-20T11:00:01.000000000Z plain words\n`,
  },
  {
    name: 'docker compose with colours',
    importer: 'plain-log',
    records: 2,
    text: '\u001b[36mweb-1  |\u001b[0m 2026-11-20T11:00:00Z INFO started\n\u001b[33mdb-1   |\u001b[0m 2026-11-20T11:00:01Z ERROR too many clients\n',
  },
  {
    name: 'Slack export',
    importer: 'slack-export',
    records: 2,
    text: JSON.stringify([
      { type: 'message', user: 'U1', text: 'restarted <@U2> &amp; waiting', ts: `${T0 / 1000}.000200` },
      { type: 'message', user: 'U2', text: 'thanks', ts: `${T0 / 1000 + 60}.000100` },
    ]),
  },
  {
    name: 'Mattermost export',
    importer: 'mattermost',
    records: 2,
    text: lines([
      { type: 'version', version: 1 },
      { type: 'post', post: { team: 't', channel: 'c', user: 'u', message: 'restarted it', create_at: T0 } },
    ]),
  },
  {
    name: 'git log',
    importer: 'git-log',
    records: 2,
    text: 'commit 0123456789abcdef0123456789abcdef01234567 (HEAD -> main)\nAuthor: Team <team@example.com>\nDate:   Fri Nov 20 12:00:00 2026 +0100\n\n    Lower the timeout\n\ncommit 1123456789abcdef0123456789abcdef01234567\nAuthor: Team <team@example.com>\nDate:   Fri Nov 20 10:00:00 2026 +0100\n\n    Add a cache\n',
  },
  {
    name: 'Datadog log lines',
    importer: 'datadog-log-lines',
    records: 2,
    text: lines([
      { id: 'a', attributes: { timestamp: iso(0), service: 'shop', status: 'error', message: 'refused' } },
      { id: 'b', attributes: { timestamp: iso(1), service: 'shop', status: 'info', message: 'ok' } },
    ]),
  },
  {
    name: 'array of log records',
    importer: 'json-array-logs',
    records: 2,
    text: JSON.stringify([
      { timestamp: iso(0), level: 'error', message: 'refused' },
      { timestamp: iso(1), level: 'info', message: 'ok' },
    ]),
  },
  {
    name: 'Elasticsearch hits',
    importer: 'json-array-logs',
    records: 1,
    text: JSON.stringify({
      took: 3,
      hits: {
        total: { value: 1 },
        hits: [
          { _index: 'l', _source: { '@timestamp': iso(0), message: 'refused', log: { level: 'error' } } },
        ],
      },
    }),
  },
  {
    name: 'Google Cloud entries',
    importer: 'json-array-logs',
    records: 2,
    text: JSON.stringify([
      {
        timestamp: iso(0),
        severity: 'ERROR',
        textPayload: 'refused',
        resource: { type: 'k8s_container', labels: { container_name: 'shop' } },
      },
      { timestamp: iso(1), severity: 'INFO', jsonPayload: { message: 'ok' }, resource: { labels: {} } },
    ]),
  },
  {
    name: 'Loki streams',
    importer: 'loki-streams',
    records: 1,
    text: JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: { app: 'shop', level: 'error' },
            values: [
              [`${T0}000000`, 'refused'],
              [`${T0 + 9}000000`, 'refused again'],
            ],
          },
        ],
      },
    }),
  },
  {
    name: 'counts as JSON lines',
    importer: 'json-counts',
    records: 2,
    text: lines([
      { time: iso(0), requests: 10, errors: 0 },
      { time: iso(60), requests: 12, errors: null },
    ]),
  },
  {
    name: 'samples as a JSON array',
    importer: 'json-counts',
    records: 2,
    text: JSON.stringify([
      { ts: T0, metric: 'cpu', value: 1.5, host: 'a' },
      { ts: T0 + 60_000, metric: 'cpu', value: 2.5, host: 'a' },
    ]),
  },
  {
    name: 'run history of some scheduler',
    importer: 'event-table-csv',
    records: 2,
    text: `Job Name,Started At,Duration,Status,Rows Processed\nwarm,${iso(0)},00:05:00,SUCCESS,10\nwarm,${iso(1500)},1080,failed,40\n`,
  },
  {
    name: 'release list',
    importer: 'event-table-csv',
    records: 1,
    text: `service,version,deployed_at\nshop,1.2.3,${iso(0)}\n`,
  },
  {
    name: 'flag changes',
    importer: 'event-table-json',
    records: 1,
    text: JSON.stringify([{ flagKey: 'fast-pay', changedAt: iso(0), description: 'on for 50 %' }]),
  },
  {
    name: 'runs one a line',
    importer: 'event-table-lines',
    records: 2,
    text: lines([
      { job: 'warm', started_at: iso(0), finished_at: iso(300), status: 'ok', rows: 5 },
      { job: 'warm', started_at: iso(1500), finished_at: null, status: 'running' },
    ]),
  },
  {
    name: 'timeline',
    importer: 'timeline-csv',
    records: 2,
    text: `time,role,note\n${iso(0)},on-call,Restarted the shop\n${iso(60)},on-call,"All ready, it seems"\n`,
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
                  startTimeUnixNano: `${T0}000000`,
                  endTimeUnixNano: `${T0 + 20}000000`,
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
              startTime: T0 * 1000,
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
        timestamp: T0 * 1000,
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
    text: lines([
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

/** 11:00:00 UTC, the first time in every sample. */
export const SAMPLE_START = T0;
