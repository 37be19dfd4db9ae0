/** A name that fits a list: as it is, else without its labels, else its last parts. Never with dots for what is cut. */
export function shortName(id: string, most: number): string {
  if (id.length <= most) return id;
  const bare = id.replace(/\s*\{.*\}\s*$/, '');
  if (bare.length <= most) return bare;
  const parts = bare.split(/[.:/_\s-]+/);
  let kept = '';
  for (let i = parts.length - 1; i >= 0; i -= 1) {
    const tail = bare.slice(bare.lastIndexOf(parts.slice(i)[0] ?? '', bare.length - kept.length));
    if (tail.length > most) break;
    kept = tail;
  }
  return kept.length > 0 ? kept : bare.slice(bare.length - most);
}

/** A number, or a small word that leads to what was cut. */
const LEADING =
  /^(\d+|[a-z]{1,4}|about|after|before|below|between|every|over|since|under|until|while|without)$/;

/** The first words of a text that fit; it does not end on a small word that leads to what was cut. */
export function firstWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most + 1);
  const at = cut.lastIndexOf(' ');
  const words = (at > most / 3 ? cut.slice(0, at) : text.slice(0, most)).split(' ');
  while (words.length > 2 && LEADING.test(words.at(-1) ?? '')) words.pop();
  return words.join(' ').replace(/[\s,;:.(-]+$/, '');
}
