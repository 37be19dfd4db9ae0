import { conjectureIn } from '../../language/conjecture.ts';
import { contentStems } from '../../language/words.ts';
import type { StructureRule } from './structure-rule.ts';

/** Too general to show that a test was of this favourite. */
const GENERAL = new Set(
  'issu problem team think probabl likel hypothesi favourit suspect fail error caus new slow believ it'.split(
    ' ',
  ),
);

/** A favourite explanation in the problem that no rung and no rule-out speaks of. */
export const favouriteUntested: StructureRule = {
  id: 'favourite-untested',
  severity: 'warn',
  check: (report) => {
    const favourite = conjectureIn(report.problem_statement);
    if (favourite === null) return [];
    const wanted = [...contentStems(favourite)].filter((stem) => !GENERAL.has(stem));
    const speaks = (text: string): boolean => {
      const said = contentStems(text);
      return wanted.some((stem) => said.has(stem));
    };
    const tested =
      report.questioning_sequence.some(
        (rung) =>
          (rung.status === 'refuted' || rung.status === 'supported') &&
          (speaks(`${rung.question} ${rung.answer ?? ''}`) ||
            /\b(?:first idea|hypothesis|favou?rite)\b/i.test(rung.question)),
      ) || (report.ruled_out ?? []).some((one) => speaks(one.cause));
    return tested
      ? []
      : [
          {
            where: 'problem_statement',
            text: favourite,
            advice: `Nobody tested "${favourite}": what would we see if it were true, and do we see it?`,
          },
        ];
  },
};
