import type { SessionState } from '../../../shared/session/state.ts';

/** How many cards are in and how many are still missing; `missing` is null while nobody has said who is here. */
export function cardsOf(state: SessionState): { readonly cards: number; readonly missing: number | null } {
  if (state.blind.phase !== 'writing') return { cards: 0, missing: null };
  const cards = Math.max(state.blind.cards.length, state.blind.hidden);
  return { cards, missing: state.people === null ? null : Math.max(0, state.people.count - cards) };
}
