import { list } from '../../analyses/wording.ts';
import { isNegator } from './negation.ts';
import { wordsOf } from './words.ts';

/** What holds a resource back, or tells of it in time: the word that a sentence uses, and how a cause names it. */
const GUARDS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [
    /^(limits?|limited|limiting|limiter|caps?|capped|quotas?|ceilings?|bounds?|bounded|thrott\w+|restrict\w*|ratelimit\w*)$/,
    'limit',
  ],
  [/^(time-?outs?|deadlines?)$/, 'timeout'],
  [
    /^(alerts?|alerted|alerting|alarms?|warn\w*|monitor\w*|watch\w*|notif\w+|paged?|pages|paging|dashboards?)$/,
    'alert',
  ],
  [/^(reviews?|reviewed|approvals?|checks?|checked|sign-?off)$/, 'review'],
  [
    /^(circuit-?breakers?|breakers?|backpressure|back-pressure|bulkheads?|isolation|reservations?|reserved|shed|sheds|shedding|admission)$/,
    'limit',
  ],
];

/** One word that says by itself that a guard is missing. */
const MISSING_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(unlimited|unbounded|uncapped|unthrottled|unrestricted|limitless)$/, 'limit'],
  [/^(unmonitored|unwatched|unalerted|unalarmed)$/, 'alert'],
  [/^(unreviewed|unchecked)$/, 'review'],
];

const LACK = /^(lacks?|lacked|lacking|missing|misses|absent|absence)$/;
/** After these, a negated guard is one that exists and did not act: "no alert fired", "the limit was not reached". */
const ACTS =
  /^(fired?|fires|firing|trigger\w*|rang|rings?|went|go|goes|sound\w*|receiv\w+|got|saw|seen|see|sees|reach\w*|hit|hits|exceed\w*|pass\w*|violat\w*|breach\w*|chang\w+|touch\w*|rais\w+|lower\w*|problem|issue|cause|caused|reason|near|noisy|enough|acknowledg\w*|ignor\w+)$/;
/** "no longer unlimited", "no need for a limit", "no doubt": the negation does not fall on the guard. */
const NOT_OF_GUARD =
  /^(longer|need|doubt|matter|reason|problem|question|idea|change|way|resource|pool|job|client)$/;
/** Something that the negated word itself names as a guard in another sense: "not only", "no more than 128". */
const COMPARISON = /^(only|just|more|less|later|fewer|than)$/;

/**
 * Which guards a statement says do not exist: limit, timeout, alert, review, in the order in which they are named.
 * It reads clause by clause: a negation, or a word of lack, and the guard that it falls on.
 */
export function missingGuards(said: string): readonly string[] {
  const found: string[] = [];
  const add = (name: string): void => {
    if (!found.includes(name)) found.push(name);
  };
  for (const clause of said.split(
    /[.;!?\n:]+|,\s*(?=but\b|while\b|although\b|yet\b)|\b(?:but|although|whereas)\b/i,
  )) {
    for (const name of inClause(clause)) add(name);
  }
  return found;
}

/** "a limit, an alert or a review": how a cause names the guards that are missing. */
export function guardsInWords(names: readonly string[]): string {
  const parts = names.map((name) => (/^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`));
  return list(parts, 'or');
}

function inClause(clause: string): string[] {
  const words = wordsOf(clause).map((word) => word.lower);
  const names: string[] = [];
  for (const word of words) {
    const lone = MISSING_WORDS.find(([pattern]) => pattern.test(word));
    if (lone && !words.some((w, n) => isNegator(w) && (words[n + 1] === word || words[n + 2] === word)))
      names.push(lone[1]);
  }
  const negations = words.flatMap((word, n) => (isNegator(word) || LACK.test(word) ? [n] : []));
  if (negations.length === 0) return names;
  words.forEach((word, n) => {
    const guard = GUARDS.find(([pattern]) => pattern.test(word));
    if (!guard) return;
    const negation = negations.findLast((at) => at < n);
    const after = negations.find((at) => at > n);
    // "nothing ... without a limit": two negations leave a guard that exists.
    const before = negations.filter((at) => at < n && n - at <= 12);
    const doubled =
      before.length >= 2 &&
      !/^n(either|or)$/.test(words[before.at(-1) ?? 0] ?? '') &&
      words
        .slice(before.at(-2), before.at(-1))
        .every((w) => w !== 'and' && w !== 'or' && w !== 'nor' && w !== 'there');
    if (negation !== undefined && n - negation <= 12) {
      const next = words[negation + 1] ?? '';
      if (doubled || (NOT_OF_GUARD.test(next) && next !== word) || COMPARISON.test(next)) return;
      const rest = upToCondition(words.slice(negation + 1), n - negation - 1);
      if (rest.some((w) => w !== word && ACTS.test(w))) return;
      names.push(guard[1]);
    } else if (after !== undefined && after - n <= 5) {
      // "a limit does not exist", "an alert was never set up", "the timeout is missing".
      const rest = words.slice(n + 1);
      if (rest.some((w) => ACTS.test(w))) return;
      if (LACK.test(words[after] ?? '') || rest.some((w) => EXISTS.test(w))) names.push(guard[1]);
    }
  });
  return names;
}

/** The words up to "before it reaches the limit": what follows says when the guard would act, not that it did. */
function upToCondition(words: readonly string[], guard: number): readonly string[] {
  const end = words.findIndex(
    (word, n) => n > guard && /^(before|until|when|while|if|unless|once)$/.test(word),
  );
  return end === -1 ? words : words.slice(0, end);
}

const EXISTS =
  /^(exists?|existed|set|sets|defined?|configured?|there|place|enabled|added|created?|built|present|planned|active|installed|in)$/;
