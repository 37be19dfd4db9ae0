import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';
import {
  ftsQuery,
  listSessions,
  removeSession,
  searchSessions,
} from '../../../../electron/storage/library.ts';
import { SCHEMA_VERSION } from '../../../../electron/storage/migrations.ts';
import { brokenAt, readEvents } from '../../../../electron/storage/read-session.ts';
import { exportSession, importSession } from '../../../../electron/storage/session-file.ts';
import { BUNDLED_PERSONALITIES } from '../../../../shared/facilitation/personalities.ts';
import type { SessionEvent } from '../../../../shared/session/events.ts';

let folder: string;
let db: Database;
const BRIEF = {
  problem: 'Orders stall when the pool is full',
  context: '',
  impact: null,
  teamHypothesis: null,
  personality: 'default',
  outputFormat: 'yaml',
  maxDepth: 7,
} as const;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
  db = opened(join(folder, 'library.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(file: string): Database {
  const library = openLibrary(file);
  if (!library.ok) throw new Error(library.error.message);
  return library.value;
}

function session(id = 's1', told: (events: readonly SessionEvent[]) => void = () => undefined): OpenSession {
  const made = OpenSession.create(
    db,
    id,
    { kind: 'session-opened', title: 'Orders stall', brief: BRIEF, folder: null },
    BUNDLED_PERSONALITIES,
    told,
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

function ask(open: OpenSession, question: string) {
  return open.command(
    {
      session: open.log.session,
      seen: open.log.state.seq,
      command: { kind: 'ask', move: null, parent: null, question, askedBy: 'team' },
    },
    'facilitator',
  );
}

describe('a library', () => {
  it('keeps every acknowledged event, and the state that follows from them', () => {
    const open = session();
    expect(ask(open, 'Why does it stall?').ok).toBe(true);
    const again = OpenSession.open(db, 's1', BUNDLED_PERSONALITIES, () => undefined);
    if (!again.ok) throw new Error(again.error.message);
    expect(again.value.log.state).toEqual(open.log.state);
  });

  it('tells nobody of an event that is not stored', () => {
    const told: number[] = [];
    const open = session('s1', (events) => told.push(...events.map((event) => event.seq)));
    db.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON event WHEN new.seq > 1 BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(() => ask(open, 'Why?')).toThrow();
    expect(told).toEqual([1]);
    expect(open.log.state.seq).toBe(1);
  });

  it('finds past sessions by what they spoke of, whatever signs the question has', () => {
    session();
    const [hit] = searchSessions(db, 'pool ful');
    expect(hit?.excerpt).toContain('\u0002pool\u0003');
    expect(searchSessions(db, '"; DROP TABLE session; --')).toEqual([]);
    expect(ftsQuery('"( *')).toBeNull();
    expect(listSessions(db)).toHaveLength(1);
  });

  it('forgets a session that is removed, and what it spoke of', () => {
    session();
    removeSession(db, 's1');
    expect(listSessions(db)).toEqual([]);
    expect(searchSessions(db, 'pool')).toEqual([]);
    expect(readEvents(db, 's1')).toEqual([]);
  });

  it('notices a changed body, a changed time and a missing entry', () => {
    const open = session();
    ask(open, 'Why does it stall?');
    expect(brokenAt(db, 's1')).toBeNull();
    db.prepare("UPDATE event SET body = replace(body, 'stall', 'fall') WHERE seq = 2").run();
    expect(brokenAt(db, 's1')).toBe(2);
    db.prepare("UPDATE event SET body = replace(body, 'fall', 'stall') WHERE seq = 2").run();
    expect(brokenAt(db, 's1')).toBeNull();
    db.prepare('UPDATE event SET at = at + 1 WHERE seq = 1').run();
    expect(brokenAt(db, 's1')).toBe(1);
  });
});

describe('a file that is opened as a library', () => {
  it('is refused and left untouched when it is no database, empty, another program’s, or from the future', () => {
    const cases: readonly (readonly [string, () => void, string])[] = [
      [
        'text.db',
        () => writeFileSync(join(folder, 'text.db'), 'this is a text, long enough to be one '.repeat(20)),
        'no-database',
      ],
      ['empty.db', () => writeFileSync(join(folder, 'empty.db'), ''), 'empty-file'],
      ['other.db', () => new Sqlite(join(folder, 'other.db')).exec('CREATE TABLE t (a)').close(), 'not-ours'],
    ];
    for (const [name, make, code] of cases) {
      make();
      const before = readFileSync(join(folder, name));
      expect(openLibrary(join(folder, name))).toMatchObject({ ok: false, error: { code } });
      expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
    }
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    expect(openLibrary(join(folder, 'library.db'))).toMatchObject({
      ok: false,
      error: { code: 'from-the-future' },
    });
    db = new Sqlite(':memory:');
  });
});

describe('a session file', () => {
  it('carries one session to another library', () => {
    const open = session();
    ask(open, 'Why does it stall?');
    const file = join(folder, 'orders.whyladder');
    expect(exportSession(db, 's1', file)).toEqual({ ok: true, value: file });
    const other = opened(join(folder, 'other-library.db'));
    expect(importSession(other, file)).toEqual({ ok: true, value: 's1' });
    expect(readEvents(other, 's1')).toEqual(readEvents(db, 's1'));
    other.close();
  });

  it('that is no SQLite is refused and left untouched', () => {
    const file = join(folder, 'bad.whyladder');
    writeFileSync(file, 'no database at all, only words '.repeat(40));
    const before = readFileSync(file);
    expect(importSession(db, file)).toMatchObject({ ok: false });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(listSessions(db)).toEqual([]);
  });

  it('with a changed entry is refused', () => {
    const open = session();
    ask(open, 'Why does it stall?');
    const file = join(folder, 'orders.whyladder');
    exportSession(db, 's1', file);
    const tampered = new Sqlite(file);
    tampered.prepare("UPDATE event SET body = replace(body, 'stall', 'fall') WHERE seq = 2").run();
    tampered.close();
    const other = opened(join(folder, 'other-library.db'));
    expect(importSession(other, file)).toMatchObject({ ok: false, error: { code: 'chain-broken' } });
    other.close();
  });
});
