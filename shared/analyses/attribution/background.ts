import { logMeanExp, logWeightedSum } from '../statistics/log-sum.ts';
import { clockLags } from './clock-lags.ts';
import { type Exposures, exposuresAt, type LagModel } from './lag-model.ts';

/** How the failures would come if nothing listed brought them; ln likelihoods. */
export interface Background {
  /** A constant rate, or one that began at some time. */
  readonly rate: number;
  readonly clock: number;
  /** The clock's part that runs from onset to onset, whatever ended the window. */
  readonly ownClock: number;
  /** The three averaged with their prior weights. */
  readonly logLikelihood: number;
}

/** Of what nobody listed one in ten begins inside the evidence; the others are older. */
const WEIGHT = { constant: 0.585, changePoint: 0.065, clock: 0.35 };
const MULTIPLES = [0.4, 0.7, 1, 1.5, 2.2];

/** A constant rate, a rate that began at an unknown time, or a clock that no listed stream follows. */
export function background(model: LagModel): Background {
  const constant = logMeanExp(MULTIPLES.map((m) => model.constant(m)));
  const changePoint = begun(model);
  const [ownClock, sinceEnd] = hiddenClock(model);
  const clock = logMeanExp([ownClock, sinceEnd]);
  const rate = logMeanExp([constant, changePoint], [WEIGHT.constant, WEIGHT.changePoint]);
  return {
    rate,
    clock,
    ownClock,
    logLikelihood: logMeanExp([rate, clock], [WEIGHT.constant + WEIGHT.changePoint, WEIGHT.clock]),
  };
}

/**
 * ln likelihood of a rate that from `at` to `until` (ms; null = for good) is one over `before` times that of all other time;
 * averaged over the rate between them.
 */
export function stepLikelihood(model: LagModel, at: number, until: number | null, before: number): number {
  const back = until ?? Number.POSITIVE_INFINITY;
  const { seen, from, to, binMs } = model.risk;
  let early = 0;
  let late = 0;
  for (let i = 0; i < from.length; i++) {
    const a = from[i] as number;
    const b = to[i] as number;
    const between = Math.max(0, Math.min(b, back) - Math.max(a, at));
    late += between;
    early += b - a - between;
  }
  const nEarly = seen.filter((t) => t + binMs <= at || t >= back).length;
  const nLate = seen.length - nEarly;
  const rate = Math.max(0.5, nLate) / Math.max(binMs, late + nLate * binMs);
  return logMeanExp(
    MULTIPLES.map((m) => {
      const p = Math.min(0.9, m * rate * binMs);
      const q = p * before;
      return (
        model.logWidths +
        nLate * Math.log(p) +
        (late / binMs) * Math.log1p(-p) +
        (nEarly > 0 ? nEarly * Math.log(q) : 0) +
        (early / binMs) * Math.log1p(-q)
      );
    }),
  );
}

/** A change point anywhere before the second half of the windows. */
function begun(model: LagModel): number {
  const { seen, spanMs } = model.risk;
  const last = seen[Math.floor(seen.length / 2)] ?? spanMs;
  const steps = 24;
  return logMeanExp(
    Array.from({ length: steps }, (_, i) => stepLikelihood(model, ((i + 0.5) / steps) * last, null, 0.03)),
  );
}

/** A hidden timer: a lag since the last onset (one or two may be skipped), and one since the last recovery. */
function hiddenClock(model: LagModel): [ownClock: number, sinceEnd: number] {
  const { onsets } = model.risk;
  const starts = onsets.map((o) => o.at);
  const recoveries = onsets.flatMap((o) => (o.recovery === null ? [] : [o.recovery]));
  if (starts.length < 2) return [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const from = (anchors: readonly number[], skips: number): number => {
    const once = exposuresAt(anchors, true);
    const lags = clockLags(model.risk, anchors, 0.3, 1.6, true);
    return logWeightedSum(
      lags.map(({ lag, sd }) => model.at(skips === 0 ? once : repeated(once, lag, skips), lag, sd)),
      lags.map(({ weight }) => weight),
    );
  };
  return [from(starts, 2), from(recoveries, 0)];
}

/** Each anchor and its next few ticks, until the next anchor. */
function repeated(once: Exposures, lag: number, skips: number): Exposures {
  const start = new Float64Array(once.start.length * (skips + 1));
  const until = new Float64Array(start.length);
  let n = 0;
  for (let k = 0; k < once.start.length; k++) {
    // The next anchor's own onset is what this one brings: half a lag later it is superseded.
    const end = (once.until[k] as number) + 0.5 * lag;
    for (let m = 0; m <= skips; m++) {
      const at = (once.start[k] as number) + m * lag;
      if (m > 0 && at >= end) break;
      let place = n++;
      for (; place > 0 && (start[place - 1] as number) > at; place--) {
        start[place] = start[place - 1] as number;
        until[place] = until[place - 1] as number;
      }
      start[place] = at;
      until[place] = end;
    }
  }
  return {
    start: start.subarray(0, n),
    until: until.subarray(0, n),
    weight: new Float64Array(n).fill(1),
  };
}
