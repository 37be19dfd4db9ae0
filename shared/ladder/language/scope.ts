import { type Clause, readingOf } from './clauses.ts';

/** What a thing does that does not fail. */
const WORKS = new Set(
  'work pass succeed complete function respond recover keep run load arrive go connect sync store answer serve process log return behave finish deliver stay remain'.split(
    ' ',
  ),
);
const FINE =
  /\b(?:fine|ok|okay|healthy|normal|normally|unaffected|fresh|up|green|correct|correctly|stable|complete|as usual|without (?:a |any )?(?:fault|problem|error|issue|failure)s?|at once|through|not affected|working|available|intact|good|clean|smooth|smoothly|fast|quick|quickly|instantly|normal speed|everyone else can|all others? can)\b/i;
const ONLY =
  /\b(?:only|solely|exclusively|alone|just)\b(?! (?:\d+ (?:times|minutes|hours)|once|when it))|\b(?:except|apart from|aside from|other than|with the exception|nothing but|nowhere else|nobody else|no one else|no other|nothing else|none of the others?|limited to|restricted to|confined to|unaffected|still works?|as opposed to|rather than|unlike|everyone else|everything else|all other|all others|the rest)\b/i;

/** Does a text say both what fails and what does not (IS and IS NOT, after Kepner and Tregoe)? */
export function drawsScope(text: string): boolean {
  if (ONLY.test(text)) return true;
  const { words, clauses } = readingOf(text);
  // "not in the office", "and not for old ones": a denial of a place, not of a verb.
  const denied = words.some((word, i) => {
    if (word.lower !== 'not' && word.lower !== 'never') return false;
    const next = words[i + 1];
    const before = words[i - 1];
    const elliptic = next === undefined || next.stop !== '' || next.lower === 'and' || next.lower === 'but';
    if (elliptic && before && /^(?:be|do|have|modal)$/.test(before.tag)) return i > 2;
    return (
      next !== undefined &&
      (word.stop === ',' || before?.tag === 'and') &&
      /^(?:prep|det|noun|adj)$/.test(next.tag)
    );
  });
  if (denied || /\b(?:does|do|did|is|are|was|were|has|have|can|could)n't(?=\s*(?:[.,;]|$))/i.test(text))
    return true;
  if (
    /\bbut (?:is |are |still |remain\w* )?(?:fresh|fine|ok|okay|normal|healthy|up|good|correct|complete|working|stable|intact|fast)\b/i.test(
      text,
    )
  )
    return true;
  const named = (clause: Clause): string =>
    words
      .slice(clause.subject?.from ?? 0, clause.subject?.to ?? 0)
      .map((word) => word.lower)
      .join(' ');
  // "writes fail, reads succeed": two subjects, one of which goes on.
  const works = (clause: Clause): boolean => {
    const rest = text.slice(words[clause.verb]?.from ?? 0, words[clause.to - 1]?.to ?? text.length);
    if (clause.negated && /^(?:fail|crash|stall|break|drop|time|hang|lag|suffer|show)$/.test(clause.lemma))
      return true;
    if (clause.negated) return /\b(?:affected|impacted|hit|touched|slow|failing)\b/i.test(rest);
    if (clause.lemma === 'be' || clause.lemma === 'look') return FINE.test(rest);
    if (clause.lemma === 'do' && clause.subject !== null) return true;
    if (
      clause.lemma === 'have' &&
      /\bnone\b|\bno (?:problems?|errors?|issues?|failures?|delays?)\b/i.test(rest)
    )
      return true;
    if (/^(?:but|while|whereas)$/.test(clause.linkWord) && WORKS.has(clause.lemma)) return true;
    if (clause.lemma === 'stay' || clause.lemma === 'remain') return FINE.test(rest);
    if (clause.lemma === clause.modal) return true;
    if (clause.lemma === 'work' || clause.lemma === 'succeed' || clause.lemma === 'pass') return true;
    if (clause.lemma === 'keep') return /\b(?:working|running|going|loading)\b/i.test(rest);
    const others = /^(?:those|the others?|others?|the rest|(?:\w+ )?ones|the remaining)\b/.test(
      named(clause),
    );
    return WORKS.has(clause.lemma) && (others || FINE.test(rest));
  };
  const subjects = new Set(clauses.map(named));
  const shared = clauses.some((clause) => clause.sharedSubject && clause.lemma === 'be' && works(clause));
  return clauses.length >= 2 && (subjects.size >= 2 || shared) && clauses.some(works);
}
