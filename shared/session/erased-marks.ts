import { ERASED } from '../report/erased-words.ts';
import type { Sha256 } from './sha256.ts';

/**
 * What a session keeps of erased words, so that it knows them when evidence is read again. They cannot be read from it;
 * who guesses them can check the guess.
 */
export interface ErasedMark {
  /** Hex, of this mark alone. */
  readonly salt: string;
  /** In UTF-16 code units, as the words are compared. */
  readonly length: number;
  /** Rolling sum modulo `PRIME`: says at a glance where they are not. */
  readonly sum: number;
  /** Hex. */
  readonly hash: string;
}

/** The largest prime below 2^26: products of two remainders are exact in a double (Karp and Rabin 1987). */
const PRIME = 67_108_859;

/** A text as words are compared: in lower case, each run of white space one space. `at` says where each unit stood. */
interface Plain {
  readonly text: string;
  readonly at: (index: number) => number;
}

function plainOf(text: string): Plain {
  const lower = text.toLowerCase();
  if (lower.length === text.length && !/\s\s|[^\S ]/.test(lower))
    return { text: lower, at: (index) => index };
  let out = '';
  const places: number[] = [];
  let from = 0;
  for (const char of text) {
    const part = /\s/.test(char) ? (out.endsWith(' ') ? '' : ' ') : char.toLowerCase();
    for (let unit = 0; unit < part.length; unit += 1) places.push(from);
    out += part;
    from += char.length;
  }
  return { text: out, at: (index) => places[index] ?? text.length };
}

function baseOf(salt: string): number {
  return 256 + (Number.parseInt(salt.slice(0, 8), 16) % (PRIME - 256));
}

function sumOf(text: string, base: number): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (sum * base + text.charCodeAt(index)) % PRIME;
  return sum;
}

/** The mark of these words; `salt` is random hex, at least 8 digits. */
export function markOf(words: string, salt: string, sha256: Sha256): ErasedMark {
  const { text } = plainOf(words.trim());
  return { salt, length: text.length, sum: sumOf(text, baseOf(salt)), hash: sha256(`${salt}\n${text}`) };
}

/** Where the marked words begin in a plain text, in order and without overlap. */
function placesOf(text: string, { salt, length, sum, hash }: ErasedMark, sha256: Sha256): number[] {
  if (text.length < length) return [];
  const base = baseOf(salt);
  let lead = 1;
  for (let n = 1; n < length; n += 1) lead = (lead * base) % PRIME;
  const places: number[] = [];
  let rolling = sumOf(text.slice(0, length), base);
  let free = 0;
  for (let from = 0; ; from += 1) {
    if (rolling === sum && from >= free && sha256(`${salt}\n${text.slice(from, from + length)}`) === hash) {
      places.push(from);
      free = from + length;
    }
    if (from + length >= text.length) return places;
    const without = (rolling - ((text.charCodeAt(from) * lead) % PRIME) + PRIME) % PRIME;
    rolling = (without * base + text.charCodeAt(from + length)) % PRIME;
  }
}

/** The text with the marked words erased, however they are broken into lines and in either case. */
export function withoutMarked(text: string, marks: readonly ErasedMark[], sha256: Sha256): string {
  return marks.reduce((left, mark) => {
    const plain = plainOf(left);
    const places = placesOf(plain.text, mark, sha256);
    if (places.length === 0) return left;
    let out = '';
    let done = 0;
    for (const place of places) {
      out += left.slice(done, plain.at(place)) + ERASED;
      done = plain.at(place + mark.length);
    }
    return out + left.slice(done);
  }, text);
}
