import { contentStems, jaccard } from '../language/words.ts';
import { inQuotes, type SentenceRule } from './sentence.ts';

const JOINS =
  /\s*(?:;|\.\s+(?=(?:the |a |an |our )?(?:[\w-]+ ){1,4}also )|,?\s+(?:and also|and (?:because|due to)|as well as|plus|and in addition|in addition to|in addition,?|besides,?|and (?:besides|moreover|furthermore)|also because|on top of (?:that|which)|combined with|together with|coupled with|and|but also)\s)\s*/gi;

const VERBS =
  /\b(?:is|are|was|were|be|been|has|have|had|does|did|do|can|could|will|would|\w{3,}(?:ed|es)|grew|ran|held|took|went|fell|broke|lost|sent|runs?|holds?|fills?|fails?|grows?|starts?|stops?|takes?|keeps?|makes?|leaks?|needs?|drops?|blocks?|waits?|loads?|reads?|writes?|uses?|hits?|shares?)\b/i;
const SAME_SUBJECT =
  /^(?:it|they|this|that|then|so|thus|therefore|each|both|the same|never|not|no|nobody|nothing|none|its|their|which|who)\b/i;

const COUNTED =
  /^\s*(?:(?:there (?:are|were)|we (?:have|see|found)) )?(?:two|three|four|several|multiple|many) (?:\w+ )?(?:causes|reasons|things|problems|issues|factors|explanations|faults)\b/i;
const ALTERNATIVE = /^\s*either\b.+\bor\b/i;
const BOTH = /^\s*(?:both|not only)\b.+\b(?:and|but)\b/i;
const ADVICE = 'These are two answers. Give each a rung of its own: one may be true without the other.';

/** A noun group that looks like a verb: "high load", "a memory leak", "the read". */
function bare(text: string): string {
  return text.replace(
    /\b(?:high|heavy|peak|the|a|an|slow|low|much|more|of|under|extra|database|cpu|memory|connection|retry|too|small|bad|long|wrong|big)\s+(?:memory |connection |query |disk )?(?:load|leak|wait|drop|hit|need|run|use|hold|start|stop|read|write|quer(?:y|ie)|retr(?:y|ie)|deploy|limit)s?\b/gi,
    ' ',
  );
}

/** Has a finite verb, and something before it that can be its subject. */
function isClause(text: string): boolean {
  return VERBS.test(bare(text));
}

/** Two independent clauses or causes, joined: each deserves a rung, for each can be true without the other. */
export const twoAnswersInOne: SentenceRule = {
  id: 'two-answers-in-one',
  severity: 'warn',
  roles: ['answer', 'cause'],
  check({ text }) {
    const counted =
      COUNTED.exec(text) ??
      (ALTERNATIVE.test(text) || (BOTH.test(text) && !VERBS.test(bare(text))) ? /^\s*\w+/.exec(text) : null);
    if (counted)
      return { range: [counted.index, counted.index + counted[0].length], advice: ADVICE, rewording: null };
    for (const join of text.matchAll(JOINS)) {
      if (inQuotes(text, join.index)) continue;
      const left = text.slice(0, join.index).trim();
      const right = text.slice(join.index + join[0].length).trim();
      if (left === '' || right === '') continue;
      const word = join[0].trim().toLowerCase().replace(/^,\s*/, '');
      // "between A and B", "both A and B" name one thing with two parts.
      if (/\b(?:between|both|either|from)\b[^,;]*$/i.test(left) && word === 'and') continue;
      const leftClause = isClause(left);
      const rightClause = isClause(right) && !SAME_SUBJECT.test(right);
      const explicit = word !== 'and' && !(word === 'plus' && /\d\s*$/.test(left));
      const startsWithVerb =
        /^(?:\w+ed|\w+s|holds?|fills?|grew|ran|went|then|stays?|never|not|does|did|has|have|had|is|are|was|were|can|could)\b/i.test(
          right,
        ) &&
        !/^(?:the|a|an|our|their|its|this|that)\b/i.test(right) &&
        contentStems(right).size <= 12 &&
        !/^[\w-]+s? (?:is|are|was|were|has|have|had|did|does|do|can|could|will|grew|ran|fails?|failed|took|takes?|kept|keeps?|went|goes?|fell|rose|lost|broke|\w{2,}ed)\b/i.test(
          right,
        );
      const bothNominal = !leftClause && !isClause(right);
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
        advice: ADVICE,
        rewording: left.replace(/[.,;]$/, ''),
      };
    }
    return null;
  },
};
