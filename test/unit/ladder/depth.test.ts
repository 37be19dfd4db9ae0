import { describe, expect, it } from 'vitest';
import type { LadderState } from '../../../shared/ladder/ladder-state.ts';
import { depth } from '../../../shared/ladder/root-tests/depth.ts';
import type { Move, Rung, RungId, RungStatus } from '../../../shared/ladder/rung.ts';

const rung = (id: RungId, parent: RungId | null, move: Move, answer: string, status: RungStatus): Rung => ({
  id,
  parent,
  level: 1,
  move,
  question: 'What lies behind it?',
  playbookQuestion: 'What lies behind it?',
  why: '',
  askedIn: 'default',
  askedBy: 'playbook',
  answer,
  answeredBy: 'team',
  status,
  statusReason: '',
  cites: [],
  about: [],
  bring: null,
  checkAgain: false,
  refutedBy: null,
  root: null,
});

const judged = (root: Rung, ...below: Rung[]) =>
  depth.check({ rungs: [root, ...below] } as unknown as LadderState, root).holds;

describe('a root is deep enough', () => {
  const trigger = rung(
    'R1',
    null,
    'trigger',
    'The export waits for the partner without a limit',
    'supported',
  );

  it('when it says what let the cause through', () => {
    expect(judged(rung('R1', null, 'guard', 'Nothing alerts on the queue', 'supported'))).toBe(true);
    expect(judged(trigger)).toBe(false);
  });

  it('when the next why leaves what the teams can change', () => {
    expect(judged(trigger, rung('R1.1', 'R1', 'own', 'The carrier had an outage', 'asserted'))).toBe(true);
    expect(judged(trigger, rung('R1.1', 'R1', 'own', 'The carrier had an outage', 'refuted'))).toBe(false);
    expect(judged(trigger, rung('R1.1', 'R1', 'own', 'The retry has no limit', 'asserted'))).toBe(false);
  });
});
