/** A card of the blind round: hidden from the screen until the reveal. */
export interface HypothesisCard {
  readonly id: `H${number}`;
  readonly text: string;
}

/** A group of cards that say the same, made at the reveal. */
export interface HypothesisGroup {
  readonly label: string;
  readonly cards: readonly string[];
  readonly about: readonly string[];
}
