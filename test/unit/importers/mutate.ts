import { encodeUtf8 } from '../../../shared/importers/utf8.ts';

/** A small seeded generator (mulberry32), so that a failing mutation can be played again. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NASTY = [
  '\u0000',
  '"',
  '\\',
  '[',
  '{',
  '}',
  ']',
  ',',
  '\n',
  '\r',
  '9'.repeat(40),
  '\ud83d\ude00',
  '<script>',
  '-1e999',
  'null',
  '\u202e',
  '['.repeat(5_000),
  '{"a":'.repeat(5_000),
  '__proto__',
  '9999-99-99T99:99:99Z',
  'x'.repeat(200_000),
];

/** One damage: flipped bytes, an end cut off, a hole, something nasty put in, or a piece that comes twice. */
export function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const at = Math.floor(next() * bytes.length);
  const kind = Math.floor(next() * 6);
  if (kind === 0) {
    const copy = bytes.slice();
    for (let i = 0; i < 4; i += 1) copy[Math.floor(next() * copy.length)] = Math.floor(next() * 256);
    return copy;
  }
  if (kind === 1) return bytes.slice(0, at);
  // Bytes that are no UTF-8, and a file that comes twice.
  if (kind === 5) {
    if (next() < 0.5) return new Uint8Array([...bytes, ...bytes]);
    return new Uint8Array([...bytes.slice(0, at), 0xff, 0xc0, 0xed, 0xa0, 0x80, ...bytes.slice(at)]);
  }
  const tail = bytes.slice(kind === 2 ? Math.min(bytes.length, at + Math.floor(next() * 30)) : at);
  const middle =
    kind === 2
      ? new Uint8Array()
      : kind === 3
        ? encodeUtf8(NASTY[Math.floor(next() * NASTY.length)] ?? '')
        : bytes.slice(at, at + 80);
  return new Uint8Array([...bytes.slice(0, at), ...middle, ...tail]);
}
