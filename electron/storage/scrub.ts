import type { Database } from 'better-sqlite3';
import { forgetSnapshots } from './snapshots.ts';

/**
 * After words were erased: nothing of them stays in the library's files. The index is built anew, the file is packed,
 * the write-ahead log is emptied and the snapshots are removed. Returns what could not be done, in words.
 */
export function scrub(db: Database, library: string): string[] {
  const remains: string[] = [];
  const attempt = (what: string, step: () => void) => {
    try {
      step();
    } catch {
      // Erased all the same: only traces in unused parts of a file can be left, and the room is told where.
      remains.push(what);
    }
  };
  attempt('the search index', () => db.prepare("INSERT INTO passage (passage) VALUES ('rebuild')").run());
  attempt('unused parts of the library file', () => db.exec('VACUUM'));
  attempt('the write-ahead log', () => {
    const [state] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    if (state?.busy) throw new Error('busy');
  });
  attempt('snapshots of the library', () => forgetSnapshots(library));
  return remains;
}
