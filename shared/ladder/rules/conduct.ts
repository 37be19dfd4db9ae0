import { type Clause, type NounGroup, nounGroups, type Reading } from '../language/clauses.ts';
import { stem } from '../language/stem.ts';
import { verbReading } from '../language/verbs.ts';
import { isOrdinary, isPerson, isPersonGroup } from './people.ts';

type Range = readonly [from: number, to: number];

/** Verbs by which people are said to have failed; each is harmless with a thing as its subject. */
const FAILING = new Set(
  'forget neglect overlook ignore miss mess botch bungle screw blunder slip err misread mishandle skip disregard underestimate overestimate assume rush panic violate disobey break cause blame delay hide dismiss bypass omit waste fat-finger finger insist gamble guess introduce hard-code hardcode refuse misunderstand rubber-stamp wreck ruin crash pressure bully overrule downplay oversleep procrastinate tamper meddle sabotage lie'.split(
    ' ',
  ),
);
/** "mis-": misconfigured, mistyped, misjudged. */
const WRONGLY_DONE =
  /^mis(?:con|typ|judg|read|hand|set|spel|label|rout|place|appl|calc|count|diag|und|man|us|plac|key|inter|assign|quot|order|wir|click|cop|enter|estim)/;

/** Deeds that do harm to what they are done to, unless it is only stopped. */
const HARMING = new Set(
  'delete drop wipe erase destroy disable unplug corrupt overwrite silence mute truncate unmount decommission revoke purge turn switch shut kill pull leave'.split(
    ' ',
  ),
);
const OFF = new Set('turn switch shut leave pull'.split(' '));
/** What is stopped to help: "killed the blocking query". */
const STOPPABLE =
  /^(?:quer(?:y|ies)|process(?:es)?|pods?|sessions?|jobs?|tasks?|runs?|connections?|threads?|containers?|workers?|instances?|traffic|retries|locks?|requests?|nodes?|features?|flags?)$/;

/** What is no failing when it is not done: states and what comes to one. */
const NO_DUTY = new Set(
  'be have get receive see know own want need hear like belong exist depend share use work understand-not'.split(
    ' ',
  ),
);
/** What only people do, so that a bare name can be their subject. */
const HUMAN_ONLY = new Set(
  'insist forget bother care decide promise neglect refuse approve botch overlook misread misjudge assume panic rush fat-finger push merge tell give overrule ignore skip'.split(
    ' ',
  ),
);
/** Judgements that a person is. */
const CHARACTER =
  /^(?:careless|lazy|sloppy|tired|asleep|distracted|confused|reckless|negligent|hasty|unprepared|incompetent|inexperienced|stupid|guilty|clumsy|overconfident|impatient|sleepy|drunk|clueless|ignorant|irresponsible|inattentive|slow|unaware|complacent|arrogant|wrong|absent)$/;
const VIRTUE =
  /^(?:careful|attentive|diligent|thorough|awake|alert|competent|qualified|prepared|cautious|vigilant|focused|disciplined|responsible|paying|thinking|smart|bright)$/;
/** "too small", "too few": how many people there are, and not how they are. */
const SIZE = /^(?:small|few|large|big|busy|many|far|overloaded|thin|stretched)$/;

const MISTAKE =
  /^(?:failures?|errors?|err|mistakes?|slips?|oversights?|blunders?|typos?|faults?|negligence|carelessness|misjudge?ments?|misconfigurations?|incompetence|ignorance|inattention|laziness|sloppiness|misunderstandings?|complacency|recklessness|inexperience|decisions?|choices?|call|assumptions?|judge?ments?|work|handling|execution|planning|discipline|communication|job|homework|code|design|quer(?:y|ies)|scripts?)$/;
const ALWAYS_MISTAKE =
  /^(?!decision|choice|call|assumption|judge?ment|work|handling|execution|planning|discipline|communication|job|homework|code|design|quer|script)/;
const BAD = /^(?:wrong|incorrect|bad|broken|faulty|untested|unreviewed|poor|terrible|unsafe|stupid|rash)$/;
const LOW_STANDING =
  /^(?:interns?|juniors?|trainees?|newcomers?|rookies?|hires?|contractors?|freelancers?|temps?|apprentices?)$/;

const FAULT_ADVERB =
  /^(?:wrongly|accidentally|mistakenly|carelessly|recklessly|inadvertently|prematurely|hastily|blindly|foolishly|incorrectly|unintentionally|erroneously|thoughtlessly|needlessly|sloppily|negligently|badly|poorly|improperly)$/;
const FAULT_PHRASE =
  /\b(?:by (?:mistake|accident|error)|in error|without (?:even |any |first |ever |due |proper |prior )*(?:\w+ing|review|approval|permission|notice|consent|care|thought|authori[sz]ation|backup|a (?:review|second look|test|ticket|backup))|too (?:early|late|soon|long|quickly|fast|slowly|hastily|often)|(?:straight|directly) (?:to|in|into|on) (?:prod\w*|master|main|live)|with (?:failing|broken|red|known) \w+|against (?:all |the |our |any )?(?:\w+ )?(?:advice|polic\w+|rules?|warnings?|process|procedures?|freeze)|despite (?:the |a |all |our |every )?(?:\w+ )?(?:warnings?|freeze|advice|alerts?|rules?)|in spite of)\b/i;
/** "without warning", "without locking" says how a thing was done; only these are duties of people. */
const WITHOUT_DUTY =
  /\bwithout (?:even |any |first |ever |due |proper |prior )*(?:telling|asking|checking|testing|reading|thinking|caring|bothering|looking|informing|consulting|verifying|reviewing|paying|warning|notifying|understanding|waiting|(?:running|making|taking|doing|following|opening) (?:the |a |any )?(?:\w+ )?(?:suites?|tests?|checks?|backups?|copy|reviews?|checklists?|runbooks?|docs|diff|logs|notes|procedure|steps)|review|approval|permission|notice|consent|care|thought|authori[sz]ation|tests?|backup|a (?:review|second look|test|ticket|backup))\b/i;

/** Words of a clause from its verb to its end. */
function tail(reading: Reading, clause: Clause): readonly { lower: string; from: number; to: number }[] {
  return reading.words.slice(clause.verb, clause.to);
}

function textOf(reading: Reading, clause: Clause): string {
  const first = reading.words[clause.from];
  const last = reading.words[clause.to - 1];
  return first && last ? reading.text.slice(first.from, last.to) : '';
}

function rangeOf(reading: Reading, from: number, to: number): Range {
  return [reading.words[from]?.from ?? 0, reading.words[Math.max(from, to)]?.to ?? reading.text.length];
}

/** Departments that stand for their people. */
const DEPARTMENT =
  /^(?:operations|support|security|finance|legal|product|infrastructure|infra|platform|procurement|logistics|production|engineering|helpdesk|networking|compliance|hr)$/;

/** A name or a department without an article, before a verb that only people do. */
function isBareName(reading: Reading, group: NounGroup | null, lemma: string): boolean {
  const word = group === null ? undefined : reading.words[group.from];
  if (!group || !word || group.to - group.from !== 1) return false;
  if (
    DEPARTMENT.test(word.lower) &&
    /^(?:fail|neglect|forget|refuse|decide|insist|overlook|ignore|delay|rush)$/.test(lemma)
  )
    return true;
  if (!HUMAN_ONLY.has(lemma)) return false;
  return /^\p{Lu}\p{Ll}+$|^(?:IT|QA|HR|SRE)$/u.test(word.text) && !/s$/.test(word.text);
}

/** What a person is said to have done in a clause, where it is said as a fault. */
export function faultIn(reading: Reading, clause: Clause, before: Clause | null): Range | null {
  const { words } = reading;
  const agents = nounGroups(words, clause.verb + 1, clause.to).filter((one) => one.preposition === 'by');
  const byPerson = clause.passive ? (agents.find((one) => isPersonGroup(words, one)) ?? null) : null;
  const subject = clause.passive ? null : clause.subject;
  const who = byPerson ?? subject;
  const head = who === null ? '' : (words[who.head]?.lower ?? '');
  const person = who !== null && (isPersonGroup(words, who) || isBareName(reading, who, clause.lemma));
  const whoever = clause.linkWord === 'whoever' || head === 'whoever';
  if (whoever && clause.past) return rangeOf(reading, Math.max(0, clause.from - 1), clause.to - 1);
  if (!person || who === null) return passiveHindsight(reading, clause);
  if (/^(?:us|them|me|him|her)$/.test(head) && byPerson === null) return null;
  const at = rangeOf(
    reading,
    byPerson ? clause.verbFrom : who.from < clause.verb ? who.from : clause.verbFrom,
    byPerson
      ? byPerson.to - 1
      : Math.max(clause.verb, clause.object?.to ? clause.object.to - 1 : clause.verb),
  );
  if (
    words[clause.subject?.from ?? -1] &&
    /^(?:nobody|no|none|no-one|noone|neither)$/.test(words[clause.subject?.from ?? 0]?.lower ?? '')
  ) {
    // A denial that judges all who were there.
    return /^(?:bother|care)$/.test(clause.lemma) ||
      (/^(?:think|pay|take|have)$/.test(clause.lemma) &&
        /\b(?:attention|care|sense|trouble)\b/i.test(textOf(reading, clause)))
      ? at
      : null;
  }
  if (explained(before, clause) && clause.modal === null) return null;
  const text = textOf(reading, clause);
  const past = clause.past || clause.perfect;
  const ordinary = isOrdinary(head);
  if (hindsight(clause, text) && !ordinary) return at;
  if (clause.modal !== null && clause.modal !== 'would') return null;
  if (clause.linkWord === 'if')
    return /\bhad(?:n't)?\b/.test(text) && !ordinary && (!clause.passive || byPerson) ? at : null;
  if (ordinary) return null;
  const low = LOW_STANDING.test(head) && past && !clause.negated;
  if (low && (byPerson !== null || !clause.passive) && clause.lemma !== 'be') return at;
  if (clause.lemma === 'be' && !clause.passive) return judged(reading, clause) ? at : null;
  if (clause.progressive && /^(?:sleep|play|chat|joke|daydream|drink)$/.test(clause.lemma)) return at;
  const onGoing = gerundAfter(reading, clause);
  if (onGoing !== null && FAILING.has(onGoing) && !clause.negated) return at;
  if (
    clause.negated &&
    clause.lemma === 'know' &&
    /\bwhat (?:he|she|they) (?:was|were|is|are) doing\b/i.test(reading.text)
  )
    return at;
  if (clause.negated) return undone(clause, head, byObject(reading, clause)) ? at : null;
  const first = words[clause.verb + 1]?.lower ?? '';
  const idle = /^(?:over|back)$/.test(first);
  if (clause.lemma === 'fail' && (clause.to_ !== null || byPerson)) return at;
  if (
    (FAILING.has(clause.lemma) && !idle) ||
    WRONGLY_DONE.test(clause.lemma) ||
    WRONGLY_DONE.test(words[clause.verb]?.lower ?? '')
  )
    return weakPronoun(head, clause.lemma) ? null : at;
  if (harms(reading, clause) && (past || byPerson)) return weakPronoun(head, clause.lemma) ? null : at;
  const rest = tail(reading, clause);
  if (
    rest.slice(1).some((word) => BAD.test(word.lower) && word.lower !== 'poor') &&
    past &&
    !/^(?:find|see|notice|get|receive|report|detect|discover|spot|fix|correct|revert|replace|reject|learn|hear|read)$/.test(
      clause.lemma,
    )
  )
    return at;
  if (/^(?:make|commit|do|introduce)$/.test(clause.lemma) && clause.object && mistake(reading, clause.object))
    return at;
  if (
    /^(?:have|take|do|get|pull|cut|lose|go)$/.test(clause.lemma) &&
    /\b(?:no (?:idea|clue)|did nothing|took too long|took (?:over|more than|almost|nearly|about|another|\w+) (?:an? |\w+ )?(?:hours?|minutes?|days?|ages|forever)(?: \w+)? to|the plug|cut corners|lost track|went home|got it wrong)\b/i.test(
      text,
    )
  )
    return at;
  if (
    (past || clause.progressive || clause.object !== null) &&
    words.slice(clause.from, clause.to).some((word) => FAULT_ADVERB.test(word.lower))
  )
    return at;
  if (
    clause.lemma === 'lack' &&
    /^(?:discipline|care|skills?|competence|will|courage|experience|attention|diligence)$/.test(
      byObject(reading, clause),
    )
  )
    return at;
  if ((past || byPerson) && faultPhrase(text)) return at;
  if (past && /\b(?:destroy|rm -rf|drop table|force-?push|--force)\b/i.test(text)) return at;
  return null;
}

function faultPhrase(text: string): boolean {
  const match = FAULT_PHRASE.exec(text);
  return match !== null && (!/^without/i.test(match[0]) || WITHOUT_DUTY.test(text));
}

/** "keep ignoring", "continued to skip": the deed behind a verb that only tells how it went. */
function gerundAfter(reading: Reading, clause: Clause): string | null {
  if (!/^(?:keep|continue|start|begin|tend|like|love|prefer)$/.test(clause.lemma)) return null;
  if (clause.to_ !== null) return clause.to_;
  return verbReading(reading.words[clause.verb + 1]?.lower ?? '')?.lemma ?? null;
}

/** What the system offered explains the deed: "both look the same, so an operator deleted the wrong one". */
function explained(before: Clause | null, clause: Clause): boolean {
  return before !== null && clause.link === 'sub' && /^(?:so|thus|therefore|hence)$/.test(clause.linkWord);
}

/** Pronouns stand for things too; with these verbs they say nothing of people. */
function weakPronoun(head: string, lemma: string): boolean {
  return (
    /^(?:they|we|you|i|who)$/.test(head) &&
    /^(?:break|cause|delay|hide|assume|skip|bypass|ignore|rush|miss|omit|crash|drop|delete|introduce|slip|guess|kill|turn|switch|disable)$/.test(
      lemma,
    ) &&
    head !== 'who'
  );
}

function hindsight(clause: Clause, text: string): boolean {
  if (/\b(?:knew|known|know) better\b/i.test(text)) return true;
  if (clause.modal !== null && /^(?:should|could|ought|must|might)$/.test(clause.modal)) {
    if (clause.modal === 'might') return false;
    if (clause.passive && clause.agent === null) return false;
    const perfect =
      clause.perfect ||
      clause.to_ === 'have' ||
      /\b(?:should|could|ought to|must)(?:n't| not| never| at least| really| simply| just| at the very least)* (?:have|of)\b/i.test(
        text,
      );
    return perfect && !(clause.modal === 'could' && clause.negated);
  }
  return (
    /\b(?:supposed|meant|expected) (?:not )?to (?:have|know|check|notice|test|ask|tell|review|verify|see|watch|monitor|be)\b/i.test(
      text,
    ) || /\b(?:knew|known|know) better\b/i.test(text)
  );
}

/** "This should have been noticed": no one is named, and only people notice. */
function passiveHindsight(reading: Reading, clause: Clause): Range | null {
  const meant = clause.modal === 'should' || clause.modal === 'ought' || clause.modal === 'could';
  if (!meant || !clause.passive || !clause.perfect) return null;
  return /^(?:notice|review|double-check|foresee|anticipate|question|catch|spot|expect)$/.test(clause.lemma)
    ? rangeOf(reading, clause.verbFrom, clause.verb)
    : null;
}

/** "was careless", "were too lazy", "was not careful". */
function judged(reading: Reading, clause: Clause): boolean {
  const rest = reading.words.slice(clause.verb + 1, clause.to);
  const [a, b] = rest.filter(
    (word) =>
      !/^(?:very|so|really|simply|just|quite|rather|clearly|not|n't|always|probably|obviously|both|all|also)$/.test(
        word.lower,
      ),
  );
  if (!a) return false;
  if (clause.negated) return VIRTUE.test(a.lower) || (a.lower === 'good' && b?.lower === 'enough');
  if (a.lower === 'too') return b !== undefined && !SIZE.test(b.lower);
  return CHARACTER.test(a.lower) && !/^(?:service|node|table|query|id)$/.test(b?.lower ?? '');
}

/** "did not read the runbook", "never asked": a duty left undone. */
function undone(clause: Clause, head: string, objectHead: string): boolean {
  if (clause.passive && clause.agent === null) return false;
  if (/^(?:we|you|i)$/.test(head)) return false;
  if (clause.modal !== null) return false;
  const lemma = clause.lemma === 'do' && clause.to_ === null ? 'do' : clause.lemma;
  if (lemma === 'do') return /^(?:homework|job|work|diligence|duty|part)$/.test(objectHead);
  return !NO_DUTY.has(lemma) && !FAILING.has(lemma) && !HARMING.has(lemma) && lemma !== 'do';
}

function harms(reading: Reading, clause: Clause): boolean {
  if (!HARMING.has(clause.lemma)) return false;
  const text = reading.text.slice(reading.words[clause.verb]?.from ?? 0);
  if (OFF.has(clause.lemma))
    return (
      /\b(?:off|unlocked|unplugged|unattended|the plug|disabled|enabled|exposed|public|running|open)\b/i.test(
        text,
      ) ||
      (clause.lemma === 'leave' && /\bon\b[.!]?$/i.test(text))
    );
  const object = byObject(reading, clause);
  return !STOPPABLE.test(object);
}

function byObject(reading: Reading, clause: Clause): string {
  const group = clause.passive ? clause.subject : clause.object;
  return group === null ? '' : (reading.words[group.head]?.lower ?? '');
}

function mistake(reading: Reading, group: NounGroup): boolean {
  const words = reading.words.slice(group.from, group.to).map((word) => word.lower);
  const last = words.find((word) => MISTAKE.test(word));
  return last !== undefined && (ALWAYS_MISTAKE.test(last) || words.some((word) => BAD.test(word)));
}

/** Blame without a verb: "operator error", "poor judgement of the lead", "a mistake by the on-call". */
export function faultNamed(reading: Reading): Range | null {
  const { words } = reading;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (!word || !MISTAKE.test(word.lower)) continue;
    const before = words[i - 1];
    const next = words[i + 1];
    const owner = before?.lower.replace(/(?:'s|s'|')$/, '') ?? '';
    const compound = next !== undefined && next.stop === '' && next.tag === 'noun';
    if (
      before &&
      word.stop === '' &&
      ALWAYS_MISTAKE.test(word.lower) &&
      !compound &&
      (owner === 'manual' || owner === 'human' || owner === 'pilot' || isPerson(owner, stem(owner))) &&
      !(isOrdinary(owner) && next !== undefined && next.stop === '' && words.some((one) => one.finite))
    )
      return rangeOf(reading, i - 1, i);
    // "a mistake (made) by the engineer", "misjudgement on the part of the lead".
    const groups = nounGroups(words, i + 1, Math.min(words.length, i + 12));
    const bad =
      ALWAYS_MISTAKE.test(word.lower) ||
      words.slice(Math.max(0, i - 2), i).some((one) => BAD.test(one.lower));
    // A failure of a person; a failure of a thing is a failure.
    const by = groups.find(
      (one) =>
        /^(?:by|of|from)$/.test(one.preposition ?? '') &&
        isPersonGroup(words, one) &&
        words.slice(i + 1, one.from).every((each) => each.stop === ''),
    );
    if (
      bad &&
      by &&
      !isOrdinary(words[by.head]?.lower ?? '') &&
      !words.slice(i + 1, by.from).some((one) => one.tag === 'wh' || one.tag === 'sub')
    )
      return rangeOf(reading, i, by.to - 1);
  }
  for (const clause of reading.clauses) {
    // "The change made by ops was wrong".
    const state = words.slice(clause.verb + 1, clause.to).find((word) => word.tag !== 'adv');
    if (
      clause.lemma !== 'be' ||
      clause.negated ||
      !state ||
      !BAD.test(state.lower) ||
      clause.subject === null
    )
      continue;
    const by = nounGroups(words, clause.subject.to, clause.verbFrom).find((one) => one.preposition === 'by');
    if (by && isPersonGroup(words, by)) return rangeOf(reading, clause.subject.from, clause.verb + 1);
  }
  return null;
}
