import { segment } from '../../shared/analyses/segment.ts';
import { random } from './random.ts';
import { toIncident } from './record.ts';

/** False windows in healthy days of a quiet service. */
export interface QuietFigure {
  readonly what: string;
  readonly days: number;
  readonly windows: number;
}

const DAY_S = 86_400;
const SHAPES: Readonly<Record<string, (t: number) => number>> = {
  flat: () => 1,
  'day and night': (t) => 1 + 0.8 * Math.sin((2 * Math.PI * t) / DAY_S),
  'office hours': (t) => ((t % DAY_S) / 3600 > 8 && (t % DAY_S) / 3600 < 18 ? 1.8 : 0.25),
};

/** Healthy stretches of `spanDays` each, `days` in all, at so many requests a minute. */
export function quietFigures(
  seed: number,
  days = 100,
  perMinute: readonly number[] = [60, 100, 300],
  binsS: readonly number[] = [10, 60, 300],
  spanDays = 1,
): QuietFigure[] {
  const figures: QuietFigure[] = [];
  for (const [shape, of] of Object.entries(SHAPES))
    for (const requests of perMinute)
      for (const binS of binsS)
        for (const rate of [0.0005, 0.004, 0.02]) {
          const what = `${shape}, ${requests} a minute, bins of ${binS} s, ${rate * 100} % fail`;
          let windows = 0;
          for (let i = 0; i < days / spanDays; i++) {
            const draw = random(seed * 983 + i, what);
            const served: number[] = [];
            const failed: number[] = [];
            for (let t = 0; t < spanDays * DAY_S; t += binS) {
              const n = draw.poisson((requests / 60) * binS * of(t));
              served.push(n);
              // The rate itself wanders by a fifth from bin to bin, as it does in a healthy service.
              failed.push(Math.min(n, draw.poisson(n * rate * Math.exp(draw.normal(0, 0.2)))));
            }
            windows += segment(
              toIncident({
                name: 'quiet',
                originMs: 1_770_000_000_000,
                spanS: spanDays * DAY_S,
                binS,
                columns: [
                  { name: 'requests', measures: 'count', unit: null, values: served },
                  { name: 'errors', measures: 'count', unit: null, values: failed },
                ],
                streams: [],
                fixes: [],
              }),
            ).episodes.length;
          }
          figures.push({ what, days, windows });
        }
  return figures;
}
