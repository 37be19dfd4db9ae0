import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLibrary, openSessionFile } from '../../../../electron/storage/database.ts';
import { brokenAt, readEvents } from '../../../../electron/storage/event-store.ts';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from '../../../../electron/storage/migrations.ts';
import { sha256 } from '../../../../electron/storage/sha256.ts';
import { canonicalJson } from '../../../../shared/session/canonical-json.ts';
import { GENESIS, hashLink, linkOf } from '../../../../shared/session/hash-chain.ts';
import { Room } from '../../session/session-builder.ts';

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

describe('the chain', () => {
  it('stays valid when a body is erased, and only then', () => {
    const opened = openLibrary(oldLibrary());
    if (!opened.ok) throw new Error(opened.error.message);
    opened.value.prepare("UPDATE event SET body = '' WHERE seq = 3").run();
    expect(brokenAt(opened.value, 's1')).toBeNull();
    opened.value.prepare("UPDATE event SET body_hash = 'x' WHERE seq = 3").run();
    expect(brokenAt(opened.value, 's1')).toBe(3);
    opened.value.close();
  });
});
