import type { HypothesisCard, HypothesisGroup } from '../facilitation/hypothesis-card.ts';

const STOP_WORDS = new Set(
  'a an and are as at be because been by did do does for from had has have i in is it its maybe not of on or our perhaps probably so some something than that the their then there think this to too was we were what when which why will with problem issue trouble thing cause caused error failure bug fault'.split(
    ' ',
  ),
);
/** Share of common words (Jaccard) from which two cards count as saying the same. */
const ALIKE = 0.4;

/** Content words of a card, roughly stemmed, so that "timeouts" and "timeout" meet. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.filter((word) => !STOP_WORDS.has(word)).map((word) => word.replace(/(?<=.{3})(ing|es|s|ed)$/u, '')),
  );
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  const all = a.size + b.size - common;
  return all > 0 && (common / all >= ALIKE || (common > 0 && common === Math.min(a.size, b.size)));
}

/**
 * Cards that say the same, the largest group first; `about` names the streams and series whose name a card uses.
 * A name proposes a group for the room to look at and decides nothing.
 */
export function groupCards(cards: readonly HypothesisCard[], ids: readonly string[]): HypothesisGroup[] {
  const groups: { label: string; cards: string[]; words: Set<string> }[] = [];
  for (const card of cards) {
    const words = wordsOf(card.text);
    const group = groups.find((each) => alike(each.words, words));
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
