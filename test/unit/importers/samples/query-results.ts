import { type FormatSample, jsonLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const T5 = '2026-11-20T10:05:00Z';
const S = 1795168800;
const MS = [S * 1000, (S + 300) * 1000];

function otlp(second: number, value: number) {
  const timeUnixNano = String(BigInt(S + second) * 1_000_000_000n);
  return {
    resourceMetrics: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
        scopeMetrics: [
          {
            metrics: [
              {
                name: 'pool.in_use',
                unit: '1',
                gauge: { dataPoints: [{ timeUnixNano, asInt: String(value) }] },
              },
              {
                name: 'http.server.requests',
                sum: {
                  aggregationTemporality: 2,
                  isMonotonic: true,
                  dataPoints: [{ timeUnixNano, asDouble: 100 + value }],
                },
              },
            ],
          },
        ],
      },
    ],
  };
}

/** Answers of metric queries, as monitoring tools give them. */
export const QUERY_RESULTS: readonly FormatSample[] = [
  {
    name: 'Grafana, the data of a panel as data frames',
    importer: 'metric-queries',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify([
      {
        schema: {
          refId: 'A',
          fields: [
            { name: 'Time', type: 'time' },
            {
              name: 'Value',
              type: 'number',
              labels: { job: 'cart' },
              config: { displayNameFromDS: 'errors' },
            },
          ],
        },
        data: { values: [MS, [1, null]] },
      },
    ]),
  },
  {
    name: 'Grafana, the answer of its query API',
    importer: 'metric-queries',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      results: {
        A: {
          status: 200,
          frames: [
            {
              schema: {
                name: 'up',
                fields: [
                  { name: 'Time', type: 'time' },
                  { name: 'Value', type: 'number' },
                ],
              },
              data: { values: [MS, [1, 0]] },
            },
          ],
        },
      },
    }),
  },
  {
    name: 'Dynatrace metrics v2',
    importer: 'metric-queries',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      totalCount: 1,
      nextPageKey: null,
      resolution: '5m',
      result: [
        {
          metricId: 'builtin:service.errors.total.count',
          data: [{ dimensionMap: { 'dt.entity.service': 'SERVICE-1' }, timestamps: MS, values: [1, null] }],
        },
      ],
    }),
  },
  {
    name: 'Azure Monitor metrics',
    importer: 'metric-queries',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      timespan: `${T}/${T5}`,
      interval: 'PT5M',
      value: [
        {
          name: { value: 'Http5xx', localizedValue: 'Http Server Errors' },
          unit: 'Count',
          timeseries: [
            {
              metadatavalues: [{ name: { value: 'instance' }, value: 'web-1' }],
              data: [
                { timeStamp: T, total: 3 },
                { timeStamp: T5, total: 0 },
              ],
            },
          ],
        },
      ],
    }),
  },
  {
    name: 'Cloud Monitoring time series, newest first',
    importer: 'metric-queries',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      timeSeries: [
        {
          metric: { type: 'run.googleapis.com/request_count', labels: { response_code: '500' } },
          resource: { type: 'cloud_run_revision', labels: {} },
          metricKind: 'DELTA',
          valueType: 'INT64',
          points: [
            { interval: { startTime: T5, endTime: '2026-11-20T10:10:00Z' }, value: { int64Value: '4' } },
            { interval: { startTime: T, endTime: T5 }, value: { int64Value: '2' } },
          ],
        },
      ],
    }),
  },
  {
    name: 'New Relic, NRQL through its graph API',
    importer: 'metric-queries',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify({
      data: {
        actor: {
          account: {
            nrql: {
              results: [
                { beginTimeSeconds: S, endTimeSeconds: S + 300, count: 100 },
                { beginTimeSeconds: S + 300, endTimeSeconds: S + 600, count: 90 },
              ],
            },
          },
        },
      },
    }),
  },
  {
    name: 'New Relic, the query API before it',
    importer: 'metric-queries',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify({
      results: [],
      timeSeries: [
        { results: [{ count: 10 }], beginTimeSeconds: S, endTimeSeconds: S + 300, inspectedCount: 10 },
        { results: [{ count: 11 }], beginTimeSeconds: S + 300, endTimeSeconds: S + 600, inspectedCount: 11 },
      ],
    }),
  },
  {
    name: 'Elasticsearch, a date histogram with an average inside',
    importer: 'metric-queries',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify({
      took: 5,
      hits: { total: { value: 10_000, relation: 'gte' }, hits: [] },
      aggregations: {
        errors: {
          buckets: [
            { key_as_string: T, key: MS[0], doc_count: 4, latency: { value: 1.5 } },
            { key_as_string: T5, key: MS[1], doc_count: 5, latency: { value: null } },
          ],
        },
      },
    }),
  },
  {
    name: 'Elasticsearch, a date histogram split by status as Kibana asks for it',
    importer: 'metric-queries',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify({
      hits: { total: { value: 10_000, relation: 'gte' }, hits: [] },
      aggregations: {
        0: {
          buckets: [
            { key_as_string: T, key: MS[0], doc_count: 9, 1: { buckets: [{ key: 200, doc_count: 9 }] } },
            {
              key_as_string: T5,
              key: MS[1],
              doc_count: 8,
              1: {
                buckets: [
                  { key: 200, doc_count: 5 },
                  { key: 504, doc_count: 3 },
                ],
              },
            },
          ],
        },
      },
    }),
  },
  {
    name: 'Log Analytics, columns apart from rows',
    importer: 'column-rows',
    records: 2,
    first: T,
    last: T5,
    text: JSON.stringify({
      tables: [
        {
          name: 'PrimaryResult',
          columns: [
            { name: 'timestamp', type: 'datetime' },
            { name: 'total', type: 'long' },
            { name: 'failed', type: 'long' },
          ],
          rows: [
            [T, 90, 1],
            [T5, 80, 20],
          ],
        },
      ],
    }),
  },
  {
    name: 'A query of a database, names as texts',
    importer: 'column-rows',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      data: { cols: ['job_name', 'started_at', 'finished_at'], rows: [['re"index, all', T, T5]] },
    }),
  },
  {
    name: 'OpenTelemetry metrics, one document a line',
    importer: 'otlp-metrics',
    records: 3,
    first: T,
    last: '2026-11-20T10:10:00Z',
    text: jsonLines([otlp(0, 10), otlp(300, 30), otlp(600, 20)]),
  },
];
