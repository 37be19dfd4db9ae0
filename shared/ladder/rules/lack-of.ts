import { absenceIn, absentNoun, saysWhatHappened, statesClause, statesEvent } from './absence.ts';
import { effectInstead } from './advice.ts';
import { inQuotes, type SentenceRule } from './sentence.ts';

/** Absence as a cause. It passes when the sentence, or the answer above it, names what it let happen. */
export const lackOf: SentenceRule = {
  id: 'lack-of',
  severity: 'block',
  roles: ['answer', 'cause'],
  check({ text, ancestors, role }) {
    const range = absenceIn(text);
    if (!range || inQuotes(text, range[0]) || saysWhatHappened(text, range)) return null;
    const parent = ancestors.at(-1);
    // The problem itself is no parent that names what this absence let happen.
    if (role === 'answer' && ancestors.length > 1 && parent !== undefined && statesEvent(parent)) return null;
    return {
      range,
      ...effectInstead(text, absentNoun(text), statesClause(text)),
    };
  },
};
