import { type FormatSample, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const T5 = '2026-11-20T10:05:00Z';
const T38 = '2026-11-20T10:38:00Z';
const S = 1795168800;

/** Schedulers, desks, monitors and chats that call the same things by names of their own, and notes with a date above. */
export const MORE_TOOLS: readonly FormatSample[] = [
  {
    name: 'a German table with day and clock in two columns',
    importer: 'counts-csv',
    records: 2,
    first: T,
    last: T5,
    text: textLines(
      '"Datum";"Uhrzeit";"Fehler"',
      '"20.11.2026";"10:00:00";"1"',
      '"20.11.2026";"10:05:00";"2"',
    ),
  },
  {
    name: 'notes below a line with the date',
    importer: 'timeline-text',
    records: 4,
    first: '2026-11-19T23:50:00Z',
    last: '2026-11-20T10:36:00Z',
    text: textLines(
      '19.11.2026',
      '23:50 pages began',
      '',
      'Friday, 20 November 2026:',
      '00:10 restarted checkout',
      '10:11 restarted checkout again',
      '10:36 errors back',
    ),
  },
  {
    name: 'a log that leaves out the seconds',
    importer: 'plain-log',
    records: 2,
    first: T,
    last: T5,
    text: textLines('2026-11-20 10:00 ERROR pool exhausted', '2026-11-20 10:05 INFO recovered'),
  },
  {
    name: 'Azure DevOps builds: how it went says more than that it is over',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      count: 1,
      value: [
        {
          id: 1,
          buildNumber: '20261120.1',
          status: 'completed',
          result: 'failed',
          startTime: T,
          finishTime: T5,
          definition: { id: 2, name: 'cart' },
        },
      ],
    }),
  },
  {
    name: 'BullMQ jobs',
    importer: 'event-table-json',
    records: 1,
    first: '2026-11-20T10:00:01Z',
    last: T5,
    text: JSON.stringify([
      {
        id: '1',
        name: 'warm',
        timestamp: S * 1000,
        processedOn: (S + 1) * 1000,
        finishedOn: (S + 300) * 1000,
        attemptsMade: 1,
      },
    ]),
  },
  {
    name: 'Rundeck executions, times in objects',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      executions: [
        {
          id: 1,
          status: 'succeeded',
          'date-started': { unixtime: S * 1000, date: T },
          'date-ended': { unixtime: (S + 300) * 1000, date: T5 },
          job: { id: 'a', name: 'warm cache' },
        },
      ],
    }),
  },
  {
    name: 'Oracle scheduler, runs with their duration',
    importer: 'event-table-csv',
    records: 1,
    first: T,
    last: T5,
    text: textLines(
      '"LOG_ID","OWNER","JOB_NAME","STATUS","ACTUAL_START_DATE","RUN_DURATION"',
      '"1","APP","WARM","SUCCEEDED","20-NOV-26 10.00.00.000000 AM +00:00","+000 00:05:00"',
    ),
  },
  {
    name: 'Opsgenie alerts as a table',
    importer: 'event-table-csv',
    records: 1,
    first: T,
    text: textLines(
      'AlertId,TinyId,Alias,Message,Status,IsSeen,Acknowledged,CreatedAt,UpdatedAt,Owner,Priority,Teams',
      '1-2,12,a,Checkout error rate,closed,true,true,"Nov 20, 2026 10:00 AM UTC","Nov 20, 2026 10:30 AM UTC",x,P1,web',
    ),
  },
  {
    name: 'AutoSys job report',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: T38,
    text: textLines(
      'Job Name,Last Start,Last End,ST',
      'warm_cache,11/20/2026 10:00:00,11/20/2026 10:05:00,SU',
      'warm_cache,11/20/2026 10:20:00,11/20/2026 10:38:00,FA',
    ),
  },
  {
    name: 'Zabbix problems',
    importer: 'event-table-csv',
    records: 1,
    first: T,
    last: T5,
    text: textLines(
      '"Severity","Time","Recovery time","Status","Host","Problem","Duration"',
      '"High","2026-11-20 10:00:00","2026-11-20 10:05:00","RESOLVED","web1","Too many connections","5m"',
    ),
  },
  {
    name: 'Jira in German',
    importer: 'tickets-csv',
    records: 1,
    first: T,
    text: textLines(
      'Zusammenfassung;Vorgangsschlüssel;Status;Erstellt',
      'Kann nicht zahlen;SUP-1;Offen;20.11.2026 10:00',
    ),
  },
  {
    name: 'issues of a code host',
    importer: 'tickets-json',
    records: 1,
    first: T,
    text: JSON.stringify([
      { number: 1, title: 'Checkout down', created_at: T, closed_at: T5, state: 'closed' },
    ]),
  },
  {
    name: 'a chat with the text under "content"',
    importer: 'timeline-json',
    records: 1,
    first: T,
    text: JSON.stringify({
      channel: { name: 'inc' },
      messages: [{ id: '1', timestamp: T, content: 'restarted checkout', author: { name: 'x' } }],
    }),
  },
  {
    name: 'lists side by side, as data frames are written',
    importer: 'metric-document',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({ time: [T, T5], requests: [100, 90], errors: [1, null] }),
  },
  {
    name: 'Papertrail archive, a number in front',
    importer: 'plain-log',
    records: 2,
    first: T,
    last: T5,
    text: textLines(
      '12340\t2026-11-20T10:00:00Z\t2026-11-20T10:00:00Z\t56\tweb1\t1.2.3.4\tUser\tError\tapp\tpool exhausted',
      '12341\t2026-11-20T10:05:00Z\t2026-11-20T10:05:00Z\t56\tweb1\t1.2.3.4\tUser\tInfo\tapp\trecovered',
    ),
  },
];
