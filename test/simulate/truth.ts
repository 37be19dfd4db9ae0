import type { Incident } from '../../shared/incident/incident.ts';
import type { TimeRange } from '../../shared/incident/time-range.ts';

/** What makes the failures come back. `pair` and everything after it stands outside the targets' macro average. */
export const FAMILIES = [
  'periodic-job',
  'dose-job',
  'rearmed-timer',
  'leak-time',
  'leak-requests',
  'step-deploy',
  'each-deploy',
  'traffic',
  'dependency',
  'missed-cleanup',
  'random',
  'hidden-clock',
  'pair',
] as const;
export type Family = (typeof FAMILIES)[number];

/** How far an incident is from a clean one: decoys, clock skew, strength of the effect. */
export type Profile = 'std' | 'hard';

/** What a fix really did to whatever brings the failure back; `unclear` where both answers could be defended. */
export type FixTruth = 'reset-clock' | 'none' | 'unclear';

/** What is known of a simulated incident because it was made. */
export interface Truth {
  readonly family: string;
  readonly profile: Profile;
  readonly seed: number;
  /** A stream, `<stream>#<n>`, `<a>&<b>`, `traffic`, `accumulation` or `none`. */
  readonly cause: string;
  /** Every id that says the same. */
  readonly accepts: readonly string[];
  readonly windows: readonly TimeRange[];
  readonly fixes: readonly { readonly id: string; readonly effect: FixTruth }[];
  /** Innocent candidates that the recorded data contradict. */
  readonly refutable: readonly string[];
  /** Do onsets come on a clock of this jitter (share of the interval), or at random? */
  readonly rhythm: { readonly kind: 'regular' | 'memoryless' | 'other'; readonly jitter: number };
}

/** An incident whose cause is known. */
export interface Simulated {
  readonly incident: Incident;
  readonly truth: Truth;
}
