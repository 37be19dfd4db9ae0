import type { ScreenView } from '../../shared/session/events.ts';
import type { SessionState } from '../../shared/session/state.ts';

/** What the room can be shown now, for the switch; the ideas only once they were revealed. */
export function screenViews(
  state: SessionState,
): readonly { readonly value: ScreenView; readonly label: string }[] {
  return [
    { value: 'ladder', label: state.blind.phase === 'writing' ? 'Cards' : 'Ladder' },
    ...(state.blind.phase === 'revealed' ? [{ value: 'ideas', label: 'Ideas' } as const] : []),
    { value: 'chart', label: 'Chart' },
    { value: 'summary', label: 'Summary' },
    { value: 'blank', label: 'Blank' },
  ];
}
