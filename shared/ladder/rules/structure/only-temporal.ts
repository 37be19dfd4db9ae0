import { kindOf, roots, type StructureRule } from './structure-rule.ts';

/** Findings that tell of time alone. */
const TIMING = new Set(['failure-windows', 'rhythm', 'cause', 'trigger', 'arming', 'forecast']);

/** The same in words, where nothing is cited. */
const SAYS_TIMING =
  /\b(?:coincid\w*|correlat\w*|at (?:exactly )?the same (?:time|minute|moment|hour)|(?:right|shortly|just|directly|immediately|soon|minutes?|hours?|seconds?) (?:after|before)|(?:started|began|starts|begins|stopped|ended) (?:when|with|after|as)|timing|every time|each time|same (?:minute|time|rhythm|interval))\b/i;
/** What shows by what means, or what happened when it was taken away. */
const SAYS_MORE =
  /\b(?:limit|ceiling|full|exhausted|holds?|held|pool|locks?|locked|waits?|log|logs|trace|dump|profile|message|metric|reproduc\w*|experiment|tested|paus\w+|removed|reverted|rolled back|without it|switched off|turned off|disabled|said|told|confirmed|measured)\b/i;

/** All evidence of a root is timing. */
export const onlyTemporal: StructureRule = {
  id: 'only-temporal',
  severity: 'warn',
  check: (report) =>
    roots(report).flatMap(({ root, where }) => {
      const kinds = (root.cites ?? []).map((id) => kindOf(report, id)).filter((kind) => kind !== '');
      const said = (root.evidence ?? []).join(' ');
      const told = kinds.length === 0 && SAYS_TIMING.test(said) && !SAYS_MORE.test(said);
      if (!told && (kinds.length === 0 || !kinds.every((kind) => TIMING.has(kind)))) return [];
      return [
        {
          where,
          text: told ? said : (root.cites ?? []).join(', '),
          advice: 'All evidence is timing: medium at most. Bring a mechanism or an intervention.',
        },
      ];
    }),
};
