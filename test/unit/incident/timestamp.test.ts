import { describe, expect, it } from 'vitest';
import { LocalClock } from '../../../shared/incident/local-clock.ts';
import {
  isDayAlone,
  readDurationMs,
  readTimeValue,
  readWritten,
} from '../../../shared/incident/timestamp.ts';
import { resolveWhen } from '../../../shared/incident/when.ts';

const AT = Date.UTC(2026, 10, 20, 15, 4, 5);

describe('a day alone', () => {
  it.each([
    '2026-11-20',
    ' 2026/11/20',
    '20 Nov 2026',
    'Fri, 20 Nov 2026',
    '20.11.2026',
    '11/20/26',
    '20261120',
  ])('%s is one', (text) => expect(isDayAlone(text)).toBe(true));

  it.each([
    '2026-11-20T00:00:00Z',
    '20 Nov 2026 00:00',
    '20261120T100000Z',
    '1795187045',
    '11/20/2026 12:00 AM',
    '20-NOV-26 10.05.00.123456 AM',
    '3 hours ago',
    '14:05',
  ])('%s is none', (text) => expect(isDayAlone(text)).toBe(false));
});

describe('written times', () => {
  it.each([
    ['2026-11-20T15:04:05Z', AT],
    ['2026-11-20T15:04:05.678Z', AT + 678],
    ['2026.324 15:04:05 UTC', AT],
    ['2026-324T15:04:05Z', AT],
    ['2026-11-20T15:04:05.678901234Z', AT + 678],
    ['2026-11-20 15:04:05,250', AT + 250],
    ['2026-11-20T16:04:05+01:00', AT],
    ['2026-11-20T10:04:05-0500', AT],
    ['2026-11-20T20:34:05+05:30', AT],
    ['2026-11-20 15:04:05 UTC', AT],
    ['2026-11-20 15:04:05 +0000', AT],
    ['2026/11/20 15:04:05', AT],
    ['20/Nov/2026:16:04:05 +0100', AT],
    ['20/Nov/26 3:04 PM', AT - 5_000],
    ['Fri, 20 Nov 2026 15:04:05 GMT', AT],
    ['Fri Nov 20 15:04:05 2026 +0000', AT],
    ['Fri Nov 20 16:04:05 2026 +0100', AT],
    ['Fri Nov 20 15:04:05 UTC 2026', AT],
    ['Nov 20, 2026, 3:04:05 PM', AT],
    ['Nov 20, 2026 @ 15:04:05.250', AT + 250],
    ['20.11.2026 15:04:05', AT],
    ['11/20/2026 3:04:05 PM', AT],
    ['20261120150405', AT],
    ['20-NOV-26 04.04.05.250000 PM EUROPE/MADRID', AT + 250],
    ['2026-11-20 10:04:05 America/New_York', AT],
    ['2026-11-20 15:04:05 +0000 UTC', AT],
    ['2026-11-20 16:04:05.25 +0100 CET m=+12.5', AT + 250],
    ['1795187045', AT],
    ['1795187045000', AT],
    ['1795187045000000', AT],
    ['1795187045000000000', AT],
    ['1795187045.25', AT + 250],
    ['Fri Nov 20 2026 16:04:05 GMT+0100 (Central European Standard Time)', AT],
    ['2026-W47-5', Date.UTC(2026, 10, 20)],
    ['2026W475', Date.UTC(2026, 10, 20)],
    ['2026-W01', Date.UTC(2025, 11, 29)],
    ['2027-W01-1', Date.UTC(2027, 0, 4)],
  ])('%s', (text, expected) => {
    expect(readWritten(text)?.ms).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '12345',
    '99:99',
    '2026-W54-1',
    '2026-W12-8',
    '2026-11-20T15:04:05Zebra',
    '1'.repeat(30),
  ])('does not take "%s" for a time', (text) => {
    expect(readWritten(text)).toBeNull();
  });

  it('tells epoch units apart by size and refuses what is none', () => {
    expect(readTimeValue(AT / 1000)?.ms).toBe(AT);
    expect(readTimeValue(AT)?.ms).toBe(AT);
    expect(readTimeValue(AT * 1000)?.ms).toBe(AT);
    expect(readTimeValue(200)).toBeNull();
    expect(readTimeValue(Number.NaN)).toBeNull();
    expect(readTimeValue({})).toBeNull();
  });

  it('reads zones that are written as names', () => {
    const ten = Date.UTC(2026, 10, 20, 10);
    for (const text of [
      '2026-11-20 11:00:00.000 CET',
      '2026-11-20T11:00:00+01:00[Europe/Berlin]',
      'Fri Nov 20 05:00:00 EST 2026',
      'Fri, 20 Nov 2026 02:00:00 PST',
      'Fri Nov 20 19:00:00 2026 JST',
      '20261120T100000Z',
      '20261120T110000+0100',
    ]) {
      expect(readWritten(text)).toEqual({ ms: ten, zoned: true, hasYear: true });
    }
  });

  it('reads durations as a team writes them', () => {
    expect(readDurationMs('25 min')).toBe(1_500_000);
    expect(readDurationMs('1h 10m')).toBe(4_200_000);
    expect(readDurationMs('1h10m')).toBe(4_200_000);
    expect(readDurationMs('PT5M')).toBe(300_000);
    expect(readDurationMs('90s')).toBe(90_000);
    expect(readDurationMs('250 ms')).toBe(250);
    expect(readDurationMs('soon')).toBeNull();
  });
});

describe('local time', () => {
  it('follows the zone through a clock change', () => {
    const clock = new LocalClock('Europe/Berlin');
    expect(clock.toUtc(Date.UTC(2026, 6, 1, 12))).toBe(Date.UTC(2026, 6, 1, 10));
    expect(clock.toUtc(Date.UTC(2026, 0, 1, 12))).toBe(Date.UTC(2026, 0, 1, 11));
  });

  it('resolves the hour that occurs twice by the order in the file, forwards and backwards', () => {
    const wall = (hour: number, minute: number) => Date.UTC(2026, 9, 25, hour, minute);
    const order = [wall(1, 50), wall(2, 10), wall(2, 50), wall(2, 5), wall(2, 55), wall(3, 1)];
    const expected = [
      Date.UTC(2026, 9, 24, 23, 50),
      Date.UTC(2026, 9, 25, 0, 10),
      Date.UTC(2026, 9, 25, 0, 50),
      Date.UTC(2026, 9, 25, 1, 5),
      Date.UTC(2026, 9, 25, 1, 55),
      Date.UTC(2026, 9, 25, 2, 1),
    ];
    const forwards = new LocalClock('Europe/Berlin');
    expect(order.map((at) => forwards.toUtc(at))).toEqual(expected);
    const backwards = new LocalClock('Europe/Berlin');
    expect([wall(4, 0), ...order.toReversed()].map((at) => backwards.toUtc(at)).slice(1)).toEqual(
      expected.toReversed(),
    );
  });

  it('does not lose an hour that the clocks skip', () => {
    const clock = new LocalClock('America/New_York');
    expect(clock.toUtc(Date.UTC(2026, 2, 8, 2, 30))).toBe(Date.UTC(2026, 2, 8, 7, 30));
  });
});

describe('times in incident.yaml', () => {
  const now = Date.UTC(2026, 10, 20, 14);

  it('anchors "3 hours ago" to now and a bare clock time to the last one before it', () => {
    expect(resolveWhen('3 hours ago', 'UTC', now)).toBe(now - 10_800_000);
    expect(resolveWhen('5.5. 12:05', 'UTC', Date.UTC(2026, 4, 16))).toBe(Date.UTC(2026, 4, 5, 12, 5));
    expect(resolveWhen('05.11. um 12:05', 'UTC', Date.UTC(2026, 4, 16))).toBe(Date.UTC(2025, 10, 5, 12, 5));
    expect(resolveWhen('an hour ago', 'UTC', now)).toBe(now - 3_600_000);
    expect(resolveWhen('13:30', 'UTC', now)).toBe(now - 1_800_000);
    expect(resolveWhen('15:30', 'UTC', now)).toBe(now + 5_400_000 - 86_400_000);
    expect(resolveWhen('14:30', 'Europe/Madrid', now)).toBe(now - 1_800_000);
    expect(resolveWhen('2026-11-20 12:00', 'Europe/Madrid', now)).toBe(Date.UTC(2026, 10, 20, 11));
    expect(resolveWhen('some time', 'UTC', now)).toBeNull();
  });
});
