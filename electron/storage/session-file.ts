import { renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';
import { logOf } from '../../shared/session/session-log.ts';
import { openLibrary, openSessionFile } from './database.ts';
import { appendEvents } from './event-store.ts';
import { hashAt, readChecked } from './read-session.ts';
import { storageFailure } from './storage-failure.ts';

/** Copies one session from a database into another: export and import are this, with the two swapped. */
function copySession(from: Database, to: Database, id: string): Result<string> {
  const read = readChecked(from, id);
  if (!read.ok) return read;
  const events = read.value;
  if (events.length === 0) return fail('no-session', 'The file holds no session.', 'Export it again.');
  const known = readChecked(to, id);
  if (!known.ok) return known;
  const common = Math.min(known.value.length, events.length);
  if (common > 0 && hashAt(from, id, common) !== hashAt(to, id, common))
    return fail(
      'diverged',
      'This session went on in two places: each has entries that the other lacks.',
      'Work on in one of them. To look at the other, remove this session from the library first.',
    );
  if (known.value.length >= events.length) return ok(id);
  const { state } = logOf(id, events);
  const rewritten = events.slice(0, common).filter((event) => event.bodyHash !== undefined);
  const appended = appendEvents(to, events.slice(common), state, null, rewritten);
  return appended.ok ? ok(id) : appended;
}

/** Removes a file that SQLite wrote, with its log files. */
function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}

/** Writes one session into a file of its own; an existing file is replaced only once the new one is whole. */
export function exportSession(library: Database, id: string, file: string): Result<string> {
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    return fail('not-found', `${dirname(file)}: there is no such folder.`, 'Choose a folder that exists.');
  const part = `${file}.part`;
  let target: Database | null = null;
  try {
    removeDatabase(part);
    const opened = openLibrary(part);
    if (!opened.ok) return opened;
    target = opened.value;
    const copied = copySession(library, target, id);
    if (!copied.ok) return copied;
    target.pragma('journal_mode = DELETE');
    target.close();
    renameSync(part, file);
    return ok(file);
  } catch (error) {
    return storageFailure(error, file);
  } finally {
    target?.close();
    removeDatabase(part);
  }
}

/** Copies the session of a file into the library; a file that is no session file is refused and left untouched. */
export function importSession(library: Database, file: string): Result<string> {
  const source = openSessionFile(file);
  if (!source.ok) return source;
  try {
    const ids = source.value.prepare<[], { id: string }>('SELECT id FROM session').all();
    const only = ids[0];
    if (!only || ids.length > 1) {
      return fail(
        'no-session',
        `${file} holds ${ids.length} sessions, not one.`,
        'Choose a file that was exported from one session.',
      );
    }
    return copySession(source.value, library, only.id);
  } catch (error) {
    return storageFailure(error, file);
  } finally {
    source.value.close();
  }
}
