import { describe, expect, it } from 'vitest';
import { incidentOf } from '../facilitation/session-alone.ts';

const EVENT = (start: string, summary: string) =>
  `BEGIN:VEVENT\r\n${start}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;

describe('what the time of a recorded change is', () => {
  it('is kept where it is a day alone, or that of a commit', async () => {
    const { changes } = await incidentOf(
      new Map([
        [
          'incident.yaml',
          [
            'problem: x',
            'now: 2026-11-21T00:00:00Z',
            'changes:',
            '  - {kind: flag, what: Switched on for all, at: "2026-11-19"}',
            '  - {kind: flag, what: Switched off again, at: "2026-11-19 14:05"}',
            '',
          ].join('\n'),
        ],
        [
          'plan.ics',
          `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${EVENT('DTSTART;VALUE=DATE:20261118', 'New firewall')}${EVENT('DTSTART:20261118T090000Z', 'Maintenance of the database')}END:VCALENDAR\r\n`,
        ],
        [
          'calendar.csv',
          'date,kind,what,known_to,not_known_to\n2026-11-17,data,Price list,a,b\n2026-11-17T10:00:00Z,data,Stock list,a,b\n',
        ],
        [
          'calendar.json',
          JSON.stringify({
            changes: [
              { at: '2026-11-16', kind: 'vendor', what: 'New gateway', known_to: ['a'] },
              { at: '2026-11-16T10:00:00Z', kind: 'vendor', what: 'Old gateway', known_to: ['a'] },
            ],
          }),
        ],
        [
          'log.txt',
          'commit 0123456789abcdef0123456789abcdef01234567\nAuthor: Team <team@example.com>\nDate:   Fri Nov 20 12:00:00 2026 +0100\n\n    Lower the timeout\n',
        ],
      ]),
    );
    expect(changes.map(({ what, atIs }) => [what, atIs])).toEqual([
      ['New gateway', 'day'],
      ['Old gateway', undefined],
      ['Price list', 'day'],
      ['Stock list', undefined],
      ['New firewall', 'day'],
      ['Maintenance of the database', undefined],
      ['Switched on for all', 'day'],
      ['Switched off again', undefined],
      ['Lower the timeout (0123456789)', 'commit'],
    ]);
  });
});
