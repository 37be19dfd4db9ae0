import type { Database } from 'better-sqlite3';
import { logOf } from '../../shared/session/session-log.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { type Passage, passagesOf } from './passages.ts';
import { readChecked } from './read-session.ts';
import { readSetting, writeSetting } from './settings.ts';
import { sha256 } from './sha256.ts';

/** Raised whenever the list or the search say something else of the same entries. */
const DESCRIPTION: number = 2;
/** A session's passages have the ids from its number times this: more than any session has. */
const PASSAGES = 1n << 20n;

/**
 * What the list and the search say of a session: it follows from the entries and is written whenever they grow. `before`
 * is what it was last described from: where the index has a passage already, it stays.
 */
export function describe(
  db: Database,
  session: string,
  at: number,
  state: SessionState,
  before: SessionState | null,
): void {
  const roots = state.rungs.flatMap((rung) =>
    rung.root && rung.answer !== null && rung.status !== 'refuted' ? [rung.answer] : [],
  );
  const { number } = db
    .prepare<[string, number, number, number, string, string], { number: bigint }>(
      'UPDATE session SET title = ?, changed_at = ?, finished = ?, rungs = ?, roots = ? WHERE id = ? RETURNING number',
    )
    .safeIntegers()
    .get(
      state.title,
      at,
      state.finished ? 1 : 0,
      state.rungs.filter((rung) => rung.answer !== null).length,
      JSON.stringify(roots),
      session,
    ) ?? { number: 0n };
  const first = number * PASSAGES;
  const known = before ? passagesOf(before) : [];
  const passages = passagesOf(state);
  if (before === null) forgetPassages(db, number);
  const remove = db.prepare('DELETE FROM passage WHERE rowid = ?');
  const insert = db.prepare('INSERT INTO passage (rowid, session, place, words) VALUES (?, ?, ?, ?)');
  for (let index = 0; index < Math.max(passages.length, known.length); index += 1) {
    const [old, passage] = [known[index], passages[index]];
    if (old?.place === passage?.place && old?.words === passage?.words) continue;
    const rowid = first + BigInt(index);
    if (old) remove.run(rowid);
    if (passage) insert.run(rowid, session, passage.place, passage.words);
  }
  seal(db, session, passages);
}

/** Takes a session's passages out of the index. */
export function forgetPassages(db: Database, number: bigint): void {
  db.prepare('DELETE FROM passage WHERE rowid >= ? AND rowid < ?').run(
    number * PASSAGES,
    (number + 1n) * PASSAGES,
  );
}

/** One row of the list without its seal. */
interface ListedRow {
  readonly id: string;
  readonly title: string;
  readonly opened_at: number;
  readonly changed_at: number;
  readonly finished: number;
  readonly rungs: number;
  readonly roots: string;
  readonly number: number;
}

const LISTED = 'id, title, opened_at, changed_at, finished, rungs, roots, number';

function sealOf(row: ListedRow, passages: readonly Pick<Passage, 'place' | 'words'>[]): string {
  const { id, title, opened_at, changed_at, finished, rungs, roots, number } = row;
  return sha256(
    JSON.stringify([
      id,
      title,
      opened_at,
      changed_at,
      finished,
      rungs,
      roots,
      number,
      passages.map(({ place, words }) => [place, words]),
    ]),
  );
}

function seal(db: Database, session: string, passages: readonly Passage[]): void {
  const row = db.prepare<[string], ListedRow>(`SELECT ${LISTED} FROM session WHERE id = ?`).get(session);
  if (row) db.prepare('UPDATE session SET seal = ? WHERE id = ?').run(sealOf(row, passages), session);
}

/** True when list and index are what this program wrote: no other version, no bit that changed on the disk. */
function isDescribed(db: Database): boolean {
  if (readSetting(db, 'description', 1) !== DESCRIPTION) return false;
  const rows = db.prepare<[], ListedRow & { seal: string }>(`SELECT ${LISTED}, seal FROM session`).all();
  const passages = new Map<number, Passage[]>();
  const all = db
    .prepare<[], Passage & { number: number }>(
      `SELECT rowid / ${PASSAGES} AS number, place, words FROM passage ORDER BY rowid`,
    )
    .iterate();
  for (const { number, ...passage } of all) {
    const own = passages.get(number);
    if (own) own.push(passage);
    else passages.set(number, [passage]);
  }
  if (rows.some((row) => row.seal !== sealOf(row, passages.get(row.number) ?? []))) return false;
  try {
    db.prepare("INSERT INTO passage (passage, rank) VALUES ('integrity-check', 1)").run();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT'))
      return false;
    throw error;
  }
}

/**
 * Describes every session anew, in one transaction, where list or index are not what this program wrote: they follow
 * from the entries, so they heal.
 */
export function describeAnew(db: Database): void {
  if (isDescribed(db)) return;
  db.transaction(() => {
    db.exec("DELETE FROM passage; INSERT INTO passage (passage) VALUES ('rebuild')");
    const ids = db.prepare<[], { id: string }>('SELECT id FROM session ORDER BY id').all();
    const place = db.prepare(
      'UPDATE session SET number = ?, opened_at = coalesce(?, opened_at) WHERE id = ?',
    );
    for (const [index, { id }] of ids.entries()) {
      const events = readChecked(db, id);
      const opened = events.ok ? events.value[0]?.at : undefined;
      place.run(index + 1, opened ?? null, id);
      // A session whose chain is broken stays in the list as it was: opening it says what is wrong.
      if (events.ok) describe(db, id, events.value.at(-1)?.at ?? 0, logOf(id, events.value).state, null);
      else seal(db, id, []);
    }
    writeSetting(db, 'description', DESCRIPTION);
  }).immediate();
}
