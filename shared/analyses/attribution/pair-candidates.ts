import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Background } from './background.ts';
import type { LagModel } from './lag-model.ts';
import type { RiskSet } from './risk.ts';
import { recoveryOf, streamFeatures } from './stream-features.ts';
import type { TimedStream } from './timed-stream.ts';
import { fitTrigger } from './trigger.ts';
import { triggerCounts } from './trigger-counts.ts';
import { withUnrecorded } from './unrecorded-runs.ts';
import { blank, type Weighed } from './weighed.ts';

const PAIR_STREAMS = 6;
/** Runs for each window: a window may be found in two pieces, and a record lost. */
const FEWEST_RUNS = 0.6;
/** So far the clocks of two sources may be apart. */
const CLOCKS_MS = 3 * MINUTE_MS;
/** Share of the windows that two must meet to be a candidate together. */
const LEAST_MET = 1 / 3;
/** What explains so much less than the better of the two is no candidate. */
const MOST_GAIN = 6;
/** Of what the ends say for a pair, over what they say for the better of its two, so much counts. */
const TRUST_IN_ENDS = 0.5;

/** Two jobs that do harm only together: an exposure is the moment when both are running. */
export function pairs(
  model: LagModel,
  streams: readonly TimedStream[],
  weighed: readonly Weighed[],
  base: Background,
  n: number,
  tested: number,
): Weighed[] {
  const byId = new Map(weighed.map((w) => [w.id, w]));
  const running = streams
    .filter(
      (ts) =>
        ts.start.length >= FEWEST_RUNS * n &&
        ts.end.reduce((c, e) => c + (Number.isNaN(e) ? 0 : 1), 0) * 5 >= ts.start.length * 4,
    )
    .map((ts) => ({ ts, covered: insideShare(model.risk, ts) }))
    .filter((x) => x.covered >= 0.5)
    .sort((a, b) => b.covered - a.covered || (a.ts.stream.id < b.ts.stream.id ? -1 : 1))
    .slice(0, PAIR_STREAMS)
    .map(({ ts }) => ({ ts, completed: withUnrecorded(ts) }));
  const found: Weighed[] = [];
  for (let i = 0; i < running.length; i++) {
    for (let j = i + 1; j < running.length; j++) {
      const [x, y] = [running[i], running[j]];
      if (!x || !y) continue;
      const [a, b] = [x.ts, y.ts];
      const both = together(a, b);
      if (both.start.length < 2) continue;
      // If each also ran whenever it was due.
      const completedBoth = x.completed || y.completed ? together(x.completed ?? a, y.completed ?? b) : null;
      const fit = fitTrigger(model, both, 'close', completedBoth);
      const counts = triggerCounts(model.risk, fit);
      if (counts.explained < LEAST_MET * n) continue;
      const ends = recoveryOf(model.risk, model, fit, counts);
      const evidence = fit.logLikelihood - base.logLikelihood + ends;
      const alone = Math.max(byId.get(a.stream.id)?.evidence ?? 0, byId.get(b.stream.id)?.evidence ?? 0);
      const better = betterAtOnsets(base.logLikelihood, byId.get(a.stream.id), byId.get(b.stream.id));
      // What a pair has over the better of its two it must have at the onsets, too: ends may be noted by a late clock.
      const atOnsets = evidence - ends - better.onsets + TRUST_IN_ENDS * Math.max(0, ends - better.ends);
      const gain = Math.min(evidence - alone, atOnsets) - 1;
      if (gain <= -MOST_GAIN) continue;
      const names = [a.stream.id, b.stream.id].sort();
      found.push({
        ...blank(names.join('&'), 'pair', evidence, tested),
        features: {
          ...streamFeatures(evidence - ends, ends, fit, counts, model.risk, tested, true),
          stream: 0,
          pair: 1,
          // What the better of the two explains as well by itself says nothing for both.
          gain: Math.min(0, gain),
        },
        trigger: { stream: both.stream, fit, counts, endsWithRun: ends > 0.7, harmful: null },
      });
    }
  }
  return found.sort((x, y) => y.evidence - x.evidence).slice(0, 3);
}

/** Evidence of the onsets, and of the ends, for the one of the two that explains the onsets better; of none where neither does. */
function betterAtOnsets(
  base: number,
  ...two: readonly (Weighed | undefined)[]
): { onsets: number; ends: number } {
  let better = { onsets: Number.NEGATIVE_INFINITY, ends: 0 };
  for (const w of two) {
    if (!w?.trigger) continue;
    const onsets = w.trigger.fit.logLikelihood - base;
    if (onsets > better.onsets) better = { onsets, ends: w.evidence - onsets };
  }
  return better;
}

function insideShare(risk: RiskSet, ts: TimedStream): number {
  const hit = risk.seen.filter((at) =>
    ts.start.some(
      (t, k) => t <= at + Math.max(risk.binMs, CLOCKS_MS) && (ts.end[k] as number) >= at - CLOCKS_MS,
    ),
  );
  return hit.length / Math.max(1, risk.seen.length);
}

function together(a: TimedStream, b: TimedStream): TimedStream {
  const start: number[] = [];
  const end: number[] = [];
  const unrecorded: number[] = [];
  let j = 0;
  for (let i = 0; i < a.start.length; i++) {
    while (j < b.start.length && (b.end[j] as number) <= (a.start[i] as number)) j++;
    for (let k = j; k < b.start.length && (b.start[k] as number) < (a.end[i] as number); k++) {
      start.push(Math.max(a.start[i] as number, b.start[k] as number));
      end.push(Math.min(a.end[i] as number, b.end[k] as number));
      unrecorded.push((a.unrecorded?.[i] ?? 0) | (b.unrecorded?.[k] ?? 0));
    }
  }
  const gaps = start
    .slice(1)
    .map((t, i) => t - (start[i] ?? t))
    .sort((x, y) => x - y);
  return {
    stream: a.stream,
    start: Float64Array.from(start),
    end: Float64Array.from(end),
    cut: new Uint8Array(start.length),
    done: Float64Array.from(start),
    medianGap: gaps[gaps.length >> 1] ?? Number.POSITIVE_INFINITY,
    unrecorded: Uint8Array.from(unrecorded),
    load: null,
    reachMs: null,
  };
}
