import type { ReplyCheck } from './reply-check.ts';

const PERSON = String.raw`(?:engineers?|operators?|developers?|admins?|administrators?|responders?|buyers?|managers?|someone|somebody|anyone|people|person|he|she|they|team|staff|employees?|vendor'?s? staff|on-?call|author|colleagues?)`;
const PATTERNS: readonly RegExp[] = [
  /\bwho(?:se)?\b(?!\s+(?:can|owns?|could|would|is told|was told|reads|depends|needs))/i,
  /\b(?:should|could|ought to)(?:\s+not|n['’]t)?\s+have\b/i,
  /\b(?:careless\w*|negligen\w*|incompeten\w*|sloppy|lazy|reckless\w*|human error|human mistake|operator error|at fault|to blame|blam(?:e|es|ed|ing)|guilty|irresponsib\w*|stupid\w*)\b/i,
  new RegExp(String.raw`\b${PERSON}\b[^.?!,]{0,40}\b(?:forg[eo]t\w*|fail(?:ed|s|ing)?\s+to|neglect\w*|ignor(?:e|ed|es|ing)|overlook\w*|messed|broke|caused|did(?:n['’]t| not)\s+(?:bother|check|care|tell|think)|made\s+(?:a|the)\s+(?:mistake|error))`, 'i'),
  new RegExp(String.raw`\b(?:mistakes?|errors?|fault|failure|carelessness|negligence)\s+(?:of|by|from)\s+(?:the\s+|an?\s+)?(?:\w+\s+)?${PERSON}\b`, 'i'),
  /\b(?:fire|punish|disciplin\w*|reprimand)\b(?!\s*alarm)/i,
];

/** A person, a role or the responder as the cause, or hindsight about what somebody should have done. */
export const blamesPerson: ReplyCheck = ({ sentences }) => {
  for (const text of sentences) {
    const saw = PATTERNS.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
    if (saw !== undefined) return { check: 'blames-person', reason: `"${saw.trim()}" looks for a person; ask what made it possible.` };
  }
  return null;
};
