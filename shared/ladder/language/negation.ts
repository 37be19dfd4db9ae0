import { readingOf } from './clauses.ts';
import { wordsOf } from './words.ts';

const NEGATORS = new Set([
  'not',
  'no',
  'never',
  'none',
  'neither',
  'nor',
  'without',
  'nothing',
  'nobody',
  'cannot',
  'hardly',
  'unlikely',
]);

/** True for a word that negates: not, no, never, and contracted forms. */
export function isNegator(lower: string): boolean {
  return NEGATORS.has(lower) || lower.endsWith("n't");
}

const RULED_OUT =
  /\b(ruled?\s+out|refuted?|disproved?|excluded?|innocent|exonerated|unrelated|at most|alike)\b/i;

/** True when a whole answer denies: "not the database", "the load was never over its limit", "deploys are ruled out". */
export function denies(answer: string): boolean {
  if (RULED_OUT.test(answer)) return true;
  // "It follows a clock, not the traffic" affirms its first half; only a negation of the main clause denies.
  const main = answer.split(/[,;:(]|\bbut\b/i)[0] ?? answer;
  return wordsOf(main).some((word) => isNegator(word.lower));
}

/** What a cause does; denied, the thing is no cause. */
const CAUSING =
  /^(?:be|cause|explain|follow|trigger|affect|matter|depend|fail|come|have|contribute|lead|do)$/;

/** True when an answer denies that something is the cause, and not only that something does what it should. */
export function deniesCause(answer: string): boolean {
  if (RULED_OUT.test(answer)) return true;
  const main = answer.split(/[,;:(]|\bbut\b/i)[0] ?? answer;
  const { words, clauses } = readingOf(main);
  const [first] = clauses;
  if (!first) return isNegator(words[0]?.lower ?? '');
  return first.negated && !first.passive && CAUSING.test(first.lemma);
}
