import { contentStems, jaccard } from '../language/words.ts';
import { inQuotes, type SentenceRule } from './sentence.ts';

const JOINS =
  /\s*(?:;|,?\s+(?:and also|and (?:because|due to)|as well as|plus|and in addition|in addition to|and (?:besides|moreover|furthermore)|also because|on top of (?:that|which)|combined with|together with|coupled with|and|but also)\s)\s*/gi;

const VERBS =
  /\b(?:is|are|was|were|be|been|has|have|had|does|did|do|can|could|will|would|\w{3,}(?:ed|es)|grew|ran|held|took|went|fell|broke|lost|sent|runs?|holds?|fills?|fails?|grows?|starts?|stops?|takes?|keeps?|makes?|leaks?|needs?|drops?|blocks?|waits?|loads?|reads?|writes?|uses?|hits?|shares?)\b/i;
const SAME_SUBJECT =
  /^(?:it|they|this|that|then|so|thus|therefore|each|both|the same|never|not|no|nobody|nothing|none|its|their|which|who)\b/i;

/** Two independent clauses or causes, joined: each deserves a rung, for each can be true without the other. */
export const twoAnswersInOne: SentenceRule = {
  id: 'two-answers-in-one',
  severity: 'warn',
  roles: ['answer', 'cause'],
  check({ text }) {
    for (const join of text.matchAll(JOINS)) {
      if (inQuotes(text, join.index)) continue;
      const left = text.slice(0, join.index).trim();
      const right = text.slice(join.index + join[0].length).trim();
      if (left === '' || right === '') continue;
      const word = join[0].trim().toLowerCase().replace(/^,\s*/, '');
      // "between A and B", "both A and B" name one thing with two parts.
      if (/\b(?:between|both|either|from)\b[^,;]*$/i.test(left) && word === 'and') continue;
      const leftClause = VERBS.test(left);
      const rightClause = VERBS.test(right) && !SAME_SUBJECT.test(right);
      const explicit = word !== 'and' && word !== 'plus';
      const startsWithVerb =
        /^(?:\w+ed|\w+s|holds?|fills?|grew|ran|went|then|stays?|never|not|does|did|has|have|had|is|are|was|were|can|could)\b/i.test(
          right,
        ) &&
        !/^(?:the|a|an|our|their|its|this|that)\b/i.test(right) &&
        contentStems(right).size <= 12 &&
        !/^\w+s? (?:is|are|was|were|has|have|had|did|does|grew|ran|fails?|failed|took|takes?)\b/i.test(right);
      const bothNominal = !leftClause && !VERBS.test(right);
      const nominalCauses =
        bothNominal &&
        /^(?:(?:a|an|the|too many|too much|slow|bad|high|low|wrong|old|stale|long|big|growing|missing|unbounded)\s)/i.test(
          right,
        ) &&
        /^(?:(?:a|an|the|too many|too much|slow|bad|high|low|wrong|old|stale|long|big|growing|missing|unbounded)\s)/i.test(
          left,
        );
      const independent =
        (leftClause && rightClause && (explicit || !startsWithVerb)) ||
        (explicit && word !== ';' && (leftClause || nominalCauses || bothNominal)) ||
        nominalCauses;
      if (!independent) continue;
      if (jaccard(contentStems(left), contentStems(right)) >= 0.6) continue;
      const from = join.index + (join[0].length - join[0].trimStart().length);
      return {
        range: [from, from + join[0].trim().length],
        advice: 'These are two answers. Give each a rung of its own: one may be true without the other.',
        rewording: left.replace(/[.,;]$/, ''),
      };
    }
    return null;
  },
};
