import type { Segmentation } from '../segmentation.ts';
import { logMeanExp, logWeightedSum } from '../statistics/log-sum.ts';
import { clockLags } from './clock-lags.ts';
import { exposuresAt, HARM, LagModel } from './lag-model.ts';
import type { SmoothLoad } from './load.ts';
import type { RiskSet } from './risk.ts';

/** Evidence for something that fills up and is emptied by a recovery or a restart. */
export interface AccumulationFit {
  readonly logLikelihood: number;
  readonly by: 'time' | 'requests';
  readonly byTime: number;
  readonly byRequests: number;
  /** Usual time (ms) or number of requests until it fails. */
  readonly capacity: number;
  /** Spread of that, as a share. */
  readonly spread: number;
  /** The stream whose deployments empty it too, for they start the process afresh; null = recoveries and restarts alone do. */
  readonly emptiedBy: string | null;
  /** Of the windows with something before them that may have emptied it, those that came about so long after it. */
  readonly hits: number;
  readonly windows: number;
  /** The shortest and the longest time from there to a window; in ms, or requests. */
  readonly least: number;
  readonly most: number;
}

/** Deployments of one service, ms since the first bin. */
export interface Releases {
  readonly stream: string;
  readonly times: readonly number[];
}

/** Prior that deployments of one of the services empty it. */
const RELEASED = 0.3;
/** What is full fails: of the probabilities that an exposure does harm the highest. */
const ALWAYS = HARM[2];

/**
 * Hazard that grows with time, or with requests, since the last recovery or restart (`resets`, ms since the first bin), or
 * deployment of one service.
 */
export function fitAccumulation(
  model: LagModel,
  s: Segmentation,
  smooth: SmoothLoad,
  resets: readonly number[],
  releases: readonly Releases[],
): AccumulationFit {
  const time = fitBy(model, model.risk, resets, releases);
  const scale = requestScale(s, model.risk, smooth);
  const mapped = scale ? mappedRisk(model.risk, scale) : null;
  const requests =
    mapped && scale
      ? fitBy(
          new LagModel(mapped),
          mapped,
          resets.map((t) => at(scale, t)),
          releases.map(({ stream, times }) => ({ stream, times: times.map((t) => at(scale, t)) })),
        )
      : null;
  const by = requests && requests.value > time.value + 1 ? 'requests' : 'time';
  const chosen = by === 'requests' && requests ? requests : time;
  return {
    logLikelihood: logMeanExp(requests ? [time.value, requests.value] : [time.value]),
    by,
    byTime: time.value,
    byRequests: requests?.value ?? Number.NEGATIVE_INFINITY,
    capacity: by === 'requests' && scale ? chosen.lag * scale.perMs : chosen.lag,
    spread: chosen.spread,
    emptiedBy: chosen.emptiedBy,
    ...met(
      chosen,
      by === 'requests' && mapped ? mapped : model.risk,
      by === 'requests' && scale ? scale.perMs : 1,
    ),
  };
}

/** How the windows lie to the fitted time; `perMs` turns it into requests. */
function met(
  { times, lag, spread }: Filling,
  risk: RiskSet,
  perMs: number,
): Pick<AccumulationFit, 'hits' | 'windows' | 'least' | 'most'> {
  const waits = risk.seen.flatMap((t) => {
    const last = Math.max(...times.filter((time) => time < t));
    return Number.isFinite(last) ? [t - last] : [];
  });
  const near = 2 * spread * lag + risk.binMs;
  return {
    hits: waits.filter((wait) => Math.abs(wait - lag) <= near).length,
    windows: waits.length,
    least: Math.min(...waits) * perMs,
    most: Math.max(...waits) * perMs,
  };
}

/** The likeliest time until it is full, and since when it counts. */
interface Filling {
  readonly value: number;
  readonly lag: number;
  readonly spread: number;
  readonly emptiedBy: string | null;
  readonly times: readonly number[];
}

function fitBy(
  model: LagModel,
  risk: RiskSet,
  resets: readonly number[],
  releases: readonly Releases[],
): Filling {
  const recoveries = risk.onsets.flatMap((o) => (o.recovery === null ? [] : [o.recovery]));
  const values: number[] = [];
  const weights: number[] = [];
  let best: Filling = {
    value: Number.NEGATIVE_INFINITY,
    lag: risk.intervalMs,
    spread: 1,
    emptiedBy: null,
    times: recoveries,
  };
  // Not every fix empties what fills up, and it may be emptied before the last failure has drained.
  const plain = anchorSets(risk, recoveries, resets);
  const full = plain[1] ?? recoveries;
  const sets = [
    ...plain.map((times) => ({
      times,
      by: null,
      share: (releases.length > 0 ? 1 - RELEASED : 1) / plain.length,
    })),
    ...releases.map(({ stream, times }) => ({
      times: [...new Set([...full, ...times.filter((t) => t > 0)])],
      by: stream,
      share: RELEASED / releases.length,
    })),
  ];
  for (const { times, by, share } of sets) {
    const exposures = exposuresAt(times, true);
    if (exposures.start.length < 2) continue;
    for (const { lag, sd, weight } of clockLags(risk, Array.from(exposures.start), 0.25, 2, false)) {
      const value = model.at(exposures, lag, sd, ALWAYS);
      values.push(value);
      weights.push(weight * share);
      if (value > best.value) best = { value, lag, spread: sd / lag, emptiedBy: by, times };
    }
  }
  return values.length === 0 ? best : { ...best, value: logWeightedSum(values, weights) };
}

/** When it may have been emptied: at the recoveries, and at fixes during a window or between them; never before the first bin. */
function anchorSets(risk: RiskSet, recoveries: readonly number[], resets: readonly number[]): number[][] {
  const later = resets.filter((t) => t > 0);
  if (later.length === 0) return [[...recoveries]];
  const inWindow = later.filter((t) =>
    risk.onsets.some((o) => t >= o.at && t <= (o.recovery ?? Number.POSITIVE_INFINITY)),
  );
  const sets = [[...recoveries], [...new Set([...recoveries, ...later])]];
  if (inWindow.length > 0 && inWindow.length < later.length)
    sets.push([...new Set([...recoveries, ...inWindow])]);
  return sets;
}

/** Time measured in requests served, in units that keep the mean pace: `sum[i]` = ms-equivalents before bin i. */
interface RequestScale {
  readonly sum: Float64Array;
  readonly binMs: number;
  /** Requests per ms on average. */
  readonly perMs: number;
}

/** While it fails the load counts as it was just before: who asks again, or leaves, does so because it fails. */
function requestScale(s: Segmentation, risk: RiskSet, { before }: SmoothLoad): RequestScale | null {
  if (!s.load) return null;
  const load = [...s.load];
  for (const o of risk.onsets) {
    const calm = before[o.bin] as number;
    if (!Number.isNaN(calm)) load.fill(calm, o.bin, Math.ceil((o.recovery ?? risk.spanMs) / s.binMs));
  }
  const known = load.filter((r): r is number => r !== null);
  if (known.length < 10) return null;
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  const sum = new Float64Array(load.length + 1);
  for (let i = 0; i < load.length; i++)
    sum[i + 1] = (sum[i] as number) + ((load[i] ?? mean) / mean) * s.binMs;
  return { sum, binMs: s.binMs, perMs: mean / s.binMs };
}

function at(scale: RequestScale, ms: number): number {
  const x = ms / scale.binMs;
  if (x <= 0) return ms;
  const last = scale.sum.length - 1;
  if (x >= last) return (scale.sum[last] as number) + (x - last) * scale.binMs;
  const i = Math.floor(x);
  return (scale.sum[i] as number) + ((scale.sum[i + 1] as number) - (scale.sum[i] as number)) * (x - i);
}

function mappedRisk(risk: RiskSet, scale: RequestScale): RiskSet {
  const onsets = risk.onsets.map((o) => ({
    ...o,
    at: at(scale, o.at),
    recovery: o.recovery === null ? null : at(scale, o.recovery),
  }));
  const gaps = onsets
    .slice(1)
    .map((o, i) => o.at - (onsets[i]?.at ?? 0))
    .sort((a, b) => a - b);
  return {
    ...risk,
    onsets,
    seen: risk.seen.map((t) => at(scale, t)),
    seenEnd: risk.seenEnd.map((t) => at(scale, t)),
    from: risk.from.map((t) => at(scale, t)),
    to: risk.to.map((t) => at(scale, t)),
    intervalMs: gaps[gaps.length >> 1] ?? risk.intervalMs,
  };
}
