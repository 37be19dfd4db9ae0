import { MINUTE_MS } from '../../incident/time-range.ts';
import type { LagModel } from './lag-model.ts';

/** In bins: how far an edge may lie from where the counts put it. */
const LEAST_SPREAD = 0.25;
const SPREADS_MIN = [0.45, 1.2, 3];
/** Minutes, as the spreads; looked at only around the best lag. */
const FINEST = 0.15;
/** Values that are tried close around one. */
export const STEPS_AROUND = 13;
/** Distance of two lags that are tried, in their spread. */
const LAG_STEP = 1.2;
const USUAL_INTERVAL_MS = 45 * MINUTE_MS;
/** Prior of an onset before its event: clocks differ. */
const EARLY = 0.04;

/** Standard deviations of a lag to try, ms: absolute minutes, widened slowly with the distance of the onsets. */
export function lagSpreads(model: LagModel): number[] {
  const scale = Math.min(3, Math.max(0.2, Math.sqrt(model.risk.intervalMs / USUAL_INTERVAL_MS)));
  return SPREADS_MIN.map((m) => Math.max(LEAST_SPREAD * model.risk.binMs, m * MINUTE_MS * scale));
}

/** A run that does harm at once, or always after the same time: the spread that fine bins can show, ms; null where they cannot. */
export function fineSpread(model: LagModel): number | null {
  const [narrow] = lagSpreads(model);
  const fine = Math.max(
    LEAST_SPREAD * model.risk.binMs,
    (FINEST * (narrow ?? 0)) / (SPREADS_MIN[0] as number),
  );
  return narrow !== undefined && fine < 0.6 * narrow ? fine : null;
}

/** STEPS_AROUND values, `step` apart, with `middle` in their middle. */
export function stepsAround(middle: number, step: number): number[] {
  return Array.from({ length: STEPS_AROUND }, (_, i) => middle + (i - (STEPS_AROUND - 1) / 2) * step);
}

/** Lags close around one, with the prior weight that lies there. */
export function lagsAround(
  { lag, density }: { lag: number; density: number },
  sd: number,
): [number, number][] {
  return stepsAround(lag, LAG_STEP * sd)
    .filter((at) => at >= Math.min(0, lag))
    .map((at): [number, number] => [at, density * sd]);
}

/** Lags with their prior weight: from 0 to the longest, short ones likelier, a few slightly before the event. */
export function lagGrid(
  model: LagModel,
  sd: number,
  longest: number,
  early: boolean,
): [lag: number, weight: number][] {
  const typical = 2 * MINUTE_MS + 0.08 * model.risk.intervalMs;
  const grid: [number, number][] = [];
  let total = 0;
  for (let lag = 0; lag <= longest + 1; lag += LAG_STEP * sd) {
    const weight = 1 / (1 + lag / typical) ** 1.5;
    grid.push([lag, weight]);
    total += weight;
  }
  for (const entry of grid) entry[1] /= total;
  if (early) for (const back of [1, 2]) grid.push([-back * MINUTE_MS, EARLY / 2]);
  return grid;
}
