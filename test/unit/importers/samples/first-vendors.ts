import { type FormatSample, iso, jsonLines, SAMPLE_START } from './format-sample.ts';

/** Exports of Datadog, GitHub, PagerDuty and Statuspage. The first file of each format; times on 20 November 2026. */
export const FIRST_VENDORS: readonly FormatSample[] = [
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
            [SAMPLE_START, 10],
            [SAMPLE_START + 60_000, null],
          ],
        },
        {
          metric: 'pool.in_use',
          scope: 'client:cart',
          tag_set: ['client:cart'],
          expression: 'max:pool.in_use{*}',
          unit: [{ plural: 'connections' }, null],
          interval: 60,
          pointlist: [[SAMPLE_START, 4]],
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
          times: [SAMPLE_START, SAMPLE_START + 60_000],
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
    text: jsonLines([
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
    name: 'Datadog log lines',
    importer: 'datadog-log-lines',
    records: 2,
    text: jsonLines([
      { id: 'a', attributes: { timestamp: iso(0), service: 'shop', status: 'error', message: 'refused' } },
      { id: 'b', attributes: { timestamp: iso(1), service: 'shop', status: 'info', message: 'ok' } },
    ]),
  },
];
