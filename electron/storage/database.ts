import { copyFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';
import { describeAnew } from './describe.ts';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from './migrations.ts';
import { snapshotBefore } from './snapshots.ts';
import { storageFailure } from './storage-failure.ts';

/** The settings that a library runs with: nothing acknowledged is lost, one writer, nobody waits for ever. */
function configure(db: Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
  // What is deleted is overwritten: a session that was removed and words that were erased leave no trace.
  db.pragma('secure_delete = ON');
}

/** What speaks against opening a file as ours, before anything is written to it; null when nothing does. */
function objection(
  db: Database,
  file: string,
): { ok: false; error: { code: string; message: string; hint: string } } | null {
  const id = Number(db.pragma('application_id', { simple: true }));
  const version = Number(db.pragma('user_version', { simple: true }));
  if (id !== APPLICATION_ID) {
    return fail(
      'not-ours',
      `${file} is a database, but not one of Whyladder.`,
      'Choose a .whyladder file, or another folder for the library.',
    );
  }
  if (version > SCHEMA_VERSION) {
    return fail(
      'from-the-future',
      `${file} was written by a newer Whyladder (schema ${version}; this one knows ${SCHEMA_VERSION}).`,
      'Open it with the newer version. It was left as it is.',
    );
  }
  const check = db.pragma('quick_check(1)', { simple: true });
  if (check !== 'ok') {
    return fail(
      'damaged',
      `${file} is damaged: ${String(check).split('\n')[0]}`,
      'Use its newest snapshot, or a session file that was exported from it.',
    );
  }
  return null;
}

/**
 * Opens a library, making it where there is none. Order: size, application id, version, quick check, migration; before
 * a migration a snapshot is written beside it. What is not ours, newer or damaged is refused and left untouched.
 */
export function openLibrary(file: string): Result<Database> {
  try {
    if (!existsSync(dirname(file)))
      return fail('not-found', `${file}: there is no such folder.`, 'Choose a folder that exists.');
    const exists = existsSync(file);
    if (exists && statSync(file).size === 0) {
      return fail(
        'empty-file',
        `${file} is empty: it is no database.`,
        'Move it away; a new library is made in its place.',
      );
    }
    const db = new Sqlite(file);
    try {
      if (exists) {
        const against = objection(db, file);
        if (against) {
          db.close();
          return against;
        }
        const version = Number(db.pragma('user_version', { simple: true }));
        if (version < SCHEMA_VERSION) snapshotBefore(db, file, version);
      } else {
        db.pragma(`application_id = ${APPLICATION_ID}`);
      }
      configure(db);
      migrate(db);
      describeAnew(db);
      return ok(db);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    return storageFailure(error, file);
  }
}

/**
 * Opens a session file for reading only; it is copied from, never used in place. `whole` false also takes a damaged
 * one, to look at what is left.
 */
export function openSessionFile(file: string, whole = true): Result<Database> {
  try {
    if (statSync(file).size === 0)
      return fail('empty-file', `${file} is empty: it is no session file.`, 'Export the session again.');
    const db = new Sqlite(file, { readonly: true, fileMustExist: true });
    const against = objection(db, file);
    if (!against || (!whole && against.error.code === 'damaged')) return ok(db);
    db.close();
    return against;
  } catch (error) {
    return storageFailure(error, file);
  }
}

/** Moves a library that cannot be opened aside, together with its log files, and says where. */
export function moveAside(file: string, at: number): string {
  const aside = `${file}.damaged-${at}`;
  for (const part of ['', '-wal', '-shm']) {
    if (!existsSync(file + part)) continue;
    try {
      renameSync(file + part, aside + part);
    } catch {
      // A file that another process holds open can be copied where it cannot be moved.
      copyFileSync(file + part, aside + part);
    }
  }
  return aside;
}
