import type { Series } from '../incident/series.ts';

/** A restart leaves of a sample's increment what came after it; less than this share of the usual one tells nothing. */
const TELLING_SHARE = 0.5;

/**
 * Increments of a cumulative counter at each sample; a fall is a restart of the process, after which the counter
 * began at 0 (Prometheus `increase()`). The first sample has no increment, and neither has one right after a restart
 * that shows only a small part of what is usual: a stretch without requests would be read into it.
 */
export function increments(values: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null;
  const steps = values.map((value) => {
    if (value === null) return null;
    const before = last;
    last = value;
    return before === null ? null : { rise: value - before, value };
  });
  const rises = steps.flatMap((step) => (step && step.rise >= 0 ? [step.rise] : []));
  const usual = rises.sort((a, b) => a - b)[rises.length >> 1] ?? 0;
  return steps.map((step) => {
    if (step === null) return null;
    if (step.rise >= 0) return step.rise;
    return step.value >= TELLING_SHARE * usual ? step.value : null;
  });
}

/** True when samples look cumulative: whole, never below 0, and rising but for restarts. */
export function looksCumulative(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  if (known.length < 3) return false;
  let falls = 0;
  for (let i = 1; i < known.length; i += 1) if ((known[i] ?? 0) < (known[i - 1] ?? 0)) falls += 1;
  return falls <= known.length * 0.05 && (known.at(-1) ?? 0) > 0;
}

/** Readings further apart than this many intervals have others missing between them. */
const NEXT_READING = 1.5;

/**
 * What a cumulative counter counted between one reading and the next, at the beginning of that time. Where a reading is
 * missing between the two, the count belongs to no one interval and is left out.
 */
export function counted(series: Series): Series {
  const rises = increments(series.values);
  const { times, intervalMs } = series;
  if (times.length < 2) return { ...series, values: rises };
  const values = rises.slice(1).map((rise, i) => {
    const apart = (times[i + 1] as number) - (times[i] as number);
    return series.values[i] === null || apart > NEXT_READING * intervalMs ? null : rise;
  });
  return { ...series, times: times.slice(0, -1), values };
}

/** What is reckoned over the time up to each sample, at the beginning of that time. */
export function reckonedUpTo(series: Series): Series {
  return { ...series, times: series.times.map((at) => at - series.intervalMs) };
}
