import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openLibrary } from '../../electron/storage/database.ts';
import { appendEvents } from '../../electron/storage/event-store.ts';
import { readChecked } from '../../electron/storage/read-session.ts';
import { EMPTY_BRIEF } from '../../shared/session/empty-state.ts';
import type { EventBody, SessionEvent } from '../../shared/session/events.ts';
import { emptyLog, extendLog, logOf, type SessionLog } from '../../shared/session/session-log.ts';
import { decideUndo } from '../../shared/session/undo.ts';
import { printFigure } from './figures.ts';

const ENTRIES = 20_000;
const RUNGS = 300;
const TIMES = 10;

type Log = SessionLog<SessionEvent>;

/** A long ladder whose answers are accepted anew again and again. */
function bodies(): EventBody[] {
  const opened: EventBody = { kind: 'session-opened', title: 'Orders', brief: EMPTY_BRIEF, folder: null };
  const author = 'team' as const;
  const rest = Array.from({ length: ENTRIES - 1 }, (_, n): EventBody => {
    const rung = `R${1 + (n % RUNGS)}` as const;
    if (n < RUNGS) {
      const question = `What lies behind number ${n}?`;
      const asked = {
        parent: null,
        level: 1,
        move: 'own',
        why: 'asked by the team',
        askedIn: 'default',
      } as const;
      return {
        kind: 'question-asked',
        rung,
        question,
        playbookQuestion: question,
        askedBy: author,
        ...asked,
      };
    }
    const answer = `Because of number ${n}, and of what was said about it`;
    const stands = { cites: [], about: [], status: 'asserted', statusReason: 'nothing is cited' } as const;
    return { kind: 'answer-accepted', rung, answer, answeredBy: author, ...stands };
  });
  return [opened, ...rest];
}

function stored(db: Database, log: Log, more: readonly EventBody[]): Log {
  const events = more.map(
    (body, n): SessionEvent => ({
      session: log.session,
      seq: log.state.seq + 1 + n,
      at: 0,
      role: 'facilitator',
      v: 1,
      body,
    }),
  );
  const longer = extendLog(log, events);
  if (!longer.ok) throw new Error(longer.error.message);
  const kept = appendEvents(db, events, longer.value.state, log.state);
  if (!kept.ok) throw new Error(kept.error.message);
  return longer.value;
}

function times(step: () => void): number[] {
  return Array.from({ length: TIMES }, () => {
    const began = performance.now();
    step();
    return performance.now() - began;
  });
}

/** A session of 20,000 entries: opening it, one entry more, and taking one back, each down to the disk. */
export async function benchSession(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whyladder-bench-'));
  try {
    const library = openLibrary(join(folder, 'library.db'));
    if (!library.ok) throw new Error(library.error.message);
    const db = library.value;
    let log = stored(db, emptyLog<SessionEvent>('s1'), bodies());
    const opening = times(() => {
      const read = readChecked(db, 's1');
      if (!read.ok) throw new Error(read.error.message);
      log = logOf('s1', read.value);
    });
    const adding = times(() => {
      log = stored(db, log, [{ kind: 'dissent-noted', text: 'It is the network', reason: '' }]);
    });
    const undoing = times(() => {
      const undone = decideUndo(log, null);
      if (!undone.ok) throw new Error(undone.error.message);
      log = stored(db, log, undone.value);
    });
    printFigure(`opening a session of ${ENTRIES.toLocaleString('en')} entries`, opening, '1 s');
    printFigure('one entry more', adding, '100 ms');
    printFigure('undo of the last entry', undoing, '100 ms');
    db.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
