import { liveFindings } from '../../../ladder/ladder-state.ts';
import { contentStems } from '../../../ladder/language/words.ts';
import { candidateNames } from './candidate-names.ts';
import { aroundName, clausesOf, isSupposed, namedIn } from './clauses.ts';
import { shared } from './known-text.ts';
import type { ReplyCheck, ReplyContext } from './reply-check.ts';

/** A denial that reaches the name behind it: "not due to traffic", "rather than traffic", "rules out traffic". */
const DENIED_BEFORE =
  /(?:\b(?:not|never|neither|nor|no longer|cannot|rather than|instead of|other than|apart from|besides|unlike|rules? out|ruled out|excludes?|excluded|refutes?|refuted|speaks? against)|n['’]t)(?:\s+(?!only\b|just\b|merely\b|solely\b|but\b)[\w'-]+){0,4}\s*$/i;
/** A denial of the name before it: "traffic is not", "traffic was ruled out". */
const DENIED_BEHIND =
  /^\W*(?:\w+\W+){0,3}?(?:(?:is|are|was|were|has|have|had|does|do|did|can|could|will)\s+)?(?:been\s+|be\s+|already\s+|clearly\s+)*(?:not\b(?!\s+(?:only|just|merely))|never\b|no longer\b|(?:is|was|are|were)n['’]t|(?:do|does|did)n['’]t|cannot\b|ruled out|excluded|refuted|innocent|unrelated|cleared)/i;
const REOPENED =
  /(?:\b(?:not|never|cannot|hardly|wrongly|barely)|n['’]t)\s+(?:yet\s+|be\s+|been\s+|really\s+|fully\s+|quite\s+)*(?:ruled|excluded|refuted|innocent|unrelated|cleared)|\b(?:not|cannot|n['’]t) (?:rule|exclude|refute|clear)\b|\b(?:by mistake|in error|mistakenly|wrongly|prematurely|too (?:early|soon)|unfairly|only seemingly)\b/i;
const CAUSAL =
  /\b(caus\w*|because|due to|responsib\w*|root|explain\w*|trigger\w*|behind|driv(?:e|es|en|ing)|drove|le[ad]d?s?\s+to|result\w*|ma[dk]e\w*|start\w*|stop\w*|fix\w*|repair\w*|break\w*|broke\w*|limit\w*|exhaust\w*|overload\w*|take\w* down)\b/i;
/** From this share of its content words on, a sentence only repeats what a finding says. */
const REPEATS = 0.8;

/**
 * Something that a finding rules out may be named where it is denied, supposed, asked about by the playbook itself, or
 * spoken of in the finding's own words. Anything else makes it look like the cause, in whatever words.
 */
export const ruledOutCause: ReplyCheck = ({ sentences, question }, context) => {
  const { ruledOut } = candidateNames(context.state);
  for (const sentence of sentences) {
    for (const clause of clausesOf(sentence)) {
      const name = namedIn(clause, ruledOut);
      if (name === null || isSupposed(clause, name)) continue;
      const [before, behind] = aroundName(clause, name);
      const reopened = REOPENED.test(clause);
      if (!reopened && (DENIED_BEFORE.test(before) || DENIED_BEHIND.test(behind))) continue;
      if (!reopened && repeatsFinding(clause, context)) continue;
      const asked = sentence === question && namedIn(context.playbookQuestion ?? '', [name]) !== null;
      if (asked && !reopened && !CAUSAL.test(clause)) continue;
      return { check: 'ruled-out-cause', reason: `"${name}" is ruled out.` };
    }
  }
  return null;
};

function repeatsFinding(clause: string, { state }: ReplyContext): boolean {
  const stems = contentStems(clause);
  return liveFindings(state).some(
    ({ verdict, statement, title }) =>
      verdict === 'ruled-out' &&
      shared(stems, contentStems(`${title} ${statement}`)) >= Math.max(2, stems.size * REPEATS),
  );
}
