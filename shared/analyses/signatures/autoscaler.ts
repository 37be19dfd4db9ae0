import type { Series } from '../../incident/series.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { shortName } from '../contrast/short-name.ts';
import { median } from '../statistics/quantile.ts';
import { count, duration } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

const FEWEST_WINDOWS = 3;
/** A change that is taken back within this long was a change too many (usual cool-downs are 1 to 10 min). */
const COOL_DOWN_MS = 15 * MINUTE_MS;
const MOST_VALUES = 40;

interface Step {
  readonly at: number;
  readonly by: number;
}

/** An autoscaler that goes back and forth: instances are taken away, it fails, instances are added, and so on. */
export const autoscaler: SignatureTest = ({ incident, segmentation: s }) => {
  if (s.episodes.length < FEWEST_WINDOWS) return null;
  for (const series of incident.series) {
    const steps = stepsOf(series);
    if (steps.length < 2 * FEWEST_WINDOWS) continue;
    const reversals = steps.slice(1).flatMap((step, i) => {
      const before = steps[i];
      return before && Math.sign(step.by) !== Math.sign(before.by) ? [step.at - before.at] : [];
    });
    const soon = reversals.filter((ms) => ms <= COOL_DOWN_MS).length;
    if (soon < FEWEST_WINDOWS || soon < 0.4 * (steps.length - 1)) continue;
    const slack = Math.max(s.binMs, series.intervalMs);
    const between = s.episodes.slice(1).map((e, i) => e.from - (s.episodes[i]?.from ?? 0));
    const reach = Math.min(COOL_DOWN_MS, median(between) / 3);
    const last = (at: number): Step | undefined => steps.findLast((step) => step.at <= at + slack);
    const n = s.episodes.filter((e) => {
      const before = last(e.from);
      return before !== undefined && before.by < 0 && e.from - before.at <= reach;
    }).length;
    const back = s.episodes.filter((e) =>
      steps.some(
        (step) => step.by > 0 && step.at >= e.from && step.at <= (e.to ?? Number.POSITIVE_INFINITY) + slack,
      ),
    ).length;
    const downs = steps.filter((step) => step.by < 0).length;
    if (
      n < FEWEST_WINDOWS ||
      n < 0.8 * s.episodes.length ||
      back < 0.7 * s.episodes.length ||
      n < 0.6 * downs
    )
      continue;
    return {
      name: 'autoscaler-oscillation',
      title: `${shortName(series.id, 24)} goes back and forth`,
      statement: `${series.id} goes down shortly before ${n} of ${count(s.episodes.length, 'window')} and up again inside ${back}, each change taken back after about ${duration(median(reversals))}: what scales it reacts to its own effect, and is faster than the effect can be seen.`,
      about: [series.id],
      n,
      verdict: 'supported',
      strong: n >= 4,
      answers: 'mechanism',
      answer: `${shortName(series.id, 30)} is scaled down too far, then up`,
      bring: null,
      sources: [series.source],
    };
  }
  return null;
};

/** Changes of a whole number that is level in between: instances, workers, partitions. */
function stepsOf(series: Series): Step[] {
  if (series.measures !== 'gauge') return [];
  const values = new Set<number>();
  const steps: Step[] = [];
  let last: number | null = null;
  let known = 0;
  for (let i = 0; i < series.values.length; i++) {
    const value = series.values[i];
    if (value === null || value === undefined) continue;
    if (!Number.isInteger(value) || value < 0) return [];
    values.add(value);
    if (values.size > MOST_VALUES) return [];
    known++;
    if (last !== null && value !== last) {
      const before = steps.at(-1);
      // Instances come and go one by one: one change in one direction is one step.
      if (
        before &&
        Math.sign(before.by) === Math.sign(value - last) &&
        (series.times[i] ?? 0) - before.at <= 3 * MINUTE_MS
      )
        steps[steps.length - 1] = { at: before.at, by: before.by + value - last };
      else steps.push({ at: series.times[i] as number, by: value - last });
    }
    last = value;
  }
  return steps.length > 0.3 * known ? [] : steps;
}
