import { type FormatSample, jsonLines, textLines } from './format-sample.ts';

const FIRST = '2026-11-20T10:00:00.250Z';
const LAST = '2026-11-20T10:00:01.500Z';
const span = { first: FIRST, last: LAST };

/** Log records as objects, as the usual loggers and servers write them. */
export const STRUCTURED_LOGS: readonly FormatSample[] = [
  {
    name: 'logstash encoder',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        '@timestamp': '2026-11-20T11:00:00.25+01:00',
        '@version': '1',
        message: 'Started',
        logger_name: 'shop.Main',
        thread_name: 'main',
        level: 'INFO',
        level_value: 20000,
      },
      {
        '@timestamp': '2026-11-20T11:00:01.5+01:00',
        '@version': '1',
        message: 'Could not pay',
        logger_name: 'shop.Pay',
        thread_name: 'w-1',
        level: 'ERROR',
        level_value: 40000,
        stack_trace:
          'java.net.SocketTimeoutException: Read timed out\n\tat java.net.Socket.read(Socket.java:1)',
      },
    ]),
  },
  {
    name: 'Serilog compact',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      { '@t': FIRST, '@mt': 'Paid {Order} in {Ms} ms', Order: 4, Ms: 12, '@m': 'Paid 4 in 12 ms' },
      {
        '@t': LAST,
        '@mt': 'Could not pay {Order}',
        '@l': 'Error',
        '@x': 'System.TimeoutException: gone',
        Order: 5,
      },
    ]),
  },
  {
    name: '.NET JSON console',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        Timestamp: FIRST,
        EventId: 0,
        LogLevel: 'Information',
        Category: 'Shop.Pay',
        Message: 'up',
        State: {},
      },
      {
        Timestamp: LAST,
        EventId: 7,
        LogLevel: 'Error',
        Category: 'Shop.Pay',
        Message: 'down',
        State: { Message: 'down' },
      },
    ]),
  },
  {
    name: 'GELF',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        version: '1.1',
        host: 'a',
        short_message: 'up',
        timestamp: 1795168800.25,
        level: 6,
        _service: 'cart',
      },
      {
        version: '1.1',
        host: 'a',
        short_message: 'down',
        full_message: 'down\nat x',
        timestamp: 1795168801.5,
        level: 3,
        _service: 'cart',
      },
    ]),
  },
  {
    name: 'Rust tracing',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      { timestamp: FIRST, level: 'INFO', fields: { message: 'listening', port: 80 }, target: 'cart::server' },
      {
        timestamp: LAST,
        level: 'ERROR',
        fields: { message: 'pool empty' },
        target: 'cart::pool',
        span: { name: 'pay' },
      },
    ]),
  },
  {
    name: 'MongoDB',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        t: { $date: '2026-11-20T10:00:00.250+00:00' },
        s: 'I',
        c: 'NETWORK',
        id: 22943,
        ctx: 'listener',
        msg: 'Connection accepted',
        attr: { remote: '10.0.0.1:99' },
      },
      {
        t: { $date: '2026-11-20T10:00:01.500+00:00' },
        s: 'E',
        c: 'STORAGE',
        id: 20557,
        ctx: 'conn1',
        msg: 'Failed',
        attr: {},
      },
    ]),
  },
  {
    name: 'zerolog and slog in one file',
    importer: 'json-lines-logs',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: LAST,
    text: jsonLines([
      { level: 'debug', time: 1795168800, message: 'z' },
      {
        time: '2026-11-20T10:00:01.5Z',
        level: 'WARN',
        msg: 's',
        source: { function: 'main.main', file: 'm.go', line: 3 },
      },
    ]),
  },
  {
    name: 'Google structured, seconds and nanos',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      { severity: 'DEFAULT', message: 'up', timestamp: { seconds: 1795168800, nanos: 250000000 } },
      { severity: 'CRITICAL', message: 'down', timestamp: { seconds: 1795168801, nanos: 500000000 } },
    ]),
  },
  {
    name: 'structlog and python-json-logger',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      { event: 'paid', order: 3, level: 'info', timestamp: FIRST, logger: 'pay' },
      {
        asctime: '2026-11-20 10:00:01,500',
        levelname: 'ERROR',
        name: 'pay',
        message: 'gone',
        exc_info: 'Traceback (most recent call last):\nValueError: x',
      },
    ]),
  },
  {
    name: 'PostgreSQL jsonlog',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        timestamp: '2026-11-20 10:00:00.250 UTC',
        pid: 9,
        session_id: '6',
        error_severity: 'LOG',
        message: 'checkpoint starting: time',
        backend_type: 'checkpointer',
      },
      {
        timestamp: '2026-11-20 10:00:01.500 UTC',
        user: 'shop',
        dbname: 'shop',
        pid: 12,
        error_severity: 'ERROR',
        state_code: '53300',
        message: 'too many connections',
        backend_type: 'client backend',
      },
    ]),
  },
  {
    name: 'Envoy access log as JSON',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        start_time: FIRST,
        method: 'GET',
        path: '/cart',
        response_code: 200,
        duration: 12,
        upstream_cluster: 'cart',
        bytes_sent: 5,
      },
      {
        start_time: LAST,
        method: 'POST',
        path: '/pay',
        response_code: 503,
        response_flags: 'UH',
        duration: 3,
        upstream_cluster: 'pay',
        bytes_sent: 91,
      },
    ]),
  },
  {
    name: 'nginx access log as JSON',
    importer: 'json-lines-logs',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T10:00:01Z',
    text: jsonLines([
      {
        time_iso8601: '2026-11-20T10:00:00+00:00',
        remote_addr: '10.0.0.1',
        request: 'GET /cart HTTP/1.1',
        status: '200',
        request_time: '0.010',
      },
      {
        time_iso8601: '2026-11-20T10:00:01+00:00',
        remote_addr: '10.0.0.1',
        request: 'GET /pay HTTP/1.1',
        status: '502',
        request_time: '2.001',
      },
    ]),
  },
  {
    name: 'CloudTrail',
    importer: 'cloud-audit',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T10:00:01Z',
    text: JSON.stringify({
      Records: [
        {
          eventVersion: '1.08',
          eventTime: '2026-11-20T10:00:00Z',
          eventSource: 'rds.amazonaws.com',
          eventName: 'ModifyDBInstance',
          awsRegion: 'eu-west-1',
          userIdentity: { type: 'AssumedRole' },
        },
        {
          eventVersion: '1.08',
          eventTime: '2026-11-20T10:00:01Z',
          eventSource: 'ec2.amazonaws.com',
          eventName: 'StopInstances',
          awsRegion: 'eu-west-1',
          errorCode: 'AccessDenied',
        },
      ],
    }),
  },
  {
    name: 'CloudWatch filter-log-events',
    importer: 'json-array-logs',
    records: 2,
    ...span,
    text: JSON.stringify(
      {
        events: [
          {
            logStreamName: 'cart/1',
            timestamp: 1795168800250,
            message: 'INFO up\n',
            ingestionTime: 1795168801000,
            eventId: '3',
          },
          {
            logStreamName: 'cart/1',
            timestamp: 1795168801500,
            message: '{"level":"error","msg":"down"}',
            ingestionTime: 1795168802000,
            eventId: '4',
          },
        ],
        searchedLogStreams: [],
        nextToken: 'x',
      },
      null,
      2,
    ),
  },
  {
    name: 'CloudWatch Logs Insights',
    importer: 'json-array-logs',
    records: 2,
    ...span,
    text: JSON.stringify(
      {
        results: [
          [
            { field: '@timestamp', value: '2026-11-20 10:00:00.250' },
            { field: '@message', value: 'INFO up' },
            { field: '@ptr', value: 'abc' },
          ],
          [
            { field: '@timestamp', value: '2026-11-20 10:00:01.500' },
            { field: '@message', value: 'ERROR down' },
          ],
        ],
        statistics: { recordsMatched: 2 },
        status: 'Complete',
      },
      null,
      2,
    ),
  },
  {
    name: 'Kubernetes audit log',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID: 'a',
        stage: 'ResponseComplete',
        requestURI: '/api/v1/pods',
        verb: 'list',
        responseStatus: { code: 200 },
        requestReceivedTimestamp: '2026-11-20T10:00:00.250000Z',
        stageTimestamp: '2026-11-20T10:00:00.250000Z',
      },
      {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID: 'b',
        stage: 'ResponseComplete',
        requestURI: '/apis/apps/v1/deployments/cart',
        verb: 'patch',
        responseStatus: { code: 409 },
        requestReceivedTimestamp: '2026-11-20T10:00:01.500000Z',
        stageTimestamp: '2026-11-20T10:00:01.500000Z',
      },
    ]),
  },
  {
    name: 'Elasticsearch scroll, pretty',
    importer: 'json-array-logs',
    records: 2,
    ...span,
    text: JSON.stringify(
      {
        took: 4,
        timed_out: false,
        hits: {
          total: { value: 9000, relation: 'eq' },
          hits: [
            {
              _index: 'l',
              _id: '1',
              _score: null,
              _source: {
                '@timestamp': FIRST,
                message: 'up',
                log: { level: 'info' },
                service: { name: 'cart' },
              },
            },
            {
              _index: 'l',
              _id: '2',
              _score: null,
              _source: { '@timestamp': LAST, message: 'down', 'log.level': 'error', 'service.name': 'cart' },
            },
          ],
        },
      },
      null,
      2,
    ),
  },
  {
    name: 'Splunk export',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      {
        preview: false,
        offset: 0,
        result: {
          _time: '2026-11-20T10:00:00.250+00:00',
          _raw: 'INFO up',
          host: 'a',
          source: '/var/log/x',
          sourcetype: 'shop',
        },
      },
      {
        preview: false,
        offset: 1,
        lastrow: true,
        result: { _time: '2026-11-20T10:00:01.500+00:00', _raw: 'ERROR down', host: 'a' },
      },
    ]),
  },
  {
    name: 'Google Cloud entries, pretty, newest first',
    importer: 'json-array-logs',
    records: 2,
    ...span,
    text: JSON.stringify(
      [
        {
          insertId: 'b',
          logName: 'projects/p/logs/stderr',
          receiveTimestamp: LAST,
          severity: 'ERROR',
          textPayload: 'down',
          timestamp: LAST,
          resource: { type: 'cloud_run_revision', labels: { service_name: 'cart' } },
        },
        {
          insertId: 'a',
          logName: 'projects/p/logs/stdout',
          receiveTimestamp: LAST,
          severity: 'INFO',
          jsonPayload: { message: 'up' },
          timestamp: FIRST,
        },
      ],
      null,
      2,
    ),
  },
  {
    name: 'journald, byte array, no newline at the end',
    importer: 'journald',
    records: 2,
    ...span,
    text: jsonLines([
      {
        __CURSOR: 's=1',
        __REALTIME_TIMESTAMP: '1795168800250000',
        __MONOTONIC_TIMESTAMP: '5',
        _BOOT_ID: '8',
        PRIORITY: '6',
        SYSLOG_IDENTIFIER: 'cart',
        MESSAGE: 'up',
        _PID: '7',
      },
      {
        __CURSOR: 's=2',
        __REALTIME_TIMESTAMP: '1795168801500000',
        _BOOT_ID: '8',
        PRIORITY: '3',
        SYSLOG_IDENTIFIER: 'cart',
        MESSAGE: [100, 111, 119, 110, 255],
        _PID: '7',
      },
    ]).trimEnd(),
  },
  {
    name: 'OTLP logs, one request a line, integers, several scopes',
    importer: 'otlp-logs',
    records: 3,
    ...span,
    text: jsonLines([
      {
        resourceLogs: [
          {
            resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
            scopeLogs: [
              {
                scope: {},
                logRecords: [
                  {
                    timeUnixNano: '1795168800250000000',
                    severityNumber: 9,
                    body: { stringValue: 'up' },
                    attributes: [],
                  },
                  {
                    observedTimeUnixNano: '1795168801000000000',
                    severityText: 'Warning',
                    body: { kvlistValue: { values: [{ key: 'message', value: { stringValue: 'slow' } }] } },
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        resourceLogs: [
          {
            resource: {},
            scopeLogs: [
              {
                logRecords: [
                  {
                    timeUnixNano: 1795168801500000000,
                    severityNumber: 17,
                    severityText: 'ERROR',
                    body: { stringValue: 'down' },
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
    name: 'Loki, newest first, structured lines',
    importer: 'loki-streams',
    records: 2,
    ...span,
    text: JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: { app: 'cart', level: 'error' },
            values: [['1795168801500000000', 'level=error msg="down"', {}]],
          },
          { stream: { app: 'cart', level: 'info' }, values: [['1795168800250000000', '{"msg":"up"}']] },
        ],
        stats: {},
      },
    }),
  },
  {
    name: 'logcli lines',
    importer: 'json-lines-logs',
    records: 2,
    ...span,
    text: jsonLines([
      { labels: { app: 'cart' }, line: 'up', timestamp: '2026-11-20T10:00:00.25Z' },
      { labels: { app: 'cart' }, line: 'ERROR down', timestamp: '2026-11-20T10:00:01.5Z' },
    ]),
  },
  {
    name: 'docker json-file, split line, attrs',
    importer: 'docker-logs',
    records: 2,
    first: '2026-11-20T10:00:00.25Z',
    last: '2026-11-20T10:00:01.5Z',
    text: textLines(
      '{"log":"10:00:00 INFO up\\r\\n","stream":"stdout","attrs":{"tag":"cart"},"time":"2026-11-20T10:00:00.250000001Z"}',
      '{"log":"{\\"level\\":50,\\"time\\":1795168801500,\\"msg\\":\\"down\\"}\\n","stream":"stderr","attrs":{"tag":"cart"},"time":"2026-11-20T10:00:01.5Z"}',
    ),
  },
  {
    name: 'objects among lines of text',
    importer: 'json-lines-logs',
    records: 3,
    ...span,
    rejects: ['not valid JSON', 'not valid JSON'],
    text: textLines(
      '> cart@1.0.0 start',
      '> node server.js',
      '{"level":30,"time":1795168800250,"msg":"up"}',
      '{"level":40,"time":1795168801000,"msg":"slow"}',
      '{"level":50,"time":1795168801500,"msg":"down"}',
    ),
  },
  {
    name: 'objects and text by two writers',
    importer: 'json-lines-logs',
    records: 4,
    ...span,
    text: textLines(
      '{"level":30,"time":1795168800250,"msg":"up"}',
      '2026-11-20 10:00:00.900 WARN slow start of the pool',
      '{"level":40,"time":1795168801000,"msg":"slow"}',
      '{"level":50,"time":1795168801500,"msg":"down"}',
    ),
  },
  {
    name: 'docker compose whose services write objects',
    importer: 'plain-log',
    records: 3,
    ...span,
    text: textLines(
      'cart-1  | {"level":30,"time":1795168800250,"msg":"up"}',
      'db-1    | 2026-11-20 10:00:01.000 UTC [1] LOG:  ready',
      'cart-1  | {"level":50,"time":1795168801500,"msg":"down"}',
    ),
  },
  {
    name: 'logfmt with quotes, newest last, epoch ms',
    importer: 'logfmt',
    records: 2,
    ...span,
    text: textLines(
      'ts=1795168800250 caller=main.go:3 level=info component="cart pool" msg="up and \\"ready\\""',
      'level=error ts=1795168801500 component=cart err="pool: no connection, waited 2s"',
    ),
  },
  {
    name: 'logrus text',
    importer: 'logfmt',
    records: 2,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T10:00:01Z',
    text: textLines(
      'time="2026-11-20T11:00:00+01:00" level=info msg="A walrus appears" animal=walrus size=10',
      'time="2026-11-20T11:00:01+01:00" level=fatal msg=gone',
    ),
  },
];
