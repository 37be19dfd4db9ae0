import { describe, expect, it } from 'vitest';
import { analysed, CONTEXT, finding, Room } from './session-builder.ts';

describe('a ladder', () => {
  it('numbers rungs by their place: R1, R1.1, R1.2, R2', () => {
    const room = new Room().ask('When?').answer('R1').ask('What runs then?', 'R1').answer('R1.1');
    room.ask('What else?', 'R1').ask('Who fails?');
    expect(room.log.state.rungs.map((rung) => [rung.id, rung.level])).toEqual([
      ['R1', 1],
      ['R1.1', 2],
      ['R1.2', 2],
      ['R2', 1],
    ]);
  });

  it('asks what the playbook offers when no move is named', () => {
    const room = new Room().do({
      kind: 'ask',
      move: null,
      parent: null,
      question: null,
      askedBy: 'playbook',
    });
    expect(room.rung('R1')).toMatchObject({
      move: 'pattern',
      question: 'What is below the problem?',
      status: 'open',
    });
    expect(room.log.state.current).toBe('R1');
  });

  it('keeps the playbook wording beside the one that was taken', () => {
    const room = new Room().do({
      kind: 'ask',
      move: null,
      parent: null,
      question: 'When, exactly?',
      askedBy: 'team',
    });
    expect(room.rung('R1')).toMatchObject({
      question: 'When, exactly?',
      playbookQuestion: 'What is below the problem?',
    });
  });

  it('asks the open question in the voice of the personality that is switched to, unless the team worded it', () => {
    const voices: typeof CONTEXT = {
      ...CONTEXT,
      questions: (state, personality = state.personality) =>
        CONTEXT.questions(state).map((each) => ({ ...each, question: `${personality}: ${each.question}` })),
    };
    const ask = { kind: 'ask', move: null, parent: null, question: null, askedBy: 'playbook' } as const;
    const room = new Room(voices).do(ask);
    room.do({ kind: 'switch-personality', personality: 'investigator' });
    expect(room.rung('R1')).toMatchObject({
      question: 'investigator: What is below the problem?',
      playbookQuestion: 'investigator: What is below the problem?',
      askedIn: 'investigator',
    });
    room.do({ kind: 'word-question', rung: 'R1', question: 'When, exactly?', askedBy: 'team' });
    room.do({ kind: 'switch-personality', personality: 'default' });
    expect(room.rung('R1')?.question).toBe('When, exactly?');
  });

  it('gives an answer the status that its cites earn', () => {
    const room = new Room().ask('When?').answer('R1');
    expect(room.rung('R1')?.status).toBe('asserted');
    room.append([analysed([finding('F1')])]);
    room.answer('R1', 'Every 40 minutes', ['F1']);
    expect(room.rung('R1')).toMatchObject({ status: 'supported', checkAgain: false, about: ['F1'] });
  });

  it('refuses a cite that does not exist or was withdrawn', () => {
    const room = new Room().ask('When?');
    room.append([analysed([finding('F1', 2, true)])]);
    for (const id of ['F1', 'F9', 'S1']) {
      const refused = room.try({
        kind: 'accept-answer',
        rung: 'R1',
        answer: 'So',
        cites: [{ id, revision: 1 }],
        answeredBy: 'team',
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'unknown-cite' } });
    }
  });

  it('marks a rung "check again" when its finding changes, and never rewrites it', () => {
    const room = new Room();
    room.append([analysed([finding('F1'), finding('F2')])]);
    room.ask('When?').answer('R1', 'Every 40 minutes', ['F1']).ask('And?', 'R1').answer('R1.1', 'So', ['F2']);
    room.append([analysed([finding('F1', 2), finding('F2')])]);
    expect(room.rung('R1')).toMatchObject({
      checkAgain: true,
      answer: 'Every 40 minutes',
      status: 'supported',
    });
    expect(room.rung('R1.1')?.checkAgain).toBe(false);
  });

  it('closes the subtree of a refuted answer and asks the question again beside it', () => {
    const room = new Room().ask('When?').answer('R1').ask('What then?', 'R1');
    room.do({ kind: 'refute', rung: 'R1', refutedBy: null, reason: 'it also fails at night' });
    expect(room.log.state.current).toBeNull();
    expect(
      room.try({ kind: 'accept-answer', rung: 'R1.1', answer: 'x', cites: [], answeredBy: 'team' }),
    ).toMatchObject({ ok: false, error: { code: 'closed' } });
    room.do({ kind: 'reopen', rung: 'R1' });
    expect(room.rung('R2')).toMatchObject({ question: 'When?', status: 'open' });
    expect(room.rung('R1')?.status).toBe('refuted');
  });

  it('keeps a rejected rival beside the answer, with what refuted it', () => {
    const room = new Room();
    room.append([analysed([finding('F1')])]);
    room.ask('What fills it?').answer('R1', 'The nightly export');
    room.do({
      kind: 'add-branch',
      sibling: 'R1',
      answer: 'Traffic',
      cites: [],
      answeredBy: 'team',
      refutedBy: 'F1',
    });
    expect(room.log.state.rungs.map((rung) => [rung.id, rung.status, rung.question])).toEqual([
      ['R1', 'asserted', 'What fills it?'],
      ['R2', 'refuted', 'What fills it?'],
    ]);
  });

  it('parks an open question with what to bring, and reopens it', () => {
    const room = new Room().ask('When?').do({ kind: 'park', rung: 'R1', bring: 'the job history' });
    expect(room.rung('R1')).toMatchObject({ status: 'parked', bring: 'the job history' });
    expect(room.log.state.current).toBeNull();
    room.do({ kind: 'reopen', rung: 'R1' });
    expect(room.rung('R1')).toMatchObject({ status: 'open', bring: null });
  });

  it('does not ask below its depth', () => {
    const room = new Room().do({ kind: 'set-depth', maxDepth: 3 });
    room.ask('1').answer('R1').ask('2', 'R1').answer('R1.1').ask('3', 'R1.1').answer('R1.1.1');
    expect(
      room.try({ kind: 'ask', move: 'own', parent: 'R1.1.1', question: '4', askedBy: 'team' }),
    ).toMatchObject({ ok: false, error: { code: 'too-deep' } });
  });

  it.each([0, 2, 16, 1000, 3.5, Number.NaN])('refuses a depth of %s', (maxDepth) => {
    expect(new Room().try({ kind: 'set-depth', maxDepth })).toMatchObject({
      ok: false,
      error: { code: 'bad-depth' },
    });
  });

  it('refuses a command from a window that has not seen the last entries, but for imports and views', () => {
    const room = new Room().ask('When?');
    const seen = room.log.state.seq;
    room.append([analysed([finding('F1')])]);
    expect(room.try({ kind: 'park', rung: 'R1', bring: null }, seen).ok).toBe(true);
    expect(room.try({ kind: 'reopen', rung: 'R1' }, seen)).toMatchObject({
      ok: false,
      error: { code: 'stale' },
    });
  });

  it('refuses a text that is empty or too long in a sentence', () => {
    const room = new Room().ask('When?');
    const answer = (text: string) =>
      room.try({ kind: 'accept-answer', rung: 'R1', answer: text, cites: [], answeredBy: 'team' });
    expect(answer('  ')).toMatchObject({ ok: false, error: { code: 'empty-text' } });
    expect(answer('x'.repeat(100_000))).toMatchObject({ ok: false, error: { code: 'too-long' } });
  });
});

describe('a blind round', () => {
  it('knows who is here as roles or as a number, and takes a minute more', () => {
    const room = new Room().do({ kind: 'start-blind-round', seconds: 90 });
    const here = (people: string) => room.do({ kind: 'name-people', people }).log.state.people;
    expect(here('on-call, 2 support; database, ')).toEqual({
      count: 4,
      roles: ['on-call', 'support', 'support', 'database'],
    });
    expect(here('on-call, 6')).toEqual({ count: 7, roles: ['on-call'] });
    expect(here('')).toBeNull();
    expect(room.try({ kind: 'name-people', people: '99999999 support' })).toMatchObject({ ok: false });
    const revealAt = () => (room.log.state.blind.phase === 'writing' ? room.log.state.blind.revealAt : 0);
    const before = revealAt();
    room.do({ kind: 'extend-blind-round', seconds: 60 });
    expect(revealAt() - before).toBe(60_000);
    room.do({ kind: 'skip-blind-round' });
    expect(room.try({ kind: 'extend-blind-round', seconds: 60 })).toMatchObject({
      ok: false,
      error: { code: 'no-blind-round' },
    });
  });

  it('groups cards that say the same when it is revealed', () => {
    const room = new Room().do({ kind: 'start-blind-round', seconds: 90 });
    for (const text of [
      'Database timeouts',
      'A job holds the pool',
      'The database has a timeout',
      'Traffic',
    ]) {
      room.do({ kind: 'add-card', text });
    }
    expect(room.log.state.blind).toMatchObject({ phase: 'writing', hidden: 4 });
    room.do({ kind: 'reveal' });
    const { blind } = room.log.state;
    if (blind.phase !== 'revealed') throw new Error('not revealed');
    expect(blind.groups.map((group) => group.cards.length)).toEqual([2, 1, 1]);
  });

  it('cannot be undone once it was revealed', () => {
    const room = new Room()
      .do({ kind: 'start-blind-round', seconds: 90 })
      .do({ kind: 'add-card', text: 'A' });
    room.do({ kind: 'reveal' });
    expect(room.log.state.undoable).toBeNull();
    expect(room.try({ kind: 'undo' })).toMatchObject({ ok: false, error: { code: 'nothing-to-undo' } });
    expect(room.try({ kind: 'undo', seq: room.log.state.seq })).toMatchObject({
      ok: false,
      error: { code: 'cannot-undo' },
    });
  });
});

describe('finishing', () => {
  const hit = {
    rule: 'blame',
    severity: 'block',
    where: 'R1',
    text: 'careless',
    advice: 'Ask what made it possible.',
    range: null,
    rewording: null,
  } as const;

  it('is refused while a rule blocks, unless the room overrules it by name', () => {
    const room = new Room({ ...CONTEXT, blocks: () => [hit] });
    expect(room.try({ kind: 'finish', overruled: [] })).toMatchObject({
      ok: false,
      error: { code: 'blocked' },
    });
    room.do({ kind: 'finish', overruled: ['blame R1'] });
    expect(room.log.state.finished?.overruled).toEqual(['blame R1']);
    expect(room.try({ kind: 'undo' })).toMatchObject({ ok: false, error: { code: 'finished' } });
    expect(room.try({ kind: 'switch-screen', view: 'summary' }).ok).toBe(true);
  });
});
