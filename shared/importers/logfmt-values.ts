const PAIR = /([\w.@/-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;

/** Keys and values of a logfmt line; null when it does not begin with a pair. */
export function logfmtValues(text: string): Record<string, string> | null {
  if (!/^[\w.@/-]+=/.test(text)) return null;
  const values: Record<string, string> = {};
  for (const pair of text.matchAll(PAIR)) {
    values[pair[1] ?? ''] =
      pair[2] === undefined ? (pair[3] ?? '') : pair[2].replace(/\\(["\\])/g, '$1').replace(/\\n/g, '\n');
  }
  return values;
}
