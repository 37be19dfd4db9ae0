import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';
import { logMeanExp } from '../statistics/log-sum.ts';
import { quantileSorted } from '../statistics/quantile.ts';
import type { SmoothLoad } from './load.ts';
import { logWidths, type RiskSet } from './risk.ts';

/** A load (requests per bin) at a time (ms since the first bin). */
export interface LoadAt {
  readonly at: number;
  readonly load: number;
}

/** The load at an onset, and just before the bin in which it lies. */
export interface LoadAtOnset extends LoadAt {
  readonly before: number;
}

/** How well a load above which it fails explains the onsets, and the likeliest such load, requests per bin. */
export interface ThresholdFit {
  readonly logLikelihood: number;
  readonly threshold: number;
}

const CELLS = 200;
const THRESHOLDS = 30;
const HAZARDS_PER_MINUTE = [0.1, 0.4, 1.5];
const SOFTNESS = [0.02, 0.06];
/** Onsets that load does not bring, as multiples of the observed rate. */
const BACKGROUND = [0.03, 0.1, 0.3];
/** Loads below this share of all do not stretch the range: an almost empty bin says nothing of a limit. */
const LOWEST = 0.01;

/** One soft threshold with one hazard, by cell of the load: the chance of an onset in a bin, and ln of that of none. */
interface Gate {
  readonly threshold: number;
  readonly hazard: Float64Array;
  readonly calm: Float64Array;
}

/** Onsets as a hazard that rises at a load: a soft threshold, averaged over its place and strength. */
export class LoadModel {
  /** Load up to each bin, requests per bin; NaN where unknown. */
  readonly load: Float64Array;
  /** Healthy bins whose load is known, in time order. */
  readonly healthy: readonly LoadAt[];
  readonly onsets: readonly LoadAtOnset[];
  private readonly risk: RiskSet;
  private readonly healthyCells: Int16Array;
  private readonly onsetCells: Int16Array;
  private readonly gates: readonly Gate[];
  /** ln of how much closer than to a bin the onsets are placed. */
  private readonly logWidths: number;

  private constructor(
    load: Float64Array,
    healthy: readonly LoadAt[],
    onsets: readonly LoadAtOnset[],
    risk: RiskSet,
  ) {
    this.load = load;
    this.healthy = healthy;
    this.onsets = onsets;
    this.risk = risk;
    const all = Float64Array.from([...healthy, ...onsets].map((x) => x.load).filter((x) => x > 0)).sort();
    const low = Math.log(quantileSorted(all, LOWEST)) - 1e-9;
    const high = Math.log(all[all.length - 1] as number) + 1e-9;
    const cell = ({ load: x }: LoadAt): number =>
      Math.min(CELLS - 1, Math.max(0, Math.floor(((Math.log(x) - low) / (high - low)) * CELLS)));
    // A bin without any request is calm whatever the threshold.
    this.healthyCells = Int16Array.from(healthy, (x) => (x.load > 0 ? cell(x) : -1));
    this.onsetCells = Int16Array.from(onsets, cell);
    this.logWidths = logWidths(risk);
    this.gates = gates(low, high, risk.binMs);
  }

  /** Null where there is no request series, or no onset with a load before it. */
  static of(s: Segmentation, risk: RiskSet, smooth: SmoothLoad): LoadModel | null {
    if (!s.load) return null;
    const { before, atEdge: load } = smooth;
    const inside = new Uint8Array(s.rate.length);
    for (const o of risk.onsets) inside.fill(1, o.bin, Math.ceil((o.recovery ?? risk.spanMs) / s.binMs));
    const healthy: LoadAt[] = [];
    // Just after a window the load may still carry the retries of it, or lack the clients that left.
    let since = Number.POSITIVE_INFINITY;
    const settle = Math.max(1, Math.round(MINUTE_MS / s.binMs));
    for (let i = 0; i < load.length; i++) {
      since = inside[i] ? 0 : since + 1;
      const x = load[i] as number;
      if (!inside[i] && since > settle && !Number.isNaN(x)) healthy.push({ at: i * s.binMs, load: x });
    }
    const onsets = risk.onsets
      .filter((o) => o.seen)

      .map((o): LoadAtOnset => ({ at: o.at, load: load[o.bin] as number, before: before[o.bin] as number }))
      .filter((x) => !Number.isNaN(x.load));
    if (onsets.length < 1 || healthy.length < 20 || !healthy.some((x) => x.load > 0)) return null;
    return new LoadModel(load, healthy, onsets, risk);
  }

  /**
   * The threshold in force from `at` (ms since the first bin) on. Before it the load does no harm: high loads that passed
   * then say nothing against it, and an onset then needs another reason.
   */
  inForceFrom(at: number): ThresholdFit {
    const counts = new Float64Array(CELLS);
    this.healthy.forEach((x, i) => {
      const c = this.healthyCells[i] as number;
      if (x.at >= at && c >= 0) counts[c] = (counts[c] as number) + 1;
    });
    const used: number[] = [];
    for (let c = 0; c < CELLS; c++) if ((counts[c] as number) > 0) used.push(c);
    const late = this.onsetCells.filter((_, i) => (this.onsets[i] as LoadAt).at >= at);
    const early = this.onsets.length - late.length;
    const perBin = this.onsets.length / (this.healthy.length + this.onsets.length);
    const values: number[] = [];
    let best = { value: Number.NEGATIVE_INFINITY, threshold: 0 };
    for (const { threshold, hazard, calm } of this.gates) {
      let spared = 0;
      for (const c of used) spared += (counts[c] as number) * (calm[c] as number);
      for (const multiple of BACKGROUND) {
        const p0 = multiple * perBin;
        let value = spared + this.healthy.length * Math.log1p(-p0) + (early > 0 ? early * Math.log(p0) : 0);
        for (const c of late) value += Math.log(1 - (1 - p0) * (1 - (hazard[c] as number)));
        values.push(value);
        if (value > best.value) best = { value, threshold };
      }
    }
    // Bins without a known load count as they do for a constant rate: the same for every candidate.
    const restBins = Math.max(0, this.risk.healthyMs / this.risk.binMs - this.healthy.length);
    const restOnsets = this.risk.seen.length - this.onsets.length;
    const rest = restBins * Math.log1p(-0.1 * perBin) + restOnsets * Math.log(Math.max(1e-9, perBin));
    return { logLikelihood: logMeanExp(values) + rest + this.logWidths, threshold: best.threshold };
  }
}

/** Thresholds from the middle of the range of ln load up: a limit below the usual load would fail all day. */
function gates(low: number, high: number, binMs: number): Gate[] {
  const centre = (c: number): number => low + ((c + 0.5) / CELLS) * (high - low);
  return Array.from({ length: THRESHOLDS }, (_, step) => {
    const log = low + (high - low) * (0.3 + (0.7 * (step + 1)) / THRESHOLDS);
    return SOFTNESS.flatMap((soft) => {
      const open = Float64Array.from(
        { length: CELLS },
        (_, c) => 1 / (1 + Math.exp(-(centre(c) - log) / soft)),
      );
      return HAZARDS_PER_MINUTE.map((perMinute): Gate => {
        const full = 1 - Math.exp((-perMinute * binMs) / MINUTE_MS);
        const hazard = open.map((share) => full * share);
        return { threshold: Math.exp(log), hazard, calm: hazard.map((h) => Math.log1p(-h)) };
      });
    });
  }).flat();
}
