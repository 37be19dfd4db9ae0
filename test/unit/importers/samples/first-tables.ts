import { type FormatSample, iso, jsonLines, SAMPLE_START } from './format-sample.ts';

/** Tables of the own formats and their like. The first file of each format; times on 20 November 2026. */
export const FIRST_TABLES: readonly FormatSample[] = [
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
    text: `time;requests;errors\r\n${SAMPLE_START / 1000};5;1\r\n${SAMPLE_START / 1000 + 60};6;0\r\n`,
  },
  {
    name: 'tall counts',
    importer: 'tall-csv',
    records: 3,
    text: `time,metric,value,host\n${SAMPLE_START},requests,10,\n${SAMPLE_START},errors,1,\n${SAMPLE_START},cpu,55.5,web-1\n`,
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
    name: 'counts as JSON lines',
    importer: 'json-counts',
    records: 2,
    text: jsonLines([
      { time: iso(0), requests: 10, errors: 0 },
      { time: iso(60), requests: 12, errors: null },
    ]),
  },
  {
    name: 'samples as a JSON array',
    importer: 'json-counts',
    records: 2,
    text: JSON.stringify([
      { ts: SAMPLE_START, metric: 'cpu', value: 1.5, host: 'a' },
      { ts: SAMPLE_START + 60_000, metric: 'cpu', value: 2.5, host: 'a' },
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
    text: jsonLines([
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
];
