import type { SentenceRule } from './sentence.ts';

const ABSENCE =
  /\b(?:lack(?:s|ed|ing)? (?:of )?\w+|(?:an )?absence of|missing|(?:there (?:is|was|are|were) |have |has |had |with )?no (?:\w+ )?(?:check|test|limit|alert|review|timeout|guard|monitoring|process|documentation|owner|policy|policies|validation|procedure|backup|communication|standard|runbook|plan)(?:s|es|ing)?(?![\w-])|was never (?:tested|reviewed|documented|monitored|checked)|nobody (?:checked|tested|reviewed|noticed|knew|monitored)|not (?:tested|documented|monitored|reviewed|validated|covered|enforced|configured)|without (?:a |any )?(?:check|test|limit|alert|review|timeout|guard|monitoring|validation|owner)(?:s|es|ing)?(?![\w-]))/i;

/** What the absence let happen, in the same sentence. */
const LET_HAPPEN =
  /\b(?:lets?|letting|allow(?:s|ed|ing)?|permit(?:s|ted)?|so(?: that)?|which (?:means?|meant|let|left|made|caused)|until|therefore|thus|hence|and (?:fills?|grows?|grew|ran|runs?|holds?|held|fails?|failed|keeps?|kept|goes|went)|can (?:\w+ ){0,3}(?:fill|hold|grow|take|use|exhaust|run|block|reach|be)|could (?:\w+ ){0,3}(?:fill|hold|grow|take|use|exhaust|run|block|reach)|(?:fill|grow|hold|exhaust|run|block|queue|overflow|expire|reach|exceed|double|spread|accumulate|time)(?:s|es|d|ed|ing)? (?:\w+ ){0,4}(?:without|unnoticed|until|because)|goes unnoticed|went unnoticed|stays unnoticed|reach(?:es|ed)? production|stops? (?:it|them|the|one|a)|stopped|holds? every|while)\b/i;

const STATES_EVENT =
  /\b(?:fill|grow|grew|hold|held|exhaust|run|ran|block|queue|overflow|expire|fail|crash|double|rise|rose|spread|leak|retry|retries|retried|accumulate|saturate|timed? out|stop|start|restart|load|ship|deploy|reach|exceed|take|took|drop|lose|lost|corrupt)\w*\b/i;

/** Absence as a cause. It passes when the sentence, or the answer above it, names what it let happen. */
export const lackOf: SentenceRule = {
  id: 'lack-of',
  severity: 'block',
  roles: ['answer', 'cause'],
  check({ text, ancestors, role }) {
    const match = ABSENCE.exec(text);
    if (!match) return null;
    const rest = text.slice(0, match.index) + text.slice(match.index + match[0].length);
    if (LET_HAPPEN.test(rest) || LET_HAPPEN.test(text)) return null;
    const parent = ancestors.at(-1);
    // The problem itself is no parent that names what this absence let happen.
    if (role === 'answer' && ancestors.length > 1 && parent !== undefined && STATES_EVENT.test(parent))
      return null;
    return {
      range: [match.index, match.index + match[0].length],
      advice: 'An absence causes nothing by itself. Say what it let happen.',
      rewording: null,
    };
  },
};
