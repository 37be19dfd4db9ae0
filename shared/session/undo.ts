import type { RungId } from '../ladder/rung.ts';
import { fail, ok, type Result } from '../result.ts';
import { applyBody } from './apply.ts';
import { emptyState } from './empty-state.ts';
import type { EventBody, EventKind, ScreenEvent } from './events.ts';
import { misfit } from './fits.ts';
import { type Checkpoint, checkpointsBefore } from './replay.ts';
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
  'blind-round-extended',
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

/** The state with what undo and redo would do next. */
export function withUndo(state: SessionState, status: UndoStatus): SessionState {
  return { ...state, undoable: status.undoable, redoable: status.redoable, undoLabel: status.label };
}

/** What an undo needs of a log. */
interface UndoableLog {
  readonly session: string;
  readonly events: readonly ScreenEvent[];
  readonly checkpoints: readonly Checkpoint[];
}

/** `undone` for the entry `seq`, or for the last one that can be; refused when later entries stand on it. */
export function decideUndo(log: UndoableLog, seq: number | null): Result<EventBody[]> {
  const { events } = log;
  const status = undoStatus(events);
  const target = seq ?? status.undoable;
  if (target === null) return fail('nothing-to-undo', 'There is nothing to undo.', 'Go on.');
  const event = events[target - 1];
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
  const stranded = strandedWithout(log, new Set([...status.undone, target]), target);
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
export function decideRedo(log: UndoableLog): Result<EventBody[]> {
  const status = undoStatus(log.events);
  if (status.redoable === null) return fail('nothing-to-redo', 'There is nothing to redo.', 'Go on.');
  const undone = new Set(status.undone);
  undone.delete(status.redoable);
  const stranded = strandedWithout(log, undone, status.redoable);
  if (stranded.length > 0) {
    return fail('orphans', `It no longer fits: ${stranded.join(', ')}.`, 'Enter it anew.');
  }
  return ok([{ kind: 'redone', seq: status.redoable }]);
}

/** Rungs (or entries) that would stand on nothing if these entries did not count; `turned` is the one that changes. */
function strandedWithout(log: UndoableLog, undone: ReadonlySet<number>, turned: number): string[] {
  const stranded = new Set<string>();
  const start = checkpointsBefore(log.checkpoints, turned).at(-1);
  let state = start?.state ?? emptyState(log.session);
  for (const event of log.events.slice(start?.count ?? 0)) {
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
