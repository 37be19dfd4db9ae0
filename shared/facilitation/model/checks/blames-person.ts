import { blame } from '../../../ladder/rules/blame.ts';
import { checked } from '../../../ladder/rules/sentence.ts';
import type { ReplyCheck } from './reply-check.ts';

/** A model has no reason to ask for a person at all, nor for what somebody should have done. */
const ASKS_FOR_PERSON =
  /\bwho(?:se|m)?\b(?!\s+(?:can|owns?|could|would|is told|was told|reads|depends|needs))|\b(?:should|ought to)(?:\s+not|n['’]t)?(?:\s+[\w-]+){0,5}?\s+have\b|\bwhy\b.{0,30}\b(?:nobody|no one|anybody|anyone|somebody|someone|people)\b|\b(?:at fault|to blame|blam(?:e|es|ed|ing)|guilty|punish\w*|reprimand\w*)\b/i;

/** A person, a role or the responder as the cause, by the ladder's own rule, or a question that looks for one. */
export const blamesPerson: ReplyCheck = ({ sentences }) => {
  for (const text of sentences) {
    // The rule reads statements: a question is held against it as the statement that it presumes.
    const stated = text
      .replace(/^(?:so\s+)?(?:why|how)\s+(?:did|does|do|has|have|had|was|were)\s+/i, '')
      .replace(/\?\s*$/, '.');
    const seen = [text, stated].flatMap((one) => {
      const hit = blame.check(checked(one, { ancestors: [], question: null, role: 'answer', where: '' }));
      return hit ? [one.slice(hit.range[0], hit.range[1])] : [];
    })[0];
    const saw = seen ?? ASKS_FOR_PERSON.exec(text)?.[0];
    if (saw !== undefined)
      return {
        check: 'blames-person',
        reason: `"${saw.trim()}" looks for a person; ask what made it possible.`,
      };
  }
  return null;
};
