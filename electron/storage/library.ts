import type { Database } from 'better-sqlite3';
import type { LibraryEntry, SearchHit } from '../../shared/ipc/contract.ts';
import { forgetPassages } from './describe.ts';

interface SessionRow {
  readonly id: string;
  readonly title: string;
  readonly opened_at: number;
  readonly changed_at: number;
  readonly finished: number;
  readonly rungs: number;
  readonly roots: string;
}

/** All sessions, the one worked on last first. */
export function listSessions(db: Database): LibraryEntry[] {
  return db
    .prepare<[], SessionRow>('SELECT * FROM session ORDER BY changed_at DESC, id')
    .all()
    .map((row) => ({
      session: row.id,
      title: row.title,
      openedAt: row.opened_at,
      changedAt: row.changed_at,
      finished: row.finished === 1,
      rungs: row.rungs,
      roots: JSON.parse(row.roots) as string[],
    }));
}

/** Words of a question as FTS5 wants them: each quoted, the last as a prefix, so that nothing in it is an operator. */
export function ftsQuery(query: string): string | null {
  const words = query.match(/[\p{L}\p{N}]+/gu);
  if (!words) return null;
  return words.map((word, index) => (index === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ');
}

/** Past sessions that speak of this, best first; \u0002 and \u0003 stand around each match. */
export function searchSessions(db: Database, query: string): SearchHit[] {
  const fts = ftsQuery(query);
  if (fts === null) return [];
  return db
    .prepare<[string], { session: string; title: string; place: SearchHit['where']; excerpt: string }>(
      `SELECT passage.session AS session, session.title AS title, place, snippet(passage, 2, char(2), char(3), ' ... ', 24) AS excerpt
       FROM passage JOIN session ON session.id = passage.session
       WHERE passage MATCH ? ORDER BY rank LIMIT 30`,
    )
    .all(fts)
    .map((row) => ({ session: row.session, title: row.title, where: row.place, excerpt: row.excerpt }));
}

/** Takes a session out of the library for good. */
export function removeSession(db: Database, id: string): void {
  db.transaction(() => {
    const row = db
      .prepare<[string], { number: bigint }>('DELETE FROM session WHERE id = ? RETURNING number')
      .safeIntegers()
      .get(id);
    if (row) forgetPassages(db, row.number);
    db.prepare('DELETE FROM setting WHERE name = ?').run(`paths:${id}`);
  }).immediate();
}
