import { type FormatSample, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const MS = 1795168800000;

/** Requests as load tests, edges and routers write them, and what measures hosts at a steady pace. */
export const REQUESTS_AND_PROXIES: readonly FormatSample[] = [
  {
    name: 'JMeter results, one without an answer',
    importer: 'request-rows',
    records: 2,
    first: T,
    last: '2026-11-20T10:00:04Z',
    text: textLines(
      'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes',
      `${MS},120,Checkout,200,OK,TG 1-1,text,true,,812`,
      `${MS + 2000},30000,Checkout,Non HTTP response code: java.net.SocketTimeoutException,,TG 1-1,text,false,,0`,
      `${MS + 4000},110,Checkout,,OK,TG 1-1,text,true,,0`,
    ),
    rejects: ['"" is no status'],
  },
  {
    name: 'k6, a row for each measure of a request',
    importer: 'request-rows',
    records: 2,
    first: T,
    last: '2026-11-20T10:00:02Z',
    text: textLines(
      'metric_name,timestamp,metric_value,check,error,expected_response,method,name,status,url',
      `http_reqs,${MS / 1000},1.000000,,,true,GET,https://shop.example/,200,https://shop.example/`,
      `http_req_duration,${MS / 1000},31.2,,,true,GET,https://shop.example/,200,https://shop.example/`,
      `http_reqs,${MS / 1000 + 2},1.000000,,,false,GET,https://shop.example/,503,https://shop.example/`,
    ),
  },
  {
    name: 'events of an error tracker, with the release that each came from',
    importer: 'logs-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:00:02Z',
    text: textLines(
      'Timestamp,Title,Project,Environment,Release,Level,User',
      `${T},TypeError: x is undefined,web,production,1.2.0,error,u1`,
      '2026-11-20T10:00:02Z,TypeError: x is undefined,web,production,1.2.0,error,u2',
    ),
  },
  {
    name: 'Cloudflare Logpull, nanoseconds',
    importer: 'json-lines-logs',
    records: 2,
    first: T,
    last: '2026-11-20T10:00:02Z',
    text: textLines(
      `{"ClientIP":"198.51.100.7","ClientRequestMethod":"GET","ClientRequestURI":"/cart?x=1","EdgeStartTimestamp":${MS}000000,"EdgeResponseStatus":200,"RayID":"a1"}`,
      `{"ClientIP":"198.51.100.7","ClientRequestMethod":"GET","ClientRequestURI":"/cart","EdgeStartTimestamp":${MS + 2000}000000,"EdgeResponseStatus":520,"RayID":"a2"}`,
    ),
  },
  {
    name: 'Cloudflare audit log, a login among changes',
    importer: 'cloud-audit',
    records: 2,
    first: T,
    last: T,
    text: JSON.stringify({
      success: true,
      result: ['rule_modify', 'login'].map((type, i) => ({
        action: { info: '', result: true, type },
        actor: { type: 'user' },
        id: `x${i}`,
        interface: 'UI',
        metadata: { zone_name: 'shop.example' },
        resource: { id: 'z', type: 'firewall_rule' },
        when: T,
      })),
    }),
  },
  {
    name: 'sar by sadf -d, its header a comment',
    importer: 'counts-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:10:00Z',
    text: textLines(
      '# hostname;interval;timestamp;CPU;%user;%iowait',
      'web1;600;2026-11-20 10:00:00 UTC;-1;12.11;0.46',
      'web1;600;2026-11-20 10:10:00 UTC;-1;10.36;30.41',
    ),
  },
];
