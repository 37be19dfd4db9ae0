import { type FormatSample, jsonLines, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const T1 = '2026-11-20T10:01:00Z';
const T5 = '2026-11-20T10:05:00Z';
const S = 1795168800;

/** Measurements, traces, tickets and chat. */
export const METRICS_AND_OTHERS: readonly FormatSample[] = [
  {
    name: 'VictoriaMetrics, exported series',
    importer: 'metric-export',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T10:01:00Z',
    text: [
      '{"metric":{"__name__":"ingress_requests"},"values":[650,641],"timestamps":[1795168800000,1795168860000]}',
      '{"metric":{"__name__":"ingress_errors","zone":"a"},"values":[2,null],"timestamps":[1795168800000,1795168860000]}',
      '',
    ].join('\n'),
  },
  {
    name: 'Prometheus matrix, NaN and infinity, fractions of seconds',
    importer: 'prometheus-matrix',
    records: 2,
    first: T,
    last: T1,
    text: JSON.stringify(
      {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { __name__: 'up', job: 'cart', instance: '10.0.0.1:80' },
              values: [
                [S, '1'],
                [S + 60, 'NaN'],
              ],
            },
            {
              metric: {},
              values: [
                [S + 0.781 - 0.781, '+Inf'],
                [S + 60, '0.5'],
              ],
            },
          ],
        },
        warnings: ['x'],
      },
      null,
      1,
    ),
  },
  {
    name: 'the inside of an answer of Prometheus',
    importer: 'prometheus-matrix',
    records: 1,
    text: JSON.stringify({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up' },
          values: [
            [S, '1'],
            [S + 60, '1'],
          ],
        },
      ],
    }),
  },
  {
    name: 'OpenMetrics of promtool, histogram and exemplar',
    importer: 'openmetrics',
    records: 5,
    first: T,
    last: T1,
    text: textLines(
      '# HELP http_request_seconds Time.',
      '# TYPE http_request_seconds histogram',
      '# UNIT http_request_seconds seconds',
      `http_request_seconds_bucket{le="0.1",path="/a b{}"} 3 ${S} # {trace_id="x"} 0.05 ${S}.5`,
      `http_request_seconds_bucket{le="+Inf",path="/a \\"b\\""} 4 ${S}`,
      `http_request_seconds_count 4 ${S}.000`,
      `http_request_seconds_sum 1e-3 ${S + 60}`,
      `process_open_fds NaN ${S + 60}`,
      '# EOF',
    ),
  },
  {
    name: 'Grafana series to rows, epoch ms',
    importer: 'tall-csv',
    records: 2,
    first: T,
    last: T1,
    text: textLines(
      '"Time","Metric","Value"',
      `"${S}000","cart {code=""500""}","3"`,
      `"${S + 60}000","cart {code=""500""}","undefined"`,
    ),
  },
  {
    name: 'Grafana series joined by time, Excel separator, local time',
    importer: 'counts-csv',
    records: 2,
    text: textLines(
      'sep=,',
      '"Time","errors","CPU"',
      '2026-11-20 11:00:00,4,37.5%',
      '2026-11-20 11:01:00,,41%',
    ),
  },
  {
    name: 'CloudWatch, unordered, with labels and messages',
    importer: 'cloudwatch-metrics',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify(
      {
        MetricDataResults: [
          {
            Id: 'm1',
            Label: 'HTTPCode_Target_5XX_Count',
            Timestamps: ['2026-11-20T10:05:00+00:00', '2026-11-20T10:00:00+00:00'],
            Values: [4, 1],
            StatusCode: 'Complete',
          },
          { Id: 'm2', Label: 'CPUUtilization', Timestamps: [], Values: [], StatusCode: 'Complete' },
        ],
        Messages: [],
      },
      null,
      4,
    ),
  },
  {
    name: 'CloudWatch statistics',
    importer: 'cloudwatch-statistics',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify({
      Label: 'RequestCount',
      Datapoints: [
        { Timestamp: '2026-11-20T10:05:00Z', Sum: 812.0, Unit: 'Count' },
        { Timestamp: '2026-11-20T10:00:00Z', Sum: 790.0, Unit: 'Count' },
      ],
    }),
  },
  {
    name: 'InfluxDB JSON',
    importer: 'influx-json',
    records: 1,
    first: T,
    last: T1,
    text: JSON.stringify({
      results: [
        {
          statement_id: 0,
          series: [
            {
              name: 'cpu',
              tags: { host: 'a' },
              columns: ['time', 'mean', 'max'],
              values: [
                [T, 0.5, 0.9],
                [T1, null, 0.8],
              ],
            },
          ],
        },
      ],
    }),
  },
  {
    name: 'Graphite render',
    importer: 'graphite-json',
    records: 2,
    first: T,
    last: T1,
    text: JSON.stringify([
      {
        target: 'cart.errors.count',
        tags: { name: 'cart.errors.count' },
        datapoints: [
          [4, S],
          [null, S + 60],
        ],
      },
      {
        target: 'cart.requests.count',
        datapoints: [
          [812, S],
          [790, S + 60],
        ],
      },
    ]),
  },
  {
    name: 'OTLP traces of several services, numbers as numbers',
    importer: 'otlp-traces',
    records: 2,
    first: T,
    last: T1,
    text: jsonLines([
      {
        resourceSpans: [
          {
            resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
            scopeSpans: [
              {
                scope: { name: 'x' },
                spans: [
                  {
                    traceId: '5b8e',
                    spanId: 'eee1',
                    parentSpanId: '',
                    name: 'GET /cart',
                    kind: 2,
                    startTimeUnixNano: '1795168800000000000',
                    endTimeUnixNano: '1795168800250000000',
                    attributes: [],
                    status: {},
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        resourceSpans: [
          {
            resource: {},
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: '5b8e',
                    spanId: 'eee2',
                    parentSpanId: 'eee1',
                    name: 'take',
                    startTimeUnixNano: '1795168860000000000',
                    endTimeUnixNano: '1795168862000000000',
                    status: { code: 2, message: 'timeout' },
                  },
                ],
              },
            ],
          },
        ],
      },
    ]),
  },
  {
    name: 'OTLP traces, Tempo',
    importer: 'otlp-traces',
    records: 1,
    first: T,
    last: T,
    text: JSON.stringify({
      batches: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: 'W4',
                  spanId: 'e1',
                  name: 'GET /cart',
                  startTimeUnixNano: '1795168800000000000',
                  endTimeUnixNano: '1795168800250000000',
                },
              ],
            },
          ],
        },
      ],
    }),
  },
  {
    name: 'Jaeger, pretty',
    importer: 'jaeger-traces',
    records: 1,
    first: T,
    last: T1,
    text: JSON.stringify(
      {
        data: [
          {
            traceID: 't',
            spans: [
              {
                traceID: 't',
                spanID: 'a',
                flags: 1,
                operationName: 'GET /cart',
                references: [],
                startTime: S * 1e6,
                duration: 250000,
                tags: [{ key: 'http.status_code', type: 'int64', value: 200 }],
                logs: [],
                processID: 'p1',
                warnings: null,
              },
              {
                traceID: 't',
                spanID: 'b',
                operationName: 'take',
                references: [{ refType: 'CHILD_OF', traceID: 't', spanID: 'a' }],
                startTime: (S + 60) * 1e6,
                duration: 2000000,
                tags: [{ key: 'error', type: 'bool', value: true }],
                logs: [],
                processID: 'p2',
              },
            ],
            processes: { p1: { serviceName: 'cart', tags: [] }, p2: { serviceName: 'redis' } },
            warnings: null,
          },
        ],
        total: 0,
        limit: 0,
        offset: 0,
        errors: null,
      },
      null,
      2,
    ),
  },
  {
    name: 'Zipkin, array of traces',
    importer: 'zipkin-traces',
    records: 2,
    first: T,
    last: T1,
    text: JSON.stringify([
      [
        {
          traceId: 'aa',
          id: '1',
          kind: 'SERVER',
          name: 'get /cart',
          timestamp: S * 1e6,
          duration: 250000,
          localEndpoint: { serviceName: 'cart', ipv4: '10.0.0.1' },
          tags: { 'http.method': 'GET' },
        },
      ],
      [
        {
          traceId: 'bb',
          id: '2',
          parentId: '1',
          kind: 'CLIENT',
          name: 'take',
          timestamp: (S + 60) * 1e6,
          duration: 2000000,
          localEndpoint: { serviceName: 'cart' },
          remoteEndpoint: { serviceName: 'redis' },
          tags: { error: 'timeout' },
        },
      ],
    ]),
  },
  {
    name: 'flat spans with other names',
    importer: 'span-lines',
    records: 2,
    first: T,
    last: T1,
    text: jsonLines([
      {
        traceId: 'a',
        spanId: '1',
        parentSpanId: null,
        operationName: 'GET /cart',
        serviceName: 'cart',
        startTime: S * 1000,
        durationMs: 250,
      },
      {
        traceId: 'a',
        spanId: '2',
        parentSpanId: '1',
        operationName: 'take',
        serviceName: 'cart',
        startTime: (S + 60) * 1000,
        durationMs: 2000,
        status: 'ERROR',
      },
    ]),
  },
  {
    name: 'Zendesk views, CSV',
    importer: 'tickets-csv',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T10:05:00Z',
    text: textLines(
      'Id,Summation column,Requester,Subject,Created at,Updated at,Status',
      '41,1,x,"Cannot pay, again",2026-11-20 10:00,2026-11-20 10:09,Open',
      '42,1,y,"Paid ""twice""",2026-11-20 10:05,,New',
    ),
  },
  {
    name: 'Jira CSV of another locale',
    importer: 'tickets-csv',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T15:54:00Z',
    text: `\uFEFF${textLines(
      'Summary,Issue key,Issue id,Issue Type,Status,Comment,Comment,Created,Labels,Labels',
      '"Cart\nfails",SHOP-1,1,Bug,Open,one,two,20/Nov/26 10:00 AM,a,b',
      'Slow,SHOP-2,2,Bug,Open,,,20/Nov/26 3:54 PM,,',
    )}`,
  },
  {
    name: 'Zendesk incremental export, pretty',
    importer: 'tickets-json',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify(
      {
        tickets: [
          {
            url: 'x',
            id: 41,
            via: { channel: 'email' },
            created_at: T,
            updated_at: T5,
            generated_timestamp: S,
            type: 'incident',
            subject: 'Cannot pay',
            raw_subject: 'Cannot pay',
            status: 'open',
            tags: ['pay'],
            custom_fields: [],
          },
          {
            url: 'x',
            id: 42,
            created_at: T5,
            subject: null,
            description: 'no subject',
            status: 'new',
            tags: [],
          },
        ],
        count: 2,
        end_of_stream: true,
      },
      null,
      2,
    ),
  },
  {
    name: 'Jira search with offsets without colon',
    importer: 'tickets-json',
    records: 1,
    first: T,
    last: T,
    text: JSON.stringify({
      expand: 'x',
      startAt: 0,
      maxResults: 50,
      total: 1,
      issues: [
        {
          id: '1',
          key: 'SHOP-1',
          fields: {
            summary: 'Cannot pay',
            created: '2026-11-20T11:00:00.000+0100',
            labels: ['pay'],
            status: { name: 'Open' },
          },
        },
      ],
    }),
  },
  {
    name: 'Slack day with threads, bots and joins',
    importer: 'slack-export',
    records: 4,
    first: T,
    last: T5,
    text: JSON.stringify(
      [
        {
          type: 'message',
          subtype: 'channel_join',
          user: 'U1',
          text: '<@U1> has joined the channel',
          ts: `${S}.000100`,
        },
        {
          type: 'message',
          user: 'U1',
          text: 'Restarted <https://x.example/a?token=abcdef123456|the cart>',
          ts: `${S + 60}.000200`,
          thread_ts: `${S + 60}.000200`,
          reply_count: 1,
          replies: [],
          client_msg_id: 'x',
          blocks: [{ type: 'rich_text' }],
        },
        {
          type: 'message',
          subtype: 'bot_message',
          text: '',
          bot_id: 'B1',
          username: 'deploys',
          attachments: [{ fallback: 'Deployed cart v41', id: 1 }],
          ts: `${S + 120}.000300`,
        },
        {
          type: 'message',
          user: 'U2',
          text: 'better &amp; stable',
          ts: `${S + 300}.000400`,
          edited: { user: 'U2', ts: `${S + 360}.000000` },
        },
      ],
      null,
      4,
    ),
  },
  {
    name: 'Mattermost with other lines',
    importer: 'mattermost',
    records: 4,
    first: T,
    last: T5,
    rejects: [],
    text: jsonLines([
      { type: 'version', version: 1 },
      { type: 'channel', channel: { team: 't', name: 'c' } },
      {
        type: 'post',
        post: { team: 't', channel: 'c', user: 'u', message: 'Restarted the cart', create_at: S * 1000 },
      },
      {
        type: 'post',
        post: {
          team: 't',
          channel: 'c',
          user: 'u',
          message: 'better',
          create_at: (S + 300) * 1000,
          replies: [],
        },
      },
    ]),
  },
  {
    name: 'counts as JSON, nested in data',
    importer: 'json-counts',
    records: 2,
    first: T,
    last: T1,
    text: JSON.stringify({
      data: [
        { time: T, requests: 50, errors: 1 },
        { time: T1, requests: 51, errors: 0 },
      ],
    }),
  },
  {
    name: 'counts as JSON, numbers as text',
    importer: 'json-counts',
    records: 2,
    first: T,
    last: T1,
    text: JSON.stringify([
      { timestamp: T, requests: '50', errors: '1' },
      { timestamp: T1, requests: '51', errors: null },
    ]),
  },
];
