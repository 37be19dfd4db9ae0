import { describe, expect, it } from 'vitest';
import { assemble } from '../../../shared/incident/assemble.ts';
import { excerpt, type ReadText, readText } from './read-text.ts';

/** A calendar as Google exports it: a named zone, alarms with titles of their own, exceptions, a moved and a cancelled date. */
const GOOGLE = [
  'BEGIN:VCALENDAR',
  'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
  'VERSION:2.0',
  'CALSCALE:GREGORIAN',
  'METHOD:PUBLISH',
  'X-WR-CALNAME:Releases',
  'X-WR-TIMEZONE:Europe/Berlin',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'X-LIC-LOCATION:Europe/Berlin',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:GMT+2',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:GMT+1',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'DTSTART;TZID=Europe/Berlin:20260907T180000',
  'DTEND;TZID=Europe/Berlin:20260907T190000',
  'RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=MO,WE,FR',
  'EXDATE;TZID=Europe/Berlin:20261118T180000',
  'UID:release-train@google.com',
  'SUMMARY:Deploy the release train',
  'BEGIN:VALARM',
  'ACTION:EMAIL',
  'SUMMARY:Alarm notification',
  'TRIGGER:-P0DT0H30M0S',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;TZID=Europe/Berlin:20261116T203000',
  'UID:release-train@google.com',
  'RECURRENCE-ID;TZID=Europe/Berlin:20261116T180000',
  'SUMMARY:Deploy the release train\\, later',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;TZID=Europe/Berlin:20261113T180000',
  'UID:release-train@google.com',
  'RECURRENCE-ID;TZID=Europe/Berlin:20261113T180000',
  'STATUS:CANCELLED',
  'SUMMARY:Deploy the release train',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

/** Evidence at hourly points from one day to another, both included. */
function measured(from: string, to: string): ReadText {
  const rows: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 3_600_000)
    rows.push(`${new Date(at).toISOString()},100,1`);
  return readText(`time,requests,errors\n${rows.join('\n')}\n`);
}

/** Dates of the changes of a calendar beside evidence of a span, with their titles; those that come often are a stream. */
function changes(calendar: string, from: string, to: string): string[] {
  const incident = assemble('x', null, [measured(from, to).file, readText(calendar).file], null);
  const often = incident.streams.flatMap(({ events }) =>
    events.map(({ start, title }) => ({ at: start, what: title })),
  );
  return [...incident.changes, ...often]
    .sort((a, b) => a.at - b.at)
    .map(({ at, what }) => `${new Date(at).toISOString().slice(0, 16)}Z ${what}`);
}

function entry(...lines: string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'SUMMARY:Deploy',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function dates(lines: readonly string[], from: string, to: string): string[] {
  return changes(entry(...lines), from, to).map((one) => one.split(' ')[0] ?? '');
}

describe('maintenance in a calendar', () => {
  const CALENDAR = [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Card scheme',
    'BEGIN:VEVENT',
    'DTSTART;TZID=Europe/London:20260920T020000',
    'DTEND;TZID=Europe/London:20260920T030000',
    'RRULE:FREQ=WEEKLY',
    'SUMMARY:Scheduled maintenance: switch',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'DTSTART:20261014T033000Z',
    'DURATION:PT45M',
    'SUMMARY:Extra downtime',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20261015',
    'SUMMARY:Maintenance of the database servers',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const incident = assemble(
    'x',
    null,
    [measured('2026-10-10T00:00Z', '2026-10-26T00:00Z').file, readText(CALENDAR).file],
    null,
  );

  it('is a stream of events with their ends, on each of its dates that the evidence has come to', () => {
    const [stream] = incident.streams;
    expect([stream?.id, stream?.kind]).toEqual(['Card scheme', 'maintenance']);
    const shown = (at: number | null) => new Date(at ?? 0).toISOString().slice(5, 16);
    expect(stream?.events.map((e) => [shown(e.start), shown(e.end), e.expected])).toEqual([
      ['10-04T01:00', '10-04T02:00', false],
      ['10-11T01:00', '10-11T02:00', false],
      ['10-14T03:30', '10-14T04:15', false],
      ['10-18T01:00', '10-18T02:00', false],
      ['10-25T02:00', '10-25T03:00', false],
    ]);
  });

  it('of a whole day stays a change, and none of it carries the evidence on', () => {
    expect(incident.changes.map((change) => [change.kind, change.what])).toEqual([
      ['infrastructure', 'Maintenance of the database servers'],
    ]);
    expect(new Date(incident.now).toISOString().slice(0, 10)).toBe('2026-10-26');
  });
});

describe('an entry of a calendar that repeats', () => {
  it('is a change on each of its dates within the evidence, and on the last one before it', () => {
    expect(changes(GOOGLE, '2026-11-12T00:00Z', '2026-11-20T20:00Z')).toEqual([
      '2026-11-11T17:00Z Deploy the release train',
      '2026-11-16T19:30Z Deploy the release train, later',
      '2026-11-20T17:00Z Deploy the release train',
    ]);
  });

  it('is one record, and every date points at it', () => {
    const { file } = readText(GOOGLE);
    expect(file.source.records).toBe(2);
    const incident = assemble('x', null, [measured('2026-11-12', '2026-11-20').file, file], null);
    const [first] = incident.changes;
    expect(excerpt(GOOGLE, first?.ref?.bytes ?? [0, 0])).toMatch(
      /^BEGIN:VEVENT[\s\S]*EXDATE[\s\S]*END:VEVENT/,
    );
    expect(first?.ref?.time?.from).toBe(first?.at);
  });

  it('is a stream where it came more than once, for each time may do harm', () => {
    const daily = entry('DTSTART:20261101T100000Z', 'RRULE:FREQ=DAILY');
    const of = (to: string) => {
      const files = [measured('2026-11-12T00:00Z', to).file, readText(daily).file];
      const { streams, changes: single } = assemble('x', null, files, null);
      return [streams.map((one) => [one.id, one.kind, one.events.length]), single.length];
    };
    expect(of('2026-11-13T20:00Z')).toEqual([[['Deploy', 'deploy', 3]], 0]);
    const once = readText(entry('DTSTART:20261112T100000Z')).file;
    expect(assemble('x', null, [once], null).changes).toHaveLength(1);
  });

  it('keeps to the clock of its zone when that changes', () => {
    const daily = ['DTSTART;TZID=Europe/Berlin:20260901T020000', 'RRULE:FREQ=DAILY'];
    expect(dates(daily, '2026-10-24T12:00Z', '2026-10-26T12:00Z')).toEqual([
      '2026-10-24T00:00Z',
      '2026-10-25T00:00Z',
      '2026-10-26T01:00Z',
    ]);
  });

  it('may be in a zone by its Windows name, as Outlook writes it, and end at a time in UTC', () => {
    const outlook = [
      'DTSTART;TZID="W. Europe Standard Time":20260105T090000',
      'RRULE:FREQ=MONTHLY;UNTIL=20261120T080000Z;BYDAY=FR;BYSETPOS=3',
    ];
    expect(readText(entry(...outlook)).file.source.assumptions ?? []).toEqual([
      'the kind of 1 of its changes is taken from their words',
    ]);
    expect(dates(outlook, '2026-11-01T00:00Z', '2027-01-10T00:00Z')).toEqual([
      '2026-10-16T07:00Z',
      '2026-11-20T08:00Z',
    ]);
  });

  it.each([
    ['every other week', 'FREQ=WEEKLY;INTERVAL=2', ['2026-10-30T10:00Z', '2026-11-13T10:00Z']],
    ['on the last Friday of the month', 'FREQ=MONTHLY;BYDAY=-1FR', ['2026-10-30T10:00Z']],
    ['once a year', 'FREQ=YEARLY', ['2026-01-09T10:00Z']],
    ['so many times', 'FREQ=DAILY;COUNT=3', ['2026-01-11T10:00Z']],
    ['to a day', 'FREQ=DAILY;UNTIL=20261112', ['2026-11-11T10:00Z', '2026-11-12T10:00Z']],
    [
      'twice a day',
      'FREQ=DAILY;BYHOUR=6,18;UNTIL=20261112',
      ['2026-11-11T18:00Z', '2026-11-12T06:00Z', '2026-11-12T18:00Z'],
    ],
  ])('comes again %s', (_, rule, expected) => {
    const lines = ['DTSTART:20260109T100000Z', `RRULE:${rule}`];
    expect(dates(lines, '2026-11-12T00:00Z', '2026-11-20T20:00Z')).toEqual(expected);
  });

  it('may list its dates, and exclude one by its day alone', () => {
    const listed = [
      'DTSTART:20261112T100000Z',
      'RDATE:20261113T110000Z,20261114T120000Z/PT1H',
      'RDATE;VALUE=DATE:20261115',
      'EXDATE;VALUE=DATE:20261112',
    ];
    expect(dates(listed, '2026-11-12T00:00Z', '2026-11-20T00:00Z')).toEqual([
      '2026-11-13T11:00Z',
      '2026-11-14T12:00Z',
      '2026-11-15T10:00Z',
    ]);
  });

  it('is a plan where it begins after the evidence, and stands on its own where there is no other', () => {
    const weekly = ['DTSTART:20261204T100000Z', 'RRULE:FREQ=WEEKLY'];
    expect(dates(weekly, '2026-11-12T00:00Z', '2026-11-20T00:00Z')).toEqual(['2026-12-04T10:00Z']);
    const alone = assemble('x', null, [readText(entry(...weekly)).file], null);
    expect(alone.changes.map(({ at }) => at)).toEqual([Date.UTC(2026, 11, 4, 10)]);
  });

  it.each([
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=13',
    'FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2',
    'FREQ=DAILY;BYSETPOS=2',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=WEEKLY;BYDAY=FOO',
    'FREQ=SOMETIMES',
    '',
  ])('by a rule that gives no dates that can be told (%j) gives its first, and says so', (rule) => {
    const text = entry('DTSTART:20261112T100000Z', `RRULE:${rule}`);
    expect(readText(text).file.source.assumptions).toContain(
      `1 of its entries repeat by a rule that is not understood here ("${rule}"): only the first date of each is read`,
    );
    expect(changes(text, '2026-11-12T00:00Z', '2026-11-20T00:00Z')).toEqual(['2026-11-12T10:00Z Deploy']);
  });

  it('takes no longer for having begun long ago, or for never taking place again', () => {
    const began = performance.now();
    const old = ['DTSTART:19700101T100000Z', 'RRULE:FREQ=DAILY'];
    expect(dates(old, '2026-11-19T00:00Z', '2026-11-20T00:00Z')).toHaveLength(2);
    const never = ['DTSTART:20260101T100000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'];
    expect(dates(never, '2026-11-19T00:00Z', '2026-11-20T00:00Z')).toEqual(['2026-01-01T10:00Z']);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
