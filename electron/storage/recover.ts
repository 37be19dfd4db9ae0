import { copyFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type Failure, ok, type Result } from '../../shared/result.ts';
import { moveAside, openLibrary, openSessionFile } from './database.ts';
import { type Snapshot, snapshotsOf } from './snapshots.ts';

/** Why a file cannot be our library, where another can be put in its place. A newer one or a busy one is left alone. */
const REPLACEABLE: ReadonlySet<string> = new Set(['damaged', 'empty-file', 'no-database', 'not-ours']);

/** What the user does about a library that cannot be used. */
export type Recovery = 'snapshot' | 'new' | 'quit';

/** A library with what is said to the user of how it was come by; `told` is empty when it simply opened. */
export interface Recovered {
  readonly db: Database;
  readonly told: string;
}

/** The newest snapshot that can be used; null where there is none. */
function usableSnapshot(library: string): Snapshot | null {
  for (const snapshot of snapshotsOf(library)) {
    const opened = openSessionFile(snapshot.file);
    if (!opened.ok) continue;
    opened.value.close();
    return snapshot;
  }
  return null;
}

/** What the damaged file holds and the snapshot does not, as far as it can still be read. */
function missingFrom(db: Database, damaged: string): string {
  const unknown = 'What was stored after it cannot be read any more.';
  const old = openSessionFile(damaged, false);
  if (!old.ok) return unknown;
  try {
    const count = 'SELECT count(*) AS n FROM event WHERE session = ?';
    const sessions = old.value
      .prepare<[], { id: string; title: string }>('SELECT id, title FROM session')
      .all();
    const lost = sessions.flatMap(({ id, title }) => {
      const held = old.value.prepare<[string], { n: number }>(count).get(id)?.n ?? 0;
      const kept = db.prepare<[string], { n: number }>(count).get(id)?.n ?? 0;
      return held > kept ? [`"${title}": ${held - kept} of ${held} entries`] : [];
    });
    return lost.length === 0 ? 'Nothing is missing from it.' : `Missing from it: ${lost.join('; ')}.`;
  } catch {
    return unknown;
  } finally {
    old.value.close();
  }
}

/**
 * Opens the library. One that cannot be used is moved aside as it is, with its log files, once the user has chosen what
 * takes its place: the newest snapshot, or a new one. Null when the user would rather end the app. `at` in epoch ms.
 */
export function openOrRecover(
  file: string,
  at: number,
  choose: (error: Failure, snapshot: Snapshot | null) => Recovery,
): Result<Recovered | null> {
  const opened = openLibrary(file);
  if (opened.ok) return ok({ db: opened.value, told: '' });
  if (!REPLACEABLE.has(opened.error.code)) return opened;
  const snapshot = usableSnapshot(file);
  const choice = choose(opened.error, snapshot);
  if (choice === 'quit') return ok(null);
  const aside = moveAside(file, at);
  if (choice === 'snapshot' && snapshot) copyFileSync(snapshot.file, file);
  const again = openLibrary(file);
  if (!again.ok) return again;
  const moved = `The file was moved to ${aside}.`;
  if (choice !== 'snapshot' || !snapshot) return ok({ db: again.value, told: moved });
  const since = new Date(snapshot.at).toISOString().slice(0, 16).replace('T', ' ');
  return ok({
    db: again.value,
    told: `The library is that of ${since} UTC. ${missingFrom(again.value, aside)} ${moved}`,
  });
}
