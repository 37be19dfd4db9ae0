import type { Database } from 'better-sqlite3';
import { ok, type Result } from '../../shared/result.ts';
import { canonicalJson } from '../../shared/session/canonical-json.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { hashLink, linkOf } from '../../shared/session/hash-chain.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { describe } from './describe.ts';
import { headOf } from './read-session.ts';
import { sha256 } from './sha256.ts';
import { storageFailure } from './storage-failure.ts';

/** Registers a session with its first event. */
function addSession(db: Database, id: string, title: string, at: number): void {
  db.prepare(
    `INSERT INTO session (id, title, opened_at, changed_at, number)
     SELECT ?, ?, ?, ?, coalesce(max(number), 0) + 1 FROM session`,
  ).run(id, title, at, at);
}

/**
 * Appends events in one transaction: all of them are on the disk when this returns ok, or none. `state` is the state
 * after them: what the library lists and finds follows from it; `before` the state that was last stored. `rewritten` are earlier entries in which words were
 * erased: their bodies are replaced, their place in the chain stays.
 */
export function appendEvents(
  db: Database,
  events: readonly SessionEvent[],
  state: SessionState,
  before: SessionState | null = null,
  rewritten: readonly SessionEvent[] = [],
): Result<null> {
  const first = events[0];
  if (!first) return ok(null);
  const insert = db.prepare(
    'INSERT INTO event (session, seq, at, role, kind, v, body, body_hash, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  try {
    db.transaction(() => {
      if (first.seq === 1) addSession(db, first.session, state.title, first.at);
      const rewrite = db.prepare('UPDATE event SET body = ? WHERE session = ? AND seq = ?');
      for (const { body, session, seq } of rewritten) rewrite.run(canonicalJson(body), session, seq);
      let prev = headOf(db, first.session);
      for (const event of events) {
        const link = linkOf(event, sha256);
        const hash = hashLink(prev, link, sha256);
        insert.run(
          event.session,
          event.seq,
          event.at,
          event.role,
          event.body.kind,
          event.v,
          canonicalJson(event.body),
          link.bodyHash,
          prev,
          hash,
        );
        prev = hash;
      }
      describe(db, first.session, events.at(-1)?.at ?? first.at, state, before);
    }).immediate();
    return ok(null);
  } catch (error) {
    return storageFailure(error, 'The library');
  }
}
