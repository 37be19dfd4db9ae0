import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import type { Stream, StreamEvent, StreamKind } from '../../incident/stream.ts';
import { DAY_MS, MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import type { Segmentation } from '../segmentation.ts';
import { madSd, median } from '../statistics/quantile.ts';
import { largest } from '../statistics/sums.ts';
import { pelt } from './pelt.ts';

/** A level that changed for good. `before` and `after` in ms for durations, else in `unit`. */
export interface LevelChange {
  readonly subject: string;
  readonly quantity: 'duration' | 'size' | 'rate' | 'level';
  readonly unit: string | null;
  readonly before: number;
  readonly after: number;
  /** Middle of the interval. */
  readonly at: number;
  /** From the last measurement of the old level to the first of the new. */
  readonly interval: TimeRange;
  readonly nBefore: number;
  readonly nAfter: number;
}

/** A change smaller than this factor is no news. */
const LEAST_FACTOR = 1.3;
/** Bins into which a long series is pooled before the search. */
const MOST_BINS = 400;
/** Values of a bin that its median is taken from. */
const MOST_PER_BIN = 9;
/** The last runs of a stream that are searched. */
const MOST_RUNS = 2000;

/** A measured value and the time from which it holds. */
interface Measured {
  readonly at: number;
  readonly value: number;
}

/** Kinds whose events are runs: the length of a deployment, a page or an outage says nothing about what grew. */
const RUNS: readonly StreamKind[] = ['job', 'data', 'maintenance'];

/** Changes in what runs: how long, how much, how often. */
export function streamChanges(stream: Stream): LevelChange[] {
  if (!RUNS.includes(stream.kind)) return [];
  const whole = stream.events.filter(isWhole).slice(-MOST_RUNS);
  const durations = whole.flatMap((e) =>
    e.end !== null && e.end > e.start ? [{ at: e.start, value: e.end - e.start }] : [],
  );
  const sizes = whole.flatMap((e) => (e.size !== null && e.size > 0 ? [{ at: e.start, value: e.size }] : []));
  const changes = [
    ...levelsOf(durations, { subject: stream.id, quantity: 'duration', unit: 'ms' }),
    ...levelsOf(sizes, { subject: stream.id, quantity: 'size', unit: stream.sizeUnit }),
  ].map((change) => narrowed(change, stream));
  return [...changes, ...rateChanges(stream, changes)];
}

/** A run that ended by itself: a cancelled one is censored, an expected one never measured. */
function isWhole(event: StreamEvent): boolean {
  return !event.expected && (event.status === 'succeeded' || event.status === null);
}

/** Starts come more or less often; not said where longer runs explain it. */
function rateChanges(stream: Stream, changes: readonly LevelChange[]): LevelChange[] {
  const starts = stream.events
    .filter((e) => !e.expected)
    .slice(-MOST_RUNS)
    .map((e) => e.start);
  const gaps = starts.slice(1).flatMap((at, i) => {
    const gap = at - (starts[i] ?? at);
    return gap > 0 ? [{ at: starts[i] ?? at, value: gap }] : [];
  });
  if (gaps.length < 10) return [];
  return (
    levelsOf(gaps, { subject: stream.id, quantity: 'rate', unit: 'ms' })
      .filter(
        (c) => !changes.some((other) => Math.abs(other.at - c.at) < 3 * median(gaps.map((g) => g.value))),
      )
      // A few gaps after restarts are no new schedule.
      .filter((c) => c.nAfter >= 5)
  );
}

/**
 * Runs that were cancelled, and one that still runs, say how long they lasted at least: one that had outlasted every
 * run of the old level already belongs to the new one.
 */
function narrowed(change: LevelChange, stream: Stream): LevelChange {
  if (change.quantity === 'rate' || change.after <= change.before) return change;
  const measure = (e: StreamEvent): number | null =>
    change.quantity === 'size' ? e.size : e.end === null ? null : e.end - e.start;
  const { from, to } = change.interval;
  const longest = largest(
    stream.events.flatMap((e) =>
      e.start <= from && isWhole(e) && e.start > from - 3 * DAY_MS ? [measure(e) ?? 0] : [],
    ),
  );
  const sign = stream.events.find(
    (e) => e.start > from && e.start < to && !isWhole(e) && (measure(e) ?? 0) > 1.05 * longest,
  );
  if (!sign) return change;
  return { ...change, interval: { from, to: sign.start }, at: (from + sign.start) / 2 };
}

/** Changes of a gauge or a count, outside the failure windows and freed of the daily course. */
export function seriesChanges(series: Series, segmentation: Segmentation): LevelChange[] {
  const measured = pooled(series, segmentation);
  const [first, last] = [measured[0], measured.at(-1)];
  if (measured.length < 24 || !first || !last) return [];
  const base = {
    subject: series.id,
    quantity: series.measures === 'count' ? ('rate' as const) : ('level' as const),
    unit: series.unit,
  };
  const lasting = (read: readonly Measured[]): LevelChange[] => {
    const options = { shortest: Math.max(8, Math.round(read.length / 12)), factor: 1.4 };
    return levelsOf(read, base, options).filter((change) => lasts(change, read));
  };
  // A step that stands out of the days as they are is read from them: where windows leave gaps at the same hours, the
  // usual value of those hours is that of the days before it alone.
  const plain = lasting(measured);
  return plain.length > 0 ? plain : lasting(againstOtherDays(measured, last.at - first.at));
}

/** A setting holds one value until somebody changes it: so many values and so many changes at most. */
const MOST_SETTINGS = 4;

/**
 * Steps of a setting (a limit, a number of workers) before the first window: its values are exact, so that any step is
 * one, however small. Null when the series is no setting.
 */
function settingSteps(series: Series, firstOnset: number): LevelChange[] | null {
  const values = new Set<number>();
  const steps: LevelChange[] = [];
  let last: Measured | null = null;
  let holds = 0;
  for (const [i, at] of series.times.entries()) {
    const value = series.values[i];
    if (value === null || value === undefined) continue;
    values.add(value);
    if (last !== null && value !== last.value) {
      steps.push({
        subject: series.id,
        quantity: 'level',
        unit: series.unit,
        before: last.value,
        after: value,
        at: (last.at + at) / 2,
        interval: { from: last.at, to: at },
        nBefore: holds,
        nAfter: 0,
      });
      holds = 0;
    }
    if (values.size > MOST_SETTINGS || steps.length > MOST_SETTINGS) return null;
    holds += 1;
    last = { at, value };
  }
  if (series.measures === 'count' || steps.length === 0) return null;
  const lengths = [...steps.slice(1).map((step) => step.nBefore), holds];
  return steps.flatMap((step, i) =>
    step.interval.from <= firstOnset ? [{ ...step, nAfter: lengths[i] ?? 0 }] : [],
  );
}

/** It holds to the end, and the old level never showed the new one: a run or a busy hour is no change for good. */
function lasts(change: LevelChange, measured: readonly Measured[]): boolean {
  const half = Math.sqrt(change.before * change.after);
  const past = (m: Measured): boolean => (change.after > change.before ? m.value > half : m.value < half);
  const after = measured.filter((m) => m.at >= change.interval.to);
  const before = measured.filter((m) => m.at <= change.interval.from);
  return after.filter(past).length >= 0.9 * after.length && before.filter(past).length <= 0.1 * before.length;
}

/** Medians over equal bins, without the windows. */
function pooled(series: Series, segmentation: Segmentation): Measured[] {
  const first = series.times[0];
  const last = series.times.at(-1);
  if (first === undefined || last === undefined || last <= first) return [];
  const binMs = Math.max(series.intervalMs, (last - first) / MOST_BINS);
  const bins: Measured[] = [];
  let values: number[] = [];
  let bin = 0;
  let w = 0;
  const windows = segmentation.episodes;
  const flush = (): void => {
    if (values.length > 0) bins.push({ at: first + bin * binMs, value: median(values) });
    values = [];
  };
  const step = Math.max(1, Math.floor(series.times.length / (MOST_BINS * MOST_PER_BIN)));
  for (let i = 0; i < series.times.length; i += step) {
    const at = series.times[i] as number;
    const value = series.values[i];
    if (value === null || value === undefined) continue;
    while (w < windows.length && (windows[w]?.to ?? Number.POSITIVE_INFINITY) + segmentation.binMs <= at)
      w += 1;
    const window = windows[w];
    if (window && at >= window.from - segmentation.binMs) continue;
    const own = Math.floor((at - first) / binMs);
    if (own !== bin) {
      flush();
      bin = own;
    }
    values.push(value);
  }
  flush();
  return bins;
}

/** Divides by the median of the same time on the other days, where there are at least two of them. */
function againstOtherDays(bins: readonly Measured[], spanMs: number): Measured[] {
  if (spanMs < 2.5 * DAY_MS) return [...bins];
  const slotMs = 30 * MINUTE_MS;
  const slots = new Map<number, number[]>();
  for (const { at, value } of bins) {
    const slot = Math.floor((at % DAY_MS) / slotMs);
    const list = slots.get(slot);
    if (list) list.push(value);
    else slots.set(slot, [value]);
  }
  const usual = new Map([...slots].map(([slot, values]) => [slot, median(values)]));
  const level = median(bins.map((b) => b.value));
  return bins.flatMap(({ at, value }) => {
    const expected = usual.get(Math.floor((at % DAY_MS) / slotMs)) ?? 0;
    return expected > 0 ? [{ at, value: (value / expected) * level }] : [];
  });
}

/**
 * PELT on the logarithm with the BIC as penalty; the spread comes from first differences, which a change of level
 * hardly touches, and outliers are drawn in to four spreads of their neighbours' median.
 */
function levelsOf(
  measured: readonly Measured[],
  base: Pick<LevelChange, 'subject' | 'quantity' | 'unit'>,
  options: { readonly shortest: number; readonly factor: number } = { shortest: 2, factor: LEAST_FACTOR },
): LevelChange[] {
  const usable = measured.filter((m) => m.value > 0);
  if (usable.length < Math.max(5, 2 * options.shortest) || usable.length < 0.8 * measured.length) return [];
  const logs = usable.map((m) => Math.log(m.value));
  const steps = logs.slice(1).map((value, i) => value - (logs[i] ?? value));
  const spread = Math.max(madSd(steps) / Math.SQRT2, 0.02);
  const tamed = logs.map((value, i) => {
    const near = median(logs.slice(Math.max(0, i - 2), i + 3));
    return Math.min(near + 4 * spread, Math.max(near - 4 * spread, value));
  });
  // A change costs its place and its level (BIC), and what neighbouring values share.
  const penalty = 3 * Math.log(logs.length) + 6;
  const begins = pelt(tamed, spread, penalty, options.shortest);
  const edges = [0, ...begins, logs.length];
  return begins.flatMap((begin, i) => {
    const beforeValues = usable.slice(edges[i] ?? 0, begin).map((m) => m.value);
    const afterValues = usable.slice(begin, edges[i + 2] ?? logs.length).map((m) => m.value);
    const before = median(beforeValues);
    const after = median(afterValues);
    if (Math.max(before, after) / Math.min(before, after) < options.factor) return [];
    const from = usable[begin - 1]?.at ?? 0;
    const to = usable[begin]?.at ?? from;
    const n = { nBefore: beforeValues.length, nAfter: afterValues.length };
    return [{ ...base, before, after, at: (from + to) / 2, interval: { from, to }, ...n }];
  });
}

/** All level changes of the evidence, each subject's own. */
export function levelChanges(incident: Incident, segmentation: Segmentation): LevelChange[] {
  const spanFrom = segmentation.episodes[0]?.from ?? Number.NEGATIVE_INFINITY;
  const errors = incident.series.find((s) => s.id === incident.roles.errors?.series)?.metric;
  const skipped = new Set(incident.series.filter((s) => s.metric === errors).map((s) => s.id));
  return [
    ...incident.streams.flatMap(streamChanges),
    ...incident.series
      .filter((s) => !skipped.has(s.id) && firstIndexAt(s.times, spanFrom) > 0)
      .flatMap((s) => settingSteps(s, spanFrom) ?? seriesChanges(s, segmentation)),
  ];
}
