/** Counts how often each 53-bit hash was seen, in two flat arrays (open addressing): 12 bytes an entry. */
export class CountedHashes {
  private keys = new Float64Array(1 << 16);
  private counts = new Uint32Array(1 << 16);
  private filled = 0;

  /** Adds one and returns the new count. `hash` must not be 0. */
  add(hash: number): number {
    if (this.filled * 2 > this.keys.length) this.grow();
    const at = this.slot(hash);
    if (this.keys[at] === 0) {
      this.keys[at] = hash;
      this.filled += 1;
    }
    const count = (this.counts[at] ?? 0) + 1;
    this.counts[at] = count;
    return count;
  }

  get(hash: number): number {
    return this.counts[this.slot(hash)] ?? 0;
  }

  /** Raises the count of `hash` to at least `count`. */
  raise(hash: number, count: number): void {
    if (this.filled * 2 > this.keys.length) this.grow();
    const at = this.slot(hash);
    if (this.keys[at] === 0) {
      this.keys[at] = hash;
      this.filled += 1;
    }
    if ((this.counts[at] ?? 0) < count) this.counts[at] = count;
  }

  forEach(visit: (hash: number, count: number) => void): void {
    for (let at = 0; at < this.keys.length; at += 1) {
      const key = this.keys[at] ?? 0;
      if (key !== 0) visit(key, this.counts[at] ?? 0);
    }
  }

  private slot(hash: number): number {
    const mask = this.keys.length - 1;
    let at = ((hash >>> 0) ^ Math.floor(hash / 4294967296)) & mask;
    for (;;) {
      const key = this.keys[at];
      if (key === 0 || key === hash) return at;
      at = (at + 1) & mask;
    }
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.counts = new Uint32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] ?? 0;
      if (key === 0) continue;
      const at = this.slot(key);
      this.keys[at] = key;
      this.counts[at] = counts[i] ?? 0;
    }
  }
}

/** 53-bit hash of a text, never 0 (two 32-bit FNV-1a style passes). */
export function hashText(text: string, seed = 0): number {
  let a = 0x811c9dc5 ^ seed;
  let b = 0x9e3779b9 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff) + 1;
}

/** `hashText` of a text in ASCII bytes. */
export function hashBytes(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let a = 0x811c9dc5 ^ seed;
  let b = 0x9e3779b9 ^ seed;
  for (let at = from; at < to; at += 1) {
    const code = bytes[at] ?? 0;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff) + 1;
}
