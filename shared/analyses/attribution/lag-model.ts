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

const Q = HARM.length;
const B = BACKGROUND.length;
const REACH_SD = 4;
const TINY = 1e-200;
const HUGE = 1e200;

/** What each of a row of exposures does by itself at one lag and spread. */
export interface Effects {
  /** Of each, by HARM: the chance that it did nothing in the healthy time within its reach. */
  readonly spared: Float64Array;
  /** The onsets within reach of exposure k are those from `met[k]` until `met[k + 1]`. */
  readonly met: Int32Array;
  /** Of each onset so met: which it is, and by HARM the chance that the exposure did not bring it. */
  readonly onset: readonly number[];
  readonly passed: readonly number[];
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
  /** By the number of onsets that exposures may have brought: the likelihood of each background without those, over exp(#scale). */
  readonly #start: Float64Array;
  readonly #scale: Float64Array;
  /** Of each background: its rate over the highest; and of each onset, what is added to that where an exposure is sure to bring it. */
  readonly #own: Float64Array;
  readonly #added: Float64Array;
  /** Of each onset, by HARM: the chance that no exposure brought it; and the onsets that some may have brought. */
  readonly #survive: Float64Array;
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  readonly #product = new Float64Array(HARM.length * BACKGROUND.length);
  /** ln of their product. */
  readonly logWidths: number;

  constructor(risk: RiskSet) {
    const { seen, seenEnd, binMs, healthyMs } = risk;
    const n = seen.length;
    this.risk = risk;
    this.#perBin = (n / Math.max(binMs, healthyMs + n * binMs)) * binMs;
    this.logWidths = logWidths(risk);
    const rates = BACKGROUND.map((multiple) => this.#chance(multiple));
    const most = Math.max(...rates);
    this.#own = Float64Array.from(rates, (p) => p / most);
    this.#added = Float64Array.from(
      seen.flatMap((at, j) => rates.map((p) => (binMs / ((seenEnd[j] as number) - at) - p) / most)),
    );
    const starts = Array.from({ length: n + 1 }, (_, touched) =>
      BACKGROUND.map((multiple, b) => this.constant(multiple) - touched * Math.log(this.#own[b] as number)),
    );
    this.#scale = Float64Array.from(starts, (values) => Math.max(...values));
    this.#start = Float64Array.from(
      starts.flatMap((values, touched) =>
        values.map((value) => Math.exp(value - (this.#scale[touched] as number))),
      ),
    );
    this.#survive = new Float64Array(n * HARM.length);
    this.#touched = new Int32Array(n);
    this.#isTouched = new Uint8Array(n);
  }

  /** Probability of a background onset in a bin. */
  #chance(multiple: number): number {
    return Math.min(0.9, multiple * this.#perBin);
  }

  /** ln likelihood with no exposures, at one multiple of the observed rate. */
  constant(multiple: number): number {
    const { seen, healthyMs, binMs } = this.risk;
    const p = this.#chance(multiple);
    return seen.length * Math.log(p) + this.logWidths + (healthyMs / binMs) * Math.log1p(-p);
  }

  /** Averaged ln likelihood of exposures at one lag and spread, ms. `harm` fixes q to one entry of HARM. */
  at(exposures: Exposures, lag: number, sd: number, harm: number | null = null): number {
    return this.weigh(this.effects(exposures, lag, sd), null, harm)[0];
  }

  /** What each exposure does at one lag and spread, ms. */
  effects({ start, until, weight, strict }: Exposures, lag: number, sd: number): Effects {
    const { seen, seenEnd, binMs, from, to } = this.risk;
    const [q0, q1, q2] = HARM;
    const reach = REACH_SD * sd;
    const earliest = Math.max(-reach, Math.min(-lag, 0) - (strict ? 0 : binMs));
    const before = normalCdf(earliest / sd);
    const scale = 1 / Math.max(1e-6, 1 - before);
    const whole = (normalCdf(REACH_SD) - before) * scale;
    const spared = new Float64Array(Q * start.length).fill(1);
    const met = new Int32Array(start.length + 1);
    const onset: number[] = [];
    const passed: number[] = [];
    let last = Number.NEGATIVE_INFINITY;
    let stretch = 0;
    let first = 0;
    for (let k = 0; k < start.length; k++, met[k] = onset.length) {
      const begun = start[k] as number;
      const share = weight[k] as number;
      const centre = begun + lag;
      const low = centre + earliest;
      const latest = centre + reach;
      const high = Math.min(latest, until[k] as number);
      if (share <= 0 || high <= low) continue;
      // Where starts ascend, what lies wholly before this one does so for the following.
      if (low < last) stretch = first = 0;
      last = low;
      while (stretch < to.length && (to[stretch] as number) <= low) stretch++;
      let s0 = 1;
      let s1 = 1;
      let s2 = 1;
      for (let j = stretch; j < from.length && (from[j] as number) < high; j++) {
        const a = from[j] as number;
        const b = Math.min(high, to[j] as number);
        const fb = (b === latest ? whole : (normalCdf((b - centre) / sd) - before) * scale) * share;
        s0 *= 1 - q0 * fb;
        s1 *= 1 - q1 * fb;
        s2 *= 1 - q2 * fb;
        if (a <= low) continue;
        const fa = (normalCdf((a - centre) / sd) - before) * scale * share;
        s0 /= 1 - q0 * fa;
        s1 /= 1 - q1 * fa;
        s2 /= 1 - q2 * fa;
      }
      spared[Q * k] = s0;
      spared[Q * k + 1] = s1;
      spared[Q * k + 2] = s2;
      while (first < seen.length && (seenEnd[first] as number) <= low) first++;
      for (let j = first; j < seen.length; j++) {
        const at = seen[j] as number;
        if (at >= high) break;
        const end = seenEnd[j] as number;
        if (end <= low || (strict && at < begun)) continue;
        const fa = at <= low ? 0 : (normalCdf((at - centre) / sd) - before) * scale * share;
        const fb = (normalCdf((Math.min(high, end) - centre) / sd) - before) * scale * share;
        onset.push(j);
        for (const q of HARM) passed.push(1 - (q * (fb - fa)) / (1 - q * fa));
      }
    }
    return { spared, met, onset, passed };
  }

  /**
   * Averaged ln likelihood of exposures, and averaged only over backgrounds that bring few of the windows: as it is where the
   * exposures bring most. `counted`: 1 for each exposure that counts; null = all do.
   */
  weigh(
    { spared, met, onset, passed }: Effects,
    counted: Uint8Array | null,
    harm: number | null = null,
  ): readonly [all: number, most: number] {
    const [q0, q1, q2] = HARM;
    const survive = this.#survive;
    const touched = this.#touched;
    let known = 0;
    let s0 = 1;
    let s1 = 1;
    let s2 = 1;
    // Products are turned into logarithms before they underflow.
    let cost: [number, number, number] | null = null;
    for (let k = 0; k + 1 < met.length; k++) {
      if (counted !== null && counted[k] === 0) continue;
      s0 *= spared[Q * k] as number;
      s1 *= spared[Q * k + 1] as number;
      s2 *= spared[Q * k + 2] as number;
      if (s2 < TINY) {
        cost ??= [0, 0, 0];
        cost[0] += Math.log(s0);
        cost[1] += Math.log(s1);
        cost[2] += Math.log(s2);
        s0 = s1 = s2 = 1;
      }
      const end = met[k + 1] as number;
      for (let m = met[k] as number; m < end; m++) {
        const j = onset[m] as number;
        if (this.#isTouched[j] === 0) {
          this.#isTouched[j] = 1;
          touched[known++] = j;
          for (let q = 0; q < Q; q++) survive[Q * j + q] = 1;
        }
        for (let q = 0; q < Q; q++)
          survive[Q * j + q] = (survive[Q * j + q] as number) * (passed[Q * m + q] as number);
      }
    }
    let scale = this.#scale[known] as number;
    if (cost) {
      const [c0, c1, c2] = [cost[0] + Math.log(s0), cost[1] + Math.log(s1), cost[2] + Math.log(s2)];
      const high = harm === null ? Math.max(c0, c1, c2) : harm === q0 ? c0 : harm === q1 ? c1 : c2;
      [s0, s1, s2] = [Math.exp(c0 - high), Math.exp(c1 - high), Math.exp(c2 - high)];
      scale += high;
    }
    const product = this.#product;
    for (let b = 0; b < B; b++) {
      const start = this.#start[B * known + b] as number;
      product[b] = harm === null || harm === q0 ? s0 * start : 0;
      product[B + b] = harm === null || harm === q1 ? s1 * start : 0;
      product[2 * B + b] = harm === null || harm === q2 ? s2 * start : 0;
    }
    for (let t = 0; t < known; t++) {
      const j = touched[t] as number;
      this.#isTouched[j] = 0;
      let high = 0;
      for (let q = 0; q < Q; q++) {
        const brought = 1 - (survive[Q * j + q] as number);
        for (let b = 0; b < B; b++) {
          const factor = (this.#own[b] as number) + brought * (this.#added[B * j + b] as number);
          const value = (product[B * q + b] as number) * factor;
          product[B * q + b] = value;
          if (value > high) high = value;
        }
      }
      if (high > HUGE) {
        for (let i = 0; i < product.length; i++) product[i] = (product[i] as number) / HUGE;
        scale += Math.log(HUGE);
      }
    }
    let all = 0;
    let most = 0;
    for (let i = 0; i < product.length; i++) {
      all += product[i] as number;
      if (i % B < FEW) most += product[i] as number;
    }
    const harms = harm === null ? Q : 1;
    return [scale + Math.log(all / (harms * B)), scale + Math.log(most / (harms * FEW))];
  }
}

/** Exposures at the given times that count until they are superseded by the next, or for ever. */
export function exposuresAt(times: readonly number[], supersede: boolean): Exposures {
  const start = Float64Array.from(times).sort();
  const until = new Float64Array(start.length).fill(Number.POSITIVE_INFINITY);
  if (supersede) for (let i = 0; i + 1 < start.length; i++) until[i] = start[i + 1] as number;
  return { start, until, weight: new Float64Array(start.length).fill(1) };
}
