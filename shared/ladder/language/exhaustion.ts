/** Words with which software says that something is used up. */
const USED_UP =
  /\b(busy|exhausted|full|saturat\w+|depleted|used up|none (?:free|available|left)|no (?:free|idle|available)|not available|out of|too many|over (?:limit|capacity|quota)|limit (?:reached|exceeded)|quota|throttl\w+|rate.?limit\w*|queue\w*|backlog|rejected|shed\w*|overload\w*)\b/i;

/**
 * The part of a log template that says what is used up, without the places that vary: "all workers busy". Null when
 * it says nothing of the kind.
 */
export function usedUp(template: string): string | null {
  const clauses = template
    .split(/[:,;(–—]|\s-\s|\bat \w+ \(/)
    .map((clause) => clause.replace(/<\*>/g, ' ').replace(/\s+/g, ' ').trim())
    // A clause is cut out of a line, brackets and all.
    .map((clause) => clause.replace(/^[^\p{L}\p{N}“"']+|[^\p{L}\p{N}”"'.!%]+$/gu, ''));
  const telling = clauses.filter((clause) => USED_UP.test(clause) && clause.split(' ').length >= 2);
  // The shortest clause that tells is the one that names the thing.
  return telling.toSorted((a, b) => a.length - b.length)[0] ?? null;
}
