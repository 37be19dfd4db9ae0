import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { meanOf } from '../statistics/sums.ts';
import { recordedGauges } from './fills-between.ts';
import { type Blocks, blocksBeside, type HealthyLevels, laidOut, shiftRatios } from './level-shift.ts';
import type { RiskSet } from './risk.ts';

/** A recorded gauge while all was well: what a change takes from the system shows in it between the windows too. */
export interface GaugeLevel {
  readonly id: string;
  /** Healthy samples, ms since the first bin, ascending, and the sums of their ln before each. */
  readonly times: Float64Array;
  readonly sums: Float64Array;
  /** Direction in which it moves as the failure begins. */
  readonly towards: 1 | -1;
  readonly blockMs: number;
}

/** Share of the changes that shift a given gauge, if they do harm. */
const SHOWS = 0.5;
const MOST = 4;
/** Share of a block that must be on record. */
const LEAST_KNOWN = 1 / 3;

/** The gauges that tell failure from health, as they were while all was well. */
export function gaugeLevels(incident: Incident, risk: RiskSet, levels: HealthyLevels): GaugeLevel[] {
  return recordedGauges(incident).flatMap((gauge) => {
    const found = levelOf(gauge, risk, levels.perBlock * levels.binMs);
    return found ? [found] : [];
  });
}

/** ln of the known samples of a gauge, at their times in epoch ms. */
interface Logs {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

const logged = new WeakMap<Series, Logs | null>();

/** Null of a gauge that falls below zero or mostly rests there. Worked out once: many sets of windows are held against it. */
function logsOf(gauge: Series): Logs | null {
  let found = logged.get(gauge);
  if (found === undefined) {
    found = takeLogs(gauge);
    logged.set(gauge, found);
  }
  return found;
}

function takeLogs({ times, values }: Series): Logs | null {
  if (values.some((v) => v !== null && v < 0)) return null;
  const positive = values.filter((v): v is number => v !== null && v > 0);
  if (positive.length < values.length / 2) return null;
  const least = 0.05 * meanOf(positive);
  const known = values.flatMap((v, i) => (v === null ? [] : [i]));
  return {
    times: Float64Array.from(known, (i) => times[i] as number),
    values: Float64Array.from(known, (i) => Math.log(Math.max(least, values[i] as number))),
  };
}

function levelOf(gauge: Series, risk: RiskSet, blockMs: number): GaugeLevel | null {
  const logs = logsOf(gauge);
  if (!logs) return null;
  const first = firstIndexAt(logs.times, risk.origin);
  const end = firstIndexAt(logs.times, risk.origin + risk.spanMs);
  const times = new Float64Array(Math.max(0, end - first));
  const sums = new Float64Array(times.length + 1);
  let healthy = 0;
  let inside = 0;
  let failing = 0;
  let j = 0;
  for (let i = first; i < end; i++) {
    const at = (logs.times[i] as number) - risk.origin;
    const ln = logs.values[i] as number;
    while (j < risk.onsets.length && (risk.onsets[j]?.recovery ?? risk.spanMs) + risk.binMs <= at) j++;
    const onset = risk.onsets[j];
    if (!onset || at < onset.at - risk.binMs) {
      times[healthy] = at;
      sums[healthy + 1] = (sums[healthy] as number) + ln;
      healthy++;
    } else if (at >= onset.at + risk.binMs && at < (onset.recovery ?? risk.spanMs) - risk.binMs) {
      inside += ln;
      failing++;
    }
  }
  if (failing < 3 || healthy < 6) return null;
  const mean = (sums[healthy] as number) / healthy;
  return {
    id: gauge.id,
    times: times.subarray(0, healthy),
    sums,
    towards: inside / failing >= mean ? 1 : -1,
    blockMs: Math.max(blockMs, 3 * gauge.intervalMs),
  };
}

/** What shows between the windows since a change: of failures (`of` null) or a gauge, how many times what it was before. */
export interface Shown {
  readonly of: string | null;
  readonly times: number;
}

/** ln of a likelihood ratio from which a shift beside a change is said, and by how much another place may be better. */
const SAID = 3;
const BETTER = 1;

/** What came with a change between the windows. */
export interface ShiftBeside {
  /**
   * ln Bayes factor of a level that shifts towards failure at it against one that shifts anywhere or nowhere: of the failures,
   * or averaged over the gauges, whichever says more; -0.7 to 4.
   */
  readonly factor: number;
  /** The failures, else the gauge that shifts most clearly, if any does. */
  readonly shown: Shown | null;
}

/** What shifts at `when`, ms since the first bin. */
export function shiftBeside(
  levels: HealthyLevels,
  gauges: readonly GaugeLevel[],
  when: number,
  spanMs: number,
): ShiftBeside {
  const failures = shiftOf(blocksBeside(levels, when / levels.binMs), 1);
  const each = gauges.map((gauge) => shiftOf(blocksAround(gauge, when, spanMs), gauge.towards));
  const ofGauges =
    each.length === 0 ? Number.NEGATIVE_INFINITY : logMeanExp(each.map(({ factor }) => factor));
  return {
    factor: Math.min(MOST, Math.max(failures.factor, ofGauges)),
    shown: failures.times !== null ? { of: null, times: failures.times } : clearest(gauges, each),
  };
}

function clearest(gauges: readonly GaugeLevel[], each: readonly Shift[]): Shown | null {
  let best: Shown | null = null;
  for (const [i, { times }] of each.entries())
    if (times !== null && Math.abs(Math.log(times)) > Math.abs(Math.log(best?.times ?? 1)))
      best = { of: gauges[i]?.id ?? null, times };
  return best;
}

/** The ln Bayes factor of one level, and by what factor it shifts where it clearly does. */
interface Shift {
  readonly factor: number;
  readonly times: number | null;
}

function shiftOf({ before, logs }: Blocks, sign: number): Shift {
  const { own, ratios } = shiftRatios(logs, before, sign);
  const clear = own >= SAID && ratios.every((ratio) => ratio <= own + BETTER);
  return {
    factor: ratios.length === 0 ? 0 : Math.log(1 - SHOWS + SHOWS * Math.exp(own - logMeanExp(ratios))),
    times: clear ? Math.exp(meanOf(logs.slice(before)) - meanOf(logs.slice(0, before))) : null,
  };
}

function blocksAround({ times, sums, blockMs }: GaugeLevel, when: number, spanMs: number): Blocks {
  const usual = times.length < 2 ? blockMs : ((times.at(-1) as number) - (times[0] as number)) / times.length;
  const fewest = Math.max(1, (LEAST_KNOWN * blockMs) / Math.max(usual, 1));
  // Each block begins, or ends, where the last one did.
  let last = { at: Number.NaN, index: 0 };
  let other = last;
  const indexAt = (at: number): number => {
    if (at === last.at) return last.index;
    if (at === other.at) return other.index;
    other = last;
    last = { at, index: firstIndexAt(times, at) };
    return last.index;
  };
  const block = (from: number): number | null => {
    const a = indexAt(from);
    const b = indexAt(from + blockMs);
    return b - a < fewest ? null : ((sums[b] as number) - (sums[a] as number)) / (b - a);
  };
  return laidOut(when, when, blockMs, spanMs, block);
}
