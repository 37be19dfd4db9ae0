import { type Clause, nounGroups, type Reading, readingOf } from '../language/clauses.ts';
import { verbReading } from '../language/verbs.ts';
import { absenceIn, absentNoun, isPractice, saysWhatHappened } from './absence.ts';
import { causeInstead } from './advice.ts';
import { isPersonGroup } from './people.ts';
import { type CheckedSentence, inQuotes, type SentenceRule } from './sentence.ts';

type Words = readonly [from: number, to: number];

/** What one does to a system on purpose. */
const CHANGE = new Set(
  'add buy get introduce scale upgrade use switch migrate move rewrite refactor implement install hire automate deploy enable adopt replace fix build create write increase raise double triple split extend expand enlarge improve provide tune train separate isolate decouple shard partition throttle monitor test review document modernise modernize redesign rebuild optimise optimize rearchitect outsource simplify strengthen reduce lower widen harden containerise containerize go have scale-out invest set purchase order procure'.split(
    ' ',
  ),
);
/** Verbs that a sentence can begin with as a proposal. */
const PROPOSE =
  /^(?:add|buy|introduce|scale|upgrade|switch|migrate|move|rewrite|refactor|implement|install|hire|automate|enable|adopt|replace|fix|build|create|increase|raise|double|split|extend|expand|improve|separate|isolate|shard|use|set|deploy|invest|reduce|lower|tune|train|optimi[sz]e|redesign|rebuild)$/;
/** More of it, a better one, another one. */
const MORE =
  /^(?:more|better|bigger|larger|faster|additional|extra|another|new|proper|second|third|dedicated|separate|stronger|stricter|newer|higher|wider|smarter|modern|real|redundant|independent|bigger-sized|different|scalable)$/;
const SOLVES = new Set(
  'fix help solve prevent avoid save catch stop resolve address improve eliminate mitigate cure'.split(' '),
);
const REMEDY_NOUN = /^(?:solution|fix|remedy|answer|cure|recommendation|proposal|suggestion|way forward)$/;
/** "Each request needs a second lookup" tells how a thing works. */
const GENERIC = /^(?:each|every|all|any)$/;

function range(reading: Reading, from: number, to: number): Words {
  return [reading.words[from]?.from ?? 0, reading.words[Math.max(from, to)]?.to ?? reading.text.length];
}

/** Does the sentence go on to say what happens: "so", "which", "and then"? */
function goesOn(reading: Reading, clause: Clause): boolean {
  return reading.clauses.some(
    (other) =>
      other !== clause &&
      other.verb > clause.verb &&
      /^(?:so|which|therefore|thus|but|and|while|until|before)$/.test(
        other.linkWord.replace(/^and so$/, 'so'),
      ) &&
      other.modal !== 'should' &&
      other.modal !== 'must',
  );
}

/** The words from a verb on that tell of more, or of a remedy; figures tell how much a thing takes. */
function wantsRemedy(reading: Reading, clause: Clause): boolean {
  const { words } = reading;
  const group = nounGroups(words, clause.verb + 1, clause.to).find((one) => one.preposition === null);
  if (!group) return false;
  const own = words.slice(group.from, group.to);
  if (
    own.some((word) => word.tag === 'num' || /^\d/.test(word.lower)) &&
    !own.some((word) => word.lower === 'more')
  )
    return false;
  if (
    own.some((word) => MORE.test(word.lower)) &&
    !/^(?:time|requests?|attempts?|seconds?|minutes?|round)$/.test(words[group.head]?.lower ?? '')
  )
    return true;
  const head = words[group.head]?.lower ?? '';
  if (
    /^(?:upgrade|update|refactoring|rewrite|redesign|replacement|extension|overhaul|fix|patch|modernisation|modernization|migration)$/.test(
      head,
    )
  )
    return true;
  const person = clause.subject === null || isPersonGroup(words, clause.subject);
  if (clause.lemma === 'require' && !person) return false;
  // What people say they need is a wish, whatever it is.
  const indefinite_ = /^(?:an?|some)$/.test(words[group.from]?.lower ?? '');
  if (
    person &&
    clause.subject !== null &&
    indefinite_ &&
    !/^(?:minute|hour|moment|day|time|restart|reboot|reload|look|name|number|second|week|bit|lot|way|reason|decision)$/.test(
      head,
    )
  )
    return true;
  return (
    isPractice(head) &&
    !/^(?:time|lock|locks|memory|restart|reload|warm-?up|process|trace|path|system|access)$/.test(head) &&
    words[group.from]?.tag !== 'pron'
  );
}

/** A clause that says what ought to be done or had. */
function proposes(reading: Reading, clause: Clause): boolean {
  const { words } = reading;
  const first = words[clause.subject?.from ?? -1]?.lower ?? '';
  if (GENERIC.test(first) || clause.negated) return false;
  const person = clause.subject === null || isPersonGroup(words, clause.subject);
  const rest = words.slice(clause.verb + 1, clause.to);
  if (/^(?:need|require|want|deserve)$/.test(clause.lemma) && clause.modal !== 'will') {
    if (clause.passive) {
      const subject = words.slice(clause.subject?.from ?? 0, clause.verbFrom);
      return (
        subject.some((word) => MORE.test(word.lower) || isPractice(word.lower)) && !goesOn(reading, clause)
      );
    }
    if (clause.to_ !== null) return bound(reading, clause, person);
    if (rest[0]?.form === 'ing' || /ing$/.test(rest[0]?.lower ?? ''))
      return person || !goesOn(reading, clause);
    return wantsRemedy(reading, clause) && (person || !goesOn(reading, clause));
  }
  if (clause.lemma === 'have' && clause.to_ !== null && words[clause.verb + 1]?.tag === 'to')
    return bound(reading, clause, person);
  if (clause.modal !== null && /^(?:should|must|ought)$/.test(clause.modal)) {
    if (clause.perfect && !/^(?:we|they|you)$/.test(first)) return false;
    const lemma = clause.to_ !== null && clause.modal === 'ought' ? clause.to_ : clause.lemma;
    if (clause.passive) return CHANGE.has(clause.lemma) && !goesOn(reading, clause);
    if (lemma === 'be')
      return rest.some((word) => MORE.test(word.lower) || /er$/.test(word.lower)) && !goesOn(reading, clause);
    if (lemma === 'have') return wantsRemedy(reading, clause) && !goesOn(reading, clause);
    if (person) return CHANGE.has(lemma);
    return (
      /^(?:use|get|run|cache|retry|support|scale|move|switch|migrate)$/.test(lemma) &&
      (wantsRemedy(reading, clause) || indefinite(reading, clause)) &&
      !goesOn(reading, clause)
    );
  }
  if (/^(?:could|can|would|might)$/.test(clause.modal ?? '') && clause.passive)
    return (
      SOLVES.has(clause.lemma) &&
      /\b(?:by|with)\b/i.test(textOf(reading, clause)) &&
      clause.lemma !== 'catch' &&
      clause.lemma !== 'stop'
    );
  if (
    clause.modal === 'could' &&
    clause.lemma === 'use' &&
    person &&
    clause.subject !== null &&
    wantsRemedy(reading, clause)
  )
    return true;
  if (clause.modal === 'would' && !clause.negated) {
    if (clause.lemma === 'be')
      return /^(?:better|good|enough|nice|best|wise|needed|helpful)$/.test(rest[0]?.lower ?? '');
    if (/^(?:need|require)$/.test(clause.lemma)) return wantsRemedy(reading, clause);
    return SOLVES.has(clause.lemma) && !isPersonGroup(words, clause.subject);
  }
  return false;
}

/** "should use exponential backoff": what it should use is not yet there. */
function indefinite(reading: Reading, clause: Clause): boolean {
  const first = reading.words[clause.object?.from ?? -1];
  return (
    first !== undefined &&
    !/^(?:the|this|that|these|those|its|their|our|all|both|every|each)$/.test(first.lower) &&
    first.tag !== 'num' &&
    first.tag !== 'pron'
  );
}

function textOf(reading: Reading, clause: Clause): string {
  return reading.text.slice(
    reading.words[clause.from]?.from ?? 0,
    reading.words[clause.to - 1]?.to ?? reading.text.length,
  );
}

/** "needs to be upgraded", "have to migrate": what it is bound to do is a change on purpose. */
function bound(reading: Reading, clause: Clause, person: boolean): boolean {
  const { words } = reading;
  const verb = clause.to_ ?? '';
  const after = words.findIndex((word, n) => n > clause.verb && word.tag === 'to');
  const rest = words.slice(after + 1, clause.to);
  if (verb === 'be') {
    const participle = rest.find(
      (word) => word.tag === 'verb' || (word.tag === 'adj' && verbReading(word.lower) !== null),
    );
    if (participle && /i[sz]ed$/.test(participle.lower) && !goesOn(reading, clause)) return true;
    if (participle)
      return CHANGE.has(verbReading(participle.lower)?.lemma ?? participle.lemma) && !goesOn(reading, clause);
    return rest.some((word) => MORE.test(word.lower));
  }
  if (person) return CHANGE.has(verb);
  return (
    /^(?:use|get|have|scale|move|switch|migrate|support|grow|go)$/.test(verb) && !goesOn(reading, clause)
  );
}

/** "Add more servers", "Upgrade the database": no verb but a proposal. */
function commands(reading: Reading): Words | null {
  const { words, clauses } = reading;
  const first = words[0];
  // "a need for better balancing": a wish as a noun.
  const need = words.findIndex((word, n) => word.lower === 'need' && words[n + 1]?.lower === 'for');
  if (
    need >= 0 &&
    need <= 4 &&
    clauses.every(
      (clause) =>
        clause.lemma === 'be' || clause.lemma === 'need' || clause.lemma === 'have' || clause.lemma === 'see',
    )
  )
    return range(reading, need, need + 1);
  if (!first || !PROPOSE.test(first.lower)) return null;
  const next = words[1];
  if (!next || !/^(?:det|poss|adj|num|noun|prep|to|verb)$/.test(next.tag)) return null;
  const others = clauses.filter((clause) => clause.verb !== 0);
  if (others.length > 0 && !(first.tag === 'verb' && first.finite)) return null;
  if (others.some((clause) => clause.linkWord !== 'so' && clause.link !== 'sub' && clause.link !== 'rel'))
    return null;
  // "Scale of the load": a noun.
  return next.lower === 'of' ? null : range(reading, 0, 1);
}

/** "The solution is to shard the table". */
function namesSolution(reading: Reading, clause: Clause): boolean {
  const state = reading.words.slice(clause.verb + 1, clause.to).find((word) => word.tag !== 'adv');
  const opens = verbReading(reading.words[clause.from]?.lower ?? '');
  // "Implementing retries is necessary".
  if (
    opens?.form === 'ing' &&
    PROPOSE.test(opens.lemma) &&
    !clause.negated &&
    /^(?:necessary|needed|required|essential|advisable|recommended|overdue)$/.test(
      state?.lower ?? reading.words[clause.verb]?.lower ?? '',
    )
  )
    return true;
  const head = reading.words[clause.subject?.head ?? -1]?.lower ?? '';
  if (clause.lemma !== 'be') return false;
  if (REMEDY_NOUN.test(head) && (clause.to_ !== null || clause.object !== null)) return true;
  return nounGroups(reading.words, clause.verb + 1, clause.to).some(
    (group) =>
      /^(?:solution|remedy|cure)$/.test(reading.words[group.head]?.lower ?? '') && group.preposition === null,
  );
}

/** What the clause says is needed, for the question what happens without it. */
function neededIn(reading: Reading, clause: Clause): Parameters<typeof causeInstead>[0] {
  if (
    !/^(?:need|require|want|have)$/.test(clause.lemma) ||
    clause.passive ||
    clause.to_ !== null ||
    !clause.object
  )
    return null;
  const thing = reading.text.slice(
    reading.words[clause.object.from]?.from ?? 0,
    reading.words[clause.object.to - 1]?.to ?? reading.text.length,
  );
  return { thing, as: 'needed' };
}

/** What the absence is of, and whether it is gone or only scarce. */
function wishedFor(text: string, wish: Words): Parameters<typeof causeInstead>[0] {
  const thing = absentNoun(text);
  if (thing === null) return null;
  const short = /\b(?:enough|few|little|insufficient|inadequate|poor|weak|scarce|limited)\b/i.test(
    text.slice(...wish),
  );
  return { thing, as: short ? 'short' : 'absent' };
}

function wished(sentence: CheckedSentence): Words | null {
  const { text } = sentence;
  const wish = absenceIn(text);
  if (!wish || inQuotes(text, wish[0]) || saysWhatHappened(text, wish)) return null;
  return wish;
}

/** A remedy put in the place of the problem: it ends the search before it began. */
export const solutionAsProblem: SentenceRule = {
  id: 'solution-as-problem',
  severity: 'block',
  roles: ['answer', 'cause', 'problem'],
  check(sentence) {
    const { text } = sentence;
    const reading = readingOf(text);
    // "No autoscaling", "missing index": a remedy that is wished for, with nothing that happens without it.
    const wish = wished(sentence);
    if (wish) return { range: wish, ...causeInstead(wishedFor(text, wish)) };
    const command = commands(reading);
    // The title of a change is what somebody did, not what is to be done.
    if (command && !inQuotes(text, command[0])) return { range: command, ...causeInstead(null) };
    for (const clause of reading.clauses) {
      if (!proposes(reading, clause) && !namesSolution(reading, clause)) continue;
      const from =
        clause.subject && clause.subject.from < clause.verb ? clause.subject.from : clause.verbFrom;
      const found = range(reading, from, Math.max(clause.verb, (clause.object?.to ?? 0) - 1));
      if (!inQuotes(text, found[0])) return { range: found, ...causeInstead(neededIn(reading, clause)) };
    }
    return null;
  },
};
