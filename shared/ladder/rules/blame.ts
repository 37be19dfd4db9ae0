import { stem } from '../language/stem.ts';
import { blamedByDeed } from './blamed-deeds.ts';
import { isPerson, isPronoun, isSoftwareRole } from './people.ts';
import {
  type CheckedSentence,
  inQuotes,
  negatedBefore,
  rangeOf,
  type Seen,
  type SentenceRule,
} from './sentence.ts';

// Dekker, The Field Guide to Understanding Human Error: "human error" is where an inquiry begins, not where it ends.

const ADVICE = 'This blames a person. Ask what made it possible.';

/** Verbs by which people are said to have failed; each is harmless with a thing as its subject. */
const FAILING = new Set(
  'forget neglect overlook ignore miss mess botch bungle screw blunder slip err fail misread misjudge misconfigure mistype fat-finger mishandle skip disregard underestimat assum rush panic violat disobey break caus blam delay hide dismiss bypass omit'
    .split(' ')
    .map(stem),
);

/** Judgements of people; they need no subject. */
const CARELESS =
  /\b(careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce|tly)|reckless(?:ly|ness)?|sloppy|sloppily|sloppiness|lazy|laziness|lazily|clumsy|clumsily|clumsiness|inattenti(?:ve|on|veness)|complacen(?:t|cy)|stupid(?:ly|ity)?|foolish(?:ly|ness)?|unprofessional(?:ly)?|irresponsib(?:le|ly|ility)|thoughtless(?:ly|ness)?|inexperience(?:d)?|unqualified|undisciplined|lack of (?:care|attention|discipline|diligence|experience|skill|competence|vigilance|common sense)|poor (?:judg(?:e)?ment|discipline|workmanship))\b/i;

/** Nominalised blame: "operator error", "a mistake by the on-call engineer", "fault of the team". */
const NOMINAL =
  /\b((?:human|operator|user|pilot|engineer|developer|admin(?:istrator)?|on-call|manual|deployer|reviewer|dba|sre|staff|personnel|team)(?:'s|s')? (?:errors?|mistakes?|slips?|oversights?|negligence|faults?|blunders?|carelessness|failures?))(?=\s*(?:$|[.,;:!?)]|(?:in|by|during|when|while|on|at|of|led|caused|was|is|and|as|with|after|before|because|from)\b))/i;
const NOMINAL_BY =
  /\b(errors?|mistakes?|slips?|oversights?|negligence|faults?|blunders?|failure|carelessness|ignorance|attention|inattention|diligence|typos?) (?:made |committed |caused )?(?:by|of|from|on the part of) (?:an? |the |our |one |some )?((?:[\w-]+ ){0,2}[\w-]+)/i;
const WRONGDOER =
  /\b(to blame|at fault|is guilty|are guilty|was guilty|were guilty|whose fault|pebkac|id-?10-?t|culprit is (?:the )?(?:\w+ )?(?:engineer|team|developer))\b/i;

/** Hindsight: what somebody ought to have done, known only afterwards. */
const HINDSIGHT =
  /\b((?:should|could|ought to|needed to|was supposed to|were supposed to|was meant to|were meant to|had to)(?:n't| not| never| simply| just| really| at least| clearly)? have \w+|should've|shouldn't've|could've|(?:ought|was supposed|were supposed) (?:not )?to (?:have|know|check|notice|test|ask|tell|review|verify|see))/i;
const OBVIOUS =
  /\b(obviously (?:wrong|broken|should)|any(?:one|body) could have (?:seen|noticed|known)|knew better|failed to (?:notice|realis?e|check|verify|test|read|follow|ask|tell|inform|communicate|escalate|react|respond|think|consider|anticipate|document|review|pay attention)|did(?:n't| not) (?:bother|pay attention|think|care|read|double-?check|follow (?:the )?(?:procedure|process|runbook|instructions|rules)|do (?:his|her|their) job)|not paying attention|was asleep|fell asleep|too (?:slow|lazy|tired) to)\b/i;

/** Duties that a person is said not to have done, and work done on the wrong thing. */
const UNDONE =
  /\b(?:did(?:n't| not)|does(?:n't| not)|never|failed to|neglected to|omitted to|refused to) (?:\w+ly )?(?:test|check|review|read|verify|follow|tell|inform|ask|notice|document|communicate|monitor|coordinate|update|validate|escalate|respond|answer|look|think|plan|announce|warn|clean|renew|rotate|measure|notify|double-?check)\b/i;
const WRONG_THING =
  /\b\w+(?:ed|t|ote|an|ent|ook|ave) (?:the |a |an )?(?:wrong|incorrect|bad|broken|faulty|untested)\b/i;

function at(match: RegExpExecArray): Seen['range'] {
  return [match.index, match.index + match[0].length];
}

function wordIndex(sentence: CheckedSentence, position: number): number {
  return Math.max(
    0,
    sentence.words.findIndex((word) => word.to > position),
  );
}

function regarded(sentence: CheckedSentence, range: Seen['range']): boolean {
  return !inQuotes(sentence.text, range[0]) && !negatedBefore(sentence, wordIndex(sentence, range[0]));
}

/** A person or team before the word, in the same clause: the one who is said to have acted. */
function agentBefore(sentence: CheckedSentence, position: number): number {
  const end = wordIndex(sentence, position);
  for (let i = end - 1; i >= Math.max(0, end - 8); i -= 1) {
    const word = sentence.words[i];
    if (!word) continue;
    const gap = sentence.text.slice(word.to, sentence.words[i + 1]?.from ?? word.to);
    if (/[;.!?]/.test(gap)) return -1;
    if (personAt(sentence, i)) return i;
  }
  return -1;
}

/** A person, a role or a team at this word, and no software that is called like one. */
function personAt(sentence: CheckedSentence, i: number): boolean {
  const stemmed = sentence.stems[i] ?? '';
  return (
    isPerson(sentence.words[i]?.lower ?? '', stemmed) &&
    !isSoftwareRole(stemmed, sentence.words[i - 1]?.lower ?? '', sentence.words[i + 1]?.lower ?? '')
  );
}

/** A noun that is the subject of the failing verb itself, so that "the script lets one person skip" is none. */
function subjectOf(sentence: CheckedSentence, verb: number): number {
  for (let i = verb - 1; i >= Math.max(0, verb - 4); i -= 1) {
    const word = sentence.words[i];
    if (!word) return -1;
    const gap = sentence.text.slice(word.to, sentence.words[i + 1]?.from ?? word.to);
    if (/[,;:.!?]/.test(gap)) return -1;
    if (personAt(sentence, i)) return i;
    const passes = [
      'have',
      'be',
      'do',
      'simply',
      'just',
      'again',
      'had',
      'also',
      'then',
      'on',
      'duty',
      'in',
      'charge',
      'call',
      'repeatedly',
      'accidental',
      'mistaken',
      'clear',
      'complet',
      'total',
    ];
    if (!passes.includes(sentence.stems[i] ?? '') && !word.lower.endsWith('ly')) return -1;
  }
  return -1;
}

/** What lets, allows or makes a person do something describes the system: nobody is blamed. */
function enabled(sentence: CheckedSentence, subject: number): boolean {
  const before = sentence.stems.slice(Math.max(0, subject - 5), subject);
  return before.some((one) =>
    [
      'let',
      'allow',
      'permit',
      'enabl',
      'force',
      'forc',
      'lead',
      'led',
      'invit',
      'mak',
      'make',
      'help',
      'tempt',
      'can',
      'requir',
    ].includes(one),
  );
}

/** A person, a team or the responder as the cause, or hindsight. */
export const blame: SentenceRule = {
  id: 'blame',
  severity: 'block',
  roles: ['answer', 'cause', 'problem'],
  check(sentence) {
    const { text } = sentence;
    for (const pattern of [CARELESS, NOMINAL, WRONGDOER]) {
      const match = pattern.exec(text);
      if (match && regarded(sentence, at(match)))
        return { range: at(match), advice: ADVICE, rewording: null };
    }
    const by = NOMINAL_BY.exec(text);
    if (
      by?.[2] &&
      regarded(sentence, at(by)) &&
      by[2].split(/\s+/).some((word) => isPerson(word.toLowerCase(), word.toLowerCase().replace(/s$/, '')))
    ) {
      return { range: at(by), advice: ADVICE, rewording: null };
    }
    for (const pattern of [HINDSIGHT, OBVIOUS]) {
      const match = pattern.exec(text);
      if (!match || !regarded(sentence, at(match))) continue;
      const agent = agentBefore(sentence, match.index);
      const passive = /should(?:n't| not)? have been (?:\w+ )?by/i.test(text);
      if (agent >= 0 || passive) return { range: at(match), advice: ADVICE, rewording: null };
    }
    for (const pattern of [UNDONE, WRONG_THING]) {
      const match = pattern.exec(text);
      if (!match || inQuotes(text, match.index)) continue;
      const verb = wordIndex(sentence, match.index);
      const subject = subjectOf(sentence, verb);
      const who = sentence.words[subject]?.lower ?? '';
      if (
        subject < 0 ||
        isPronoun(who) ||
        /^(?:user|customer|nobody|no-one)s?$/.test(who) ||
        enabled(sentence, subject)
      )
        continue;
      return {
        range: [sentence.words[subject]?.from ?? match.index, match.index + match[0].length],
        advice: ADVICE,
        rewording: null,
      };
    }
    for (const [index, stemmed] of sentence.stems.entries()) {
      if (!FAILING.has(stemmed) || sentence.words[index]?.lower === 'missing') continue;
      const verb = sentence.words[index];
      const subject = subjectOf(sentence, index);
      if (!verb || subject < 0) continue;
      const who = sentence.words[subject]?.lower ?? '';
      if (
        isPronoun(who) &&
        [
          'break',
          'caus',
          'delay',
          'hid',
          'fail',
          'assum',
          'skip',
          'bypass',
          'ignor',
          'rush',
          'miss',
          'omit',
        ].includes(stemmed)
      )
        continue;
      if (
        negatedBefore(sentence, index) ||
        ['nobody', 'no-one'].includes(who) ||
        enabled(sentence, subject) ||
        inQuotes(text, verb.from)
      )
        continue;
      if (/^(?:user|customer)s?$/.test(who) && stemmed !== 'caus') continue;
      return { range: rangeOf(sentence.words, subject, index), advice: ADVICE, rewording: null };
    }
    const deed = blamedByDeed(
      sentence,
      (i) => personAt(sentence, i),
      (i) => enabled(sentence, i),
    );
    if (deed && !inQuotes(text, deed[0])) return { range: deed, advice: ADVICE, rewording: null };
    const because =
      /\b(?:because of|due to|caused by|thanks to|down to|blamed? on) (?:the |our |an? |one of the )?((?:[\w-]+ ){0,2}[\w-]+?)(?: who\b| (?:on|at|in) \w+)?[.!]?$/i.exec(
        text,
      );
    const last = because?.[1]?.split(/\s+/).at(-1)?.toLowerCase() ?? '';
    if (
      because &&
      last !== '' &&
      isPerson(last, last.replace(/s$/, '')) &&
      !/^(?:user|customer)s?$/.test(last) &&
      regarded(sentence, at(because))
    ) {
      return { range: at(because), advice: ADVICE, rewording: null };
    }
    return null;
  },
};
