import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../shared/session/commands.ts';
import { emptyLog, extendLog, logOf } from '../../../shared/session/session-log.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { withholdBlind } from '../../../shared/session/withhold.ts';
import { analysed, finding, Room } from './session-builder.ts';

/** The state without what only counts entries. */
function content(state: SessionState) {
  const { seq: _seq, undoable: _undoable, redoable: _redoable, undoLabel: _label, ...rest } = state;
  return rest;
}

describe('undo', () => {
  it('takes back the last entry, says which, and redo brings it again', () => {
    const room = new Room().ask('When?').answer('R1', 'At noon');
    expect(room.log.state.undoLabel).toBe('the answer at R1');
    room.do({ kind: 'undo' });
    expect(room.rung('R1')).toMatchObject({ status: 'open', answer: null });
    expect(room.log.state.undoLabel).toBe('the question at R1');
    room.do({ kind: 'redo' });
    expect(room.rung('R1')?.answer).toBe('At noon');
    expect(room.log.state.redoable).toBeNull();
  });

  it('refuses to leave rungs hanging and names them', () => {
    const room = new Room().ask('When?').answer('R1').ask('Why?', 'R1');
    const answer = room.log.events.find((event) => event.body.kind === 'answer-accepted');
    expect(room.try({ kind: 'undo', seq: answer?.seq ?? 0 })).toMatchObject({
      ok: false,
      error: { code: 'orphans', message: expect.stringContaining('R1.1') },
    });
  });

  it('passes over an import and leaves the projector where it is', () => {
    const room = new Room().ask('When?');
    room.append([analysed([finding('F1')])]);
    room.do({ kind: 'switch-screen', view: 'chart' }).do({ kind: 'undo' });
    expect(room.log.state).toMatchObject({ rungs: [], screen: 'chart' });
    expect(room.log.state.findings).toHaveLength(1);
  });

  it('is over for redo as soon as something new is done', () => {
    const room = new Room().ask('When?').do({ kind: 'undo' }).ask('Where?');
    expect(room.try({ kind: 'redo' })).toMatchObject({ ok: false, error: { code: 'nothing-to-redo' } });
  });
});

const rungId = fc.constantFrom('R1', 'R1.1', 'R1.2', 'R2', 'R1.1.1', 'R9') as fc.Arbitrary<`R${string}`>;
const cites = fc.subarray(
  ['F1', 'F2', 'F9', 'A1'].map((id) => ({ id, revision: id.startsWith('F') ? 1 : null })),
);
const text = fc.constantFrom('one', 'two', 'three', ' ');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    move: fc.constantFrom(null, 'own' as const),
    parent: fc.option(rungId),
    question: fc.option(text),
    askedBy: fc.constant('team' as const),
  }),
  fc.record({
    kind: fc.constant('accept-answer' as const),
    rung: rungId,
    answer: text,
    cites,
    answeredBy: fc.constant('team' as const),
  }),
  fc.record({
    kind: fc.constant('add-branch' as const),
    sibling: rungId,
    answer: text,
    cites,
    answeredBy: fc.constant('team' as const),
    refutedBy: fc.constantFrom(null, 'F1'),
  }),
  fc.record({
    kind: fc.constant('refute' as const),
    rung: rungId,
    refutedBy: fc.constant(null),
    reason: text,
  }),
  fc.record({ kind: fc.constant('park' as const), rung: rungId, bring: fc.constant(null) }),
  fc.record({ kind: fc.constant('reopen' as const), rung: rungId }),
  fc.record({ kind: fc.constant('withdraw-root' as const), rung: rungId }),
  fc.record({ kind: fc.constant('log-attempt' as const), action: text }),
  fc.record({ kind: fc.constant('start-action' as const), action: text, prediction: text }),
  fc.record({
    kind: fc.constant('stop-action' as const),
    result: fc.constant('passed' as const),
    note: text,
  }),
  fc.record({ kind: fc.constant('start-blind-round' as const), seconds: fc.constant(90) }),
  fc.record({ kind: fc.constant('add-card' as const), text }),
  fc.constant({ kind: 'reveal' } as const),
  fc.constant({ kind: 'skip-blind-round' } as const),
  fc.constant({ kind: 'undo' } as const),
  fc.constant({ kind: 'redo' } as const),
  fc.record({ kind: fc.constant('undo' as const), seq: fc.integer({ min: 1, max: 40 }) }),
);

function drive(commands: readonly Command[]): Room {
  const room = new Room();
  room.append([analysed([finding('F1'), finding('F2')])]);
  for (const each of commands) room.try(each);
  return room;
}

describe('any sequence of commands', () => {
  it('gives the same state event by event and all at once', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { log } = drive(commands);
        expect(logOf('s1', log.events)).toEqual(log);
      }),
      { numRuns: 150 },
    );
  });

  it('never breaks the ladder: ids are unique, parents stand above, open rungs have no answer', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { state } = drive(commands).log;
        const ids = state.rungs.map((rung) => rung.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const rung of state.rungs) {
          const parent = state.rungs.find((each) => each.id === rung.parent);
          if (rung.parent !== null) {
            expect(parent).toBeDefined();
            expect(rung.level).toBe((parent?.level ?? 0) + 1);
            expect(['asserted', 'supported', 'refuted']).toContain(parent?.status);
          }
          if (rung.status === 'open') expect(rung.answer).toBeNull();
          if (rung.status === 'supported' || rung.status === 'asserted') expect(rung.answer).not.toBeNull();
          if (rung.root) expect(rung.status).not.toBe('refuted');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('undone and redone once ends where it was', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const room = drive(commands);
        const before = content(room.log.state);
        if (!room.try({ kind: 'undo' }).ok) return;
        room.do({ kind: 'redo' });
        expect(content(room.log.state)).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  it('shows the screen how many cards are in and never what they say', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const room = drive([{ kind: 'start-blind-round', seconds: 90 }, ...commands]);
        const sent = withholdBlind(room.log.events);
        const screen = extendLog(emptyLog('s1'), sent);
        if (!screen.ok) throw new Error(screen.error.message);
        const { blind } = room.log.state;
        const seen = screen.value.state.blind;
        if (blind.phase === 'writing') {
          expect(seen).toMatchObject({ phase: 'writing', hidden: blind.hidden, cards: [] });
        } else expect(seen).toEqual(blind);
        expect(sent.some((event) => 'body' in event && event.body.kind === 'card-added')).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
