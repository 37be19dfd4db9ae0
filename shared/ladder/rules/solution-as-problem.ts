import { absenceIn, saysWhatHappened } from './absence.ts';
import { inQuotes, negatedBefore, type SentenceRule } from './sentence.ts';

/** Remedies: things that are bought, added or switched on. Their absence is a wish, not a cause. */
const REMEDY =
  '(?:auto-?scal\\w*|capacity|servers?|nodes?|instances?|replicas?|machines?|hosts?|memory|ram|cpus?|cores?|disks?|bandwidth|hardware|resources?|headroom|monitoring|alert(?:s|ing)?|observability|dashboards?|logging|tracing|metrics|tests?|testing|test coverage|automation|documentation|docs|runbooks?|playbooks?|training|staff|staffing|people|headcount|engineers|time|budget|money|tooling|tools|redundancy|failover|backups?|cach(?:e|es|ing)|load balanc\\w*|circuit breakers?|rate limit\\w*|retries|retry logic|queues?|sharding|replication|canary|canaries|rollbacks?|feature flags?|code reviews?|reviews?|processes|process|kubernetes|microservices|cdn|firewalls?|upgrades?|refactoring|rewrite|migration)';
const QUALIFIED = `(?:\\w+[- ]){0,2}?${REMEDY}`;

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:we |they |it |the (?:\\w+ ){1,3})?(?:needs?|needed|requires?|wants?|lacks? enough|could use|must have|must get|should (?:have|get|add|use|buy|introduce|implement|move to|switch to|scale|upgrade)|have to (?:add|buy|get|introduce|scale|upgrade))(?: to (?:add|buy|get|introduce|have|scale|upgrade|use|implement))? (?:a |an |more |better |bigger |larger |faster |additional |extra |another |proper |new |up )*${QUALIFIED}\\b`,
    'i',
  ),
  new RegExp(
    `^(?:more|better|bigger|additional|extra|faster) ${QUALIFIED} (?:is|are|was|were|would be) (?:needed|required|missing)\\b`,
    'i',
  ),
  /^(?:because )?(?:we|they|you|it|the [\w-]+) (?:really |just |simply )?(?:needs?|requires?) (?:an? |to have an? )?(?:more|better|bigger|larger|faster|another|additional|new|second|extra|stronger|proper|dedicated|separate) [\w-]+(?! (?:than|to start|to finish|after|before|until))/i,
  /^(?:we|they) should have (?:used|bought|added|introduced|had|moved|migrated|upgraded|chosen|automated|scaled)\b/i,
  /^(?:an? )?(?:more|better|bigger|larger|faster|additional|second) (?:[\w-]+ ){1,3}?(?:would|will) (?:fix|help|solve|have|prevent)\b/i,
  /^(?:an? |the |some |much )?(?:second|third|more|better|bigger|larger|additional|extra|faster|another|new|stronger|stricter|proper|separate|dedicated) (?:[\w-]+ ){1,3}?(?:is|are|was|were|would be) (?:needed|required|missing|necessary|the solution|the answer)\b/i,
  /^(?:[\w-]+ ){1,4}?(?:should|must|has to|have to|needs to|need to|ought to) be (?:introduced|added|installed|adopted|implemented|increased|upgraded|replaced|raised|enabled|automated|rewritten|refactored|migrated|moved|set up|scaled(?: up| out)?|bigger|larger|doubled|improved|hired|split)\b/i,
  /^(?:we |they )?(?:should|must|have to|need to|ought to|had better) (?!have been|not have)(?:add|buy|increase|upgrade|scale|switch|migrate|move|rewrite|refactor|introduce|implement|install|hire|automate|deploy|enable|use|adopt|replace|fix|build|create|write|set up)\b/i,
  /^(?:add|buy|increase|upgrade|scale up|scale out|migrate|rewrite|refactor|introduce|implement|install|hire|automate|adopt)\b(?!.*\b(?:caus|led|made|broke)\w*)/i,
];

const ADVICE = 'This names a remedy, not a cause. Say what happens without it, and why that can happen.';
/** What may stand before the wish: the sentence begins with it. */
const LEADS =
  /^\s*(?:(?:because|since|as|due to|an?|the|our|we|they|it|that|there|is|was|were|are|team|service|system|cluster|platform|company|\w+ (?:has|had|have))\s+){0,4}$/i;
const REMEDIES = new RegExp(
  `\\b${REMEDY}\\b|\\b(?:index(?:es)?|limits?|quotas?|timeouts?|validation|environments?|workers?|throttling|mechanism|checks?|isolation|fallbacks?)\\b`,
  'i',
);

/** A remedy put in the place of the problem: it ends the search before it began. */
export const solutionAsProblem: SentenceRule = {
  id: 'solution-as-problem',
  severity: 'block',
  roles: ['answer', 'cause', 'problem'],
  check(sentence) {
    const { text } = sentence;
    // "No autoscaling", "missing index": a remedy that is wished for, with nothing that happens without it.
    const wish = absenceIn(text);
    if (
      wish &&
      LEADS.test(text.slice(0, wish[0])) &&
      !inQuotes(text, wish[0]) &&
      !saysWhatHappened(text, wish) &&
      REMEDIES.test(text.slice(...wish))
    ) {
      return { range: wish, advice: ADVICE, rewording: null };
    }
    for (const pattern of PATTERNS) {
      const match = pattern.exec(text);
      if (!match) continue;
      const index = sentence.words.findIndex((word) => word.to > match.index);
      if (index > 0 && negatedBefore(sentence, index)) continue;
      // A sentence that goes on to say what the absence let happen is about that, not about the remedy.
      if (
        /\b(?:so|so that|which|that|therefore|lets?|allow(?:s|ed)?|until|while|when) (?:\w+ )/i.test(
          text.slice(match.index + match[0].length),
        ) &&
        /^(?:there|no|nothing|not|missing|absent|insufficient|inadequate|lack|an? (?:lack|absence))/i.test(
          text,
        )
      )
        continue;
      return {
        range: [match.index, match.index + match[0].length],
        advice: ADVICE,
        rewording: null,
      };
    }
    return null;
  },
};
