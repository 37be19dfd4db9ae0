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
