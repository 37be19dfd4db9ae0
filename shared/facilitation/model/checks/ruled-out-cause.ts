import { candidateNames } from './candidate-names.ts';
import { clausesOf, isSupposed, namedIn } from './clauses.ts';
import type { ReplyCheck } from './reply-check.ts';

const CAUSAL =
  /\b(caus\w*|because|due to|responsib\w*|root|explain\w*|trigger\w*|blame\w*|behind|driv(?:e|es|en|ing)|drove|le[ad]d?s?\s+to|result\w*|ma[dk]e\w*|making|culprit\w*|fault\w*|produc\w*|creat\w*|bring\w*|brought|broke\w*|break\w*|fail\w*|problem|issue|bottleneck|source|reason|guilty|suspect\w*|exhaust\w*|overload\w*)\b/i;
const PRESUMES =
  /^(?:so |and |then )?(?:why|how)\s+(?:did|does|do|could|can|is|was|are|were|has|have|would)\b|^(?:what|which)\b.*\b(?:fix|repair|stop|prevent|roll(?:ed)? back|scale)\b/i;
const DENIED =
  /\b(not|never|no longer|cannot|ruled out|rules? out|excluded?|refuted?|rather than|instead of|apart from|besides|other than|unlike|innocent|unrelated)\b|n['’]t\b/i;
const REOPENED =
  /(?:\b(?:not|never|cannot|hardly|wrongly)|n['’]t)\s+(?:yet\s+|be\s+|been\s+|really\s+)*(?:ruled|excluded|refuted|innocent|unrelated)|\b(?:not|cannot|n['’]t) rule\b/i;

/** Something that a finding rules out is spoken of as the cause, or as not ruled out. Supposing it ("if") is allowed. */
export const ruledOutCause: ReplyCheck = ({ sentences }, { state }) => {
  const { ruledOut } = candidateNames(state);
  for (const clause of sentences.flatMap(clausesOf)) {
    const name = namedIn(clause, ruledOut);
    if (name === null || isSupposed(clause, name)) continue;
    const reopened = REOPENED.test(clause);
    if (!reopened && DENIED.test(clause)) continue;
    if (reopened || CAUSAL.test(clause) || PRESUMES.test(clause)) {
      return { check: 'ruled-out-cause', reason: `"${name}" is ruled out.` };
    }
  }
  return null;
};
