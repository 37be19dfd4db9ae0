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

/** The first words of a text that fit. */
export function firstWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most + 1);
  const at = cut.lastIndexOf(' ');
  return (at > most / 3 ? cut.slice(0, at) : text.slice(0, most)).replace(/[\s,;:.-]+$/, '');
}
