import type { StreamKind } from '../../../shared/incident/stream.ts';
import type { Random } from '../random.ts';
import { STEP_S } from '../setting.ts';

/** An event before it is recorded; seconds since the start. */
export interface RawEvent {
  readonly start: number;
  end: number | null;
  readonly status: 'succeeded' | 'failed' | 'cancelled' | null;
}

/** A stream before it is recorded. */
export interface RawStream {
  readonly id: string;
  readonly kind: StreamKind;
  readonly events: RawEvent[];
}

/** What pushes a service over its limit again and again. Stepped in order, STEP_S at a time. */
export interface Mechanism {
  /** Utilisation added in the step that starts at `t`; `requests` were served in it. */
  step(t: number, requests: number): number;
  /** Multiplies the usual load in the step that starts at `t`. */
  load(t: number): number;
  /** A fix ends what presses now and leaves what brings it back. */
  relieve(t: number): void;
  /** A fix starts it afresh: timer re-armed, memory freed. */
  reset(t: number): void;
  /** By how much a fresh start at `t` would move the next trouble, s. */
  movedByReset(t: number): number;
  /** After failing for so many seconds the service goes down by itself and starts afresh; null = it never does. */
  diesAfterS(): number | null;
  /** Does a restart start it afresh? */
  readonly canReset: boolean;
  /** Streams of its own, recorded or not. */
  streams(): RawStream[];
  /** Id of the cause, and all ids that mean the same. */
  cause(firstOnset: number): { readonly id: string; readonly accepts: readonly string[] };
  /** How full what fills up is now, 0 to about 1; null where nothing does. */
  filled(): number | null;
  readonly rhythm: 'regular' | 'memoryless' | 'other';
}

/** A push that builds up and drains with first-order lags: tau up while it acts, tau down after. */
export class Push {
  #level = 0;
  readonly #upS: number;
  readonly #downS: number;

  constructor(draw: Random, lengthS: number) {
    this.#upS = Math.max(STEP_S, Math.min(draw.uniform(10, 120), lengthS / 6));
    this.#downS = Math.max(STEP_S, Math.min(draw.uniform(20, 240), lengthS / 3));
  }

  /** Moves towards `target` for one step and returns the level. */
  towards(target: number): number {
    const tau = target > this.#level ? this.#upS : this.#downS;
    this.#level += (target - this.#level) * (1 - Math.exp(-STEP_S / tau));
    return this.#level;
  }

  /** Gone at once: the process was restarted. */
  drop(): void {
    this.#level = 0;
  }
}

/** The parts of a mechanism that most do without. */
export const PASSIVE = {
  load: (): number => 1,
  filled: (): null => null,
  diesAfterS: (): null => null,
  canReset: false,
  movedByReset: (): number => Number.POSITIVE_INFINITY,
  streams: (): RawStream[] => [],
} as const;
