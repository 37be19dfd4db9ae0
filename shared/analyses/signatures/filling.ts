import { saysTime } from '../../incident/roles.ts';
import type { Series } from '../../incident/series.ts';
import { isTime } from '../contrast/gauge-limits.ts';
import { firstIndexAt, valueAt } from '../contrast/inside-outside.ts';
import { staleAfterMs } from '../contrast/stale.ts';
import type { Episode } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { type Sawtooth, sawtooth } from './climbs.ts';
import type { SignatureInput } from './signature.ts';

const MOST_SERIES = 400;
/** Fewer windows show no habit. */
export const FEWEST_WINDOWS = 3;
/** Windows that have to begin at the top, and drops that have to fall to a restart (or to none). */
export const MOST = 0.7;
/** Of the healthy time, at most this share may lie as high as at the onsets: else the height says nothing. */
const USUALLY_LOWER = 0.3;

/** A gauge that stands at the same height at each onset, and what empties it. */
export interface Filling {
  readonly tooth: Sawtooth;
  /** Level at the onsets. */
  readonly level: number;
  readonly windows: number;
  /** Drops at a restart that is on record. */
  readonly restarted: number;
  /** Drops inside a window or right at its end, with no restart on record. */
  readonly byItself: number;
}

/** The one that most windows show. */
export function clearest<F extends Filling>(all: readonly F[]): F | null {
  return (
    all.toSorted((a, b) => b.windows - a.windows || (a.tooth.series.id < b.tooth.series.id ? -1 : 1))[0] ??
    null
  );
}

/** All gauges that rise steadily and fall at once. */
export function teeth({ incident }: SignatureInput): Sawtooth[] {
  return incident.series
    .filter((series) => series.measures === 'gauge' && !isTime(series.unit) && !saysTime(series.metric))
    .slice(0, MOST_SERIES)
    .flatMap((series) => sawtooth(series) ?? []);
}

/** Gauges that climb to the same height before most windows, and are seldom that high otherwise. */
export function fillings(input: SignatureInput): Filling[] {
  const { segmentation: s } = input;
  const { episodes, binMs } = s;
  if (episodes.length < FEWEST_WINDOWS) return [];
  return teeth(input).flatMap((tooth) => {
    const { series, low, high } = tooth;
    const staleMs = Math.max(staleAfterMs(series), binMs);
    const levels = episodes.flatMap((e) => {
      // The first failing bin is known late where few requests fail at first: it may have been emptied just before.
      const emptied = tooth.drops.find((at) => at <= e.from && at > e.from - 2 * binMs);
      const at = emptied === undefined ? e.from : emptied - 1;
      const climbing = tooth.climbs.some((c) => c.from < at && (c.to ?? Number.POSITIVE_INFINITY) >= at);
      const level = valueAt(series, at, staleMs);
      return climbing && level !== null && level >= low + 0.5 * (high - low) ? [level] : [];
    });
    if (levels.length < FEWEST_WINDOWS || levels.length < MOST * episodes.length) return [];
    const lowest = Math.min(...levels);
    if (healthyShare(series, s, (value) => value >= lowest) > USUALLY_LOWER) return [];
    const restarted = tooth.drops.filter((at) => atRestart(input, at)).length;
    const byItself = tooth.drops.filter((at) => !atRestart(input, at) && withWindow(s, at)).length;
    const level = levels.reduce((sum, v) => sum + v, 0) / levels.length;
    return [{ tooth, level, windows: levels.length, restarted, byItself }];
  });
}

/** A gauge stands high, or low, shortly before most windows begin: it fills or drains, if not as a sawtooth does. */
export function someGaugeNearsItsEnd({ incident, segmentation: s }: SignatureInput): boolean {
  return incident.series
    .filter((one) => one.measures === 'gauge' && !isTime(one.unit) && !saysTime(one.metric))
    .slice(0, MOST_SERIES)
    .some((series) => {
      const levels = s.episodes
        .flatMap((e) => valueAt(series, e.from - 2 * s.binMs, Math.max(2 * series.intervalMs, s.binMs)) ?? [])
        .toSorted((a, b) => a - b);
      if (levels.length < FEWEST_WINDOWS || levels.length < MOST * s.episodes.length) return false;
      const out = Math.floor((1 - MOST) * levels.length);
      const [low, high] = [levels[out] as number, levels[levels.length - 1 - out] as number];
      return (
        healthyShare(series, s, (value) => value >= low) <= USUALLY_LOWER ||
        healthyShare(series, s, (value) => value <= high) <= USUALLY_LOWER
      );
    });
}

/** Share of the healthy samples of a gauge that lie in some range; 1 where there is none. */
function healthyShare(series: Series, s: Segmentation, within: (value: number) => boolean): number {
  let inside = 0;
  let n = 0;
  const end = s.from + s.rate.length * s.binMs;
  for (let i = firstIndexAt(series.times, s.from); i < series.times.length; i++) {
    const at = series.times[i] as number;
    const value = series.values[i];
    if (at >= end) break;
    if (value === null || value === undefined || withWindow(s, at)) continue;
    n++;
    if (within(value)) inside++;
  }
  return n === 0 ? 1 : inside / n;
}

/** A restart, deployment or fix was under way, give or take two bins. */
export function atRestart({ ready, incident, segmentation }: SignatureInput, at: number): boolean {
  const slack = 2 * segmentation.binMs;
  // Where something was restarted inside the window, its being emptied there is not by itself.
  const window = segmentation.episodes.find((e) => near(e, at, segmentation.binMs));
  const since = Math.min(at, window?.from ?? at) - slack;
  return (
    ready.some((r) => at >= r.at - slack && at <= r.until + slack) ||
    incident.attempts.some(
      (a) => a.at !== null && at >= a.at - slack && at <= (a.until ?? a.at) + 3 * slack,
    ) ||
    incident.streams.some(
      (stream) =>
        (stream.kind === 'restart' || stream.kind === 'deploy') &&
        stream.events.some(
          (e) =>
            at >= e.start - slack &&
            (at <= (e.end ?? e.start) + slack || (stream.kind === 'restart' && e.start >= since)),
        ),
    )
  );
}

/** Inside a window, or within two bins of it. */
export const withWindow = (s: Segmentation, at: number): boolean =>
  s.episodes.some((e) => near(e, at, s.binMs));

/** Inside this window, or within two bins of it. */
export const near = (e: Episode, at: number, binMs: number): boolean =>
  at >= e.from - 2 * binMs && at <= (e.to ?? Number.POSITIVE_INFINITY) + 2 * binMs;
