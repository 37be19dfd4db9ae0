import type { SessionState } from '../../../shared/session/state.ts';
import type { Page } from '../../stores/desk-store.ts';

/** Something the facilitator can do: one entry of the palette, with its key. */
export interface DeskCommand {
  readonly id: string;
  readonly label: string;
  readonly group: 'Ladder' | 'Evidence' | 'Session' | 'Room' | 'Library';
  /** "A", "Ctrl+Enter", "Shift+V", "Up"; a single letter works outside text fields and, with Alt, inside them. */
  readonly key: string;
  readonly pages: readonly Page[];
  readonly enabled: (state: SessionState | null) => boolean;
  readonly run: () => void | Promise<void>;
}

export const WORK: readonly Page[] = ['work'];
export const SESSION: readonly Page[] = ['work', 'sources', 'finish', 'presenter'];

export const always = () => true;

/** A session is open. */
export const open = (state: SessionState | null) => state !== null;

/** A session is open and takes entries. */
export const going = (state: SessionState | null) => state !== null && state.finished === null;

/** A question is being asked of the room. */
export const asking = (state: SessionState | null) =>
  going(state) && state?.current != null && state.blind.phase !== 'writing';

/** Cards of the blind round are being written. */
export const writing = (state: SessionState | null) => going(state) && state?.blind.phase === 'writing';

/** Puts the cursor into the element with this id. */
export function focus(id: string): void {
  document.getElementById(id)?.focus();
}
