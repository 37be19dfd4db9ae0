import type { Database } from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';
import { canonicalJson } from '../../shared/session/canonical-json.ts';
import type { EventBody, Role, SessionEvent } from '../../shared/session/events.ts';
import { GENESIS, hashLink, linkOf } from '../../shared/session/hash-chain.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { passagesOf } from './passages.ts';
import { sha256 } from './sha256.ts';
import { storageFailure } from './storage-failure.ts';

interface EventRow {
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  readonly role: string;
  readonly kind: string;
  readonly v: number;
  readonly body: string;
  /** Absent in a file of the first schema. */
  readonly body_hash?: string;
  readonly prev_hash: string;
  readonly hash: string;
}

function eventOf(row: EventRow): SessionEvent {
  return {
    session: row.session,
    seq: row.seq,
    at: row.at,
    role: row.role as Role,
    v: row.v,
    body: JSON.parse(row.body) as EventBody,
  };
}

/** Events of a session after a seq, in order. */
export function readEvents(db: Database, session: string, after = 0): SessionEvent[] {
  const rows = db
    .prepare<[string, number], EventRow>('SELECT * FROM event WHERE session = ? AND seq > ? ORDER BY seq')
    .all(session, after);
  return rows.map(eventOf);
}

/** Hash of a session's last event. */
export function headOf(db: Database, session: string): string {
  return (
    db
      .prepare<[string], { hash: string }>(
        'SELECT hash FROM event WHERE session = ? ORDER BY seq DESC LIMIT 1',
      )
      .get(session)?.hash ?? GENESIS
  );
}

/** Registers a session with its first event. */
function addSession(db: Database, id: string, title: string, at: number): void {
  db.prepare('INSERT INTO session (id, title, opened_at, changed_at) VALUES (?, ?, ?, ?)').run(
    id,
    title,
    at,
    at,
  );
}

/**
 * Appends events in one transaction: all of them are on the disk when this returns ok, or none. `state` is the state
 * after them: what the library lists and finds follows from it.
 */
export function appendEvents(
  db: Database,
  events: readonly SessionEvent[],
  state: SessionState,
): Result<null> {
  const first = events[0];
  if (!first) return ok(null);
  const insert = db.prepare(
    'INSERT INTO event (session, seq, at, role, kind, v, body, body_hash, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  try {
    db.transaction(() => {
      if (first.seq === 1) addSession(db, first.session, state.title, first.at);
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
      describe(db, first.session, events.at(-1)?.at ?? first.at, state);
    }).immediate();
    return ok(null);
  } catch (error) {
    return storageFailure(error, 'The library');
  }
}

/** What the list and the search say of a session. */
export function describe(db: Database, session: string, at: number, state: SessionState): void {
  const roots = state.rungs.flatMap((rung) =>
    rung.root && rung.answer !== null && rung.status !== 'refuted' ? [rung.answer] : [],
  );
  db.prepare(
    'UPDATE session SET title = ?, changed_at = ?, finished = ?, rungs = ?, roots = ? WHERE id = ?',
  ).run(
    state.title,
    at,
    state.finished ? 1 : 0,
    state.rungs.filter((rung) => rung.answer !== null).length,
    JSON.stringify(roots),
    session,
  );
  db.prepare('DELETE FROM passage WHERE session = ?').run(session);
  const insert = db.prepare('INSERT INTO passage (session, place, words) VALUES (?, ?, ?)');
  for (const passage of passagesOf(state)) insert.run(session, passage.place, passage.words);
}

/** Checks the chain of a session: the first event whose content or place was changed, or null when all are as written. */
export function brokenAt(db: Database, session: string): number | null {
  const rows = db
    .prepare<[string], EventRow>('SELECT * FROM event WHERE session = ? ORDER BY seq')
    .all(session);
  let prev = GENESIS;
  for (const [index, row] of rows.entries()) {
    // A body is stored as its canonical JSON; one that was erased is empty and only its hash is left.
    const stored = sha256(row.body);
    const bodyHash = row.body_hash ?? stored;
    if (row.body !== '' && stored !== bodyHash) return row.seq;
    const hash = hashLink(prev, { ...row, bodyHash }, sha256);
    if (row.seq !== index + 1 || row.prev_hash !== prev || row.hash !== hash) return row.seq;
    prev = row.hash;
  }
  return null;
}

/** Says that a session's chain is broken. */
export function chainFailure(title: string, seq: number): ReturnType<typeof fail> {
  return fail(
    'chain-broken',
    `"${title}": entry ${seq} is not as it was written.`,
    'The disk or another program changed it. Use a session file that was exported earlier.',
  );
}
