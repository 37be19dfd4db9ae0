import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { listSessions } from '../../../../electron/storage/library.ts';
import { SCHEMA_VERSION } from '../../../../electron/storage/migrations.ts';
import { readEvents } from '../../../../electron/storage/read-session.ts';
import { openOrRecover, type Recovery } from '../../../../electron/storage/recover.ts';
import { backUp, isDue, type Snapshot } from '../../../../electron/storage/snapshots.ts';
import { BRIEF } from '../../session/session-builder.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-recover-'));
  file = join(folder, 'library.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function library(): Database {
  const opened = openLibrary(file);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function session(db: Database): OpenSession {
  const made = OpenSession.create(
    db,
    's1',
    { kind: 'session-opened', title: 'Orders', brief: BRIEF, folder: null },
    [],
    () => undefined,
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** A library with a snapshot of three entries and one entry more, then damaged at its head. */
async function damaged(): Promise<void> {
  const db = library();
  const open = session(db);
  for (const live of [true, false]) open.append([{ kind: 'live-switched', live }], 'main');
  await backUp(db, file, Date.now());
  open.append([{ kind: 'live-switched', live: true }], 'main');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(statSync(file).size - 200, 0xab), 0, undefined, 200);
  closeSync(handle);
}

function recovered(choice: Recovery): { db: Database; told: string; offered: Snapshot | null } {
  let offered: Snapshot | null = null;
  const opened = openOrRecover(file, 7, (_error, snapshot) => {
    offered = snapshot;
    return choice;
  });
  if (!opened.ok || opened.value === null) throw new Error('It was not recovered');
  return { ...opened.value, offered };
}

describe('a damaged library', () => {
  it('is moved aside with its log files, and the newest snapshot takes its place and says what is missing', async () => {
    await damaged();
    writeFileSync(`${file}-wal`, 'log');
    const before = readFileSync(file);
    const { db, told, offered } = recovered('snapshot');
    expect(offered).not.toBeNull();
    expect(readEvents(db, 's1')).toHaveLength(3);
    expect(told).toMatch(/cannot be read|Missing from it/);
    db.close();
    expect(readFileSync(`${file}.damaged-7`).equals(before)).toBe(true);
    expect(existsSync(`${file}.damaged-7-wal`)).toBe(true);
  });

  it('gives way to a new one where the user wants that, and stays where the user quits', async () => {
    await damaged();
    const before = readFileSync(file);
    expect(openOrRecover(file, 7, () => 'quit')).toEqual({ ok: true, value: null });
    expect(readFileSync(file).equals(before)).toBe(true);
    const { db } = recovered('new');
    expect(listSessions(db)).toEqual([]);
    db.close();
  });

  it('never has a damaged snapshot offered in its place', async () => {
    await damaged();
    writeFileSync(`${file}.zz.snapshot`, 'no database, but the newest of all');
    const { db, offered } = recovered('snapshot');
    expect(offered?.file).not.toContain('zz');
    expect(readEvents(db, 's1')).toHaveLength(3);
    db.close();
  });
});

it('a zero-byte file is moved aside; one from the future is left alone and nothing is asked', () => {
  writeFileSync(file, '');
  recovered('new').db.close();
  expect(statSync(`${file}.damaged-7`).size).toBe(0);
  const newer = new Sqlite(file);
  newer.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
  newer.close();
  const before = readFileSync(file);
  const opened = openOrRecover(file, 8, () => {
    throw new Error('asked');
  });
  expect(opened).toMatchObject({ ok: false, error: { code: 'from-the-future' } });
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('a snapshot is due a day after the last, and only when something was stored since', async () => {
  const db = library();
  expect(isDue(db, file, Date.now())).toBe(false);
  const open = session(db);
  expect(isDue(db, file, Date.now())).toBe(true);
  await backUp(db, file, Date.now());
  const tomorrow = Date.now() + 25 * 60 * 60 * 1000;
  expect(isDue(db, file, tomorrow)).toBe(false);
  await new Promise((later) => setTimeout(later, 20));
  open.append([{ kind: 'live-switched', live: true }], 'main');
  expect(isDue(db, file, Date.now())).toBe(false);
  expect(isDue(db, file, tomorrow)).toBe(true);
  db.close();
});
