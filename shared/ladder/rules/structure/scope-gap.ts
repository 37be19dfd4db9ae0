import { drawsScope } from '../../language/scope.ts';
import type { StructureRule } from './structure-rule.ts';

/** A question that asks what fails and what does not. */
const ASKS_SCOPE =
  /\b(?:what (?:exactly )?fails|does not fail|still works?|for whom|where does it|which (?:users|regions|clients|customers)|whose|affected|proven to work|each team see)\b/i;

/** As much of a text as a line takes, cut at a word. */
function beginning(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80).replace(/\s+\S*$/, '')} ...`;
}

/** The problem says what fails and not what does not: no IS / IS NOT. */
export const scopeGap: StructureRule = {
  id: 'scope-gap',
  severity: 'warn',
  check: (report) => {
    const answers = report.questioning_sequence.flatMap((rung) =>
      rung.answer && ASKS_SCOPE.test(rung.question) ? [rung.answer] : [],
    );
    const drawn =
      [report.problem_statement, ...answers].some(drawsScope) ||
      (report.evidence ?? []).some((one) => one.kind === 'dimension');
    return drawn
      ? []
      : [
          {
            where: 'problem_statement',
            text: beginning(report.problem_statement),
            advice: 'Say what does not fail: where, for whom and when it keeps working.',
          },
        ];
  },
};
