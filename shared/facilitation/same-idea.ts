const STOP_WORDS = new Set(
  'a an and are as at be because been by did do does for from had has have i in is it its maybe not of on or our perhaps probably so some something than that the their then there think this to too was we were what when which why will with problem issue trouble thing cause caused error failure bug fault'.split(
    ' ',
  ),
);

/** Share of common words (Jaccard) from which two texts count as the same idea. */
const ALIKE = 0.4;

/** Content words of a text, roughly stemmed, so that "timeouts" and "timeout" meet. */
export function contentWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.filter((word) => !STOP_WORDS.has(word)).map((word) => word.replace(/(?<=.{3})(ing|es|s|ed)$/u, '')),
  );
}

/** Do two texts, as their content words, say the same? One that says nothing else than the other counts too. */
export function sameIdea(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  const all = a.size + b.size - common;
  return all > 0 && (common / all >= ALIKE || (common > 0 && common === Math.min(a.size, b.size)));
}
