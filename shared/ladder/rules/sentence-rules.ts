import { blame } from './blame.ts';
import { circular } from './circular.ts';
import { lackOf } from './lack-of.ts';
import type { SentenceRule } from './sentence.ts';
import { solutionAsProblem } from './solution-as-problem.ts';
import { twoAnswersInOne } from './two-answers-in-one.ts';
import { whoQuestion } from './who-question.ts';

/** The rules that look at wording: run on every keystroke. */
export const SENTENCE_RULES: readonly SentenceRule[] = [
  blame,
  solutionAsProblem,
  circular,
  lackOf,
  whoQuestion,
  twoAnswersInOne,
];
