import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { ERASED } from '../../../shared/report/erased-words.ts';
import { entriesWithout, eraseWords, stillErased } from '../../../shared/session/erase.ts';
import { markOf, withoutMarked } from '../../../shared/session/erased-marks.ts';
import type { EventBody, SessionEvent } from '../../../shared/session/events.ts';
import { headHash } from '../../../shared/session/hash-chain.ts';
import { extendLog, logOf, type SessionLog } from '../../../shared/session/session-log.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { aloneLog, incidentOf } from '../facilitation/session-alone.ts';
import { Room, sha256 } from './session-builder.ts';

const SALT = '00112233445566778899aabbccddeeff';

function erased(log: SessionLog<SessionEvent>, words: string): SessionLog<SessionEvent> {
  const done = eraseWords(log, words, SALT, sha256);
  if (!done.ok) throw new Error(done.error.message);
  const seq = log.state.seq + 1;
  const event: SessionEvent = {
    session: log.session,
    seq,
    at: 0,
    role: 'facilitator',
    v: 1,
    body: done.value.body,
  };
  const longer = extendLog(log, [...done.value.rewritten, event]);
  if (!longer.ok) throw new Error(longer.error.message);
  return longer.value;
}

describe('erasing words', () => {
  const said = () => new Room().ask('Why did Bob  Sample restart it?').answer('R1', 'BOB SAMPLE was told to');

  it('takes them out of every entry, in either case, and leaves what stood around them', () => {
    const { log } = said();
    const after = erased(log, 'Bob Sample');
    expect(JSON.stringify(after.events)).not.toMatch(/bob/i);
    expect(after.state.rungs[0]).toMatchObject({
      question: `Why did ${ERASED} restart it?`,
      answer: `${ERASED} was told to`,
      status: 'asserted',
    });
    expect(after.state.erased).toEqual([2, 3]);
  });

  it('leaves the chain as it was: a head hash of an earlier report is still in it', () => {
    const { log } = said();
    const after = erased(log, 'Bob Sample');
    expect(headHash(after.events.slice(0, log.events.length), sha256)).toBe(headHash(log.events, sha256));
  });

  it('cannot be undone, and what was undone before comes back without them', () => {
    const room = said().do({ kind: 'undo' });
    room.log = erased(room.log, 'Bob Sample');
    room.do({ kind: 'redo' });
    expect(room.rung('R1')?.answer).toBe(`${ERASED} was told to`);
    expect(
      room.try({ kind: 'undo', seq: room.log.events.find(({ body }) => body.kind === 'erased')?.seq ?? 0 }),
    ).toMatchObject({ ok: false, error: { code: 'cannot-undo' } });
  });

  it('takes a name out of who is here, where somebody wrote one for a role', () => {
    const { log } = new Room().do({ kind: 'name-people', people: 'on-call, Bobby' });
    expect(erased(log, 'Bobby').state.people?.roles).toEqual(['on-call', ERASED]);
  });

  it('twice keeps the hash of what was first written', () => {
    const { log } = said();
    const twice = erased(erased(log, 'Bob Sample'), 'was told');
    expect(headHash(twice.events.slice(0, log.events.length), sha256)).toBe(headHash(log.events, sha256));
    expect(logOf(log.session, twice.events).state).toEqual(twice.state);
  });

  it('finds them inside a JSON record and at the end of an excerpt that was cut', () => {
    const { log } = new Room().ask('Why?').answer('R1', 'see {"password":"he said \\"swordfish\\""}');
    expect(JSON.stringify(erased(log, 'he said "swordfish"').events)).not.toContain('swordfish');
    const cut = new Room().ask('Why?').answer('R1', 'the token is sword…');
    const [entry] = entriesWithout(cut.log.events, 'swordfish');
    expect(JSON.stringify(entry)).not.toContain('sword');
  });

  it('takes the first of the words out of shortened texts, too, where they were cut in the middle', () => {
    const whole = 'Raised the connection pool to 50 at the wish of Bob Sample, who asked twice';
    const { log } = new Room()
      .ask('What was done?')
      .answer('R1', whole)
      .ask('Does F1 hold: C4 (Raised the connection pool to 50 at the wish of Bob, 18:20)?')
      .answer('R2', '“Raised the connection pool to 50 at the wish of Bob …” held 25 min')
      .ask('Why did Bob Marley come on?')
      .answer('R3', 'Bob, raised by it, told us: the pool of Bob');
    const after = erased(log, 'Bob Sample');
    expect(after.state.rungs.map(({ question, answer }) => [question, answer])).toEqual([
      ['What was done?', `Raised the connection pool to 50 at the wish of ${ERASED}, who asked twice`],
      [
        `Does F1 hold: C4 (Raised the connection pool to 50 at the wish of ${ERASED}, 18:20)?`,
        `“Raised the connection pool to 50 at the wish of ${ERASED} …” held 25 min`,
      ],
      ['Why did Bob Marley come on?', 'Bob, raised by it, told us: the pool of Bob'],
    ]);
    const wider = erased(log, 'raised the connection pool to 50 at the wish of Bob Sample, who');
    expect(JSON.stringify(wider.events)).not.toMatch(/connection/);
    expect(wider.state.rungs[1]?.question).toBe(`Does F1 hold: C4 (${ERASED}, 18:20)?`);
  });

  it('is refused for words in no entry and for too few letters', () => {
    const { log } = said();
    expect(eraseWords(log, 'Alice', SALT, sha256)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(eraseWords(log, ' b ', SALT, sha256)).toMatchObject({ ok: false, error: { code: 'too-short' } });
    expect(eraseWords(log, 'erase', SALT, sha256)).toMatchObject({ ok: false, error: { code: 'too-short' } });
  });
});

describe('evidence that is read anew and still holds the words', () => {
  const secret = 'swordfish-9';
  const imported = (said: string): EventBody => ({
    kind: 'evidence-imported',
    sources: [],
    changed: [],
    facts: {
      name: '',
      zone: 'UTC',
      zoneAssumed: false,
      now: 0,
      roles: { requests: null, errors: null, limits: [] },
      statements: [{ id: 'S1', said, byRole: 'operations', about: [], ref: null }],
      attempts: [],
      changes: [],
      teams: [],
      streamIds: [],
      seriesIds: [],
    },
  });
  const said = `Somebody set the password to ${secret} on Monday`;

  const reread = (log: SessionLog<SessionEvent>, said: string) =>
    stillErased(log.events, imported(said), sha256);

  it('does not bring them back, though nothing that is stored holds them', () => {
    const room = new Room();
    room.append([imported(said)]);
    const after = erased(room.log, secret);
    expect(JSON.stringify(after.events)).not.toContain(secret);
    expect(reread(after, said)).toEqual(imported(`Somebody set the password to ${ERASED} on Monday`));
    expect(reread(after, 'Somebody set the clock back on Monday')).toEqual(
      imported('Somebody set the clock back on Monday'),
    );
  });

  it('loses the words in new places, too: alone, in other case, in a JSON record, broken into lines', () => {
    const words = 'he said "Sword Fish"';
    const after = erased(new Room().ask('Why?').answer('R1', words).log, words);
    // As the log comes from the disk: nothing else is known of the words.
    const stored = logOf(after.session, JSON.parse(JSON.stringify(after.events)) as SessionEvent[]);
    expect(reread(stored, words)).toEqual(imported(ERASED));
    for (const form of [words.toUpperCase(), words.replace(' ', '\n  '), JSON.stringify(words).slice(1, -1)])
      expect(reread(stored, `Then ${form} and ${form}.`)).toEqual(imported(`Then ${ERASED} and ${ERASED}.`));
    expect(reread(stored, 'he said "Sword"')).toEqual(imported('he said "Sword"'));
  });

  it('keeps to what stands around an erasure in a session that has no marks yet', () => {
    const room = new Room();
    room.append([imported(said)]);
    const older = erased(room.log, secret).events.map((event) =>
      event.body.kind === 'erased'
        ? { ...event, body: { kind: 'erased', entries: event.body.entries } as const }
        : event,
    );
    expect(stillErased(older, imported(said), sha256)).toEqual(
      imported(`Somebody set the password to ${ERASED} on Monday`),
    );
  });

  it('finds words anywhere in a text, also where a letter changes its length with its case', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'İ', 'ß', '😀'), maxLength: 30 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const left = withoutMarked(`${before}q7-q${after}`, [markOf('Q7-Q', SALT, sha256)], sha256);
        expect(left).toBe(`${before}${ERASED}${after}`);
      }),
    );
  });
});

describe('erasing any word of a whole session', () => {
  let log: SessionLog<SessionEvent>;
  beforeAll(async () => {
    log = aloneLog(await incidentOf(generateIncident({ family: 'rearmed-job' })));
  });

  /** What others rest on: ids, names, verdicts, numbers and the shape of the ladder. */
  function structure({ rungs, findings, sources, facts, result, personality, steps }: SessionState): string {
    return JSON.stringify([
      rungs.map(({ id, parent, level, move, status, cites, about, askedBy, askedIn, root }) => [
        [id, parent, level, move, status, cites, about, askedBy, askedIn],
        [root?.category, root?.intervention, root?.horizon],
      ]),
      findings.map(({ id, revision, withdrawn, verdict, strength, cites, data }) => [
        [id, revision, withdrawn, verdict, strength, cites, data.kind],
      ]),
      sources.map(({ id, file, sha256: hash, importer, zone, zoneOrigin }) => [
        id,
        file,
        hash,
        importer,
        zone,
        zoneOrigin,
      ]),
      [facts?.streamIds, facts?.seriesIds, facts?.roles, facts?.changes.map(({ kind }) => kind)],
      [result?.state, result?.candidates.map(({ id, kind, probability }) => [id, kind, probability])],
      result?.prevention?.outcomes.map(({ interventions, windows }) => [interventions, windows]),
      [personality, steps.map(({ horizon, prevents }) => [horizon, prevents])],
    ]);
  }

  it('changes what was said alone: every name, id, status and number stays, or it is refused', () => {
    const tokens = new Set<string>();
    JSON.stringify(log.events, (_key, value: unknown) => {
      if (typeof value === 'string' && /^[A-Za-z][\w-]{2,30}$/.test(value)) tokens.add(value);
      return value;
    });
    expect(tokens.size).toBeGreaterThan(40);
    const before = structure(log.state);
    const torn = [...tokens].filter(
      (token) => eraseWords(log, token, SALT, sha256).ok && structure(erased(log, token).state) !== before,
    );
    expect(torn).toEqual([]);
  });
});
