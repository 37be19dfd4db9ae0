import { describe, expect, it } from 'vitest';
import { type NotedEntry, notedIn } from '../../../shared/incident/noted-entries.ts';
import { testimonyOf } from '../../../shared/ladder/testimony.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { notedFrom, notedOf } from '../../../shared/report/noted.ts';
import { reportSchema } from '../../../shared/report/report.ts';
import type { Command, EntryDraft } from '../../../shared/session/commands.ts';
import type { IncidentFacts } from '../../../shared/session/events.ts';
import { Room } from './session-builder.ts';

const note = (draft: EntryDraft, toldBy = 'on-call', quote = 'in their own words'): Command => ({
  kind: 'note-entry',
  draft,
  toldBy,
  quote,
  proposedBy: 'playbook',
});
const said = (text: string): EntryDraft => ({ kind: 'statement', said: text, about: [] });
const tried = (action: string): EntryDraft => ({
  kind: 'attempt',
  action,
  at: Date.UTC(2026, 0, 5, 11, 40),
  workedForMs: 20 * 60_000,
});
const changed = (what: string): EntryDraft => ({
  kind: 'change',
  change: 'data',
  what,
  at: Date.UTC(2026, 0, 2, 9),
  about: ['orders.table'],
  notKnownTo: ['platform'],
});

/** What files brought: one statement, one attempt. */
const FILES: IncidentFacts = {
  name: 'orders',
  zone: 'UTC',
  zoneAssumed: false,
  now: Date.UTC(2026, 0, 5, 14),
  roles: { requests: null, errors: null, limits: [] },
  statements: [{ id: 'S1', said: 'It began on Monday', byRole: 'support', about: [], ref: null }],
  attempts: [
    {
      id: 'A1',
      action: 'Restarted orders',
      at: 0,
      until: null,
      kind: 'restart',
      statedReliefMs: null,
      atOrigin: 'stated',
      ref: null,
    },
  ],
  changes: [],
  teams: [],
  streamIds: [],
  seriesIds: [],
};
const imported = (facts: IncidentFacts) => ({
  kind: 'evidence-imported' as const,
  sources: [],
  facts,
  changed: [],
});

describe('what somebody tells', () => {
  it('becomes an event with the next free id of its list, beside what the files brought', () => {
    const room = new Room();
    room.append([imported(FILES)]);
    room
      .do(note(said('The table was archived')))
      .do(note(tried('Flushed the cache')))
      .do(note(changed('Archive loaded')));
    const { facts } = room.log.state;
    expect(facts?.statements.map(({ id }) => id)).toEqual(['S1', 'S2']);
    expect(facts?.attempts.map(({ id }) => id)).toEqual(['A1', 'A2']);
    expect(facts?.changes).toMatchObject([{ id: 'C1', notKnownTo: ['platform'], about: ['orders.table'] }]);
    expect(facts?.attempts[1]).toMatchObject({ kind: 'flush', statedReliefMs: 1_200_000 });
    expect(room.log.events.at(-1)?.body.kind).toBe('entry-noted');
  });

  it('stands before any file was read', () => {
    const room = new Room().do(note(said('It began on Monday')));
    expect(room.log.state.facts?.statements).toMatchObject([{ id: 'S1', byRole: 'on-call' }]);
  });

  it('stays when the evidence is read again, once and under its own id', () => {
    const room = new Room();
    room.append([imported(FILES)]);
    room.do(note(said('The table was archived')));
    room.append([imported({ ...FILES, teams: [{ name: 'platform', owns: [] }] })]);
    expect(room.log.state.facts?.statements.map(({ id }) => id)).toEqual(['S1', 'S2']);
    expect(room.log.state.facts?.teams).toHaveLength(1);
  });

  it('is taken back by undo, and comes again by redo', () => {
    const room = new Room();
    room.append([imported(FILES)]);
    room.do(note(said('The table was archived')));
    expect(room.log.state.undoLabel).toBe('the noted entry');
    room.do({ kind: 'undo' });
    expect(room.log.state.facts?.statements.map(({ id }) => id)).toEqual(['S1']);
    expect(notedIn(room.log.state)).toEqual([]);
    room.do({ kind: 'redo' });
    expect(room.log.state.facts?.statements.map(({ id }) => id)).toEqual(['S1', 'S2']);
  });

  it('cannot be undone from under an answer that cites it', () => {
    const room = new Room().do(note(said('The table was archived')));
    const { seq } = room.log.state;
    room.ask('What was there?').answer('R1', 'The archive', ['S1']);
    expect(room.try({ kind: 'undo', seq })).toMatchObject({
      ok: false,
      error: { code: 'orphans', message: expect.stringContaining('R1') },
    });
  });

  it('is one role’s word, whatever it speaks of: a change that was told is no record', () => {
    const room = new Room().do(note(changed('Archive loaded'))).do(note(tried('Flushed the cache')));
    const cites = ['C1', 'A1'].map((id) => ({ id, revision: null }));
    expect(testimonyOf(room.log.state, cites).map(({ form, witness }) => `${form} ${witness}`)).toEqual([
      'said on-call',
      'said on-call',
    ]);
  });

  it('says who told it, and leaves a secret out before it is stored', () => {
    const room = new Room();
    expect(room.try(note(said('x'), ' '))).toMatchObject({ ok: false, error: { code: 'no-teller' } });
    room.do(note(said('we used password=hunter2hunter2'), 'on-call', 'password=hunter2hunter2'));
    expect(JSON.stringify(room.log.events)).not.toContain('hunter2');
  });

  it('refuses what is no entry', () => {
    const room = new Room();
    const bad: readonly (readonly [string, EntryDraft])[] = [
      ['empty-text', said('  ')],
      ['bad-time', { ...changed('x'), at: Number.NaN } as EntryDraft],
      ['bad-time', { ...tried('x'), at: -1 } as EntryDraft],
      ['bad-relief', { ...tried('x'), workedForMs: 0 } as EntryDraft],
    ];
    for (const [code, draft] of bad)
      expect(room.try(note(draft))).toMatchObject({ ok: false, error: { code } });
  });

  it('is in the report with its id, and can be read back from it', () => {
    const room = new Room();
    room.append([imported(FILES)]);
    room
      .do(note(said('The table was archived')))
      .do(note(tried('Flushed the cache')))
      .do(note(changed('Archive loaded')))
      .do({ kind: 'log-attempt', action: 'Restarted orders again' });
    const { state } = room.log;
    const report = buildReport(state, { generatedAt: 0, headHash: 'h' });
    expect(reportSchema.safeParse(report).success).toBe(true);
    expect(report.evidence.map(({ id }) => id)).toEqual(['S1', 'S2', 'A1', 'A3', 'A2', 'C1']);
    expect(notedOf(state).map(({ id }) => id)).toEqual(['A3', 'S2', 'A2', 'C1']);
    const plain = (entries: readonly NotedEntry[]) => JSON.parse(JSON.stringify(entries));
    expect(plain(notedFrom(report))).toEqual(plain(notedIn(state)));
  });
});
