/** Edit distance with transpositions (optimal string alignment; Damerau 1964). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The allowed word that was probably meant, or null when none is near. */
export function didYouMean(written: string, allowed: readonly string[]): string | null {
  const plain = written
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  let best: string | null = null;
  let least = Math.max(2, Math.floor(plain.length / 3)) + 1;
  for (const word of allowed) {
    const distance = editDistance(plain, word.toLowerCase());
    if (distance < least) {
      least = distance;
      best = word;
    }
  }
  return best;
}
