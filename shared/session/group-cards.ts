import type { HypothesisCard, HypothesisGroup } from '../facilitation/hypothesis-card.ts';
import { contentWords, sameIdea } from '../facilitation/same-idea.ts';

/**
 * Cards that say the same, the largest group first; `about` names the streams and series whose name a card uses.
 * A name proposes a group for the room to look at and decides nothing.
 */
export function groupCards(cards: readonly HypothesisCard[], ids: readonly string[]): HypothesisGroup[] {
  const groups: { label: string; cards: string[]; words: ReadonlySet<string> }[] = [];
  for (const card of cards) {
    const words = contentWords(card.text);
    const group = groups.find((each) => sameIdea(each.words, words));
    if (group) group.cards.push(card.id);
    else groups.push({ label: card.text, cards: [card.id], words });
  }
  return groups
    .sort((a, b) => b.cards.length - a.cards.length)
    .map((group) => {
      const texts = cards
        .filter((card) => group.cards.includes(card.id))
        .map((card) => card.text.toLowerCase());
      const about = ids.filter((id) => texts.some((text) => text.includes(id.toLowerCase())));
      return { label: group.label, cards: group.cards, about };
    });
}
