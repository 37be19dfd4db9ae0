import type { ScreenEvent, SessionEvent } from './events.ts';

/** What the screen may have of a log: a blind card is replaced by its number; the reveal carries the content. */
export function withholdBlind(events: readonly SessionEvent[]): ScreenEvent[] {
  return events.map((event) =>
    event.body.kind === 'card-added' ? { session: event.session, seq: event.seq, kind: 'withheld' } : event,
  );
}
