import { type ClosedTag, closedTag, looksAdjective } from './closed-words.ts';
import { isNounToo, type VerbForm, verbReading } from './verbs.ts';
import { wordsOf } from './words.ts';

/** `poss`: "the engineer's"; `verb` and `noun` are open classes, told apart by the words around them. */
type Tag = ClosedTag | 'poss' | 'verb' | 'noun';

/** A word with its part of speech; contracted words are two ("didn't", "it's"). */
export interface TaggedWord {
  readonly lower: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly tag: Tag;
  /** Base form of a verb, the word itself otherwise. */
  readonly lemma: string;
  readonly form: VerbForm | null;
  /** A verb form that a subject can stand before: "fails", "failed", but no participle and no infinitive. */
  readonly finite: boolean;
  /** A stop, comma, colon, dash or bracket stands before it. */
  readonly stop: '' | ',' | ';' | '.' | ':';
}

type Draft = { -readonly [K in keyof TaggedWord]: TaggedWord[K] };

const CLITIC = /^(.+?)('s|'re|'ve|'d|'ll|n't|'m)$/;
/** Contractions written without their apostrophe. */
const BARE = /^(is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo)nt$/;
const TAKES_S = /^(?:it|that|there|who|what|he|she|how|where|everyone|everything|nobody|here)$/;

/** A word as its parts: "didn't" is "did" and "n't", "it's" is "it" and "is", "engineer's" stays one. */
function parts(lower: string): readonly string[] {
  if (lower === 'cannot') return ['can', 'not'];
  const bare = BARE.exec(lower);
  if (bare?.[1]) return [bare[1], "n't"];
  const clitic = CLITIC.exec(lower);
  const [, head, tail] = clitic ?? [];
  if (head === undefined || tail === undefined) return [lower];
  if (tail === "'s") return TAKES_S.test(head) ? [head, 'is'] : [lower];
  if (tail === "n't") return [head === 'ca' ? 'can' : head === 'wo' ? 'will' : head, "n't"];
  return [head, { "'re": 'are', "'ve": 'have', "'d": 'would', "'ll": 'will', "'m": 'am' }[tail] ?? tail];
}

function stopIn(gap: string): TaggedWord['stop'] {
  if (/[.!?]\s|\n/.test(`${gap} `) && /[.!?\n]/.test(gap)) return '.';
  if (/;/.test(gap)) return ';';
  if (/:/.test(gap)) return ':';
  if (/[,()–—]|\s-+\s|->|=>|→/.test(gap)) return ',';
  return '';
}

function drafts(text: string): Draft[] {
  const found: Draft[] = [];
  let end = 0;
  for (const word of wordsOf(text)) {
    const gap = text.slice(end, word.from);
    const joins = /[&+]/.exec(gap);
    const stop = found.length === 0 ? '' : stopIn(gap);
    if (joins && found.length > 0)
      found.push({
        ...blank('&', '&', end + joins.index, end + joins.index + 1),
        tag: 'and',
        stop,
      });
    const last = found.at(-1);
    if (last?.lower === 'no' && word.lower === 'one' && stop === '') {
      found[found.length - 1] = {
        ...last,
        lower: 'no-one',
        lemma: 'no-one',
        text: `${last.text} ${word.text}`,
        to: word.to,
      };
      end = word.to;
      continue;
    }
    parts(word.lower).forEach((lower, n) => {
      found.push({
        ...blank(lower, word.text, word.from, word.to),
        stop: n === 0 && !joins ? stop : '',
      });
    });
    end = word.to;
  }
  return found;
}

function blank(lower: string, text: string, from: number, to: number): Draft {
  return { lower, text, from, to, tag: 'noun', lemma: lower, form: null, finite: false, stop: '' };
}

const AUXILIARY = /^(?:be|have|do|modal)$/;
const NP_START = /^(?:det|poss|adj|num|pron)$/;
/** Before these a word is no verb. */
const BEFORE_NOUN = /^(?:det|poss|num|prep|adj)$/;
const SUBJECT_PRONOUN =
  /^(?:i|we|you|they|he|she|it|who|which|that|whoever|nobody|somebody|someone|anybody|anyone|everybody|everyone|nothing|something|everything|noone|no-one|none)$/;
const PLURAL_PRONOUN = /^(?:i|we|you|they|who|both|all|these|those|some|most|many)$/;

function isPlural(word: Draft): boolean {
  return (
    (/[^su]s$/.test(word.lower) && !/(?:ss|us|is)$/.test(word.lower)) ||
    /^(?:people|staff|data|men|women|devs|ops|police|media)$/.test(word.lower)
  );
}

/** Could this word carry a clause, judged by itself? */
function mayBeFinite(words: readonly Draft[], i: number): boolean {
  const word = words[i];
  if (!word) return false;
  const closed = closedTag(word.lower);
  if (closed !== null && !AUXILIARY.test(closed)) return false;
  if (closed !== null) return !/^(?:be|been|being|having)$/.test(word.lower);
  const reading = verbReading(word.lower);
  if (!reading || reading.form === 'ing' || reading.form === 'participle') return false;
  const before = words[i - 1];
  if (!before || BEFORE_NOUN.test(before.tag === 'noun' ? (closedTag(before.lower) ?? 'noun') : before.tag))
    return false;
  if (reading.form === 'base') return isPlural(before) || PLURAL_PRONOUN.test(before.lower);
  if (reading.form === 's') return !isPlural(before) || !isNounToo(reading.lemma);
  return reading.known || reading.form === 'past';
}

/** "generated files": a past form before a bare noun, which may describe it. */
function describes(words: readonly Draft[], i: number): boolean {
  const word = words[i];
  const next = words[i + 1];
  return (
    word !== undefined &&
    next !== undefined &&
    next.stop === '' &&
    verbReading(word.lower)?.form === 'past' &&
    closedTag(next.lower) === null &&
    !next.lower.endsWith('ly')
  );
}

/** Is there a word further on, before the next stop or joining word, that can carry the clause? */
function verbAhead(words: readonly Draft[], from: number): boolean {
  for (let i = from; i < words.length; i += 1) {
    const word = words[i];
    if (word?.stop !== '') return false;
    const tag = closedTag(word.lower);
    if (tag === 'and' || tag === 'sub' || tag === 'wh') return false;
    if (mayBeFinite(words, i)) return true;
  }
  return false;
}

/** Does the clause that this word stands in already have a finite verb before it? */
function verbBehind(words: readonly Draft[], i: number): boolean {
  for (let n = i - 1; n >= 0; n -= 1) {
    const word = words[n];
    if (!word) return false;
    if (word.finite) return true;
    if (word.stop !== '' || word.tag === 'sub' || word.tag === 'wh' || word.tag === 'and') return false;
  }
  return false;
}

/** "that" and "this" stand alone before a verb; "so", "as", "after" and "before" open a clause or a noun. */
function settleClosed(words: readonly Draft[], i: number): void {
  const word = words[i];
  const next = words[i + 1];
  if (!word) return;
  if (/^(?:that|which)$/.test(word.lower)) {
    const before = words[i - 1];
    const relative = before && before.tag !== 'prep' && (word.stop === '' || word.lower === 'which');
    word.tag = relative ? 'wh' : 'pron';
    if (word.lower === 'that' && next && !AUXILIARY.test(closedTag(next.lower) ?? '') && i === 0)
      word.tag = 'det';
    return;
  }
  if (/^(?:this|these|those|both|all|each|most|some|many|few|much|more|neither|either)$/.test(word.lower)) {
    const after = next ? closedTag(next.lower) : null;
    const verb = next ? verbReading(next.lower)?.form === 's' : false;
    if (
      next?.stop !== '' ||
      AUXILIARY.test(after ?? '') ||
      after === 'prep' ||
      (word.lower === 'this' && verb)
    )
      word.tag = 'pron';
  }
  if (/^(?:after|before|since|until|as|past|like|than|once)$/.test(word.lower))
    word.tag = verbAhead(words, i + 2) ? 'sub' : 'prep';
  if (/^(?:no|not)$/.test(word.lower) && word.lower === 'no') word.tag = 'det';
}

/** Can a word that may be a verb or a noun be the verb here? */
function standsAsVerb(words: readonly Draft[], i: number, lemma: string, form: VerbForm): boolean {
  const before = words[i - 1];
  const next = words[i + 1];
  const word = words[i];
  if (!word) return false;
  const nextTag = next ? closedTag(next.lower) : null;
  const nextIsVerb =
    next !== undefined && next.stop === '' && mayBeFinite(words, i + 1) && !describes(words, i + 1);
  if (!before || word.stop !== '') {
    // An imperative, or the first noun of a sentence.
    if (form !== 'base' || (before && word.stop === ',' && before.tag === 'adj')) {
      return form === 's' && before !== undefined && word.stop === ',' && next !== undefined
        ? NP_START.test(nextTag ?? '') && !verbAhead(words, i + 1)
        : false;
    }
    if (next?.stop !== '') return false;
    const follows = verbReading(next.lower)?.form;
    if (isNounToo(lemma) && (follows === 'participle' || follows === 'past') && !describes(words, i + 1))
      return false;
    if (
      !isNounToo(lemma) &&
      nextTag !== 'and' &&
      !AUXILIARY.test(nextTag ?? '') &&
      !verbReading(next.lower)?.form.startsWith('past')
    )
      return true;
    if (nextTag === 'and' || nextTag === 'prep' || AUXILIARY.test(nextTag ?? ''))
      return (
        nextTag === 'prep' &&
        !verbAhead(words, i + 2) &&
        words.length < 7 &&
        i === 0 &&
        /^(?:move|migrate|switch|add|go|upgrade)$/.test(word.lower)
      );
    return !verbAhead(words, i + 1);
  }
  const gap = before.tag === 'adv' || before.tag === 'not' ? words[i - 2] : before;
  const left = gap ?? before;
  if (
    before.tag === 'to' ||
    left.tag === 'modal' ||
    left.tag === 'do' ||
    (before.tag === 'not' && left.tag !== 'be')
  )
    return form === 'base';
  if (BEFORE_NOUN.test(before.tag)) return false;
  if (form === 'base') {
    if (left.tag === 'pron' || left.tag === 'wh') return PLURAL_PRONOUN.test(left.lower) || left.tag === 'wh';
    if (before.tag === 'and') return !nextIsVerb && nextTag !== 'and' && verbBehindOfForm(words, i, 'base');
    if (left.tag !== 'noun' || verbBehind(words, i)) return false;
    if (!isNounToo(lemma)) return true;
    const ends = next === undefined || next.stop !== '' || (nextTag !== null && !nextIsVerb);
    if (ends && governed(words, i, /^prep$/) && pluralOpens(words, i)) return true;
    return (
      (isPlural(left) || (coordinated(words, i) && next !== undefined && next.stop === '')) && !nextIsVerb
    );
  }
  // Third person.
  if (left.tag === 'pron') return SUBJECT_PRONOUN.test(left.lower) || words[i - 2]?.lower === 'of';
  if (left.tag === 'wh') return true;
  if (before.tag === 'and') {
    if (nextIsVerb || verbAhead(words, i + 1)) return false;
    return verbBehindOfForm(words, i, 's') || NP_START.test(nextTag ?? '');
  }
  if (left.tag !== 'noun' || verbBehind(words, i)) return false;
  if (!isNounToo(lemma)) return true;
  if (isPlural(left)) return false;
  // "around feature flags": the last noun of a phrase.
  const last = next === undefined || next.stop !== '' || nextTag === 'and' || nextTag === 'sub';
  // "missing input checks": a noun group that begins with a word of lacking ends in its noun.
  const fragment =
    last && /^(?:missing|no|insufficient|inadequate|poor|weak|unclear)$/.test(words[0]?.lower ?? '');
  return (
    !fragment &&
    !nextIsVerb &&
    !(last && governed(words, i, /^prep$/)) &&
    !governed(words, i, /^(?:verb|have|be)$/)
  );
}

/** Do the nouns before this word hang on a preposition, or on a verb whose object they are? */
function governed(words: readonly Draft[], i: number, by: RegExp): boolean {
  for (let n = i - 1; n >= 0; n -= 1) {
    const word = words[n];
    if (!word || by.test(word.tag)) return word !== undefined;
    if (!/^(?:noun|adj|det|poss|num)$/.test(word.tag)) return false;
  }
  return false;
}

/** "Uploads above 2 GB": the clause opens with a noun in the plural, on which a phrase hangs. */
function pluralOpens(words: readonly Draft[], i: number): boolean {
  let start = i;
  while (start > 0 && words[start]?.stop === '' && !/^(?:and|sub|wh)$/.test(words[start - 1]?.tag ?? ''))
    start -= 1;
  const nouns = words.slice(start, i);
  const phrase = nouns.findIndex((word) => word.tag === 'prep');
  const head = nouns[phrase - 1];
  return (
    phrase > 0 &&
    head !== undefined &&
    ((head.tag === 'noun' && isPlural(head)) || PLURAL_PRONOUN.test(head.lower))
  );
}

/** "CPU and memory": two nouns that are joined stand in the plural. */
function coordinated(words: readonly Draft[], i: number): boolean {
  for (let n = i - 1; n >= 0; n -= 1) {
    const word = words[n];
    if (word?.lower === 'and') return words[n - 1]?.tag === 'noun';
    if (word?.stop !== '' || !/^(?:noun|adj|det|poss|num)$/.test(word.tag)) return false;
  }
  return false;
}

function verbBehindOfForm(words: readonly Draft[], i: number, form: VerbForm): boolean {
  return words
    .slice(0, i)
    .some(
      (word) =>
        (word.tag === 'verb' && word.form === form) || (form === 's' && /^(?:is|has|does)$/.test(word.lower)),
    );
}

/** Does "be", "have" or "get" stand before it, with nothing between but adverbs? */
function afterAuxiliary(words: readonly Draft[], i: number): boolean {
  for (let n = i - 1; n >= 0 && n >= i - 4; n -= 1) {
    const word = words[n];
    if (!word) return false;
    if (word.tag === 'be' || word.tag === 'have' || /^(?:get|gets|got|getting|gotten)$/.test(word.lower))
      return true;
    if ((word.tag !== 'adv' && word.tag !== 'not' && word.tag !== 'adj') || word.stop !== '') return false;
  }
  return false;
}

/** Is a past form here a participle ("the dropped table", "is dropped", "a table dropped by X was")? */
function isParticiple(words: readonly Draft[], i: number): boolean {
  const before = words[i - 1];
  const next = words[i + 1];
  if (!before || afterAuxiliary(words, i)) return true;
  if (before.tag === 'noun' || before.tag === 'pron') {
    return next?.lower === 'by' && verbAhead(words, i + 2);
  }
  return before.tag === 'prep' || before.tag === 'det';
}

/** The words of a text with their parts of speech: a lexicon of closed words and verbs, then the words around. */
export function taggedWords(text: string): readonly TaggedWord[] {
  const words = drafts(text);
  words.forEach((word, i) => {
    if (word.tag === 'and') return;
    const closed = closedTag(word.lower);
    if (closed !== null) {
      word.tag = closed;
      if (closed === 'be') word.lemma = 'be';
      if (closed === 'have') word.lemma = 'have';
      if (closed === 'do') word.lemma = 'do';
      word.finite =
        (closed === 'be' && !/^(?:be|been|being)$/.test(word.lower)) ||
        (closed === 'have' && word.lower !== 'having') ||
        closed === 'do' ||
        closed === 'modal';
      settleClosed(words, i);
      const adjective = word.tag === 'adj' || word.tag === 'prep' || word.tag === 'adv';
      if (adjective && /^(?:open|empty|slow|clear|free|past|like|down|warm|last)$/.test(word.lower)) {
        const reading = verbReading(word.lower);
        const opening = i === 0 && closedTag(words[1]?.lower ?? '') !== 'det';
        if (
          reading &&
          !opening &&
          standsAsVerb(words, i, reading.lemma, reading.form) &&
          !/^(?:past|like|down|last)$/.test(word.lower)
        )
          makeVerb(word, reading.lemma, reading.form, true);
      }
      // "closed the ticket": what is an adjective elsewhere, between a subject and its object.
      const before = words[i - 1];
      const acts = word.tag === 'adj' && /^(?:closed|degraded|confused|distracted)$/.test(word.lower);
      const object = /^(?:det|num|pron)$/.test(closedTag(words[i + 1]?.lower ?? '') ?? '');
      if (acts && object && (before?.tag === 'noun' || before?.tag === 'pron'))
        makeVerb(word, verbReading(word.lower)?.lemma ?? word.lower, 'past', true);
      return;
    }
    if (/(?:'s|s')$/.test(word.lower)) {
      word.tag = 'poss';
      return;
    }
    if (/^[\d.,%]+\w{0,3}$/.test(word.lower) && /^\d/.test(word.lower)) {
      // "pump 3", "zone 2": a name.
      const named = words[i - 1]?.tag === 'noun' && word.stop === '' && /^\d+$/.test(word.lower);
      word.tag =
        named &&
        !/^(?:percent|noun)$/.test(words[i + 1]?.lower ?? '') &&
        closedTag(words[i + 1]?.lower ?? '') !== 'num'
          ? 'noun'
          : 'num';
      return;
    }
    const reading = verbReading(word.lower);
    // "untested", "unbounded": a state, unless there is such a deed ("unplugged").
    if (reading?.form === 'past' && !reading.known && /^(?:un|ill-|half-|non-)/.test(word.lower)) {
      word.tag = 'adj';
      return;
    }
    if (reading) {
      verbOrNot(words, i, reading.lemma, reading.form);
      return;
    }
    if (
      word.lower.endsWith('ly') &&
      word.lower.length > 4 &&
      !/^(?:reply|supply|apply|family|assembly|anomaly|july|italy)$/.test(word.lower)
    ) {
      word.tag = 'adv';
      return;
    }
    if (looksAdjective(word.lower) && !/s$/.test(word.lower.replace(/(?:ous|less)$/, ''))) word.tag = 'adj';
  });
  return words;
}

function makeVerb(word: Draft, lemma: string, form: VerbForm, finite: boolean): void {
  word.tag = 'verb';
  word.lemma = lemma;
  word.form = form;
  word.finite = finite;
}

function verbOrNot(words: readonly Draft[], i: number, lemma: string, form: VerbForm): void {
  const word = words[i];
  const before = words[i - 1];
  const next = words[i + 1];
  if (!word) return;
  if (form === 'ing') {
    const progressive =
      before?.tag === 'be' ||
      (before?.tag === 'adv' && words[i - 2]?.tag === 'be') ||
      (before?.tag === 'not' && words[i - 2]?.tag === 'be');
    // "monitoring", "the ongoing load": a noun or an adjective unless something shows a verb.
    if (
      progressive ||
      before?.tag === 'prep' ||
      before?.tag === 'sub' ||
      before?.tag === 'and' ||
      before?.tag === 'noun' ||
      before?.tag === 'pron' ||
      before?.tag === 'verb'
    )
      makeVerb(word, lemma, form, false);
    else word.lemma = lemma;
    const subject =
      next !== undefined && next.stop === '' && mayBeFinite(words, i + 1) && !describes(words, i + 1);
    if (
      word.tag === 'verb' &&
      !progressive &&
      (next === undefined ||
        next.stop !== '' ||
        subject ||
        (before?.tag === 'prep' && (closedTag(next.lower) === 'prep' || closedTag(next.lower) === 'be')) ||
        (before?.tag === 'noun' && closedTag(next.lower) === 'and'))
    ) {
      word.tag = 'noun';
      word.form = null;
    }
    return;
  }
  if (form === 'past' || form === 'participle') {
    const plainNext = next !== undefined && next.stop === '';
    // "an expired token": what stands between an article or nothing and a noun describes it.
    if (
      plainNext &&
      (!before || word.stop !== '' || /^(?:det|poss|num|adj|prep|and)$/.test(before.tag)) &&
      (closedTag(next.lower) === null || closedTag(next.lower) === 'adj') &&
      !/ly$/.test(next.lower) &&
      !(before?.tag === 'and' && words.slice(0, i).some((one) => one.finite))
    ) {
      word.tag = 'adj';
      word.lemma = lemma;
      return;
    }
    if ((before?.tag === 'det' || before?.tag === 'poss') && !SUBJECT_PRONOUN.test(before.lower)) {
      word.tag = 'adj';
      return;
    }
    makeVerb(word, lemma, form === 'past' && isParticiple(words, i) ? 'participle' : form, false);
    word.finite = word.form === 'past' && !afterAuxiliary(words, i);
    return;
  }
  const unchanged =
    /^(?:set|put|hit|cut|let|shut|cost|split|read|shed|burst|reset|spread|run|rerun|overrun|come|become)$/.test(
      word.lower,
    );
  if (unchanged && before && (before.tag === 'be' || before.tag === 'have')) {
    makeVerb(word, lemma, 'participle', false);
    return;
  }
  if (standsAsVerb(words, i, lemma, form)) {
    const bound =
      before !== undefined &&
      word.stop === '' &&
      (before.tag === 'to' ||
        before.tag === 'modal' ||
        before.tag === 'do' ||
        ((before.tag === 'not' || before.tag === 'adv') &&
          /^(?:modal|do|to)$/.test(words[i - 2]?.tag ?? '')));
    makeVerb(word, lemma, form, !bound);
    return;
  }
  if (
    unchanged &&
    before &&
    (before.tag === 'noun' || before.tag === 'pron') &&
    word.stop === '' &&
    !verbBehind(words, i) &&
    next &&
    !mayBeFinite(words, i + 1)
  )
    makeVerb(word, lemma, 'past', true);
}
