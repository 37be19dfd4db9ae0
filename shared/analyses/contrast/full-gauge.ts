import type { CeilingTest } from './at-ceiling.ts';
import type { DuringRuns, Holder } from './held-by.ts';

/** A gauge at its ceiling inside the windows, with who holds it. */
export interface FullGauge {
  readonly test: CeilingTest;
  readonly holder: Holder | null;
  /** The stream during whose runs the holder's part rises, or the gauge itself where no parts are known. */
  readonly during: DuringRuns | null;
}
