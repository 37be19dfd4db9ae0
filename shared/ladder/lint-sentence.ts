import type { RuleHit } from './rule.ts';
import { type CheckedSentence, checked, hitOf } from './rules/sentence.ts';
import { SENTENCE_RULES } from './rules/sentence-rules.ts';

/** What stands around a sentence under check. */
export interface SentenceContext {
  /** Problem and answers above it, the nearest last. */
  readonly ancestors: readonly string[];
  readonly question?: string | null;
  readonly role?: CheckedSentence['role'];
  readonly where?: string;
}

/** The wording rules over one sentence; blocking hits first. */
export function lintSentence(text: string, context: SentenceContext): RuleHit[] {
  const sentence = checked(text, {
    ancestors: context.ancestors,
    question: context.question ?? null,
    role: context.role ?? 'answer',
    where: context.where ?? '',
  });
  return SENTENCE_RULES.filter((rule) => rule.roles.includes(sentence.role))
    .flatMap((rule) => {
      const seen = rule.check(sentence);
      return seen ? [hitOf(rule, sentence, seen)] : [];
    })
    .sort((a, b) => Number(a.severity === 'warn') - Number(b.severity === 'warn'));
}
