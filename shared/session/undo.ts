import type { RungId } from '../ladder/rung.ts';
import { fail, ok, type Result } from '../result.ts';
import { apply, applyBody } from './apply.ts';
import { emptyState } from './empty-state.ts';
import type { EventBody, EventKind, ScreenEvent } from './events.ts';
import { misfit } from './fits.ts';
import type { SessionState } from './state.ts';
import { undoLabel } from './undo-label.ts';

/**
 * What stays whatever is undone: the room saw a reveal, evidence was read, words were erased, a finish was declared;
 * views are no work.
 */
const LASTING: ReadonlySet<EventKind> = new Set<EventKind>([
  'session-opened',
  'evidence-imported',
  'analysed',
  'revealed',
  'finished',
  'screen-switched',
  'live-switched',
  'erased',
  'undone',
  'redone',
]);

const BLIND: ReadonlySet<EventKind> = new Set<EventKind>([
  'blind-round-started',
  'card-added',
  'blind-round-skipped',
]);

/** Which entries of a log count, and what undo and redo would act on next. */
export interface UndoStatus {
  readonly undone: ReadonlySet<number>;
  readonly undoable: number | null;
  readonly redoable: number | null;
  readonly label: string | null;
}

/** Resolves `undone` and `redone` over a whole log. Any new work ends the chance to redo. */
export function undoStatus(events: readonly ScreenEvent[]): UndoStatus {
  const undone = new Set<number>();
  const redo: number[] = [];
  let revealedAt = 0;
  for (const event of events) {
    if (!('body' in event)) continue;
    const { body } = event;
    if (body.kind === 'undone') {
      undone.add(body.seq);
      redo.push(body.seq);
    } else if (body.kind === 'redone') {
      undone.delete(body.seq);
      const place = redo.lastIndexOf(body.seq);
      if (place >= 0) redo.splice(place, 1);
    } else if (body.kind === 'revealed') revealedAt = event.seq;
    if (!LASTING.has(body.kind)) redo.length = 0;
  }
  const last = events.findLast((event) => !undone.has(event.seq) && canUndo(event, revealedAt));
  return {
    undone,
    undoable: last?.seq ?? null,
    redoable: redo.at(-1) ?? null,
    label: last && 'body' in last ? undoLabel(last.body) : null,
  };
}

function canUndo(event: ScreenEvent, revealedAt: number): boolean {
  if (!('body' in event) || LASTING.has(event.body.kind)) return false;
  return !(BLIND.has(event.body.kind) && event.seq < revealedAt);
}

/** The state after a whole log: undone entries are left out, the rest is reduced. */
export function replay(session: string, events: readonly ScreenEvent[]): SessionState {
  const status = undoStatus(events);
  let state = emptyState(session);
  for (const event of events) {
    state = status.undone.has(event.seq) ? { ...state, seq: event.seq } : apply(state, event);
  }
  return withUndo(state, status);
}

/** The state with what undo and redo would do next. */
export function withUndo(state: SessionState, status: UndoStatus): SessionState {
  return { ...state, undoable: status.undoable, redoable: status.redoable, undoLabel: status.label };
}

/** `undone` for the entry `seq`, or for the last one that can be; refused when later entries stand on it. */
export function decideUndo(
  session: string,
  events: readonly ScreenEvent[],
  seq: number | null,
): Result<EventBody[]> {
  const status = undoStatus(events);
  const target = seq ?? status.undoable;
  if (target === null) return fail('nothing-to-undo', 'There is nothing to undo.', 'Go on.');
  const event = events.find((each) => each.seq === target);
  if (!event || status.undone.has(target)) {
    return fail('nothing-to-undo', `Entry ${target} is not in force.`, 'Choose another entry.');
  }
  const revealedAt = events.findLast((each) => 'body' in each && each.body.kind === 'revealed')?.seq ?? 0;
  if (!canUndo(event, revealedAt)) {
    return fail(
      'cannot-undo',
      'A reveal, an import and a finish cannot be undone.',
      'Correct it with a new entry.',
    );
  }
  const stranded = strandedWithout(session, events, new Set([...status.undone, target]));
  if (stranded.length > 0) {
    return fail(
      'orphans',
      `${stranded.join(', ')} would be left hanging.`,
      'Undo these first, or refute the answer.',
    );
  }
  return ok([{ kind: 'undone', seq: target }]);
}

/** `redone` for what was undone last; refused when it no longer fits. */
export function decideRedo(session: string, events: readonly ScreenEvent[]): Result<EventBody[]> {
  const status = undoStatus(events);
  if (status.redoable === null) return fail('nothing-to-redo', 'There is nothing to redo.', 'Go on.');
  const undone = new Set(status.undone);
  undone.delete(status.redoable);
  const stranded = strandedWithout(session, events, undone);
  if (stranded.length > 0) {
    return fail('orphans', `It no longer fits: ${stranded.join(', ')}.`, 'Enter it anew.');
  }
  return ok([{ kind: 'redone', seq: status.redoable }]);
}

/** Rungs (or entries) that would stand on nothing if these entries did not count. */
function strandedWithout(
  session: string,
  events: readonly ScreenEvent[],
  undone: ReadonlySet<number>,
): string[] {
  const stranded = new Set<string>();
  let state = emptyState(session);
  for (const event of events) {
    if (undone.has(event.seq) || !('body' in event)) continue;
    const { body } = event;
    if (misfit(state, body)) stranded.add(rungOf(body) ?? `entry ${event.seq}`);
    else state = applyBody(state, body, event.at);
  }
  return [...stranded];
}

function rungOf(body: EventBody): RungId | null {
  return 'rung' in body ? body.rung : null;
}
