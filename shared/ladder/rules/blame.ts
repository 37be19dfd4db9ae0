import { type Clause, nounGroups, readingOf } from '../language/clauses.ts';
import { possibleInstead } from './advice.ts';
import { faultIn, faultNamed } from './conduct.ts';
import { isOrdinary, isPersonGroup } from './people.ts';
import { type CheckedSentence, inQuotes, negatedBefore, type Seen, type SentenceRule } from './sentence.ts';

// Dekker, The Field Guide to Understanding Human Error: "human error" is where an inquiry begins, not where it ends.

/** Judgements of people; they need no subject. */
const CARELESS =
  /\b(careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce|tly)|reckless(?:ly|ness)?|sloppy|sloppily|sloppiness|lazy engineer\w*|laziness|lazily|clumsy|clumsily|clumsiness|inattenti(?:ve|on|veness)|complacen(?:t|cy)|stupid(?:ly|ity)?|foolish(?:ly|ness)?|unprofessional(?:ly)?|irresponsib(?:le|ly|ility)|thoughtless(?:ly|ness)?|inexperience|inexperienced|unqualified|undisciplined|(?:lack of|insufficient|no|not enough|missing|little) (?:care|attention|discipline|diligence|skill|competence|vigilance|common sense|professionalism)|poor (?:judg(?:e)?ment|discipline|workmanship)|human factors?|human failure|pebkac|id-?10-?t|asleep at the wheel)\b/i;
const WRONGDOER =
  /\b(to blame|at fault|(?:is|are|was|were) guilty|whose fault|culprit is (?:the )?(?:\w+ )?(?:engineer|team|developer))\b/i;
/** Where a cause is laid: "due to the operator", "it is on the network guys", "the fault of the team". */
const LAID_ON =
  /\b(?:because of|due to|caused by|thanks to|down to|blamed? on|attribut(?:able|ed) to|result of|(?:the )?(?:responsibility|fault|doing|work) of|lies? with|lay with|(?:is|was|are|were) on|comes? from|goes to)$/i;
const IS_THE_CAUSE = /\b(?:cause|culprit|reason|problem|issue|trigger)$/i;

function regarded(sentence: CheckedSentence, range: Seen['range']): boolean {
  const word = Math.max(
    0,
    sentence.words.findIndex((one) => one.to > range[0]),
  );
  return !inQuotes(sentence.text, range[0]) && !negatedBefore(sentence, word);
}

/** A person in the place of a cause: "because of the on-call", "the root cause is the developer". */
function laidOn(sentence: CheckedSentence): Seen['range'] | null {
  const reading = readingOf(sentence.text);
  const { words } = reading;
  for (const group of nounGroups(words, 0, words.length)) {
    const first = words[group.from];
    const head = words[group.head];
    if (!first || !head || !isPersonGroup(words, group) || isOrdinary(head.lower)) continue;
    if (
      /^(?:we|us|they|them|who|i|you|he|she|anyone|anybody|nobody|team)$/.test(head.lower) &&
      group.to - group.from === 1
    )
      continue;
    const next = words[group.to];
    const before = sentence.text.slice(0, first.from).trimEnd();
    const on = LAID_ON.exec(before);
    // "due to the operator running out of tickets" says more than who.
    const ends =
      next === undefined ||
      next.stop !== '' ||
      next.tag === 'wh' ||
      next.tag === 'prep' ||
      next.tag === 'verb';
    if (on && ends && (next === undefined || next.tag !== 'verb' || next.form === 'ing'))
      return [on.index, head.to];
    const copula = words[group.from - 1];
    const subject = before.replace(/\b(?:is|was|are|were)$/i, '').trimEnd();
    if (
      copula?.tag === 'be' &&
      IS_THE_CAUSE.test(subject) &&
      (next === undefined || next.stop !== '' || next.tag === 'wh')
    )
      return [subject.search(/\w+$/), head.to];
  }
  return null;
}

/** "Had the reviewer looked at the plan": what might have been if somebody had acted otherwise. */
function hadThey(text: string): Seen['range'] | null {
  const { words } = readingOf(text);
  const group = words[0]?.lower === 'had' ? nounGroups(words, 1, Math.min(words.length, 7))[0] : undefined;
  if (group?.from !== 1 || !isPersonGroup(words, group)) return null;
  const told = words.slice(group.to, group.to + 3).some((word) => word.tag === 'be');
  return told ? null : [0, words[group.to]?.to ?? text.length];
}

/** A person, a team or the responder as the cause, or hindsight. */
export const blame: SentenceRule = {
  id: 'blame',
  severity: 'block',
  roles: ['answer', 'cause', 'problem'],
  check(sentence) {
    const { text } = sentence;
    const seen = (range: Seen['range'], clause: Clause | null = null): Seen => ({
      range,
      ...possibleInstead(text, clause),
    });
    for (const pattern of [CARELESS, WRONGDOER]) {
      const match = pattern.exec(text);
      if (!match) continue;
      const range: Seen['range'] = [match.index, match.index + match[0].length];
      if (regarded(sentence, range)) return seen(range);
    }
    const reading = readingOf(text);
    const wished = hadThey(text);
    if (wished) return seen(wished);
    for (const found of [faultNamed(reading), laidOn(sentence)])
      if (found && regarded(sentence, found)) return seen(found);
    for (const [n, clause] of reading.clauses.entries()) {
      const fault = faultIn(reading, clause, reading.clauses[n - 1] ?? null);
      if (fault && !inQuotes(text, fault[0])) return seen(fault, clause);
    }
    return null;
  },
};
