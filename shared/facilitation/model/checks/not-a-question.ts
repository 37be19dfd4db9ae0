import { contentStems } from '../../../ladder/language/words.ts';
import type { ReplyCheck } from './reply-check.ts';

const SHORTEST = 12;
const LONGEST = 180;
/** Openings of English questions, also behind a clause: "When the job runs, what does it hold?" */
const ASKS =
  /(?:^|[,:;]\s+|\b(?:and|so|then|but)\s+)(?:(?:in|at|by|on|from|for|to|under|after|before|since) )?(?:what|which|when|where|why|how|who|whose|whom|is|are|was|were|do|does|did|can|could|would|will|has|have|had|should)\b/i;

/** No single English question that a room can answer. */
export const notAQuestion: ReplyCheck = ({ question }) => {
  if (question === null) return null;
  const refuse = (reason: string) => ({ check: 'not-a-question' as const, reason });
  if (!question.trim().endsWith('?')) return refuse('It does not end with a question mark.');
  if ((question.match(/\?/g)?.length ?? 0) > 1) return refuse('It asks more than one question.');
  if (question.length < SHORTEST) return refuse('It is too short to ask anything.');
  if (question.length > LONGEST) return refuse('It is too long for a room.');
  if (!ASKS.test(question)) return refuse('It is no English question.');
  return contentStems(question).size < 2 ? refuse('It asks about nothing.') : null;
};
