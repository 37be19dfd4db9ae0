import { describe, expect, it } from 'vitest';
import { levelMark } from '../../../renderer/components/level-mark.ts';
import {
  fallenBelow,
  ladderRows,
  mainPath,
  rivalsOf,
  standingPath,
} from '../../../renderer/views/stage/ladder-rows.ts';
import type { Rung, RungId, RungStatus } from '../../../shared/ladder/rung.ts';
import { emptyState } from '../../../shared/session/empty-state.ts';
import type { SessionState } from '../../../shared/session/state.ts';

function rung(
  id: RungId,
  parent: RungId | null,
  status: RungStatus,
  question = `Why ${parent ?? 'at all'}?`,
): Rung {
  return {
    id,
    parent,
    level: parent === null ? 1 : parent.split('.').length + 1,
    move: 'pattern',
    question,
    playbookQuestion: question,
    why: '',
    askedIn: 'default',
    askedBy: 'playbook',
    answer: status === 'open' ? null : `answer ${id}`,
    answeredBy: status === 'open' ? null : 'team',
    status,
    statusReason: '',
    cites: [],
    about: [],
    bring: null,
    checkAgain: false,
    refutedBy: null,
    root: null,
  };
}

function state(current: RungId | null, ...rungs: Rung[]): SessionState {
  return { ...emptyState('s'), rungs, current };
}

describe('the ladder on the stage', () => {
  it('leads from level 1 to the question that is asked', () => {
    const all = state(
      'R1.1.1',
      rung('R1', null, 'supported'),
      rung('R1.1', 'R1', 'supported'),
      rung('R1.1.1', 'R1.1', 'open'),
    );
    expect(mainPath(all).map((one) => one.id)).toEqual(['R1', 'R1.1', 'R1.1.1']);
    expect(ladderRows(all)).toHaveLength(2);
  });

  it('folds older levels into one when there are more than four above the question', () => {
    const ids: RungId[] = ['R1', 'R1.1', 'R1.1.1', 'R1.1.1.1', 'R1.1.1.1.1', 'R1.1.1.1.1.1'];
    const rungs = ids.map((id, index) =>
      rung(id, ids[index - 1] ?? null, index === ids.length - 1 ? 'open' : 'supported'),
    );
    const rows = ladderRows(state('R1.1.1.1.1.1', ...rungs));
    expect(rows.map((row) => row.kind)).toEqual(['folded', 'rung', 'rung', 'rung']);
    expect(rows[0]).toMatchObject({ rungs: [{ id: 'R1' }, { id: 'R1.1' }] });
  });

  it('keeps a rejected answer as a rival of the answer that stands', () => {
    const all = state(null, rung('R1', null, 'supported'), rung('R2', null, 'refuted'));
    const [first] = mainPath(all);
    expect(first && rivalsOf(all, first).map((one) => one.id)).toEqual(['R2']);
  });

  it('draws a rejected answer once, and none beside what the problem itself is', () => {
    const framed = { ...rung('R1', null, 'supported', 'What fails?'), move: 'frame' as const, level: 0 };
    const all = state(
      null,
      framed,
      rung('R2', null, 'supported', 'What does it follow?'),
      rung('R3', null, 'refuted', 'What does it follow?'),
      rung('R4', null, 'refuted', 'Is it the favourite?'),
    );
    const rivals = (id: RungId) => {
      const one = all.rungs.find((each) => each.id === id);
      return one ? rivalsOf(all, one).map((rival) => rival.id) : [];
    };
    expect(rivals('R1')).toEqual([]);
    expect(rivals('R2')).toEqual(['R3', 'R4']);
    expect(levelMark(framed)).toBe('0');
  });

  it('shows an answer to another question of the same level as a rung of its own', () => {
    const all = state(
      'R2',
      rung('R1', null, 'asserted', 'Is it the favourite?'),
      rung('R2', null, 'open', 'What does it follow?'),
    );
    expect(standingPath(all).map((one) => one.id)).toEqual(['R1', 'R2']);
  });

  it('keeps an answer of the main path in sight when it is refuted, though nothing is asked in its place', () => {
    const all = state(
      null,
      rung('R1', null, 'supported'),
      rung('R1.1', 'R1', 'refuted'),
      rung('R1.1.1', 'R1.1', 'asserted'),
      rung('R1.2', 'R1', 'refuted'),
    );
    expect(fallenBelow(all).map((one) => one.id)).toEqual(['R1.1']);
    expect(ladderRows(all)).toMatchObject([
      { rung: { id: 'R1' } },
      { rung: { id: 'R1.1' }, closedBelow: 1, rivals: [{ id: 'R1.2' }] },
    ]);
  });
});
