import { type Clause, nounGroups, type Reading, readingOf } from '../language/clauses.ts';
import { isNounToo } from '../language/verbs.ts';
import { contentStems, jaccard } from '../language/words.ts';
import { isPersonGroup } from './people.ts';
import { inQuotes, type Seen, type SentenceRule } from './sentence.ts';

type Words = readonly [from: number, to: number];

const ADVICE = 'These are two answers. Give each a rung of its own: one may be true without the other.';

/** Words by which a speaker adds one cause to another. */
const ADDS =
  /\b(?:and also|but also|as well as|in addition(?: to)?|besides|moreover|furthermore|additionally|on top of (?:that|which|it)|combined with|together with|coupled with|along with|plus|secondly|and separately|separately|another (?:reason|cause|factor|problem|issue)|the other (?:reason|cause|factor|problem|issue|half)|on the other hand|at the same time,|also because|and because|and due to|or else|alternatively|(?:[.;]|,)\s+(?:also|second|then there)|partly\b.+\bpartly)\b/i;
const COUNTED =
  /^\s*(?:(?:there (?:are|were)|we (?:have|see|found|had)|it(?:'s| is| was)|because of|due to) )?(?:at least )?(?:two|three|four|several|multiple|many|a couple of|a few|2|3|4) (?:[\w-]+ )?(?:causes|reasons|things|problems|issues|factors|explanations|faults|bugs|culprits|defects)\b|^\s*(?:an? |the )?(?:combination|mix|mixture|interplay|coincidence|combo) of\b.+\band\b|(?:^|\s)(?:1|a|i)[.)]\s.+\s(?:2|b|ii)[.)]\s/i;
const ALTERNATIVE =
  /^\s*(?:it (?:is|was) )?either\b.+\bor\b|^\s*not (?:only|just)\b.+(?:\bbut\b|\balso\b|\btoo\b|, )/i;

/** What a part of the system does when something else fails: the end of a chain, and no cause of its own. */
const SYMPTOM = new Set(
  'fail time wait block crash pause stall queue pile hang restart retry die kill slow lag starve reject return throw drop lose abort evict reset refuse stop miss spike back drain overflow timeout disconnect reconnect recover degrade suffer freeze error rebalance elect withdraw fall read fill rise climb go pick fire trigger roll page'.split(
    ' ',
  ),
);
/** What people do to a system, or what changes by itself. */
const CHANGES = new Set(
  'change grow move upgrade migrate deploy double triple increase decrease shrink expire drift reduce raise lower update launch release merge switch add remove replace rename rotate patch modify alter reconfigure introduce disable enable rotate drift age break corrupt misconfigure mute break overheat degrade'.split(
    ' ',
  ),
);
/** How a thing was set up: a state that no event brought about. */
const SET_UP = new Set(
  'tune configure set size place mount route map define schedule limit cap disable enable build design misconfigure write pin'.split(
    ' ',
  ),
);
const ANAPHOR =
  /^(?:it|its|they|their|them|this|that|these|those|then|so|both|each|which|itself|thereby|therefore|again|instead|meanwhile|afterwards|the same|such|nothing|nobody|none|no|all|every|everything)$/;

function words(reading: Reading, from: number, to: number): readonly string[] {
  return reading.words.slice(from, to).map((word) => word.lower);
}

/** A state: being, having, being set; it does not follow from the clause before as an event does. */
function isState(clause: Clause): boolean {
  if (/^(?:be|have|lack|need|contain|lie|seem|remain)$/.test(clause.lemma) && !clause.passive) return true;
  return clause.passive && (clause.past || SET_UP.has(clause.lemma)) && !SYMPTOM.has(clause.lemma);
}

/** Does the second clause take up what the first one says? */
function takesUp(reading: Reading, first: Clause, second: Clause): boolean {
  const own = words(reading, second.from, second.to);
  const start = second.subject && second.subject.from >= second.from ? second.subject.from : second.from;
  if (
    own
      .slice(0, 3)
      .some((word) =>
        /^(?:then|so|therefore|thus|thereby|hence|consequently|eventually|finally|immediately|soon)$/.test(
          word,
        ),
      )
  )
    return true;
  if (words(reading, start, start + 2).some((word) => ANAPHOR.test(word))) return true;
  if (
    second.subject !== null &&
    own.some((word) =>
      /^(?:it|them|its|their|instead|meanwhile|afterwards|there|itself|again|thereafter|accordingly)$/.test(
        word,
      ),
    )
  )
    return true;
  // What the first acts on is what the second is about: "locks the table, and the table ...".
  const object = first.object ? reading.words[first.object.head]?.lower : undefined;
  const subject = second.subject ? reading.words[second.subject.head]?.lower : undefined;
  return object !== undefined && object === subject && isNounToo(object) === false && object.length > 2;
}

/** Two clauses that stand beside each other: can each be true without the other? */
function independent(reading: Reading, first: Clause, second: Clause): boolean {
  if (second.sharedSubject && second.link === 'and') return false;
  if (second.subject === null && second.lemma !== 'be') return false;
  if (takesUp(reading, first, second)) return false;
  if (isState(second)) {
    // "The queue is full and the workers are blocked": what is done to things by a fault is a symptom.
    return !(second.passive && SYMPTOM.has(second.lemma));
  }
  // "goes to the wrong number": what is wrong is wrong by itself.
  const flawed = words(reading, second.verb, second.to).some((word) =>
    /^(?:wrong|outdated|bad|broken|faulty|buggy|incorrect|stale|expired|misplaced|incomplete|undersized|too)$/.test(
      word,
    ),
  );
  if (flawed && isState(first) && second.sharedSubject === false) return true;
  if (second.negated && !second.past) return isState(first);
  const bothPeople =
    isPersonGroup(reading.words, first.subject) && isPersonGroup(reading.words, second.subject);
  if (bothPeople) return true;
  const head = (clause: Clause): string =>
    clause.subject ? (reading.words[clause.subject.head]?.lower ?? '') : '';
  // "The Android build uses ... and the iOS build pins ...": one thing said of two of a kind.
  if (head(first) !== '' && head(first) === head(second) && !first.past) return true;
  if (first.lemma === second.lemma && first.lemma !== 'be' && !SYMPTOM.has(first.lemma)) return true;
  if (CHANGES.has(second.lemma) && (second.past || second.progressive))
    return !SYMPTOM.has(second.lemma) || isState(first);
  if (second.progressive && second.past) return true;
  if (isState(first) && second.past && !first.passive && /^(?:drop|lose|throttle)$/.test(second.lemma))
    return true;
  if (isState(first) && !SYMPTOM.has(second.lemma)) return true;
  return (
    second.past &&
    !SYMPTOM.has(second.lemma) &&
    CHANGES.has(first.lemma) &&
    !first.sharedSubject &&
    !isState(first)
  );
}

/** "Maintenance on the uplink, and the backup link is slow": a noun, and a clause that states something else. */
function nounThenClause(reading: Reading): Words | null {
  const first = reading.clauses[0];
  if (!first || !isState(first)) return null;
  for (let i = 1; i < first.verbFrom - 1; i += 1) {
    const word = reading.words[i];
    const plain = word?.tag === 'and' && word.lower !== 'or';
    if (!word || !plain) continue;
    const apart =
      word.stop === ',' || reading.words[i + 1]?.stop === ',' || word.lower === '+' || word.lower === 'plus';
    const one = /^(?:is|was|has|does)$/.test(reading.words[first.verbFrom]?.lower ?? '');
    if (
      (apart || one) &&
      marked(reading, i + 1) &&
      nounGroups(reading.words, 0, i).length > 0 &&
      !/^(?:both|either|between)$/.test(reading.words[0]?.lower ?? '')
    )
      return [i, i];
  }
  return null;
}

/** The first pair of clauses that are two answers: the words that join them. */
function joinedClauses(reading: Reading): Words | null {
  const { clauses } = reading;
  for (let n = 1; n < clauses.length; n += 1) {
    const second = clauses[n];
    const first =
      clauses.slice(0, n).findLast((one) => one.link !== 'rel' && one.link !== 'sub') ?? clauses[n - 1];
    if (!first || !second) continue;
    const joins =
      second.link === 'and'
        ? /^(?:and|or|plus|&|\+|but)$/.test(second.linkWord)
        : second.link === 'stop' && second.linkWord !== '' && second.linkWord !== ':';
    if (!joins) continue;
    const splice = second.link === 'stop';
    if (second.linkWord === 'but' && !isState(second)) continue;
    if (splice && second.linkWord === ',' && clauses[n - 1]?.link === 'sub') continue;
    if (splice && (second.subject === null || second.sharedSubject)) continue;
    if (splice && !(isState(second) || isState(first) || second.past)) continue;
    // A subordinate clause before the comma says when or why.
    if (
      clauses
        .slice(0, n)
        .some(
          (one) =>
            one.link === 'sub' &&
            one === clauses[n - 1] &&
            /^(?:when|while|if|after|before|as|until|once)$/.test(one.linkWord),
        ) &&
      splice
    )
      continue;
    if (jaccard(contentStems(text(reading, first)), contentStems(text(reading, second))) >= 0.6) continue;
    if (independent(reading, first, second)) {
      const at = splice ? second.from : second.from - 1;
      return [Math.max(0, at), Math.max(0, at)];
    }
  }
  return null;
}

function text(reading: Reading, clause: Clause): string {
  return words(reading, Math.min(clause.from, clause.subject?.from ?? clause.from), clause.to).join(' ');
}

/** Two causes named without a verb: "a bad cable and old firmware". */
function joinedNouns(reading: Reading): Words | null {
  const { clauses } = reading;
  const all = reading.words;
  const copula =
    clauses.length === 1 &&
    clauses[0]?.lemma === 'be' &&
    /^(?:it|this|that|cause|reason|problem)$/.test(all[clauses[0].subject?.head ?? -1]?.lower ?? '');
  if (clauses.length > 0 && !copula) return null;
  const list = clauses.length === 0 ? nounGroups(all, 0, all.length) : [];
  const [one, other] = list;
  if (
    list.length === 2 &&
    one &&
    other &&
    all.slice(one.to, other.from + 1).some((word) => word.stop === ',') &&
    other.preposition === null &&
    marked(reading, one.from) &&
    marked(reading, other.from) &&
    all.length <= other.to
  )
    return [other.from, other.from];
  for (const [i, word] of all.entries()) {
    if (word.tag !== 'and' || word.lower === 'but' || word.lower === 'or') continue;
    const left = nounGroups(all, 0, i);
    const right = nounGroups(all, i + 1, all.length);
    const a = left.at(-1);
    const b = right[0];
    if (!a || !b || b.preposition !== null || b.from > i + 2) continue;
    if (
      left.some((one) => /^(?:between|of|from|for|with)$/.test(one.preposition ?? '')) &&
      !marked(reading, b.from)
    )
      continue;
    const described = (group: { from: number; to: number; head: number }): boolean =>
      group.to - group.from >= 2 || marked(reading, group.from);
    if (!described(b) || !(described(a) || left.length > 1)) continue;
    const heads = [all[a.head]?.lower, all[b.head]?.lower];
    if (heads[0] === heads[1] && left.length === 1 && !marked(reading, b.from)) continue;
    return [i, i];
  }
  return null;
}

/** Begins with an article or an adjective: a noun group that stands for itself. */
function marked(reading: Reading, from: number): boolean {
  return /^(?:det|adj|poss|num)$/.test(reading.words[from]?.tag ?? '');
}

/** A clause on one side of an adding word, and a clause or a described noun on the other. */
function added(reading: Reading): readonly [number, number] | null {
  const match = ADDS.exec(reading.text);
  if (!match || inQuotes(reading.text, match.index)) return null;
  const left = reading.text.slice(0, match.index).trim();
  const right = reading.text.slice(match.index + match[0].length).replace(/^[\s,]+/, '');
  if (/^partly/i.test(match[0])) return [match.index, match.index + 6];
  if (left === '' || right.split(/\s+/).length < 2) return null;
  const word = match[0].toLowerCase();
  // "reads as well as writes", "the lock together with its lease": parts of one thing.
  const parts = /^(?:as well as|together with|along with|combined with|plus)$/.test(word);
  const after = readingOf(right);
  const before = readingOf(left);
  if (parts && after.clauses.length > 0 && before.clauses.length === 0 && after.clauses[0]?.subject)
    return null;
  if (
    parts &&
    before.clauses.length > 0 &&
    (after.clauses.length === 0 || after.clauses[0]?.subject === null)
  ) {
    const state = before.clauses.at(-1);
    if (!state || !(isState(state) || state.object === null || /being\b/.test(right))) return null;
    if (state.lemma !== 'be' && !state.passive && !/being\b/.test(right)) return null;
  }
  if (parts && before.clauses.length === 0 && after.clauses.length === 0) {
    const a = nounGroups(before.words, 0, before.words.length).at(0);
    const b = nounGroups(after.words, 0, after.words.length).at(0);
    if (!a || !b || (a.to - a.from < 2 && b.to - b.from < 2)) return null;
  }
  const subject = after.clauses[0]?.subject;
  if (
    subject &&
    /^(?:it|they|this|that)$/.test(after.words[subject.from]?.lower ?? '') &&
    !/other|another/.test(word)
  )
    return null;
  if (/^(?:besides|separately|at the same time,)$/.test(word) && after.clauses.length === 0) return null;
  if (jaccard(contentStems(left), contentStems(right)) >= 0.6) return null;
  return [match.index, match.index + match[0].length];
}

/** Two independent clauses or causes, joined: each deserves a rung, for each can be true without the other. */
export const twoAnswersInOne: SentenceRule = {
  id: 'two-answers-in-one',
  severity: 'warn',
  roles: ['answer', 'cause'],
  check({ text: said }) {
    const reading = readingOf(said);
    const seen = (range: readonly [number, number]): Seen => ({
      range,
      advice: ADVICE,
      rewording: said.slice(0, range[0]).replace(/[\s.,;:&+]+$/, '') || null,
    });
    const counted = COUNTED.exec(said);
    if (counted)
      return { range: [counted.index, counted.index + counted[0].length], advice: ADVICE, rewording: null };
    const alternative = ALTERNATIVE.exec(said);
    if (alternative) return { range: [0, alternative[0].length], advice: ADVICE, rewording: null };
    const plain = added(reading);
    if (plain) return seen(plain);
    const both = /^\s*both\b/i.test(said) && reading.clauses.length === 0;
    const joint = joinedClauses(reading) ?? nounThenClause(reading) ?? joinedNouns(reading);
    if (!joint && !(both && reading.words.some((word) => word.tag === 'and'))) return null;
    const from = reading.words[joint?.[0] ?? 0]?.from ?? 0;
    const to = reading.words[joint?.[1] ?? 0]?.to ?? said.length;
    if (inQuotes(said, from)) return null;
    return seen([from, to]);
  },
};
