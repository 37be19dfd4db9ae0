import type { Segmentation } from '../segmentation.ts';

/**
 * A clock that runs with the requests instead of the time: position at `at`, as ms at the mean request rate, so that
 * gaps of both clocks have the same unit. Null without requests. What fills with use, a leak for instance, is regular
 * on this clock and irregular on the wall's.
 */
export function requestClock(segmentation: Segmentation): ((at: number) => number) | null {
  const { requests, from, binMs } = segmentation;
  if (!requests) return null;
  const known = requests.filter((n) => n !== null);
  const mean = known.reduce((sum, n) => sum + n, 0) / known.length;
  if (!(mean > 0)) return null;
  const passed = new Float64Array(requests.length + 1);
  requests.forEach((n, i) => {
    // Where nothing is known the usual number has come.
    passed[i + 1] = (passed[i] as number) + ((n ?? mean) / mean) * binMs;
  });
  const last = requests.length;
  return (at) => {
    const place = Math.min(last, Math.max(0, (at - from) / binMs));
    const bin = Math.min(last - 1, Math.floor(place));
    const start = passed[bin] ?? 0;
    return start + ((passed[bin + 1] ?? start) - start) * (place - bin);
  };
}
