/** A seeded source of random numbers: the same seed gives the same incident on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  uniform(from: number, to: number): number;
  /** Uniform in the logarithm: as many between 1 and 10 as between 10 and 100. */
  logUniform(from: number, to: number): number;
  /** Whole number in [from, to], both ends included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  normal(mean: number, sd: number): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
  pick<T>(items: readonly T[]): T;
  /** An independent source derived from this one's seed and a label. */
  fork(label: string): Random;
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo): mixes a label into a seed. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Doty-Humphrey's sfc32, as in PractRand: small, fast, passes its tests. */
function sfc32(seed: number, label: string): () => number {
  let a = seed | 0;
  let b = hash(label) | 0;
  let c = Math.imul(seed, 0x9e3779b9) | 0;
  let d = 1;
  const draw = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i++) draw();
  return draw;
}

/** A random source for `seed`; different labels give independent sources. */
export function random(seed: number, label = ''): Random {
  const next = sfc32(seed, label);
  const normal = (mean: number, sd: number): number =>
    mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    uniform: (from, to) => from + (to - from) * next(),
    logUniform: (from, to) => from * (to / from) ** next(),
    integer: (from, to) => from + Math.floor((to - from + 1) * next()),
    chance: (probability) => next() < probability,
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson(mean) {
      if (mean <= 0) return 0;
      if (mean > 30) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))));
      const limit = Math.exp(-mean);
      let k = 0;
      for (let product = next(); product > limit; product *= next()) k++;
      return k;
    },
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
    fork: (name) => random(seed, `${label}/${name}`),
  };
}
