/**
 * Groups log messages by shape: Drain (He, Zhu, Zheng, Lyu: "Drain: an online log parsing approach with fixed depth
 * tree", ICWS 2017) with a cache in front of it, from the hash of the masked line to its group, so that a line of a
 * known shape costs one pass over its characters.
 */
export interface DrainGroup {
  readonly index: number;
  /** Words of the template; `<*>` where the lines differ. */
  words: string[];
}

const SIMILARITY = 0.4;
const MAX_CHILDREN = 100;
const MAX_GROUPS = 20_000;
/** A leaf with more groups than this holds free text, not templates: what comes after joins one group. */
const MAX_LEAF_GROUPS = 200;
const MAX_CHARS = 1_000;
export const WILDCARD = '<*>';

interface Node {
  readonly children: Map<string, Node>;
  readonly groups: DrainGroup[];
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, WILDCARD],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, WILDCARD],
  [/"[^"]{0,200}"|'[^']{1,200}'/g, WILDCARD],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, WILDCARD],
  [/\b0x[0-9a-f]+\b/gi, WILDCARD],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,}\b/gi, WILDCARD],
  // With the unit that is written onto it: 38ms, 512MiB, 3912M.
  [/(?<![\w<])[-+]?\d+(?:[.,:]\d+)*(?:[nuµm]?s|min|h|[kMGT]?i?B|[kMGT])?(?![\w])/g, WILDCARD],
  [/(?<=[\s=:([]|^)(?:\/[\w.@%+-]+){2,}\/?/g, WILDCARD],
];

/** The message with numbers, hex, UUIDs, addresses, paths and quoted text replaced by `<*>`. */
export function maskMessage(message: string): string {
  let masked = message.length > MAX_CHARS ? message.slice(0, MAX_CHARS) : message;
  for (const [pattern, mark] of MASKS) masked = masked.replace(pattern, mark);
  return masked;
}

/** 53-bit hash of a message in which every word that holds a digit counts as one and the same. */
function shapeHash(message: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  let wordA = 0;
  let wordB = 0;
  let numeric = false;
  const length = Math.min(message.length, MAX_CHARS);
  for (let at = 0; at <= length; at += 1) {
    const code = at < length ? message.charCodeAt(at) : 32;
    if (code === 32 || code === 9 || code === 10 || code === 61 || code === 44) {
      const x = numeric ? 0x1234567 : wordA;
      const y = numeric ? 0x7654321 : wordB;
      a = Math.imul(a ^ x ^ code, 0x01000193);
      b = Math.imul(b ^ y ^ code, 0x85ebca6b);
      b ^= b >>> 13;
      wordA = 0;
      wordB = 0;
      numeric = false;
    } else {
      if (code >= 48 && code <= 57) numeric = true;
      wordA = Math.imul(wordA ^ code, 0x01000193) + 7;
      wordB = Math.imul(wordB ^ code, 0xc2b2ae35) + 13;
    }
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

/** `shapeHash` of a text in ASCII bytes, the same loop over bytes: a text that is never looked at is never made. */
export function shapeHashOf(bytes: Uint8Array, from: number, to: number): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  let wordA = 0;
  let wordB = 0;
  let numeric = false;
  const end = Math.min(to, from + MAX_CHARS);
  for (let at = from; at <= end; at += 1) {
    const code = at < end ? (bytes[at] ?? 0) : 32;
    if (code === 32 || code === 9 || code === 10 || code === 61 || code === 44) {
      const x = numeric ? 0x1234567 : wordA;
      const y = numeric ? 0x7654321 : wordB;
      a = Math.imul(a ^ x ^ code, 0x01000193);
      b = Math.imul(b ^ y ^ code, 0x85ebca6b);
      b ^= b >>> 13;
      wordA = 0;
      wordB = 0;
      numeric = false;
    } else {
      if (code >= 48 && code <= 57) numeric = true;
      wordA = Math.imul(wordA ^ code, 0x01000193) + 7;
      wordB = Math.imul(wordB ^ code, 0xc2b2ae35) + 13;
    }
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

/** Assigns messages to groups, in the order in which they come. */
export class Drain {
  readonly groups: DrainGroup[] = [];
  private readonly cache = new Map<number, DrainGroup>();
  private readonly roots = new Map<number, Node>();

  /** Counts how often the cache was emptied: what somebody remembers of `known` holds only until then. */
  generation = 0;

  /** The group of messages of this shape (`shapeHash`), when one came before; null when it has to be looked for. */
  known(shape: number): DrainGroup | null {
    return this.cache.get(shape) ?? null;
  }

  /** The group of a message; the cache decides for shapes that were seen before. */
  group(message: string): DrainGroup {
    const hash = shapeHash(message);
    const known = this.cache.get(hash);
    if (known) return known;
    const group = this.find(
      maskMessage(message)
        .split(/\s+/)
        .filter((word) => word !== ''),
    );
    if (this.cache.size > 200_000) {
      this.cache.clear();
      this.generation += 1;
    }
    this.cache.set(hash, group);
    return group;
  }

  private find(words: readonly string[]): DrainGroup {
    const leaf = this.leaf(words);
    let best: DrainGroup | null = null;
    let most = SIMILARITY;
    for (const group of leaf.groups) {
      // What is a wildcard already says nothing about likeness: only the fixed words of the template count.
      let same = 0;
      let fixed = 0;
      for (let i = 0; i < words.length; i += 1) {
        if (group.words[i] === WILDCARD) continue;
        fixed += 1;
        if (group.words[i] === words[i]) same += 1;
      }
      const similarity = fixed === 0 ? 1 : same / fixed;
      if (similarity >= most && (best === null || similarity > most)) {
        best = group;
        most = similarity;
      }
    }
    if (best) {
      for (let i = 0; i < words.length; i += 1) if (best.words[i] !== words[i]) best.words[i] = WILDCARD;
      return best;
    }
    const last = leaf.groups.at(-1);
    if (last && (leaf.groups.length >= MAX_LEAF_GROUPS || this.groups.length >= MAX_GROUPS)) {
      last.words = last.words.map((word, i) => (word === words[i] ? word : WILDCARD));
      return last;
    }
    return this.add(leaf, words);
  }

  private add(leaf: Node, words: readonly string[]): DrainGroup {
    const group: DrainGroup = { index: this.groups.length, words: [...words] };
    this.groups.push(group);
    leaf.groups.push(group);
    return group;
  }

  /** Depth 4 of the paper: the root, the number of words, the first two words. */
  private leaf(words: readonly string[]): Node {
    let node = this.roots.get(words.length);
    if (!node) {
      node = { children: new Map(), groups: [] };
      this.roots.set(words.length, node);
    }
    for (let depth = 0; depth < Math.min(2, words.length); depth += 1) {
      const word = words[depth] ?? '';
      const exact = word.includes(WILDCARD) || /\d/.test(word) ? WILDCARD : word;
      const key = node.children.has(exact) || node.children.size < MAX_CHILDREN ? exact : WILDCARD;
      let child = node.children.get(key);
      if (!child) {
        child = { children: new Map(), groups: [] };
        node.children.set(key, child);
      }
      node = child;
    }
    return node;
  }
}
