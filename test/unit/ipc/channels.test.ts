import { describe, expect, it } from 'vitest';
import { REQUESTS } from '../../../shared/ipc/channels.ts';
import { FACILITATOR_REQUESTS, SCREEN_REQUESTS } from '../../../shared/ipc/schemas.ts';

describe('the contract between windows and main', () => {
  it('has a schema for every request that a preload lets through, and no other', () => {
    expect(Object.keys(FACILITATOR_REQUESTS).sort()).toEqual([...REQUESTS.facilitator].sort());
    expect(Object.keys(SCREEN_REQUESTS).sort()).toEqual([...REQUESTS.screen].sort());
  });

  it('gives the screen requests that read and no command', () => {
    expect([...REQUESTS.screen].sort()).toEqual(['screen:events', 'settings:get']);
  });

  it.each([
    [
      'a status that a caller states',
      { kind: 'accept-answer', rung: 'R1', answer: 'x', cites: [], answeredBy: 'team', status: 'supported' },
    ],
    ['a rung id that is none', { kind: 'park', rung: 'R1; DROP', bring: null }],
    ['an unknown kind', { kind: 'erase-everything' }],
    ['a text of 200,000 characters', { kind: 'add-card', text: 'x'.repeat(200_000) }],
    ['an own prototype', JSON.parse('{"kind":"redo","__proto__":{"x":1},"y":1}')],
  ])('refuses %s', (_what, command) => {
    const parsed = FACILITATOR_REQUESTS['session:command'].safeParse([{ session: 's', seen: 0, command }]);
    expect(parsed.success).toBe(false);
  });

  it('takes each plain command', () => {
    for (const command of [
      { kind: 'undo' },
      { kind: 'undo', seq: 4 },
      { kind: 'redo' },
      { kind: 'reveal' },
      { kind: 'ask', move: null, parent: 'R1.2', question: null, askedBy: 'playbook' },
      { kind: 'switch-screen', view: 'chart' },
      { kind: 'switch-screen', view: 'chart', window: 2 },
      { kind: 'finish', overruled: ['lack-of root_causes[0]'] },
    ]) {
      const parsed = FACILITATOR_REQUESTS['session:command'].safeParse([{ session: 's', seen: 0, command }]);
      expect(parsed.success, JSON.stringify(command)).toBe(true);
    }
  });
});
