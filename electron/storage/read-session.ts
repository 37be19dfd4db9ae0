import type { Database } from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { BodyOf, EventBody, Role, SessionEvent } from '../../shared/session/events.ts';
import { GENESIS, hashLink } from '../../shared/session/hash-chain.ts';
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

/** The rows of a session in order; where words were erased, with the hash of the body as it was written. */
function eventsOf(rows: readonly EventRow[]): SessionEvent[] {
  const events = rows.map(
    (row): SessionEvent => ({
      session: row.session,
      seq: row.seq,
      at: row.at,
      role: row.role as Role,
      v: row.v,
      body: JSON.parse(row.body) as EventBody,
    }),
  );
  for (const { body } of events) {
    if (body.kind !== 'erased') continue;
    for (const { seq } of body.entries) {
      const [event, hash] = [events[seq - 1], rows[seq - 1]?.body_hash];
      if (event && hash !== undefined) events[seq - 1] = { ...event, bodyHash: hash };
    }
  }
  return events;
}

function rowsOf(db: Database, session: string): EventRow[] {
  return db.prepare<[string], EventRow>('SELECT * FROM event WHERE session = ? ORDER BY seq').all(session);
}

/** Events of a session, in order, without a look at their chain. */
export function readEvents(db: Database, session: string): SessionEvent[] {
  return eventsOf(rowsOf(db, session));
}

/** Events of a session, in order, once its chain has shown that they are as they were written. */
export function readChecked(db: Database, session: string): Result<SessionEvent[]> {
  try {
    const rows = rowsOf(db, session);
    const broken = firstBroken(rows);
    return broken === null ? ok(eventsOf(rows)) : chainFailure(titleOf(db, session), broken);
  } catch (error) {
    return storageFailure(error, 'The library');
  }
}

function titleOf(db: Database, session: string): string {
  const row = db.prepare<[string], { title: string }>('SELECT title FROM session WHERE id = ?').get(session);
  return row?.title ?? session;
}

/** Hash of the entry at a seq; null where there is none. */
export function hashAt(db: Database, session: string, seq: number): string | null {
  return (
    db
      .prepare<[string, number], { hash: string }>('SELECT hash FROM event WHERE session = ? AND seq = ?')
      .get(session, seq)?.hash ?? null
  );
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

/** What is left of the entries in which words were erased, by seq: the hash that the log states of it. */
function leftAfterErasure(rows: readonly EventRow[]): ReadonlyMap<number, string> {
  return new Map(
    rows.flatMap((row) => {
      if (row.kind !== 'erased' || sha256(row.body) !== row.body_hash) return [];
      const body = JSON.parse(row.body) as BodyOf<'erased'>;
      return body.entries.map(({ seq, bodyHash }) => [seq, bodyHash] as const);
    }),
  );
}

/** Checks the chain of a session: the first event whose content or place was changed, or null when all are as written. */
export function brokenAt(db: Database, session: string): number | null {
  return firstBroken(rowsOf(db, session));
}

function firstBroken(rows: readonly EventRow[]): number | null {
  const left = leftAfterErasure(rows);
  let prev = GENESIS;
  for (const [index, row] of rows.entries()) {
    // A body is stored as its canonical JSON; where words were erased, a later entry of the chain says what is left.
    const stored = sha256(row.body);
    const bodyHash = row.body_hash ?? stored;
    if (stored !== bodyHash && stored !== left.get(row.seq)) return row.seq;
    const hash = hashLink(prev, { ...row, bodyHash }, sha256);
    if (row.seq !== index + 1 || row.prev_hash !== prev || row.hash !== hash) return row.seq;
    prev = row.hash;
  }
  return null;
}

/** Says that a session's chain is broken. */
function chainFailure(title: string, seq: number): ReturnType<typeof fail> {
  return fail(
    'chain-broken',
    `"${title}": entry ${seq} is not as it was written.`,
    'The disk or another program changed it. Use a session file that was exported earlier.',
  );
}
