import type { Stream } from '../../incident/stream.ts';
import type { TimeRange } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';

/** Windows that began within the lag of a run, and the others. */
export function explainedWindows(
  s: Segmentation,
  stream: Stream,
  lags: readonly [number, number],
): { inside: TimeRange[]; outside: TimeRange[] } {
  const end = s.from + s.rate.length * s.binMs;
  const tolerance = 2 * s.binMs;
  // Where nobody recorded a run, its schedule is all that is known.
  const scheduled = stream.events.every((e) => e.expected);
  const inside: TimeRange[] = [];
  const outside: TimeRange[] = [];
  for (const episode of s.episodes) {
    const due = stream.events.some(
      (e) =>
        (!e.expected || scheduled) &&
        episode.from >= e.start + Math.min(0, lags[0]) - tolerance &&
        episode.from <= Math.max(e.start + lags[1], lags[1] > 0 ? 0 : (e.end ?? e.start)) + tolerance,
    );
    (due ? inside : outside).push({ from: episode.from, to: episode.to ?? end });
  }
  return { inside, outside };
}

/** All failure windows; one still open ends with the series. */
export function allWindows(s: Segmentation): TimeRange[] {
  const end = s.from + s.rate.length * s.binMs;
  return s.episodes.map((e) => ({ from: e.from, to: e.to ?? end }));
}
