/** Words that say nothing about what a sentence is about. */
const EMPTY = new Set(
  (
    'a an and are as at back be been but by can could did do does done for from get got had has have he her his i if in into is it its just ' +
    'may me more most my no not of off on one or our out over she so some than that the their them then there they this to too up us was we ' +
    'were what when which who will with would you your via per again now min mins minute minutes hour hours worked works helped about around ' +
    'please going still after before until while because probably maybe seems looks think'
  ).split(' '),
);

/** A word without its commonest endings, so that "restarted", "restarting" and "restart" are one. */
function stem(word: string): string {
  if (word.length < 5) return word;
  for (const ending of ['ations', 'ation', 'ings', 'ing', 'ies', 'ed', 'es', 's', 'e']) {
    if (word.endsWith(ending) && word.length - ending.length >= 3) {
      const bare = word.slice(0, -ending.length);
      // "dropped" and "dropping" are "drop".
      return /([bdgmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare;
    }
  }
  return word;
}

/** The words of a text that carry its meaning, stemmed, numbers kept. */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>();
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}]+|\d+(?:\.\d+)?/gu);
  for (const part of parts ?? []) {
    if (EMPTY.has(part) || (part.length < 2 && !/\d/.test(part))) continue;
    words.add(stem(part));
  }
  return words;
}

/** Number of words that two sets share. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count;
}
