import { contentStems, jaccard } from '../../../ladder/language/words.ts';
import type { ReplyCheck } from './reply-check.ts';

/** From this overlap of content words on, two questions ask the same (facilitation.md, rule `circular`). */
const SAME = 0.6;

/** The question of an ancestor again, in other words or the same. */
export const askedBefore: ReplyCheck = ({ question }, { askedBefore: before }) => {
  if (question === null) return null;
  const stems = contentStems(question);
  const again = before.find((asked) => jaccard(stems, contentStems(asked)) >= SAME);
  return again === undefined ? null : { check: 'asked-before', reason: `It was asked before: "${again}"` };
};
