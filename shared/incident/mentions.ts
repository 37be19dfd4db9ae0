const SEPARATORS = /[\s._/:#-]+/g;

function plain(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(SEPARATORS, ' ')
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()} `;
}

/** True when a text names an id in full: separators do not matter (`redis.pool` is named by "Redis pool"). */
export function mentions(text: string, id: string): boolean {
  const wanted = plain(id);
  return wanted.trim().length > 0 && plain(text).includes(wanted);
}

/** A name rather than a word: it has a separator, a figure, or capitals inside. */
const NAME = /[._/:@#\d-]|[\p{Ll}][\p{Lu}]/u;

/** Which of these ids a text names in full; what could be any word ("api") is not taken for a name. */
export function namedIn(text: string, ids: readonly string[]): string[] {
  return ids.filter((id) => id.length >= 4 && NAME.test(id) && mentions(text, id));
}
