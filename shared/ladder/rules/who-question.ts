import { nounGroups, type Reading, readingOf } from '../language/clauses.ts';
import { stem } from '../language/stem.ts';
import type { TaggedWord } from '../language/tagged-words.ts';
import { verbReading } from '../language/verbs.ts';
import { howInstead } from './advice.ts';
import { faultIn } from './conduct.ts';
import { isOrdinary, isPerson, isPersonGroup } from './people.ts';
import type { SentenceRule } from './sentence.ts';

/** What happens to people, or what they are told: to ask for it asks for the effect, not for the guilty. */
const LIVED =
  'see notice experience report get receive suffer feel complain use find lose hear observe need'.split(' ');
const MET_WITH = new Set(LIVED);
/** The same in the passive: "who was told". */
const DONE_TO = new Set([
  ...LIVED,
  ...'hit affect impact tell notify page inform alert reach ask concern warn'.split(' '),
]);
/** What somebody saw and knew is how it looked from inside; it is no search for a culprit. */
const SAW = new Set(
  'see know hear read get need have look expect believe show receive learn notice'.split(' '),
);
const GUILT =
  /^(?:fault|mistake|error|idea|job|responsibility|decision|commit|change|code|pr|turn|task|duty|shift|watch|call|fix|script|typo|laptop|credentials|login|account|command|blame|branch|patch)$/;
/** More than one person, or a part that people play: not somebody to find. */
const GROUP =
  /^(?:teams?|groups?|departments?|squads?|crews?|roles?|leaders?|supervisors?|workers?|drivers?|vendors?|suppliers?|sides?)$/;
const INDIVIDUAL_ONLY = /^(?:who|it|that|which|what|we|i)$/;

/** The lemma of the verb that follows, its form, and whether it is a plain past. */
function verbAfter(words: readonly TaggedWord[], at: number): { word: TaggedWord; place: number } | null {
  for (let i = at; i < Math.min(words.length, at + 8); i += 1) {
    const word = words[i];
    if (!word || (word.stop !== '' && i > at)) return null;
    if (/^(?:verb|be|have|do|modal)$/.test(word.tag)) return { word, place: i };
    // "Who in the data team", "who else", "who again": still before the verb.
    const reading = verbReading(word.lower);
    if (reading && reading.form !== 'ing' && i === at)
      return { word: { ...word, lemma: reading.lemma, form: reading.form }, place: i };
  }
  return null;
}

function lemmaAt(words: readonly TaggedWord[], i: number): string {
  const word = words[i];
  if (!word) return '';
  return word.tag === 'verb' ? word.lemma : (verbReading(word.lower)?.lemma ?? word.lower);
}

/** Is somebody sought behind this "who"? */
function seeksPerson(words: readonly TaggedWord[], at: number): boolean {
  const who = words[at];
  const before = words[at - 1];
  if (who?.lower === 'whom' || /^(?:by|for|to|from|with|of|on|about)$/.test(before?.lower ?? ''))
    return before?.lower === 'by';
  // "the engineer who ..." describes; it does not ask.
  if (
    before &&
    before.stop === '' &&
    (before.tag === 'noun' || before.tag === 'pron') &&
    !/^(?:idea|clue|guess|me|us|you)$/.test(before.lower)
  )
    return false;
  if (before?.lower === 'us' && words[at - 2]?.lower === 'of') return false;
  if (who?.lower === 'whose') {
    const noun = nounGroups(words, at + 1, words.length)[0];
    return noun !== undefined && GUILT.test(words[noun.head]?.lower ?? '');
  }
  const found = verbAfter(words, at + 1);
  if (!found) return true;
  const { word, place } = found;
  const rest = words.slice(place + 1, place + 5);
  const next = rest.find((one) => !/^(?:adv|not)$/.test(one.tag));
  if (word.tag === 'be') {
    if (!next) return true;
    const lemma = lemmaAt(words, words.indexOf(next));
    if (
      /^(?:guilty|responsible|accountable|liable|culprit|blame|supposed|careless|wrong|negligent|involve|involved|call|shift|duty|fault|drive|driving)$/.test(
        lemma,
      )
    )
      return true;
    if (next.lower === 'on' || next.lower === 'to' || next.lower === 'at') return true;
    if (next.tag === 'verb' && next.form === 'ing')
      return !MET_WITH.has(lemma) && (word.lower === 'was' || word.lower === 'were');
    if (DONE_TO.has(lemma) || next.tag === 'adj' || next.tag === 'prep') return false;
    return word.lower === 'was' || word.lower === 'were' || next.tag === 'det' || next.tag === 'noun';
  }
  if (word.tag === 'modal') {
    const lemmas = words.slice(place + 1, place + 5).map((one) => one.lower);
    return (
      lemmas.includes('have') ||
      lemmas.includes('blame') ||
      lemmas.includes('punish') ||
      lemmas.includes('fire')
    );
  }
  if (word.tag === 'do') {
    if (words.slice(place).some((one) => /^(?:accountable|responsible|blame|punish|fire)$/.test(one.lower)))
      return true;
    if (word.lower !== 'did') return false;
    const main = words.slice(place + 1).find((one) => one.tag === 'verb');
    return !main || !MET_WITH.has(main.lemma);
  }
  if (word.tag === 'have') {
    if (words[place + 1]?.tag === 'to') return false;
    const object = words.slice(place + 1).find((one) => one.tag === 'noun' || one.tag === 'verb');
    if (word.lower !== 'had' && object?.tag !== 'verb') return false;
    return (
      !/^(?:failures?|errors?|problems?|symptoms?|alerts?|timeouts?|trouble|issues?)$/.test(
        object?.lower ?? '',
      ) && !MET_WITH.has(object?.lemma ?? '')
    );
  }
  const past = word.form === 'past' || (word.form === 'participle' && !word.finite);
  const unmarked = word.form === 'base' && /^(?:put|set|let|hit|cut|shut|read|push)$/.test(word.lemma);
  return (past || unmarked) && !MET_WITH.has(word.lemma);
}

/** "which engineer", "which of you". */
function picksPerson(words: readonly TaggedWord[], at: number): boolean {
  const one = words[at + 1]?.lower === 'one' && words[at + 2]?.lower === 'of' ? 1 : 0;
  const of = words[at + 1 + one]?.lower === 'of';
  const group = nounGroups(words, at + 1 + one, words.length)[0];
  if (!group || (!of && group.from > at + 1)) return false;
  const head = words[group.head]?.lower ?? '';
  if (of)
    return (
      (isPersonGroup(words, group) && !isOrdinary(head) && !/^(?:them|these|those)$/.test(head)) ||
      /^(?:you|us|them)$/.test(head)
    );
  if (!isPersonGroup(words, group) || GROUP.test(head) || isOrdinary(head)) return false;
  const verb = verbAfter(words, group.to);
  return !(verb?.word.tag === 'modal' && words[verb.place + 1]?.tag !== 'have');
}

const ASIDE = /^(?:not|adv)$/;

/** The group after an auxiliary: "did the operator", "has somebody". */
function invertedSubject(words: readonly TaggedWord[], aux: number) {
  let i = aux + 1;
  while (words[i] && ASIDE.test(words[i]?.tag ?? '')) i += 1;
  const group = nounGroups(words, i, Math.min(words.length, i + 6))[0];
  return group && group.from === i ? group : null;
}

/** "Did the operator ...", "why was the engineer so slow", "what was the on-call doing". */
function asksAfterPerson(reading: Reading, aux: number, asked: string): boolean {
  const { words } = reading;
  const first = words[aux];
  if (!first) return false;
  if (first.tag === 'be' && words[aux + 1]?.lower === 'it') {
    const group = nounGroups(words, aux + 2, words.length)[0];
    const head = words[group?.head ?? -1]?.lower ?? '';
    return (
      asked === '' &&
      group !== undefined &&
      isPersonGroup(words, group) &&
      !isOrdinary(head) &&
      group.preposition !== 'by'
    );
  }
  const group = invertedSubject(words, aux);
  if (!group) return false;
  const head = words[group.head]?.lower ?? '';
  // "the developer portal": what follows the role belongs to it.
  let end = group.to;
  let person = isPersonGroup(words, group);
  if (!person) {
    const inner = words
      .slice(group.from, group.to)
      .findIndex(
        (word, n) =>
          n > 0 &&
          isPerson(words[group.from + n - 1]?.lower ?? '', stem(words[group.from + n - 1]?.lower ?? '')) &&
          verbReading(word.lower) !== null &&
          group.from + n === group.head,
      );
    if (inner > 0) {
      person = true;
      end = group.from + inner;
    }
  }
  const nobody =
    /^(?:nobody|noone|no-one|anybody|anyone|somebody|someone)$/.test(head) ||
    words[group.from]?.lower === 'no';
  if (!person || isOrdinary(words[end - 1]?.lower ?? '')) return false;
  if (/^(?:it|that|they|i)$/.test(head) || (INDIVIDUAL_ONLY.test(head) && head !== 'we'))
    return (
      head === 'they' &&
      asked === 'why' &&
      first.lower === 'did' &&
      words.slice(aux, end + 1).some((one) => one.tag === 'not')
    );
  const rest = words.slice(end).filter((word) => word.tag !== 'adv');
  const negated =
    /^(?:nobody|noone|no-one)$/.test(head) ||
    words[group.from]?.lower === 'no' ||
    words
      .slice(aux, Math.min(words.length, end + 3))
      .some((word) => word.tag === 'not' || word.lower === "n't");
  const mainAt = words.findIndex(
    (word, n) => n >= end && !ASIDE.test(word.tag) && word.tag !== 'prep' && word.tag !== 'det',
  );
  const lemma = lemmaAt(words, mainAt);
  const main = words[mainAt];
  const passive = first.tag === 'be' && (main?.form === 'participle' || main?.form === 'past');
  const polite = /^(?:can|could|would|will)$/.test(first.lower);
  if (head === 'we' || head === 'you') {
    if (head === 'we') return asked === 'why' && first.lower === 'did' && negated;
    return (
      first.lower === 'did' && (asked === 'why' || (asked === '' && !/^(?:see|notice|get)$/.test(lemma)))
    );
  }
  if (passive) return false;
  if (asked === 'why') {
    if (first.tag === 'modal') return first.lower !== 'could' && first.lower !== 'can';
    if (first.tag === 'be')
      return (
        rest.some((word) =>
          /^(?:so|too|careful|attentive|asleep|careless|slow|lazy|absent|distracted)$/.test(word.lower),
        ) || negated
      );
    return first.lower !== 'do' && !(SAW.has(lemma) && first.lower === 'does');
  }
  if (asked === 'how')
    return (
      polite && (negated || rest.some((word) => /^(?:so|miss|forget|ignore|overlook)$/.test(word.lower)))
    );
  if (asked === 'what') return /^(?:did|was|were|had|has)$/.test(first.lower) && !SAW.has(lemma);
  if (asked !== '') return false;
  if (polite) return words.slice(end, end + 2).some((word) => word.tag === 'have');
  if (first.tag === 'be') return !DONE_TO.has(lemma) && main?.lower !== 'able';
  if (first.lower === 'do' || first.lower === 'does') return false;
  return !/^(?:get|receive|see)$/.test(lemma) || nobody;
}

/** A question that looks for a person; what and how find causes. */
export const whoQuestion: SentenceRule = {
  id: 'who-question',
  severity: 'warn',
  roles: ['question'],
  check({ text }) {
    const reading = readingOf(text);
    const { words } = reading;
    const seen = (from: number, to = from) => ({
      range: [words[from]?.from ?? 0, words[to]?.to ?? text.length] as const,
      ...howInstead(text),
    });
    for (const [i, word] of words.entries()) {
      if (/^(?:who|whom|whose)$/.test(word.lower) && seeksPerson(words, i)) return seen(i);
      if (word.lower === 'which' && picksPerson(words, i)) return seen(i, Math.min(words.length - 1, i + 1));
      if (/^(?:be|have|do|modal)$/.test(word.tag) && word.finite) {
        const before = words[i - 1];
        const asked =
          before && before.stop === '' && /^(?:why|how|what|when|where)$/.test(before.lower)
            ? before.lower
            : '';
        const opens =
          asked !== '' ||
          i === 0 ||
          word.stop !== '' ||
          /^(?:so|and|but|then|ok|okay)$/.test(before?.lower ?? '');
        if (opens && asksAfterPerson(reading, i, asked))
          return seen(asked === '' ? i : i - 1, Math.min(words.length - 1, i + 1));
      }
    }
    for (const [n, clause] of reading.clauses.entries()) {
      if (clause.link !== 'rel' || !/^(?:that|who)$/.test(clause.linkWord)) continue;
      const fault = faultIn(reading, clause, reading.clauses[n - 1] ?? null);
      if (fault) return { range: fault, ...howInstead(text) };
    }
    return null;
  },
};
