import type { Stream } from '../../shared/incident/stream.ts';
import type { TimeRange } from '../../shared/incident/time-range.ts';

/**
 * Do the records themselves contradict that this innocent stream brings the windows? Plain counting, no model: it has at
 * least three windows to be measured on, and either half of them (two or more) had no event in reach before, or three or
 * more events, most of all, had no window in reach after. Reach is a fifth of the usual distance of its own events.
 */
export function contradicted(stream: Stream, windows: readonly TimeRange[]): boolean {
  if (windows.length < 3 || stream.events.length < 2) return false;
  const starts = stream.events.map(({ start }) => start);
  const gaps = starts
    .slice(1)
    .map((start, i) => start - (starts[i] ?? start))
    .sort((a, b) => a - b);
  const reach = Math.max(180_000, (gaps[gaps.length >> 1] ?? 0) * 0.2);
  const slack = 180_000;
  const uncovered = windows.filter(
    ({ from }) =>
      !stream.events.some(
        (event) => event.start - slack <= from && from <= Math.max(event.start + reach, event.end ?? 0),
      ),
  ).length;
  const harmless = stream.events.filter(
    (event) =>
      !windows.some(
        ({ from }) => event.start - slack <= from && from <= Math.max(event.start + reach, event.end ?? 0),
      ) && !windows.some(({ from, to }) => from <= event.start && event.start < to),
  ).length;
  return (
    (uncovered >= 2 && uncovered * 2 >= windows.length) ||
    (harmless >= 3 && harmless * 2 > stream.events.length)
  );
}
