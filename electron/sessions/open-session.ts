import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { withOwn } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CommandEnvelope } from '../../shared/session/commands.ts';
import { decide } from '../../shared/session/decide.ts';
import { eraseWords, stillErased } from '../../shared/session/erase.ts';
import type { EventBody, Role, SessionEvent } from '../../shared/session/events.ts';
import { emptyLog, extendLog, logOf, type SessionLog } from '../../shared/session/session-log.ts';
import type { AnalystOutput } from '../analyst/job.ts';
import { appendEvents } from '../storage/event-store.ts';
import { readChecked } from '../storage/read-session.ts';
import { sha256 } from '../storage/sha256.ts';
import { BODY_VERSION } from './body-version.ts';
import { decideContext } from './decide-context.ts';
import { evidenceEvents } from './evidence-events.ts';

type Listener = (events: readonly SessionEvent[]) => void;

/** A session that main works on: its log in memory, each event on the disk before anybody hears of it. */
export class OpenSession {
  log: SessionLog<SessionEvent>;
  private readonly db: Database;
  private readonly personalities: readonly Personality[];
  private readonly told: Listener;

  private constructor(
    db: Database,
    log: SessionLog<SessionEvent>,
    personalities: readonly Personality[],
    told: Listener,
  ) {
    this.db = db;
    this.log = log;
    this.personalities = personalities;
    this.told = told;
  }

  /** Opens a stored session after checking its chain. */
  static open(
    db: Database,
    id: string,
    personalities: readonly Personality[],
    told: Listener,
  ): Result<OpenSession> {
    const events = readChecked(db, id);
    if (!events.ok) return events;
    if (events.value.length === 0) {
      return fail(
        'no-session',
        'There is no such session.',
        'It may have been removed; look at the library.',
      );
    }
    return ok(new OpenSession(db, logOf(id, events.value), personalities, told));
  }

  /** Starts a session with its first event. */
  static create(
    db: Database,
    id: string,
    opened: Extract<EventBody, { kind: 'session-opened' }>,
    personalities: readonly Personality[],
    told: Listener,
  ): Result<OpenSession> {
    const session = new OpenSession(db, emptyLog(id), personalities, told);
    const stored = session.append([opened], 'main');
    return stored.ok ? ok(session) : stored;
  }

  /** Decides a command and stores what follows from it; the seq of the last event answers. */
  command(envelope: CommandEnvelope, role: Role): Result<{ readonly seq: number }> {
    const among = withOwn(this.log.state.ownPersonality, this.personalities);
    const decided = decide(this.log, envelope, decideContext(Date.now(), among));
    return decided.ok ? this.append(decided.value, role) : decided;
  }

  /** Erases words wherever they stand in the session; how many entries held them, or still do, answers. */
  erase(words: string): Result<{ readonly entries: number; readonly still: number }> {
    const erasure = eraseWords(this.log, words, randomBytes(16).toString('hex'), sha256);
    if (!erasure.ok) return erasure;
    const { body, rewritten, still } = erasure.value;
    const stored = this.append([body], 'facilitator', rewritten);
    return stored.ok ? ok({ entries: rewritten.length, still }) : stored;
  }

  /** Stores what was read of the evidence: without the words that were erased, though the files still hold them. */
  bring(output: AnalystOutput): Result<{ readonly seq: number }> {
    const { events, state } = this.log;
    return this.append(evidenceEvents(state, stillErased(events, output, sha256)), 'analyst');
  }

  /**
   * Stores bodies as the next events, then tells the windows; `rewritten` are the entries in which words were erased.
   * Nothing is told that is not on the disk.
   */
  append(
    bodies: readonly EventBody[],
    role: Role,
    rewritten: readonly SessionEvent[] = [],
  ): Result<{ readonly seq: number }> {
    const at = Date.now();
    const seq = this.log.state.seq;
    const events = bodies.map(
      (body, index): SessionEvent => ({
        session: this.log.session,
        seq: seq + 1 + index,
        at,
        role,
        v: BODY_VERSION,
        body,
      }),
    );
    const longer = extendLog(this.log, [...rewritten, ...events]);
    if (!longer.ok) return longer;
    const stored = appendEvents(this.db, events, longer.value.state, this.log.state, rewritten);
    if (!stored.ok) return stored;
    this.log = longer.value;
    this.told([...rewritten, ...events]);
    return ok({ seq: this.log.state.seq });
  }
}
