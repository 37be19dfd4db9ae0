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
