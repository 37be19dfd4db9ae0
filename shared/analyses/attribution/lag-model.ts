import { normalCdf } from '../statistics/normal.ts';
import { logWidths, type RiskSet } from './risk.ts';

/** Events that may bring an onset. Times in ms since the first bin. */
export interface Exposures {
  readonly start: Float64Array;
  /** An exposure counts no more from here (superseded by the next, ended). */
  readonly until: Float64Array;
  /** Between 0 and 1: scales the probability of harm of each. */
  readonly weight: Float64Array;
  /** What the symptom may set off counts only for onsets whose bin begins after it. */
  readonly strict?: boolean;
}

/** Probabilities that one exposure does harm, over which the likelihood is averaged. */
export const HARM = [0.35, 0.7, 0.95] as const;
/** Background onsets beside the observed rate. */
export const BACKGROUND = [0.03, 0.1, 0.3, 1] as const;
/** Of these, the first that bring few of them. */
const FEW = 3;

const REACH_SD = 4;
const TINY = 1e-200;
const HUGE = 1e200;

/** Onsets at one rate whatever the exposures do. */
interface BackgroundRate {
  /** ln likelihood of it alone. */
  readonly alone: number;
  /** Of each onset, odds against its coming from the background within its place. */
  readonly against: Float64Array;
}

/**
 * ln likelihood of the onsets among the healthy time when each exposure brings one with probability q after a lag that
 * is Normal(lag, sd), no earlier than the exposure: the hazard of q F(t) is q f / (1 - q F), so a healthy stretch
 * survives with (1 - q F(to)) / (1 - q F(from)) and an exposure that did nothing costs ln(1 - q). Background onsets
 * come at the given multiple of the observed rate. Averaged over q and background.
 */
export class LagModel {
  readonly risk: RiskSet;
  readonly #perBin: number;
  readonly #survive: Float64Array;
  /** Onsets that some exposure may have brought, in the order found. */
  readonly #touched: Int32Array;
  readonly #backgrounds: readonly BackgroundRate[];
  /** ln of their product. */
  readonly logWidths: number;

  constructor(risk: RiskSet) {
    this.risk = risk;
    this.#perBin =
      (risk.seen.length / Math.max(risk.binMs, risk.healthyMs + risk.seen.length * risk.binMs)) * risk.binMs;
    this.#survive = new Float64Array(risk.seen.length * HARM.length);
    this.#touched = new Int32Array(risk.seen.length);
    this.logWidths = logWidths(risk);
    this.#backgrounds = BACKGROUND.map((multiple) => {
      const p = Math.min(0.9, multiple * this.#perBin);
      return {
        alone: this.constant(multiple),
        against: Float64Array.from(
          risk.seen,
          (at, j) => risk.binMs / (p * ((risk.seenEnd[j] as number) - at)) - 1,
        ),
      };
    });
  }

  /** ln likelihood with no exposures, at one multiple of the observed rate. */
  constant(multiple: number): number {
    const { seen, healthyMs, binMs } = this.risk;
    const p = Math.min(0.9, multiple * this.#perBin);
    return seen.length * Math.log(p) + this.logWidths + (healthyMs / binMs) * Math.log1p(-p);
  }

  /** Averaged ln likelihood of exposures at one lag and spread, ms. `harm` fixes q to one entry of HARM. */
  at(exposures: Exposures, lag: number, sd: number, harm: number | null = null): number {
    return this.weigh(exposures, lag, sd, harm)[0];
  }

  /** The same, and averaged only over backgrounds that bring few of the windows: as it is where the exposures bring most. */
  weigh(
    exposures: Exposures,
    lag: number,
    sd: number,
    harm: number | null = null,
  ): readonly [all: number, most: number] {
    const { seen, seenEnd, binMs, from, to } = this.risk;
    const n = seen.length;
    const survive = this.#survive.fill(1);
    const cost = [0, 0, 0];
    // Products of survival, turned into logarithms before they underflow.
    let [s0, s1, s2] = [1, 1, 1];
    const [q0, q1, q2] = HARM;
    let stretch = 0;
    let first = 0;
    const starts = exposures.start;
    const back = REACH_SD * sd - lag;
    for (let k = 0; k < starts.length; k++) {
      const start = starts[k] as number;
      const weight = exposures.weight[k] as number;
      if (weight <= 0) continue;
      const centre = start + lag;
      const low = Math.max(centre - REACH_SD * sd, Math.min(start, centre) - (exposures.strict ? 0 : binMs));
      const high = Math.min(centre + REACH_SD * sd, exposures.until[k] as number);
      if (high <= low) continue;
      const f0 = normalCdf((low - centre) / sd);
      const scale = 1 / Math.max(1e-6, 1 - f0);
      // Starts ascend: stretches and onsets wholly before this one stay behind for the following.
      while (stretch < to.length && (to[stretch] as number) <= start - back - 2 * binMs - 2 * REACH_SD * sd)
        stretch++;
      for (let j = stretch; j < from.length && (from[j] as number) < high; j++) {
        const b = Math.min(high, to[j] as number);
        if (b <= low) continue;
        const a = Math.max(low, from[j] as number);
        const fa = (normalCdf((a - centre) / sd) - f0) * scale * weight;
        const fb = (normalCdf((b - centre) / sd) - f0) * scale * weight;
        s0 *= (1 - q0 * fb) / (1 - q0 * fa);
        s1 *= (1 - q1 * fb) / (1 - q1 * fa);
        s2 *= (1 - q2 * fb) / (1 - q2 * fa);
        if (s2 < TINY) {
          cost[0] = (cost[0] as number) + Math.log(s0);
          cost[1] = (cost[1] as number) + Math.log(s1);
          cost[2] = (cost[2] as number) + Math.log(s2);
          s0 = s1 = s2 = 1;
        }
      }
      while (first < n && (seenEnd[first] as number) <= low - 2 * REACH_SD * sd - binMs) first++;
      for (let j = first; j < n; j++) {
        const at = seen[j] as number;
        if (at >= high) break;
        const end = seenEnd[j] as number;
        if (end <= low || (exposures.strict && at < start)) continue;
        const fa = at <= low ? 0 : (normalCdf((at - centre) / sd) - f0) * scale * weight;
        const fb = (normalCdf((Math.min(high, end) - centre) / sd) - f0) * scale * weight;
        for (let q = 0; q < 3; q++) {
          const harmful = HARM[q] as number;
          const hazard = (harmful * (fb - fa)) / (1 - harmful * fa);
          survive[q * n + j] = (survive[q * n + j] as number) * (1 - hazard);
        }
      }
    }
    cost[0] = (cost[0] as number) + Math.log(s0);
    cost[1] = (cost[1] as number) + Math.log(s1);
    cost[2] = (cost[2] as number) + Math.log(s2);
    let touched = 0;
    for (let j = 0; j < n; j++) if ((survive[j] as number) < 1) this.#touched[touched++] = j;
    let high = Number.NEGATIVE_INFINITY;
    const values: number[] = [];
    for (let q = 0; q < 3; q++) {
      if (harm !== null && HARM[q] !== harm) continue;
      for (const { alone, against } of this.#backgrounds) {
        let value = alone + (cost[q] as number);
        let product = 1;
        for (let t = 0; t < touched; t++) {
          const j = this.#touched[t] as number;
          product *= 1 + (1 - (survive[q * n + j] as number)) * (against[j] as number);
          if (product > HUGE) {
            value += Math.log(product);
            product = 1;
          }
        }
        value += Math.log(product);
        values.push(value);
        high = Math.max(high, value);
      }
    }
    let sum = 0;
    let most = 0;
    for (let i = 0; i < values.length; i++) {
      const share = Math.exp((values[i] as number) - high);
      sum += share;
      if (i % BACKGROUND.length < FEW) most += share;
    }
    const each = values.length / BACKGROUND.length;
    return [high + Math.log(sum / values.length), high + Math.log(most / (each * FEW))];
  }
}

/** Exposures at the given times that count until they are superseded by the next, or for ever. */
export function exposuresAt(times: readonly number[], supersede: boolean): Exposures {
  const start = Float64Array.from(times).sort();
  const until = new Float64Array(start.length).fill(Number.POSITIVE_INFINITY);
  if (supersede) for (let i = 0; i + 1 < start.length; i++) until[i] = start[i + 1] as number;
  return { start, until, weight: new Float64Array(start.length).fill(1) };
}
