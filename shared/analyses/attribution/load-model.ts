import { MINUTE_MS } from '../../incident/time-range.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import type { Segmentation } from '../segmentation.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { quantileSorted } from '../statistics/quantile.ts';
import type { SmoothLoad } from './load.ts';
import { logWidths, type RiskSet } from './risk.ts';

/** The load at an onset (requests per bin; ms since the first bin), and just before the bin in which it lies. */
export interface LoadAtOnset {
  readonly at: number;
  readonly load: number;
  readonly before: number;
}

/** How well a load above which it fails explains the onsets, and the likeliest such load, requests per bin. */
export interface ThresholdFit {
  readonly logLikelihood: number;
  readonly threshold: number;
}

const CELLS = 200;
/** Thresholds, from the end of the range of ln load downwards, lie so many thirds of a cell apart. */
const THIRDS = 3;
const THRESHOLDS = 30;
const THIRDS_APART = 14;
const HAZARDS_PER_MINUTE = [0.1, 0.4, 1.5];
const SOFTNESS = [0.02, 0.06];
/** Onsets that load does not bring, as multiples of the observed rate. */
const BACKGROUND = [0.03, 0.1, 0.3];
/** Loads below this share of all do not stretch the range: an almost empty bin says nothing of a limit. */
const LOWEST = 0.01;

/** One soft threshold with one hazard: the chance of an onset in a bin, and ln of that of none, of cell c at `first + THIRDS * c`. */
interface Gate {
  readonly threshold: number;
  readonly hazard: Float64Array;
  readonly calm: Float64Array;
  readonly first: number;
}

/** Onsets as a hazard that rises at a load: a soft threshold, averaged over its place and strength. */
export class LoadModel {
  /** Load up to each bin, requests per bin; NaN where unknown. */
  readonly load: Float64Array;
  readonly onsets: readonly LoadAtOnset[];
  /** Healthy bins whose load is known, in time order: ms since the first bin, and requests per bin. */
  readonly #healthyAt: Float64Array;
  readonly #healthyLoad: Float64Array;
  readonly #healthyCells: Int16Array;
  /** The healthy bins in the order of their load; null until it is asked for. */
  #byLoad: Int32Array | null = null;
  readonly #risk: RiskSet;
  readonly #gates: readonly Gate[];
  /** Onsets in a bin. */
  readonly #perBin: number;
  /** By gate, background and the number of onsets that come too early for it: ln likelihood of the others. */
  readonly #brought: Float64Array;
  /** ln of how much closer than to a bin the onsets are placed. */
  readonly #logWidths: number;

  private constructor(
    load: Float64Array,
    healthyAt: Float64Array,
    healthyLoad: Float64Array,
    onsets: readonly LoadAtOnset[],
    risk: RiskSet,
  ) {
    this.load = load;
    this.onsets = onsets;
    this.#healthyAt = healthyAt;
    this.#healthyLoad = healthyLoad;
    this.#risk = risk;
    const all = new Float64Array(healthyLoad.length + onsets.length);
    all.set(healthyLoad);
    all.set(
      onsets.map((x) => x.load),
      healthyLoad.length,
    );
    all.sort();
    const known = all.subarray(firstIndexAt(all, Number.MIN_VALUE));
    const low = Math.log(quantileSorted(known, LOWEST)) - 1e-9;
    const high = Math.log(known[known.length - 1] as number) + 1e-9;
    const cell = (x: number): number =>
      Math.min(CELLS - 1, Math.max(0, Math.floor(((Math.log(x) - low) / (high - low)) * CELLS)));
    // A bin without any request is calm whatever the threshold.
    this.#healthyCells = Int16Array.from(healthyLoad, (x) => (x > 0 ? cell(x) : -1));
    this.#logWidths = logWidths(risk);
    this.#gates = gates(low, high, risk.binMs);
    this.#perBin = onsets.length / all.length;
    this.#brought = this.#broughtAt(onsets.map((x) => cell(x.load)));
  }

  /** Null where there is no request series, or no onset with a load before it. */
  static of(s: Segmentation, risk: RiskSet, smooth: SmoothLoad): LoadModel | null {
    if (!s.load) return null;
    const { before, atEdge: load } = smooth;
    const inside = new Uint8Array(s.rate.length);
    for (const o of risk.onsets) inside.fill(1, o.bin, Math.ceil((o.recovery ?? risk.spanMs) / s.binMs));
    const healthyAt: number[] = [];
    const healthyLoad: number[] = [];
    // Just after a window the load may still carry the retries of it, or lack the clients that left.
    let since = Number.POSITIVE_INFINITY;
    const settle = Math.max(1, Math.round(MINUTE_MS / s.binMs));
    for (let i = 0; i < load.length; i++) {
      since = inside[i] ? 0 : since + 1;
      const x = load[i] as number;
      if (inside[i] || since <= settle || Number.isNaN(x)) continue;
      healthyAt.push(i * s.binMs);
      healthyLoad.push(x);
    }
    const onsets = risk.onsets
      .filter((o) => o.seen)
      .map((o): LoadAtOnset => ({ at: o.at, load: load[o.bin] as number, before: before[o.bin] as number }))
      .filter((x) => !Number.isNaN(x.load));
    if (onsets.length < 1 || healthyLoad.length < 20 || !healthyLoad.some((x) => x > 0)) return null;
    return new LoadModel(load, Float64Array.from(healthyAt), Float64Array.from(healthyLoad), onsets, risk);
  }

  /** Loads of the healthy bins before `at` (ms since the first bin), in time order. */
  healthyBefore(at: number): Float64Array {
    return this.#healthyLoad.subarray(0, firstIndexAt(this.#healthyAt, at));
  }

  /** Loads of the healthy bins from `at` (ms since the first bin) on, ascending. */
  healthyFrom(at: number): Float64Array {
    const first = firstIndexAt(this.#healthyAt, at);
    if (first === 0) return this.#healthyLoad.toSorted();
    this.#byLoad ??= inOrderOf(this.#healthyLoad);
    const loads = new Float64Array(this.#healthyLoad.length - first);
    let n = 0;
    for (const i of this.#byLoad) if (i >= first) loads[n++] = this.#healthyLoad[i] as number;
    return loads;
  }

  /**
   * The threshold in force from `at` (ms since the first bin) on. Before it the load does no harm: high loads that passed
   * then say nothing against it, and an onset then needs another reason.
   */
  inForceFrom(at: number): ThresholdFit {
    const counts = new Float64Array(CELLS);
    const n = this.#healthyCells.length;
    for (let i = firstIndexAt(this.#healthyAt, at); i < n; i++) {
      const c = this.#healthyCells[i] as number;
      if (c >= 0) counts[c] = (counts[c] as number) + 1;
    }
    const lowest = counts.findIndex((x) => x > 0);
    const highest = counts.findLastIndex((x) => x > 0);
    const early = this.onsets.filter((x) => x.at < at).length;
    const others = BACKGROUND.map((multiple) => {
      const p0 = multiple * this.#perBin;
      return n * Math.log1p(-p0) + (early > 0 ? early * Math.log(p0) : 0);
    });
    const values = new Float64Array(this.#gates.length * BACKGROUND.length);
    let best = { value: Number.NEGATIVE_INFINITY, threshold: 0 };
    let v = 0;
    for (const { threshold, calm, first } of this.#gates) {
      let spared = 0;
      for (let c = lowest; c <= highest; c++)
        spared += (counts[c] as number) * (calm[first + THIRDS * c] as number);
      for (const other of others) {
        const value = spared + other + (this.#brought[v * (this.onsets.length + 1) + early] as number);
        values[v++] = value;
        if (value > best.value) best = { value, threshold };
      }
    }
    // Bins without a known load count as they do for a constant rate: the same for every candidate.
    const restBins = Math.max(0, this.#risk.healthyMs / this.#risk.binMs - n);
    const restOnsets = this.#risk.seen.length - this.onsets.length;
    const rest =
      restBins * Math.log1p(-0.1 * this.#perBin) + restOnsets * Math.log(Math.max(1e-9, this.#perBin));
    return { logLikelihood: logMeanExp(values) + rest + this.#logWidths, threshold: best.threshold };
  }

  /** `cells`: of the load at each onset, in time order. */
  #broughtAt(cells: readonly number[]): Float64Array {
    const brought = new Float64Array(this.#gates.length * BACKGROUND.length * (cells.length + 1));
    let end = 0;
    for (const { hazard, first } of this.#gates) {
      for (const multiple of BACKGROUND) {
        const p0 = multiple * this.#perBin;
        let sum = 0;
        end += cells.length;
        for (let i = cells.length - 1; i >= 0; i--) {
          sum += Math.log(1 - (1 - p0) * (1 - (hazard[first + THIRDS * (cells[i] as number)] as number)));
          brought[--end] = sum;
        }
        end += cells.length + 1;
      }
    }
    return brought;
  }
}

/** The places of `values` in ascending order. */
function inOrderOf(values: Float64Array): Int32Array {
  const sorted = values.toSorted();
  const taken = new Int32Array(values.length);
  const order = new Int32Array(values.length);
  for (const [i, value] of values.entries()) {
    const place = firstIndexAt(sorted, value);
    order[place + (taken[place] as number)] = i;
    taken[place] = (taken[place] as number) + 1;
  }
  return order;
}

/** Thresholds from the middle of the range of ln load up: a limit below the usual load would fail all day. */
function gates(low: number, high: number, binMs: number): Gate[] {
  const third = (high - low) / (THIRDS * CELLS);
  // All thresholds read one table, each from its own place on.
  const size = THIRDS * CELLS + THIRDS_APART * (THRESHOLDS - 1);
  const tables = SOFTNESS.flatMap((soft) => {
    const open = Float64Array.from(
      { length: size },
      (_, i) => 1 / (1 + Math.exp((-third * (i + 0.5 * THIRDS - THIRDS * CELLS)) / soft)),
    );
    return HAZARDS_PER_MINUTE.map((perMinute) => {
      const full = 1 - Math.exp((-perMinute * binMs) / MINUTE_MS);
      const hazard = open.map((share) => full * share);
      return { hazard, calm: hazard.map((h) => Math.log1p(-h)) };
    });
  });
  return Array.from({ length: THRESHOLDS }, (_, i) => {
    const first = THIRDS_APART * (THRESHOLDS - 1 - i);
    const threshold = Math.exp(high - third * first);
    return tables.map((table): Gate => ({ ...table, threshold, first }));
  }).flat();
}
