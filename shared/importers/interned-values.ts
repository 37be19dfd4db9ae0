import { decodeUtf8 } from './utf8.ts';

interface Entry<T> {
  readonly bytes: Uint8Array;
  readonly value: T;
  readonly next: Entry<T> | null;
}

/** What was made of values that come again and again, found by their bytes. */
export class InternedValues<T> {
  private readonly entries = new Map<number, Entry<T>>();
  private readonly make: (text: string) => T;
  private size = 0;

  constructor(make: (text: string) => T) {
    this.make = make;
  }

  get(bytes: Uint8Array, from: number, to: number): T {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    const first = this.entries.get(hash) ?? null;
    for (let entry = first; entry; entry = entry.next)
      if (same(entry.bytes, bytes, from, to)) return entry.value;
    const own = bytes.slice(from, to);
    const value = this.make(decodeUtf8(own));
    // Values that are all different would fill the memory, and nothing is gained by keeping them.
    if (this.size >= 4_096) this.clear();
    this.size += 1;
    this.entries.set(hash, { bytes: own, value, next: this.entries.get(hash) ?? null });
    return value;
  }

  clear(): void {
    this.entries.clear();
    this.size = 0;
  }
}

function same(own: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (own.length !== to - from) return false;
  for (let i = 0; i < own.length; i += 1) if (own[i] !== bytes[from + i]) return false;
  return true;
}
