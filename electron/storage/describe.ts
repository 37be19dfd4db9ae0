import type { Database } from 'better-sqlite3';
import { logOf } from '../../shared/session/session-log.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { passagesOf } from './passages.ts';
import { readChecked } from './read-session.ts';
import { readSetting, writeSetting } from './settings.ts';

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
}

/** Takes a session's passages out of the index. */
export function forgetPassages(db: Database, number: bigint): void {
  db.prepare('DELETE FROM passage WHERE rowid >= ? AND rowid < ?').run(
    number * PASSAGES,
    (number + 1n) * PASSAGES,
  );
}

/** Describes every session anew, in one transaction, where an earlier program described them in another way. */
export function describeAnew(db: Database): void {
  if (readSetting(db, 'description', 1) === DESCRIPTION) return;
  db.transaction(() => {
    const ids = db.prepare<[], { id: string }>('SELECT id FROM session').all();
    for (const { id } of ids) {
      const events = readChecked(db, id);
      // A session whose chain is broken stays in the list as it was: opening it says what is wrong.
      if (events.ok) describe(db, id, events.value.at(-1)?.at ?? 0, logOf(id, events.value).state, null);
    }
    writeSetting(db, 'description', DESCRIPTION);
  }).immediate();
}
