import { mentions } from '../../../ladder/language/mentions.ts';

/** The clauses of a text: parts that affirm or deny for themselves. */
export function clausesOf(text: string): readonly string[] {
  return text
    .split(/[.;!?](?=\s|$)|,\s+(?=but|and|so|because|since|which|not)|\s-\s|:\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Is what the clause says of `name` only supposed: "if", "whether", "would show that" before the name? */
export function isSupposed(clause: string, name: string): boolean {
  const first =
    name
      .toLowerCase()
      .split(/[\s._/:#-]+/)
      .find((part) => part !== '') ?? '';
  const at = clause.toLowerCase().indexOf(first);
  const before = at === -1 ? clause : clause.slice(0, at);
  return /\b(if|whether|suppose|assuming|would (?:show|prove|tell|refute|rule out|mean|speak))\b/i.test(
    before,
  );
}

/** The first of these names that a clause mentions, or null. */
export function namedIn(clause: string, names: readonly string[]): string | null {
  return (
    names.find(
      (name) =>
        mentions(clause, name) ||
        mentions(clause, `${name}s`) ||
        mentions(clause, name.replace(/ies$|s$/, '')),
    ) ?? null
  );
}
