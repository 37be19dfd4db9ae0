import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLibrary, openSessionFile } from '../../../../electron/storage/database.ts';
import { searchSessions } from '../../../../electron/storage/library.ts';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from '../../../../electron/storage/migrations.ts';
import { brokenAt, readEvents } from '../../../../electron/storage/read-session.ts';
import { sha256 } from '../../../../electron/storage/sha256.ts';
import type { Source } from '../../../../shared/incident/source.ts';
import { canonicalJson } from '../../../../shared/session/canonical-json.ts';
import type { EventBody, IncidentFacts } from '../../../../shared/session/events.ts';
import { GENESIS, hashLink, linkOf } from '../../../../shared/session/hash-chain.ts';
import { analysed, finding, Room } from '../../session/session-builder.ts';

const SOURCE: Source = {
  id: 'E1',
  file: 'orders.csv',
  sizeBytes: 40,
  sha256: 'ab',
  importer: 'counts-csv',
  format: 'Counts',
  records: 2,
  span: { from: 5, to: 9 },
  coverage: [],
  gaps: [],
  zone: 'UTC',
  zoneOrigin: 'record',
  offsetMs: 0,
  rejects: [],
  moreRejects: 0,
  redactions: 0,
};
const FACTS: IncidentFacts = {
  name: 'orders',
  zone: 'UTC',
  zoneAssumed: false,
  now: 9,
  roles: { requests: null, errors: { series: 'orders.errors', origin: 'name' }, limits: [] },
  statements: [],
  attempts: [],
  changes: [],
  teams: [],
  streamIds: [],
  seriesIds: ['orders.errors', 'orders.waiting'],
};
const PIN = {
  source: 'E1',
  bytes: [10, 20],
  lines: [2, 2],
  rangeSha256: 'cd',
  excerpt: 'gave up waiting for a connection',
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A library as the first schema wrote it, with one session. */
function oldLibrary(): string {
  const file = join(folder, 'library.db');
  const db = new Sqlite(file);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(db, 1);
  db.prepare("INSERT INTO session (id, title, opened_at, changed_at) VALUES ('s1', 'Orders', 1, 1)").run();
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let prev = GENESIS;
  for (const event of new Room().ask('When?').answer('R1', 'At noon').log.events) {
    const hash = hashLink(prev, linkOf(event, sha256), sha256);
    const { session, seq, at, role, v, body } = event;
    insert.run(session, seq, at, role, body.kind, v, canonicalJson(body), prev, hash);
    prev = hash;
  }
  db.close();
  return file;
}

describe('a library of an older version', () => {
  it('is brought to the newest schema with its events and its chain, after a snapshot', () => {
    const file = oldLibrary();
    const opened = openLibrary(file);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    expect(readEvents(opened.value, 's1')).toEqual(
      new Room().ask('When?').answer('R1', 'At noon').log.events,
    );
    expect(brokenAt(opened.value, 's1')).toBeNull();
    expect(existsSync(`${file}.v1.snapshot`)).toBe(true);
    opened.value.close();
  });

  it('can be read as a session file without being changed', () => {
    const opened = openSessionFile(oldLibrary());
    if (!opened.ok) throw new Error(opened.error.message);
    expect(brokenAt(opened.value, 's1')).toBeNull();
    expect(opened.value.pragma('user_version', { simple: true })).toBe(1);
    opened.value.close();
  });

  it('is old or new after a step that fails, never between', () => {
    const file = oldLibrary();
    const db = new Sqlite(file);
    db.exec(
      "CREATE TRIGGER refuse BEFORE UPDATE ON event WHEN new.seq = 3 BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(() => migrate(db)).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(
      db
        .prepare('SELECT * FROM event')
        .columns()
        .map((column) => column.name),
    ).not.toContain('body_hash');
    db.close();
  });
});

/** A library of the schema before what was read could be asked for in SQL. */
function libraryBeforeViews(): string {
  const file = join(folder, 'second.db');
  const db = new Sqlite(file);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(db, 2);
  db.prepare("INSERT INTO session (id, title, opened_at, changed_at) VALUES ('s1', 'Orders', 1, 1)").run();
  db.prepare("INSERT INTO passage VALUES ('s1', 'problem', 'words of an earlier description')").run();
  const room = new Room().ask('When?');
  room.append([
    { kind: 'evidence-imported', sources: [SOURCE], facts: FACTS, changed: [] },
    { ...analysed([finding('F1')]), pins: { F1: [PIN] } } as EventBody,
  ]);
  room.answer('R1', 'At noon', ['F1']);
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let prev = GENESIS;
  for (const event of room.log.events) {
    const link = linkOf(event, sha256);
    const hash = hashLink(prev, link, sha256);
    const { session, seq, at, role, v, body } = event;
    insert.run(session, seq, at, role, body.kind, v, canonicalJson(body), prev, hash, link.bodyHash);
    prev = hash;
  }
  db.close();
  return file;
}

describe('a library of the second schema', () => {
  it('can be asked in SQL what it read, counted and pinned, and is searched for what it cited', () => {
    const opened = openLibrary(libraryBeforeViews());
    if (!opened.ok) throw new Error(opened.error.message);
    const db = opened.value;
    expect(
      db.prepare('SELECT session, id, file, importer, records, sha256, span_from FROM source').all(),
    ).toEqual([
      {
        session: 's1',
        id: 'E1',
        file: 'orders.csv',
        importer: 'counts-csv',
        records: 2,
        sha256: 'ab',
        span_from: 5,
      },
    ]);
    expect(db.prepare('SELECT id, role FROM series').all()).toEqual([
      { id: 'orders.errors', role: 'errors' },
      { id: 'orders.waiting', role: null },
    ]);
    expect(
      db.prepare('SELECT evidence, source, byte_from, byte_to, line_to, excerpt FROM pin').all(),
    ).toEqual([
      { evidence: 'F1', source: 'E1', byte_from: 10, byte_to: 20, line_to: 2, excerpt: PIN.excerpt },
    ]);
    expect(searchSessions(db, 'earlier description')).toEqual([]);
    expect(searchSessions(db, 'gave up waiting')).toMatchObject([{ session: 's1', where: 'evidence' }]);
    expect(brokenAt(db, 's1')).toBeNull();
    db.close();
  });
});
