/**
 * A small seeded generator, so that the same seed writes the same bytes on every machine.
 * mulberry32 (public domain, T. Ettinger) over an FNV-1a hash of seed and label.
 */
export interface Prng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** Whole number in [from, to], both included. */
  int(from: number, to: number): number;
  normal(mean: number, sd: number): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
  pick<T>(items: readonly T[]): T;
  /** `length` characters out of `alphabet`. */
  text(length: number, alphabet: string): string;
  /** An independent generator: what one part draws never moves another part. */
  fork(label: string): Prng;
}

const HEX = '0123456789abcdef';

/** Hash of a text to 32 bits (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A generator for one seed and one purpose. */
export function prng(seed: number | string, label = ''): Prng {
  const name = `${seed}/${label}`;
  let state = hash32(name);

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (mean: number, sd: number): number =>
    mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  return {
    next,
    normal,
    between: (from, to) => from + (to - from) * next(),
    int: (from, to) => from + Math.floor((to - from + 1) * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson(mean) {
      if (mean <= 0) return 0;
      if (mean > 60) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))));
      const limit = Math.exp(-mean);
      let product = next();
      let count = 0;
      while (product > limit) {
        product *= next();
        count += 1;
      }
      return count;
    },
    pick(items) {
      const item = items[Math.floor(items.length * next())];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(Math.floor(alphabet.length * next()))).join(''),
    fork: (inner) => prng(name, inner),
  };
}

/** Hexadecimal text of a length, as in commit ids. */
export function hex(random: Prng, length: number): string {
  return random.text(length, HEX);
}
