import { describe, expect, it } from 'vitest';
import { readAttempt } from '../../../shared/incident/attempt-sentence.ts';
import { resolveWhen } from '../../../shared/incident/when.ts';

const MIN = 60_000;

describe('what the team writes of an attempt', () => {
  it.each([
    ['bounced the pods at 09:00, ok for half an hour', 'bounced the pods', '09:00', 30],
    ['Restarted checkout service (worked 25 min)', 'Restarted checkout service', null, 25],
    [
      '14:37 Added 2 more application servers (worked 20 min)',
      'Added 2 more application servers',
      '14:37',
      20,
    ],
    [
      '2026-05-05 14:02: moved two VMs off rz2; good for about 2 hours',
      'moved two VMs off rz2',
      '2026-05-05 14:02',
      120,
    ],
    [
      'moved two VMs off rz2 at 2026-05-05 14:02; ok for 20 min',
      'moved two VMs off rz2',
      '2026-05-05 14:02',
      20,
    ],
    [
      'Rolled back payments on Monday 11:30 (fixed it for half a day)',
      'Rolled back payments',
      'Monday 11:30',
      720,
    ],
    [
      'Oct 23 7:05 restarted checkin (good for the day)',
      'restarted checkin (good for the day)',
      'Oct 23 7:05',
      null,
    ],
    [
      'Restarted the gateway around 2:15 pm, calm for an hour and a half',
      'Restarted the gateway',
      '2:15 pm',
      90,
    ],
    ['restarted uploader 5.5. 12:05, held 23h', 'restarted uploader', '5.5. 12:05', 1380],
    ['Neustart am 05.05. um 12:05', 'Neustart', '05.05. um 12:05', null],
    [
      'Dienst neu gestartet 2026-01-19 15:22 (lief danach 3 Stunden)',
      'Dienst neu gestartet',
      '2026-01-19 15:22',
      180,
    ],
    ['Redémarré le service @ 10:40 (a tenu 40 minutes)', 'Redémarré le service', '10:40', 40],
    ['Raised the pool from 50 to 100', 'Raised the pool from 50 to 100', null, null],
    ['Raised the timeout to 30 s', 'Raised the timeout to 30 s', null, null],
    ['Paused the export until 12:30', 'Paused the export until 12:30', null, null],
    ['Restarted (took 5 min)', 'Restarted (took 5 min)', null, null],
    ['Scaled out, no change', 'Scaled out, no change', null, null],
    ['at 11:05 rebooted, fine', 'rebooted, fine', '11:05', null],
  ])('%s', (written, action, at, minutes) => {
    const read = readAttempt(written);
    expect([read.action, read.at, read.reliefMs]).toEqual([
      action,
      at,
      minutes === null ? null : minutes * MIN,
    ]);
  });
});

describe('a time in words', () => {
  /** A Wednesday. */
  const now = Date.UTC(2026, 6, 22, 18);
  it.each([
    ['Monday 11:30', Date.UTC(2026, 6, 20, 11, 30)],
    ['Wed 17:00', Date.UTC(2026, 6, 22, 17)],
    ['wed 19:00', Date.UTC(2026, 6, 15, 19)],
    ['yesterday 23:10', Date.UTC(2026, 6, 21, 23, 10)],
    ['2:15 pm', Date.UTC(2026, 6, 22, 14, 15)],
    ['Jul 20 7:05', Date.UTC(2026, 6, 20, 7, 5)],
    ['20 Jul 07:05', Date.UTC(2026, 6, 20, 7, 5)],
    ['Dec 24 07:05', Date.UTC(2025, 11, 24, 7, 5)],
  ])('%s is the last one before now', (text, at) => {
    expect(resolveWhen(text, 'UTC', now)).toBe(at);
  });

  it('is read on the clock of the zone', () => {
    expect(resolveWhen('Monday 11:30', 'America/New_York', now)).toBe(Date.UTC(2026, 6, 20, 15, 30));
  });
});
