import { ERASED } from '../report/erased-words.ts';

/** An excerpt that was cut may hold the first letters of the words; fewer than this give nothing away. */
const TELLING = 4;

/** What stands before the words says that a shortened text is of the same sentence: as many letters, and no fewer. */
const KNOWN = 12;

/** What a name or a sentence is cut at. */
const END = /^(?:\s?…|\s?\.\.\.|”|$)/;

const LOOSE = /[\s,;:.(-]+$/;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

/** Finds as many of the words as stand there, from the first on, but not all of them. */
function startPattern(words: string): RegExp | null {
  const parts = words.split(/\s+/);
  if (parts.length < 2) return null;
  const nested = parts
    .slice(0, -1)
    .map((part, index, all) => {
      // A text that was cut loses the comma after its last word.
      const bare = part.replace(LOOSE, '') || part;
      const rest = part.slice(bare.length);
      const loose = rest === '' ? '' : index === all.length - 1 ? `(?:${escaped(rest)})?` : escaped(rest);
      return `${escaped(bare)}${loose}`;
    })
    .reduceRight((inner, part) => (inner === '' ? part : `${part}(?:\\s+${inner})?`), '');
  return new RegExp(`(?<![\\p{L}\\p{N}])${nested}(?![\\p{L}\\p{N}])`, 'giu');
}

/** What stands before the words wherever they are whole: the last letters, or all of a beginning. */
interface Before {
  readonly ends: ReadonlySet<string>;
  readonly starts: readonly string[];
}

function beforeIn(texts: readonly string[], pattern: RegExp): Before {
  const ends = new Set<string>();
  const starts = new Set<string>();
  for (const text of texts)
    for (const found of text.matchAll(pattern)) {
      const left = plain(text.slice(0, found.index));
      if (left.length >= KNOWN) ends.add(left.slice(-KNOWN));
      else starts.add(left);
    }
  return { ends, starts: [...starts] };
}

/** True where a part of the words follows on what stood before all of them. */
function isSame(left: string, part: string, { ends, starts }: Before): boolean {
  if (ends.has(left.slice(-KNOWN))) return true;
  return starts.some((start) => {
    if (!left.endsWith(start) || start.length + part.length < KNOWN) return false;
    return !/[\p{L}\p{N}]$/u.test(left.slice(0, left.length - start.length));
  });
}

/** A text that ends in a cut without the first letters of the words before it. */
function withoutStart(text: string, words: string): string {
  const cut = /(…| \.\.\.)$/.exec(text);
  if (!cut) return text;
  const body = text.slice(0, cut.index);
  for (let length = Math.min(words.length - 1, body.length); length >= TELLING; length -= 1) {
    if (body.toLowerCase().endsWith(words.slice(0, length).toLowerCase()))
      return `${body.slice(0, -length)}${ERASED}${cut[0]}`;
  }
  return text;
}

/**
 * How to take out what shortened texts hold of words: labels and titles are cut at a word, so that the first of several
 * may stand there alone. They are known by what stands before them in a text that holds all of the words, or, where half
 * of them ends a text, by themselves. `texts` are all texts that there are.
 */
export function cutsOf(texts: Iterable<string>, words: string, pattern: RegExp): (text: string) => string {
  const start = startPattern(words);
  if (start === null) return (text) => withoutStart(text, words);
  const before = beforeIn([...texts], pattern);
  return (text) =>
    withoutStart(
      text.replace(start, (part: string, ...rest: unknown[]) => {
        const at = rest.find((one) => typeof one === 'number') ?? 0;
        const ended = part.length * 2 >= words.length && END.test(text.slice(at + part.length));
        return ended || isSame(plain(text.slice(0, at)), part, before) ? ERASED : part;
      }),
      words,
    );
}
