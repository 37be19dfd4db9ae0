import { type FormatSample, iso, jsonLines, SAMPLE_START } from './format-sample.ts';

/** Log records as JSON. The first file of each format; times on 20 November 2026. */
export const FIRST_LOG_RECORDS: readonly FormatSample[] = [
  {
    name: 'plain JSON lines',
    importer: 'json-lines-logs',
    records: 2,
    text: jsonLines([
      { time: iso(0), level: 'info', service: 'cart', message: 'ready', host: 'a' },
      { time: iso(1), level: 'ERROR', service: 'cart', message: 'timed out after 2000 ms', host: 'b' },
    ]),
  },
  {
    name: 'bunyan',
    importer: 'json-lines-logs',
    records: 2,
    text: jsonLines([
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
    text: jsonLines([
      { level: 30, time: SAMPLE_START, pid: 3, hostname: 'a', msg: 'up' },
      { level: 60, time: SAMPLE_START + 5, pid: 3, hostname: 'a', msg: 'down' },
    ]),
  },
  {
    name: 'zap',
    importer: 'json-lines-logs',
    records: 2,
    text: jsonLines([
      { level: 'info', ts: SAMPLE_START / 1000 + 0.25, caller: 'api/main.go:41', msg: 'serving' },
      { level: 'dpanic', ts: SAMPLE_START / 1000 + 1.5, caller: 'api/main.go:55', msg: 'broken' },
    ]),
  },
  {
    name: 'ECS, dotted and nested',
    importer: 'json-lines-logs',
    records: 2,
    text: jsonLines([
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
    text: jsonLines([
      {
        instant: { epochSecond: SAMPLE_START / 1000, nanoOfSecond: 5_000_000 },
        level: 'INFO',
        loggerName: 'com.example.Pool',
        message: 'grown',
        thread: 'main',
      },
    ]),
  },
  {
    name: 'Docker json-file',
    importer: 'docker-logs',
    records: 2,
    text: jsonLines([
      { log: '{"level":"error","msg":"refused"}\n', stream: 'stderr', time: iso(0) },
      { log: 'ERROR pool exhausted\n', stream: 'stdout', time: iso(1) },
    ]),
  },
  {
    name: 'journald',
    importer: 'journald',
    records: 2,
    text: jsonLines([
      {
        __REALTIME_TIMESTAMP: String(SAMPLE_START * 1000),
        PRIORITY: '3',
        MESSAGE: 'failed',
        _SYSTEMD_UNIT: 'shop.service',
        SYSLOG_IDENTIFIER: 'shop',
      },
      {
        __REALTIME_TIMESTAMP: String((SAMPLE_START + 1) * 1000),
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
                  timeUnixNano: `${SAMPLE_START}000000`,
                  severityNumber: 17,
                  body: { stringValue: 'refused' },
                  attributes: [{ key: 'http.route', value: { stringValue: '/pay' } }],
                },
                { timeUnixNano: `${SAMPLE_START + 1}000000`, severityNumber: 9, body: { stringValue: 'ok' } },
              ],
            },
          ],
        },
      ],
    }),
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
              [`${SAMPLE_START}000000`, 'refused'],
              [`${SAMPLE_START + 9}000000`, 'refused again'],
            ],
          },
        ],
      },
    }),
  },
];
