import { type FormatSample, iso } from './format-sample.ts';

/** Log lines as text. The first file of each format; times on 20 November 2026. */
export const FIRST_LOG_TEXT: readonly FormatSample[] = [
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
];
