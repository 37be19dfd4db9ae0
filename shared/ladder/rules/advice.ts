import { type Clause, nounGroups, type Reading, readingOf } from '../language/clauses.ts';
import { gerundOf, participleOf, verbReading } from '../language/verbs.ts';
import type { Seen } from './sentence.ts';

/** How a sentence can be mended: the question to ask, and a wording that would pass where the sentence gives one. */
type Advice = Pick<Seen, 'advice' | 'rewording'>;

/** Longest piece of a sentence that is taken over into a question, characters. */
const LONGEST = 70;

function sliced(reading: Reading, from: number, to: number): string {
  const first = reading.words[from];
  const last = reading.words[to - 1];
  return first && last && to > from ? reading.text.slice(first.from, last.to) : '';
}

/** The noun group with the phrase that hangs on it: "the wrong table", "the page of the primary". */
function objectText(reading: Reading, clause: Clause): string {
  const { object } = clause;
  if (object === null || reading.words[object.head]?.tag === 'pron') return '';
  const rest = nounGroups(reading.words, object.to, clause.to);
  const of =
    rest[0]?.preposition === 'of' || rest[0]?.preposition === 'to' || rest[0]?.preposition === 'on'
      ? rest[0]
      : null;
  return sliced(reading, object.from, of?.to ?? object.to);
}

/** What the sentence says was left undone, as it stands after "without": "checking the migration". */
function undone(reading: Reading, clause: Clause): string | null {
  const { words } = reading;
  const to = words.findIndex((word, n) => n > clause.verb && n <= clause.verb + 3 && word.tag === 'to');
  const bound = /^(?:forget|fail|neglect|omit|refuse|bother)$/.test(clause.lemma) && to > 0;
  const lemma = bound ? (clause.to_ ?? '') : clause.lemma;
  if (!bound && !clause.negated && clause.modal === null && clause.linkWord !== 'if') return null;
  if (lemma === '' || /^(?:have|be|do)$/.test(lemma) || !verbReading(lemma)) return null;
  const group = bound
    ? nounGroups(words, to + 2, clause.to).find((one) => one.preposition === null)
    : clause.object;
  const object = group && words[group.head]?.tag !== 'pron' ? sliced(reading, group.from, group.to) : '';
  return object === '' || object.length > LONGEST ? null : `${gerundOf(lemma)} ${object}`;
}

/** Blame: what made the deed, or its omission, possible. */
export function possibleInstead(text: string, clause: Clause | null): Advice {
  const reading = readingOf(text);
  const said = 'This blames a person.';
  if (clause && clause.lemma !== 'be') {
    const omitted = undone(reading, clause);
    if (omitted !== null)
      return {
        advice: `${said} Ask: what makes it possible to go on without ${omitted}?`,
        rewording: `It was possible to go on without ${omitted}`,
      };
    const object =
      clause.passive && clause.subject
        ? sliced(reading, clause.subject.from, clause.subject.to)
        : objectText(reading, clause);
    const plain = !clause.negated && clause.modal === null && object !== '' && object.length <= LONGEST;
    if (
      plain &&
      verbReading(clause.lemma)?.known &&
      !/^(?:cause|blame|make|have|take|do)$/.test(clause.lemma)
    ) {
      const deed = `${clause.lemma === 'finger' ? 'mistype' : clause.lemma} ${lowered(object)}`;
      return {
        advice: `${said} Ask: what made it possible to ${deed}?`,
        rewording: `It was possible to ${deed}`,
      };
    }
  }
  return {
    advice: `${said} Ask what made it possible: which tool, limit or check let it through?`,
    rewording: null,
  };
}

/** A question for a person: how it came about, without asking for whom. */
export function howInstead(text: string): Advice {
  const reading = readingOf(text);
  const advice = 'This asks for a person. Ask what or how: what made it possible, how it could happen.';
  const { words } = reading;
  const who = words.findIndex((word) => /^(?:who|whoever)$/.test(word.lower));
  const verb = words[who + 1];
  const known = verb ? verbReading(verb.lower) : null;
  if (
    who < 0 ||
    !verb ||
    known === null ||
    (known.form !== 'past' && known.form !== 'participle' && known.lemma !== 'let')
  )
    return { advice, rewording: null };
  const object = nounGroups(words, who + 2, words.length).find((one) => one.preposition === null);
  if (!object || object.from !== who + 2 || words[object.head]?.tag === 'pron')
    return { advice, rewording: null };
  const thing = sliced(reading, object.from, object.to);
  const rest = sliced(reading, object.to, words.length);
  const head = words[object.head]?.lower ?? '';
  const many = /[^su]s$/.test(head) && !/(?:ss|us|is)$/.test(head);
  if (thing.length + rest.length > LONGEST) return { advice, rewording: null };
  const tail = rest === '' ? '' : ` ${rest}`;
  if (known.lemma === 'let') {
    // "Who let the certificate expire?": what was let happen stands there as it is.
    const happens = words.slice(object.from + 1).some((word) => verbReading(word.lower)?.form === 'base');
    return { advice, rewording: happens ? `How could ${thing}${tail}?` : null };
  }
  return { advice, rewording: `How ${many ? 'were' : 'was'} ${thing} ${participleOf(known.lemma)}${tail}?` };
}

/** A remedy in the place of a cause: what fails without it. */
export function causeInstead(
  wanted: { readonly thing: string; readonly as: 'needed' | 'absent' | 'short' } | null,
): Advice {
  const said = 'This names a remedy, not a cause.';
  const thing = wanted !== null && wanted.thing.length <= LONGEST ? lowered(wanted.thing) : null;
  const today = { needed: 'without', absent: 'with no', short: 'when there is not enough of' }[
    wanted?.as ?? 'needed'
  ];
  return {
    advice:
      thing === null
        ? `${said} Ask: what fails today, and what lets it fail?`
        : `${said} Ask: what happens today ${today} ${thing}, and why can that happen?`,
    rewording: null,
  };
}

/** An absence: what it let happen. */
export function effectInstead(text: string, noun: string | null, wholeSentence: boolean): Advice {
  const said = 'An absence causes nothing by itself.';
  const plain = text.trim().replace(/[.!?]+$/, '');
  const clause =
    wholeSentence && plain.length <= LONGEST && !/^because\b/i.test(plain) ? lowered(plain) : null;
  const lacking = clause ?? (noun === null || noun.length > LONGEST ? null : `there was no ${lowered(noun)}`);
  return {
    advice:
      lacking === null
        ? `${said} Say what it let happen.`
        : `${said} Ask: what did it let happen that ${lacking}?`,
    rewording: null,
  };
}

/** As it stands in the middle of a sentence: only words that begin a sentence lose their capital. */
function lowered(text: string): string {
  return /^(?:[A-Z][a-z]+)\b/.test(text) &&
    /^(?:The|An?|This|That|These|Our|It|Its|There|We|No|Nobody|Nothing|Not|Missing|Lack|More|Some|Insufficient|Poor|Two|Every|Each|All|They|Communication|Documentation|Monitoring)\b/.test(
      text,
    )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
