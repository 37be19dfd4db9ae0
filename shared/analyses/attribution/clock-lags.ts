import { HOUR_MS, MINUTE_MS } from '../../incident/time-range.ts';
import { median } from '../statistics/quantile.ts';
import { STEPS_AROUND, stepsAround } from './lags.ts';
import type { RiskSet } from './risk.ts';

/** One lag and spread of a clock, ms, with its share of the prior. */
export interface ClockLag {
  readonly lag: number;
  readonly sd: number;
  readonly weight: number;
}

/** Spreads as shares of the lag. */
const SHARES = [0.015, 0.04, 0.1, 0.2] as const;
/** Prior of each: timers keep their time, what fills up hardly ever does. */
const TIMER = [0.3, 0.3, 0.08, 0.02] as const;
const FILLING = [0.1, 0.25, 0.35, 0.3] as const;
/** What keeps its time to the minute over a day, and its prior among timers. */
const EXACT = 0.3;
const EXACT_MS = [0.5 * MINUTE_MS, 2 * MINUTE_MS];
/** Hours that timers are set to; every other exact clock keeps one of them. */
const SET_HOURS = [2, 3, 4, 6, 8, 12, 24, 48, 168];
const SET_SHARE = 0.5;
/** Nothing is known closer than this share of a bin. */
const LEAST_SPREAD = 0.4;
const COARSE_STEPS = 24;
/** Around the usual time, in spreads: a mean of fifteen lags is known to a quarter of one. */
const FINE_STEP = 0.6;

/**
 * The lags at which a clock may strike after each of `anchors` (ms, ascending), uniform in the logarithm from `low` to `high`
 * times the usual interval: finely around the usual time from an anchor to the next onset, coarsely elsewhere.
 * `setByPeople`: round hours are likelier than others.
 */
export function clockLags(
  risk: RiskSet,
  anchors: readonly number[],
  low: number,
  high: number,
  setByPeople: boolean,
): ClockLag[] {
  const usual = usualWait(risk, anchors);
  const range = Math.log(high / low);
  const least = LEAST_SPREAD * risk.binMs;
  const exact = setByPeople
    ? [...new Set(EXACT_MS.map((ms) => Math.max(ms, least)))].filter((sd) => sd < 0.5 * SHARES[0] * usual)
    : [];
  const weighed = [
    ...SHARES.map((share, k) => ({
      at: (lag: number) => Math.max(share * lag, least),
      prior: (setByPeople ? TIMER : FILLING)[k] as number,
    })),
    ...exact.map((sd) => ({ at: () => sd, prior: EXACT / exact.length })),
  ];
  const total = weighed.reduce((sum, { prior }) => sum + prior, 0);
  const spreads = weighed.map((each) => ({ ...each, prior: each.prior / total }));
  const [from, to] = [low * risk.intervalMs, high * risk.intervalMs];
  const coarse = logGrid(from, to, COARSE_STEPS);
  return spreads.flatMap(({ at, prior }, k): ClockLag[] => {
    const sd = at(usual);
    const reach = (STEPS_AROUND / 2) * FINE_STEP * sd;
    const near = stepsAround(usual, FINE_STEP * sd)
      .filter((lag) => lag > from && lag < to)
      .map((lag): ClockLag => ({ lag, sd, weight: (prior * FINE_STEP * sd) / (lag * range) }));
    const round =
      setByPeople && k >= SHARES.length && SET_HOURS.some((h) => Math.abs(h * HOUR_MS - usual) <= sd);
    const around = near.reduce((sum, { weight }) => sum + weight, 0);
    const boost = round ? Math.max(1, (prior * SET_SHARE) / (SET_HOURS.length * around)) : 1;
    // An exact clock is not looked for elsewhere: a coarse step would pass it by.
    const far = k >= SHARES.length ? [] : coarse.filter((lag) => !(Math.abs(lag - usual) < reach));
    return [
      ...near.map((each) => ({ ...each, weight: each.weight * boost })),
      ...far.map((lag) => ({ lag, sd: at(lag), weight: prior / COARSE_STEPS })),
    ];
  });
}

/** Median time from an anchor to the next onset, ms; NaN where fewer than two follow one. */
function usualWait(risk: RiskSet, anchors: readonly number[]): number {
  const waits: number[] = [];
  for (const onset of risk.onsets) {
    const at = onset.at + 0.5 * onset.width;
    const anchor = anchors.findLast((t) => t < at - 0.5 * risk.binMs);
    if (anchor !== undefined) waits.push(at - anchor);
  }
  return waits.length < 2 ? Number.NaN : median(waits);
}

/** `n` values from `low` to `high`, evenly spaced in the logarithm. */
function logGrid(low: number, high: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => low * (high / low) ** (i / (n - 1)));
}
