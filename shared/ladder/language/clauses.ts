import { type TaggedWord, taggedWords } from './tagged-words.ts';

/** A noun with what belongs to it, as places in the words: `head` carries its meaning. */
export interface NounGroup {
  readonly from: number;
  /** Behind its last word. */
  readonly to: number;
  readonly head: number;
}

/** One verb with the one who acts, what is acted on, and whether it is denied. */
export interface Clause {
  /** Places in the words: where it begins, and behind its end. */
  readonly from: number;
  readonly to: number;
  /** How it hangs on what is before it. */
  readonly link: 'none' | 'and' | 'sub' | 'rel' | 'stop';
  /** The word that links it: "because", "and", "which". */
  readonly linkWord: string;
  readonly subject: NounGroup | null;
  /** The subject is taken over from the clause before: "starts and fills the pool". */
  readonly sharedSubject: boolean;
  /** Place of the main verb. */
  readonly verb: number;
  /** Place of the first word of the verb group. */
  readonly verbFrom: number;
  readonly lemma: string;
  /** What the verb is bound to do: "forgot to renew", "has to be replaced". */
  readonly to_: string | null;
  readonly passive: boolean;
  readonly perfect: boolean;
  readonly progressive: boolean;
  readonly past: boolean;
  readonly modal: string | null;
  readonly negated: boolean;
  /** "by the operator", of a passive. */
  readonly agent: NounGroup | null;
  readonly object: NounGroup | null;
}

/** A text, its words and its clauses. */
export interface Reading {
  readonly text: string;
  readonly words: readonly TaggedWord[];
  readonly clauses: readonly Clause[];
}

const GROUP_WORD = /^(?:be|have|do|modal|not|adv)$/;
const NO_ONE = /^(?:no|nobody|no-one|noone|none|neither|nothing|zero)$/;

/** The noun groups between two places, with the preposition before each, if any. */
export function nounGroups(
  words: readonly TaggedWord[],
  from: number,
  to: number,
): readonly (NounGroup & { readonly preposition: string | null })[] {
  const groups: (NounGroup & { preposition: string | null })[] = [];
  let start = -1;
  let head = -1;
  let preposition: string | null = null;
  const close = (end: number): void => {
    if (start >= 0 && head >= 0) groups.push({ from: start, to: end, head, preposition });
    if (start >= 0) preposition = null;
    start = -1;
    head = -1;
  };
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (!word) break;
    if (word.stop !== '' && start >= 0) {
      // "a slow, small disk" goes on; anything else ends.
      if (!(word.stop === ',' && head < 0)) close(i);
    }
    switch (word.tag) {
      case 'det':
      case 'poss':
        if (head >= 0 && word.tag === 'det') close(i);
        if (start < 0) start = i;
        if (word.tag === 'poss') head = -1;
        break;
      case 'adj':
      case 'num':
        if (start < 0) start = i;
        else if (head >= 0 && word.tag === 'adj' && words[i + 1]?.tag !== 'noun') close(i);
        if (word.tag === 'num' && words[i + 1]?.tag !== 'noun' && words[i + 1]?.tag !== 'adj') head = i;
        break;
      case 'noun':
        if (start < 0) start = i;
        head = i;
        break;
      case 'pron':
        close(i);
        groups.push({ from: i, to: i + 1, head: i, preposition });
        preposition = null;
        break;
      case 'prep':
      case 'to':
        close(i);
        preposition = word.lower;
        break;
      case 'adv':
        break;
      default:
        close(i);
        if (word.tag !== 'not') preposition = null;
    }
  }
  close(to);
  return groups;
}

interface VerbGroup {
  readonly from: number;
  readonly main: number;
  readonly end: number;
}

/** The verb group that begins here, if one does: "had not been told", "has to be replaced". */
function verbGroup(words: readonly TaggedWord[], at: number): VerbGroup | null {
  const first = words[at];
  if (!first?.finite) return null;
  let main = at;
  let end = at + 1;
  if (first.tag === 'verb') return { from: at, main, end };
  for (let i = at + 1; i < words.length; i += 1) {
    const word = words[i];
    if (word?.stop !== '') break;
    if (word.tag === 'verb' && !(word.finite && first.tag !== 'modal' && first.tag !== 'do')) {
      main = i;
      end = i + 1;
      break;
    }
    if (!GROUP_WORD.test(word.tag)) break;
    if (word.finite && word.tag !== 'be' && word.tag !== 'have' && word.tag !== 'do') break;
    if (word.tag !== 'not' && word.tag !== 'adv') {
      main = i;
      end = i + 1;
    } else if (word.tag === 'not') end = i + 1;
  }
  return { from: at, main, end };
}

/** The verb that another is bound to: "forgot to renew". */
function bound(words: readonly TaggedWord[], end: number): string | null {
  for (let i = end; i < Math.min(words.length, end + 3); i += 1) {
    const word = words[i];
    if (word?.stop !== '') return null;
    if (word.tag === 'to') {
      const next = words[i + 1]?.tag === 'adv' || words[i + 1]?.tag === 'not' ? words[i + 2] : words[i + 1];
      return next && (next.tag === 'verb' || next.tag === 'be' || next.tag === 'have' || next.tag === 'do')
        ? next.lemma
        : (next?.lower ?? null);
    }
    if (word.tag !== 'adv' && word.tag !== 'pron' && word.tag !== 'not') return null;
  }
  return null;
}

/** The clauses of tagged words: each finite verb with the one who acts and what is acted on. */
function clausesOf(words: readonly TaggedWord[]): readonly Clause[] {
  const groups: VerbGroup[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const group = verbGroup(words, i);
    if (!group) continue;
    groups.push(group);
    i = group.end - 1;
  }
  const joints = groups.map((group, n) => jointOf(words, groups[n - 1]?.end ?? 0, group.from, n === 0));
  const clauses: Clause[] = [];
  groups.forEach((group, n) => {
    const { from, link, linkWord, joined } = joints[n] ?? NO_JOINT;
    const { subject, shared, inherited } = subjectOf(words, clauses, from, group, link, joined, linkWord);
    const next = joints[n + 1];
    const end = (next?.joined ? next.cut : groups[n + 1]?.from) ?? words.length;
    const main = words[group.main];
    const verbWords = words.slice(group.from, group.main + 1);
    const passive =
      main?.tag === 'verb' &&
      (main.form === 'participle' || main.form === 'past') &&
      verbWords.some((word) => word.tag === 'be' || /^(?:got|gets|get)$/.test(word.lower));
    const after = nounGroups(words, group.main + 1, clauseEnd(words, group.end, end));
    const negatedSubject = subject !== null && NO_ONE.test(words[subject.from]?.lower ?? '');
    clauses.push({
      from: inherited ? group.from : from,
      to: end,
      link,
      linkWord,
      subject,
      sharedSubject: shared,
      verb: group.main,
      verbFrom: group.from,
      lemma: main?.lemma ?? '',
      to_: bound(words, group.end),
      passive,
      perfect: verbWords.some((word) => word.tag === 'have') && main?.tag !== 'have',
      progressive: main?.tag === 'verb' && main.form === 'ing',
      past: verbWords.some((word) => /^(?:was|were|had|did)$/.test(word.lower) || word.form === 'past'),
      modal: verbWords.find((word) => word.tag === 'modal')?.lower ?? null,
      negated:
        negatedSubject ||
        words.slice(group.from, group.end).some((word) => word.tag === 'not') ||
        words[group.from - 1]?.tag === 'not',
      agent: passive ? (after.find((one) => one.preposition === 'by') ?? null) : null,
      object: after.find((one) => one.preposition === null) ?? null,
    });
  });
  return clauses;
}

interface Joint {
  readonly from: number;
  /** Where the clause before ends. */
  readonly cut: number;
  readonly link: Clause['link'];
  readonly linkWord: string;
  readonly joined: boolean;
}

const NO_JOINT: Joint = { from: 0, cut: 0, link: 'none', linkWord: '', joined: true };

/** How the clause of a verb hangs on what is before: the last joining word or stop between two verbs. */
function jointOf(words: readonly TaggedWord[], start: number, verb: number, isFirst: boolean): Joint {
  let joint: Joint = {
    ...NO_JOINT,
    from: start,
    cut: verb,
    link: isFirst ? 'none' : 'stop',
    joined: isFirst,
  };
  for (let i = start; i < verb; i += 1) {
    const word = words[i];
    if (!word) continue;
    if (word.stop !== '' && (!isFirst || word.stop !== ',' || joint.linkWord !== ''))
      joint = { from: i, cut: i, link: isFirst ? 'none' : 'stop', linkWord: word.stop, joined: true };
    const cut = word.stop !== '' ? i : i;
    if (word.tag === 'and' && !isFirst)
      joint = { from: i + 1, cut, link: 'and', linkWord: word.lower, joined: true };
    if (word.tag === 'sub') {
      const linkWord = joint.link === 'and' ? `${joint.linkWord} ${word.lower}` : word.lower;
      joint = {
        from: i + 1,
        cut: joint.link === 'and' ? joint.cut : cut,
        link: 'sub',
        linkWord,
        joined: true,
      };
    }
    if (word.tag === 'wh')
      joint = { from: i + 1, cut, link: i === 0 ? 'none' : 'rel', linkWord: word.lower, joined: true };
  }
  return joint;
}

/** Where what belongs to a verb ends: at a stop or a joining clause. */
function clauseEnd(words: readonly TaggedWord[], from: number, to: number): number {
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (word && ((word.stop !== '' && i > from) || word.tag === 'sub' || word.tag === 'wh')) return i;
  }
  return to;
}

function subjectOf(
  words: readonly TaggedWord[],
  earlier: readonly Clause[],
  from: number,
  group: VerbGroup,
  link: Clause['link'],
  joined: boolean,
  linkWord: string,
): { subject: NounGroup | null; shared: boolean; inherited: boolean } {
  const previous = earlier.at(-1);
  if (words[group.from - 1]?.tag === 'there') return { subject: null, shared: false, inherited: false };
  const own = nounGroups(words, from, group.from);
  const first = own.find((one) => one.preposition === null) ?? null;
  if (link === 'rel' && (first === null || linkWord === 'who')) {
    // "the engineer who forgot": the noun before is the subject.
    const noun = nounGroups(words, previous?.verb === undefined ? 0 : previous.verb + 1, from - 1).at(-1);
    const antecedent =
      noun ?? (previous?.subject && previous.verb >= from ? previous.subject : (previous?.object ?? null));
    return { subject: first ?? antecedent ?? null, shared: false, inherited: false };
  }
  if (!joined && previous) {
    // A second verb with nothing that joins it: the clause before was part of its subject.
    const outer = previous.link === 'rel' ? antecedentOf(words, previous) : null;
    return { subject: outer ?? first ?? previous.object, shared: false, inherited: true };
  }
  if (first) return { subject: first, shared: false, inherited: false };
  if (own.length > 0 && link === 'none')
    return { subject: own.at(-1) ?? null, shared: false, inherited: false };
  if (
    previous &&
    (link === 'and' || link === 'stop') &&
    linkWord !== '.' &&
    linkWord !== ';' &&
    words[group.from]?.tag !== 'pron'
  )
    return { subject: previous.subject, shared: true, inherited: false };
  return { subject: null, shared: false, inherited: false };
}

/** The noun that a relative clause describes. */
function antecedentOf(words: readonly TaggedWord[], clause: Clause): NounGroup | null {
  const groups = nounGroups(words, 0, clause.from - 1);
  return groups.findLast((one) => one.preposition === null) ?? groups.at(-1) ?? null;
}

const known = new Map<string, Reading>();
const MOST_KNOWN = 2_000;

/** Reads a text: its words, and who does what in it. Readings are kept, for a ladder is read at every keystroke. */
export function readingOf(text: string): Reading {
  const kept = known.get(text);
  if (kept) return kept;
  const words = taggedWords(text);
  const reading = { text, words, clauses: clausesOf(words) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, reading);
  return reading;
}
