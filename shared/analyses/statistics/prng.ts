/** A seeded source of uniform numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain). */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles in place (Fisher-Yates) with the given source. */
export function shuffle<T>(values: T[], uniform: () => number): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const kept = values[i] as T;
    values[i] = values[j] as T;
    values[j] = kept;
  }
  return values;
}
