import { stem } from '../language/stem.ts';
import { type Word, wordsOf } from '../language/words.ts';
import type { RuleHit, RuleId, Severity } from '../rule.ts';

/** A sentence under check, with what stands around it. */
export interface CheckedSentence {
  readonly text: string;
  readonly words: readonly Word[];
  /** Stem of each word, in step with `words`. */
  readonly stems: readonly string[];
  /** Problem and answers above it, the nearest last. */
  readonly ancestors: readonly string[];
  /** The question it answers, or null when the sentence is itself a question. */
  readonly question: string | null;
  readonly role: 'answer' | 'question' | 'problem' | 'cause';
  readonly where: string;
}

/** One wording rule: it sees a sentence and says what it saw, or null. */
export interface SentenceRule {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly roles: readonly CheckedSentence['role'][];
  check(sentence: CheckedSentence): Seen | null;
}

/** What a rule saw in a sentence. */
export interface Seen {
  readonly range: readonly [from: number, to: number];
  readonly advice: string;
  readonly rewording: string | null;
}

/** Splits a sentence once for all rules. */
export function checked(
  text: string,
  around: Omit<CheckedSentence, 'text' | 'words' | 'stems'>,
): CheckedSentence {
  const words = wordsOf(text);
  return { ...around, text, words, stems: words.map((word) => stem(word.lower)) };
}

/** The hit of a rule on a sentence. */
export function hitOf(rule: SentenceRule, sentence: CheckedSentence, seen: Seen): RuleHit {
  return {
    rule: rule.id,
    severity: rule.severity,
    where: sentence.where,
    text: sentence.text.slice(seen.range[0], seen.range[1]),
    advice: seen.advice,
    range: seen.range,
    rewording: seen.rewording,
  };
}

/** True when a character position lies inside a quotation. */
export function inQuotes(text: string, at: number): boolean {
  let open = false;
  for (let i = 0; i < at; i += 1) {
    const sign = text[i];
    if (sign === '“') open = true;
    else if (sign === '”') open = false;
    else if (sign === '"') open = !open;
  }
  return open;
}

/** Where a clause begins before word `at`: after a comma, semicolon, colon, dash, full stop or a linking word. */
export function clauseStart(sentence: CheckedSentence, at: number): number {
  for (let i = at; i > 0; i -= 1) {
    const gap = sentence.text.slice(sentence.words[i - 1]?.to ?? 0, sentence.words[i]?.from ?? 0);
    if (/[,;:.!?()–—]|\s-\s/.test(gap)) return i;
    if (['because', 'but', 'while', 'although', 'since', 'so'].includes(sentence.words[i - 1]?.lower ?? ''))
      return i;
  }
  return 0;
}

const NEGATORS = new Set(['not', 'no', 'never', 'nobody', 'none', 'neither', 'nor', 'without', 'nothing']);

/** True when the clause up to word `at` is negated: "nobody was careless", "this was not an operator error". */
export function negatedBefore(sentence: CheckedSentence, at: number, reach = 7): boolean {
  const from = Math.max(clauseStart(sentence, at), at - reach);
  return sentence.words.slice(from, at).some((word) => NEGATORS.has(word.lower) || /n't$/.test(word.lower));
}
