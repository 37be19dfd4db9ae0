import { liveFindings } from '../../../ladder/ladder-state.ts';
import { isNegator } from '../../../ladder/language/negation.ts';
import { stem } from '../../../ladder/language/stem.ts';
import { contentStems, wordsOf } from '../../../ladder/language/words.ts';
import { clausesOf, isSupposed } from './clauses.ts';
import { shared } from './known-text.ts';
import type { ReplyCheck, ReplyContext } from './reply-check.ts';

/** Words that turn a sentence into its opposite when one stands where the record has the other. */
const OPPOSITES: readonly (readonly [string, string])[] =
  'grow shrink|grew shrank|longer shorter|alike differ|alike different|same different|more fewer|more less|higher lower|rise fall|rose fell|increase decrease|begin end|start end|start stop|first last|every no|each no|all none|inside outside|slow fast|slower faster|full empty|delay prevent|delay hasten|delay remove|up down|reach miss|open close|always never|early late|large small|long short|with without|appear vanish'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]);
/** From this share of its content words on, a clause speaks of what the record says. */
const SAME_SUBJECT = 0.6;
/** Fewer words of content than this tell no subject. */
const LEAST_STEMS = 2;

interface Said {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly negated: boolean;
}

function said(text: string): Said {
  const words = wordsOf(text).map(({ lower }) => lower);
  return {
    text,
    stems: contentStems(text),
    words: new Set(words.flatMap((word) => [word, stem(word)])),
    negated: words.filter(isNegator).length % 2 === 1,
  };
}

function piecesOf(text: string): readonly string[] {
  return clausesOf(text).flatMap((clause) =>
    clause.split(/,?\s+and\s+(?=\w+s\b|does\b|did\b|not\b|never\b|removes?\b)/i),
  );
}

const cache = new WeakMap<ReplyContext, readonly (readonly [id: string, pieces: readonly Said[]])[]>();

function recordsOf(context: ReplyContext): readonly (readonly [id: string, pieces: readonly Said[]])[] {
  const before = cache.get(context);
  if (before) return before;
  const found = liveFindings(context.state)
    .filter(({ verdict }) => verdict !== 'undetermined')
    .map(({ id, title, statement }) => [id, [title, statement].flatMap(piecesOf).map(said)] as const);
  cache.set(context, found);
  return found;
}

/** "from 17 to 4" where the record says "from 4 to 17". */
function turnsFromTo(text: string, record: string): boolean {
  const pairs = (one: string) =>
    [
      ...one.matchAll(
        /\bfrom (\d[\d.,]*)\D{0,20}? to (\d[\d.,]*)|\bto (\d[\d.,]*)\D{0,20}? from (\d[\d.,]*)/gi,
      ),
    ].map(([, a, b, c, d]) => [a ?? d, b ?? c] as const);
  return pairs(text).some(([from, to]) => pairs(record).some(([a, b]) => a === to && b === from && a !== b));
}

/** A sentence that says of the same thing as a finding the opposite: negated, or with the opposite word or order. */
export const turnsAFinding: ReplyCheck = ({ sentences }, context) => {
  for (const text of sentences) {
    for (const piece of piecesOf(text)) {
      if (isSupposed(piece, '\u0000') || /^(?:what|which)\b.*\b(?:would|not|if)\b/i.test(piece)) continue;
      const own = said(piece);
      if (own.stems.size < LEAST_STEMS) continue;
      // What a sentence says is held against what comes nearest to it.
      let nearest: { readonly id: string; readonly piece: Said; readonly share: number } | null = null;
      for (const [id, pieces] of recordsOf(context))
        for (const one of pieces) {
          const share = shared(own.stems, one.stems) / own.stems.size;
          if (share >= SAME_SUBJECT && (nearest === null || share > nearest.share))
            nearest = { id, piece: one, share };
        }
      if (nearest && (nearest.piece.negated !== own.negated || isOpposite(own, nearest.piece)))
        return {
          check: 'contradicts-finding',
          reason: `${nearest.id} says otherwise: "${nearest.piece.text}".`,
        };
    }
    const turned = liveFindings(context.state).find(({ statement }) => turnsFromTo(text, statement));
    if (turned) return { check: 'contradicts-finding', reason: `${turned.id} says it the other way round.` };
  }
  return null;
};

/** "before" for "after" turns a sentence only where what stands first is the same. */
function swapsOrder(a: Said, b: Said): boolean {
  const first = (one: Said, other: Said) => [...one.stems].find((each) => other.stems.has(each));
  if (first(a, b) !== first(b, a)) return false;
  const has = (one: Said, word: string): boolean => one.words.has(word);
  return (
    (has(a, 'before') && has(b, 'after') && !has(a, 'after')) ||
    (has(a, 'after') && has(b, 'before') && !has(a, 'before'))
  );
}

function isOpposite(a: Said, b: Said): boolean {
  if (swapsOrder(a, b)) return true;
  const has = (one: Said, word: string): boolean => one.words.has(word) || one.words.has(stem(word));
  return OPPOSITES.some(
    ([x, y]) =>
      (has(a, x) && has(b, y) && !has(a, y) && !has(b, x)) ||
      (has(a, y) && has(b, x) && !has(a, x) && !has(b, y)),
  );
}
