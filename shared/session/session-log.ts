import { fail, ok, type Result } from '../result.ts';
import { emptyState } from './empty-state.ts';
import type { ScreenEvent } from './events.ts';
import { advance, type Checkpoint, checkpointsBefore, replayFrom } from './replay.ts';
import type { SessionState } from './state.ts';
import { undoStatus, withUndo } from './undo.ts';

/** A session's events with the state that follows from them: what main, a window and the command line hold. */
export interface SessionLog<E extends ScreenEvent = ScreenEvent> {
  readonly session: string;
  readonly events: readonly E[];
  readonly state: SessionState;
  /** States on the way, so that an undo does not begin at the first entry. */
  readonly checkpoints: readonly Checkpoint[];
}

/** A log before its first event. */
export function emptyLog<E extends ScreenEvent = ScreenEvent>(session: string): SessionLog<E> {
  return { session, events: [], state: emptyState(session), checkpoints: [] };
}

/** The log of a session from all of its events. */
export function logOf<E extends ScreenEvent>(session: string, events: readonly E[]): SessionLog<E> {
  return settled(session, events, []);
}

/** The log of these events; `known` are checkpoints that hold for them. */
function settled<E extends ScreenEvent>(
  session: string,
  events: readonly E[],
  known: readonly Checkpoint[],
): SessionLog<E> {
  const status = undoStatus(events);
  const { state, checkpoints } = replayFrom(session, events, status.undone, known);
  return { session, events, state: withUndo(state, status), checkpoints };
}

/** The first entry that counts differently once these are in the log; null when all before them count as they did. */
function firstTurned(more: readonly ScreenEvent[], seen: number): number | null {
  const turned = more.flatMap((event) => {
    if (!('body' in event)) return [];
    if (event.seq <= seen) return event.bodyHash === undefined ? [] : [event.seq];
    return event.body.kind === 'undone' || event.body.kind === 'redone' ? [event.body.seq] : [];
  });
  return turned.length === 0 ? null : Math.min(...turned);
}

/**
 * The log with more events. What it already has is skipped, so that a push and an answer may both deliver an event, but
 * for an entry in which words were erased: that one takes the place of what was there. A gap is refused: the holder
 * then asks for everything after `state.seq`.
 */
export function extendLog<E extends ScreenEvent>(
  log: SessionLog<E>,
  more: readonly E[],
): Result<SessionLog<E>> {
  const seen = log.state.seq;
  const fresh = more.filter((event) => event.seq > seen);
  const turned = firstTurned(more, seen);
  if (fresh.length === 0 && turned === null) return ok(log);
  if (fresh.some((event, i) => event.seq !== seen + 1 + i)) {
    return fail('gap', `Events after ${seen} are missing.`, 'Ask for the events again.');
  }
  const events = [...log.events, ...fresh];
  for (const event of more)
    if (event.seq <= seen && 'body' in event && event.bodyHash !== undefined) events[event.seq - 1] = event;
  if (turned !== null) return ok(settled(log.session, events, checkpointsBefore(log.checkpoints, turned)));
  const { state, checkpoints } = advance(log, log.events.length, fresh);
  return ok({ session: log.session, events, state: withUndo(state, undoStatus(events)), checkpoints });
}
