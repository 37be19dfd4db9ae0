import type { Rung } from '../../shared/ladder/rung.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useSession } from '../stores/session-store.ts';
import { rivalsOf, standingPath } from '../views/stage/ladder-rows.ts';

/** The rung that the facilitator has selected; undefined when none is, or when it is the one being asked. */
export function chosenRung(state: SessionState | null): Rung | undefined {
  const { selectedRung } = useDesk.getState();
  return state?.rungs.find((one) => one.id === selectedRung && one.id !== state.current);
}

/** Moves the selection along the ladder as the column shows it; it starts at the deepest rung. */
export function moveSelection(step: -1 | 1): void {
  const { state } = useSession.getState();
  if (!state) return;
  const shown = standingPath(state).flatMap((rung) => [rung, ...rivalsOf(state, rung)]);
  const path = shown.filter((rung, index) => shown.indexOf(rung) === index);
  const { selectedRung, set } = useDesk.getState();
  const at = path.findIndex((rung) => rung.id === selectedRung);
  const next = at < 0 ? (step < 0 ? path.at(-1) : path[0]) : path[at + step];
  if (!next) return;
  set({ selectedRung: next.id });
  document.getElementById(`rung-${next.id}`)?.scrollIntoView({ block: 'nearest' });
}
