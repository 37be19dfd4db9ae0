import { smallest } from '../statistics/sums.ts';
import type { Effects, Exposures, LagModel } from './lag-model.ts';
import type { TimedStream } from './timed-stream.ts';
import { runExposures } from './trigger-variants.ts';

/** What the runs of a stream do at a lag: all of them, and where only one that still goes on does harm. */
interface AtLag {
  readonly free: Effects;
  readonly during: Effects;
}

/** What the runs of one stream do, each by itself, worked out once for all variants that leave some of them out. */
export class RunEffects {
  readonly #model: LagModel;
  readonly #runs: TimedStream;
  readonly #free: Exposures;
  readonly #shortest: number;
  readonly #bySpread = new Map<number, Map<number, AtLag>>();

  constructor(model: LagModel, runs: TimedStream) {
    this.#model = model;
    this.#runs = runs;
    this.#free = runExposures(runs, null);
    this.#shortest = smallest(runs.end.map((end, i) => end - (runs.start[i] as number)));
  }

  /** At one lag and spread, ms. */
  at(lag: number, sd: number): AtLag {
    let byLag = this.#bySpread.get(sd);
    if (!byLag) {
      byLag = new Map();
      this.#bySpread.set(sd, byLag);
    }
    let found = byLag.get(lag);
    if (!found) {
      const free = this.#model.effects(this.#free, lag, sd);
      const during = this.exposures(true, lag, sd);
      found = { free, during: during === this.#free ? free : this.#model.effects(during, lag, sd) };
      byLag.set(lag, found);
    }
    return found;
  }

  /** All runs as exposures; `during`: those that are over at this lag hardly count. */
  exposures(during: boolean, lag: number, sd: number): Exposures {
    const after = lag - sd - this.#model.risk.binMs;
    return during && this.#shortest < after ? runExposures(this.#runs, after) : this.#free;
  }
}
