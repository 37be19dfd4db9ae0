import { fail, ok, type Result } from '../result.ts';
import { apply } from './apply.ts';
import { emptyState } from './empty-state.ts';
import type { ScreenEvent } from './events.ts';
import type { SessionState } from './state.ts';
import { replay, undoStatus, withUndo } from './undo.ts';

/** A session's events with the state that follows from them: what main, a window and the command line hold. */
export interface SessionLog<E extends ScreenEvent = ScreenEvent> {
  readonly session: string;
  readonly events: readonly E[];
  readonly state: SessionState;
}

/** A log before its first event. */
export function emptyLog<E extends ScreenEvent = ScreenEvent>(session: string): SessionLog<E> {
  return { session, events: [], state: emptyState(session) };
}

/** The log of a session from all of its events. */
export function logOf<E extends ScreenEvent>(session: string, events: readonly E[]): SessionLog<E> {
  return { session, events, state: replay(session, events) };
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
  const fresh = more.filter((event) => event.seq > log.state.seq);
  const rewritten = more.filter(
    (event) => event.seq <= log.state.seq && 'body' in event && event.bodyHash !== undefined,
  );
  if (fresh.length === 0 && rewritten.length === 0) return ok(log);
  if (fresh.some((event, i) => event.seq !== log.state.seq + 1 + i)) {
    return fail('gap', `Events after ${log.state.seq} are missing.`, 'Ask for the events again.');
  }
  const events = [...log.events, ...fresh];
  for (const event of rewritten) events[event.seq - 1] = event;
  const turns = fresh.some(
    (event) => 'body' in event && (event.body.kind === 'undone' || event.body.kind === 'redone'),
  );
  const state =
    turns || rewritten.length > 0
      ? replay(log.session, events)
      : withUndo(fresh.reduce<SessionState>(apply, log.state), undoStatus(events));
  return ok({ session: log.session, events, state });
}
