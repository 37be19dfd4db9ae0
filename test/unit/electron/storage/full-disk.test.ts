import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { APPLICATION_ID, migrate } from '../../../../electron/storage/migrations.ts';
import { brokenAt, readEvents } from '../../../../electron/storage/read-session.ts';
import { exportSession, importSession } from '../../../../electron/storage/session-file.ts';
import { backUp, snapshotsOf } from '../../../../electron/storage/snapshots.ts';
import { BRIEF } from '../../session/session-builder.ts';

/** A disk of 8 MB, where this machine lets a test mount one (root on Linux). */
function mounted(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'whyladder-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
}

const trial = mounted();
const canMount = trial !== null;
if (trial !== null) unmount(trial);

function unmount(folder: string): void {
  execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}

let disk: string;
let elsewhere: string;
let open: Database[] = [];
beforeEach(() => {
  disk = mounted() ?? '';
  elsewhere = mkdtempSync(join(tmpdir(), 'whyladder-elsewhere-'));
});
afterEach(() => {
  for (const db of open) db.close();
  open = [];
  rmSync(elsewhere, { recursive: true, force: true });
  if (disk !== '') unmount(disk);
});

function library(file: string): Database {
  const opened = openLibrary(file);
  if (!opened.ok) throw new Error(opened.error.message);
  open.push(opened.value);
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

const long = (n: number) =>
  ({ kind: 'dissent-noted', text: `${n} ${'x'.repeat(20_000)}`, reason: '' }) as const;

/** Leaves so many bytes free on the disk. */
function fill(free: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - free), 1));
}

describe.skipIf(!canMount)('a disk that is full', () => {
  it('while a session is saved: said so, what was acknowledged is kept, and work goes on once there is room', () => {
    const db = library(join(disk, 'library.db'));
    const work = session(db);
    fill(600_000);
    let kept = 0;
    let refused: unknown = null;
    for (let n = 0; n < 200 && refused === null; n += 1) {
      const stored = work.append([long(n)], 'facilitator');
      if (stored.ok) kept = stored.value.seq;
      else refused = stored;
    }
    expect(refused).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(work.log.state.seq).toBe(kept);
    expect(readEvents(db, 's1')).toHaveLength(kept);
    rmSync(join(disk, 'filler'));
    expect(work.append([long(999)], 'facilitator').ok).toBe(true);
    expect(brokenAt(db, 's1')).toBeNull();
    db.close();
    open = [];
    const again = library(join(disk, 'library.db'));
    expect(readEvents(again, 's1')).toHaveLength(kept + 1);
  });

  it('while a snapshot is taken: none is left half, and the library is as it was', async () => {
    const file = join(disk, 'library.db');
    const db = library(file);
    const work = session(db);
    for (let n = 0; n < 60; n += 1) work.append([long(n)], 'facilitator');
    fill(300_000);
    await expect(backUp(db, file, Date.now())).rejects.toThrow();
    expect(snapshotsOf(file)).toEqual([]);
    expect(readdirSync(disk).some((name) => name.endsWith('.part'))).toBe(false);
    expect(brokenAt(db, 's1')).toBeNull();
  });

  it('before a migration: the library stays in its old schema', () => {
    const file = join(disk, 'library.db');
    const old = new Sqlite(file);
    old.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(old, 1);
    const note = old.prepare('INSERT INTO setting VALUES (?, ?)');
    for (let n = 0; n < 60; n += 1) note.run(`n${n}`, 'x'.repeat(20_000));
    old.close();
    const before = readFileSync(file);
    fill(300_000);
    expect(openLibrary(file)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(disk).sort()).toEqual(['filler', 'library.db']);
  });

  it('while a session is exported: no half file, and one that was there before stays whole', () => {
    const db = library(join(elsewhere, 'library.db'));
    const work = session(db);
    const file = join(disk, 'orders.whyladder');
    expect(exportSession(db, 's1', file).ok).toBe(true);
    const before = readFileSync(file);
    for (let n = 0; n < 60; n += 1) work.append([long(n)], 'facilitator');
    fill(300_000);
    expect(exportSession(db, 's1', file)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(disk).sort()).toEqual(['filler', 'orders.whyladder']);
  });

  it('while a session file is imported: nothing of it is in the library', () => {
    const from = library(join(elsewhere, 'library.db'));
    const work = session(from);
    for (let n = 0; n < 60; n += 1) work.append([long(n)], 'facilitator');
    const file = join(elsewhere, 'orders.whyladder');
    expect(exportSession(from, 's1', file).ok).toBe(true);
    const to = library(join(disk, 'library.db'));
    fill(300_000);
    expect(importSession(to, file)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(readEvents(to, 's1')).toEqual([]);
    rmSync(join(disk, 'filler'));
    expect(importSession(to, file)).toEqual({ ok: true, value: 's1' });
  });
});

describe('a folder that cannot be written', () => {
  it('is named when a session is exported into it', () => {
    const db = library(join(elsewhere, 'library.db'));
    session(db);
    const missing = join(elsewhere, 'nowhere', 'orders.whyladder');
    expect(exportSession(db, 's1', missing)).toMatchObject({ ok: false });
    copyFileSync(join(elsewhere, 'library.db'), join(elsewhere, 'a-file'));
    expect(exportSession(db, 's1', join(elsewhere, 'a-file', 'orders.whyladder'))).toMatchObject({
      ok: false,
    });
    expect(existsSync(missing)).toBe(false);
  });
});
