import { stem } from '../language/stem.ts';
import { isStopWord, jaccard, wordsOf } from '../language/words.ts';
import { absenceIn } from './absence.ts';
import type { SentenceRule } from './sentence.ts';

/** Share of common words at which an answer says what was said above. */
const SAME = 0.6;

/** Answers above stay as they are from keystroke to keystroke: each is read once. */
const read = new Map<string, ReadonlySet<string>>();
const MOST_READ = 1_000;

/** Content words of a sentence; an id counts as one word, however many parts it has, and figures say nothing. */
function meaning(text: string): ReadonlySet<string> {
  const known = read.get(text);
  if (known) return known;
  const stems = new Set(
    wordsOf(text)
      .filter((word) => word.lower.length > 1 && !isStopWord(word.lower) && !/^[\d.,]+$/.test(word.lower))
      .map((word) => stem(word.lower)),
  );
  if (read.size >= MOST_READ) read.clear();
  read.set(text, stems);
  return stems;
}

/** An answer that repeats the problem or an answer above it, or that explains a thing by itself. */
export const circular: SentenceRule = {
  id: 'circular',
  severity: 'block',
  roles: ['answer', 'cause'],
  check({ text, ancestors }) {
    const whole = { range: [0, text.length] as const, rewording: null };
    const own = meaning(text);
    if (own.size === 0) return null;
    // "It fills the pool" and "the pool can fill without an alert": what was missing is new, however few the words.
    const addsAbsence = absenceIn(text) !== null;
    const twin = ancestors.find(
      (ancestor) => jaccard(own, meaning(ancestor)) >= SAME && !(addsAbsence && absenceIn(ancestor) === null),
    );
    if (twin !== undefined)
      return {
        ...whole,
        advice: `This repeats "${twin.length > 60 ? `${twin.slice(0, 57)}...` : twin}". Say what makes that happen.`,
      };
    const halves = text.split(/\b(?:because|since|due to|as a result of|owing to)\b/i);
    const [effect, cause] = halves;
    if (halves.length === 2 && effect !== undefined && cause !== undefined) {
      const first = meaning(effect);
      const second = meaning(cause);
      const nothingNew =
        [...second].every((one) => first.has(one)) ||
        (/^\s*(?:it|they|this)\b/i.test(effect) && [...first].every((one) => second.has(one)));
      if (first.size > 0 && second.size > 0 && (nothingNew || jaccard(first, second) >= SAME)) {
        return { ...whole, advice: 'The reason repeats what it is to explain. Say what makes it happen.' };
      }
    }
    return null;
  },
};
