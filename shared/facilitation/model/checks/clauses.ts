import { mentions } from '../../../incident/mentions.ts';

/** The clauses of a text: parts that affirm or deny for themselves. */
export function clausesOf(text: string): readonly string[] {
  return text
    .split(/[.;!?](?=\s|$)|,\s+(?=but|and|so|because|since|which|not)|\s+(?=but\b)|\s[-–—]\s|:\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The clause before and behind the first word of a name; the whole clause and nothing where it does not stand. */
export function aroundName(clause: string, name: string): readonly [before: string, behind: string] {
  const words = name
    .toLowerCase()
    .split(/[\s._/:#-]+/)
    .filter((part) => part !== '');
  const lower = clause.toLowerCase();
  const at = lower.indexOf(words[0] ?? '\u0000');
  if (at === -1) return [clause, ''];
  const last = words.at(-1) ?? '';
  const end = lower.indexOf(last, at) + last.length;
  return [clause.slice(0, at), clause.slice(end)];
}

const SUPPOSING =
  /\b(?:if|whether|suppose|supposing|assuming|would (?:show|prove|tell|refute|rule out|mean|speak))\b/gi;

/**
 * Is what the clause says of `name` only supposed: "if", "whether", "would show that" before the name? Behind the comma
 * of an "if" it takes a "would": "If you look closely, traffic is the cause" supposes nothing of the traffic.
 */
export function isSupposed(clause: string, name: string): boolean {
  const [before, behind] = aroundName(clause, name);
  const last = [...before.matchAll(SUPPOSING)].at(-1);
  if (!last) return false;
  const between = before.slice(last.index + last[0].length);
  return !between.includes(',') || /\b(?:would|could|might|should)\b/i.test(`${between} ${behind}`);
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

/** Words of an id by which people name the thing: `redis.pool.in_use` is "redis", "pool". */
export function partsOf(id: string): readonly string[] {
  return id
    .replace(/\{.*\}$/, '')
    .split(/[\s._/:#-]+/)
    .filter((part) => part.length > 3);
}
