import { type FormatSample, jsonLines, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const T5 = '2026-11-20T10:05:00Z';
const span = { first: T, last: T5 };

/** Files that a script or a person wrote, in no tool's format. */
export const BY_HAND: readonly FormatSample[] = [
  {
    name: 'a timeline inside of its incident',
    importer: 'timeline-json',
    records: 2,
    ...span,
    text: JSON.stringify({
      incident: { id: 'I-1', title: 'x' },
      timeline: [
        { timestamp: T, event: 'Alert fired' },
        { timestamp: T5, event: 'Restarted the cart', role: 'on-call' },
      ],
    }),
  },
  {
    name: 'notes as an array',
    importer: 'timeline-json',
    records: 2,
    ...span,
    text: JSON.stringify(
      [
        { time: T, note: 'Alert fired', author: 'x' },
        { time: T5, note: 'Restarted the cart' },
      ],
      null,
      2,
    ),
  },
  {
    name: 'a timeline in Markdown',
    importer: 'timeline-text',
    records: 3,
    first: '2026-11-20T10:00:00Z',
    last: '2026-11-20T10:20:00Z',
    text: textLines(
      '# Timeline',
      '',
      '- 10:00 UTC: Alert fired',
      '- 10:05 UTC: Restarted the cart,',
      '  which helped for a while',
      '- **10:20** Pool raised',
    ),
  },
  {
    name: 'notes with a clock in front',
    importer: 'timeline-text',
    records: 2,
    ...span,
    text: textLines('10:00 alert fired', '10:05 restarted the cart'),
  },
  {
    name: 'notes with the day first and dots between',
    importer: 'timeline-text',
    records: 2,
    ...span,
    text: textLines('20.11.2026 10:00 Support meldet Fehler', '20.11.2026, 10:05 Dienst neu gestartet'),
  },
  {
    name: 'notes with the month by name',
    importer: 'timeline-text',
    records: 2,
    ...span,
    text: textLines('20 Nov 2026 10:00 - alert fired', '20 November 2026, 10:05 - restarted the cart'),
  },
  {
    name: 'log entries of a page with short types',
    importer: 'pagerduty-log-entries',
    records: 2,
    ...span,
    text: JSON.stringify({
      incident_id: 'P1',
      log_entries: [
        { created_at: T, type: 'trigger', summary: 'Cart down' },
        { created_at: T5, type: 'annotate', summary: 'Restarted the cart' },
      ],
    }),
  },
  {
    name: 'named series of points',
    importer: 'metric-document',
    records: 1,
    ...span,
    text: JSON.stringify({
      metrics: [
        {
          name: 'pool_in_use',
          unit: 'connections',
          labels: { client: 'cart' },
          points: [
            { timestamp: T, value: 12 },
            { timestamp: T5, value: null },
          ],
        },
      ],
    }),
  },
  {
    name: 'points under their name',
    importer: 'metric-document',
    records: 1,
    ...span,
    text: JSON.stringify({
      requests: [
        { t: T, v: 50 },
        { t: T5, v: 51 },
      ],
      errors: [
        { t: T, v: 0 },
        { t: T5, v: 9 },
      ],
    }),
  },
  {
    name: 'pairs of seconds and values',
    importer: 'metric-document',
    records: 1,
    ...span,
    text: JSON.stringify({
      series: [
        {
          name: 'pool_in_use',
          points: [
            [1795168800, 12],
            [1795169100, 128],
          ],
        },
      ],
    }),
  },
  {
    name: 'a snapshot',
    importer: 'metric-document',
    records: 1,
    first: T,
    last: T,
    text: JSON.stringify({ timestamp: T, metrics: { cpu: 0.4, pool_in_use: 128 } }),
  },
  {
    name: 'runs inside of their job',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: '2026-11-20T10:20:00Z',
    text: JSON.stringify({
      jobs: [
        {
          name: 'prices',
          owner: 'data',
          runs: [
            { started_at: T, ended_at: T5, status: 'ok' },
            { started_at: '2026-11-20T10:20:00Z', status: 'running' },
          ],
        },
      ],
    }),
  },
  {
    name: 'runs by name',
    importer: 'event-table-json',
    records: 1,
    ...span,
    text: JSON.stringify([{ name: 'prices', started_at: T, finished_at: T5, status: 'success' }]),
  },
  {
    name: 'own events as JSON',
    importer: 'event-table-json',
    records: 2,
    ...span,
    text: JSON.stringify([
      { stream: 'prices', kind: 'job', start: T, end: T5, title: 'run' },
      { stream: 'cart releases', kind: 'deploy', start: T5, end: null, title: 'v41' },
    ]),
  },
  {
    name: 'own events as JSON lines',
    importer: 'event-table-lines',
    records: 2,
    ...span,
    text: jsonLines([
      { stream: 'prices', kind: 'job', start: T, end: T5, title: 'run' },
      { stream: 'prices', kind: 'job', start: T5, end: null, title: 'run' },
    ]),
  },
  {
    name: 'own changes as JSON',
    importer: 'changes-json',
    records: 1,
    first: T,
    last: T,
    text: JSON.stringify({
      changes: [
        {
          at: T,
          kind: 'data',
          what: 'Range of products grows',
          about: ['catalog'],
          known_to: ['sales'],
          not_known_to: 'platform; data',
        },
      ],
    }),
  },
  {
    name: 'tickets with their time under a plain name',
    importer: 'tickets-csv',
    records: 1,
    first: T,
    last: T,
    text: textLines('ticket,time,channel,subject', `41,${T},chat,Cannot pay`),
  },
  {
    name: 'updates of a status page as text',
    importer: 'timeline-text',
    records: 2,
    ...span,
    text: textLines(
      '[2026-11-20 10:00 UTC] Investigating - We see errors',
      '[2026-11-20 10:05 UTC] Resolved - done',
    ),
  },
];
