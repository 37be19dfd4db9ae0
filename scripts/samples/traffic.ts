import type { Prng } from './prng.ts';
import { DAY, HOUR, MINUTE } from './world.ts';

/** Requests a minute over the day: a night floor, a midday hill and a higher evening hill (local hours). */
function dayShape(hour: number): number {
  const hill = (centre: number, width: number): number => {
    const distance = Math.min(Math.abs(hour - centre), 24 - Math.abs(hour - centre));
    return Math.exp(-((distance / width) ** 2) / 2);
  };
  return 0.18 + 0.62 * hill(12.8, 2.6) + 0.92 * hill(20.2, 2.3);
}

/** A smooth, slowly wandering factor around 1, sampled at any time (value noise over knots). */
export function wander(
  random: Prng,
  from: number,
  to: number,
  knotMs: number,
  sd: number,
): (at: number) => number {
  const count = Math.ceil((to - from) / knotMs) + 3;
  const knots = Array.from({ length: count }, () => random.normal(0, sd));
  return (at) => {
    const x = Math.max(0, (at - from) / knotMs);
    const i = Math.min(count - 2, Math.floor(x));
    const f = x - i;
    const smooth = f * f * (3 - 2 * f);
    return 1 + (knots[i] ?? 0) * (1 - smooth) + (knots[i + 1] ?? 0) * smooth;
  };
}

/** Requests a minute at a time: shape of the day, weekday, slow wander. `peak` is about the midday level. */
export function trafficCurve(
  random: Prng,
  from: number,
  to: number,
  peak: number,
  offsetMs: number,
): (at: number) => number {
  const slow = wander(random.fork('slow'), from, to, 45 * MINUTE, 0.045);
  const fast = wander(random.fork('fast'), from, to, 4 * MINUTE, 0.03);
  return (at) => {
    const local = at + offsetMs;
    const weekday = new Date(local).getUTCDay();
    const dayFactor = weekday === 0 || weekday === 6 ? 0.86 : weekday === 5 ? 1.12 : 1;
    return (peak / 0.85) * dayShape((local % DAY) / HOUR) * dayFactor * slow(at) * fast(at);
  };
}
