import type { RungId } from './rung.ts';

export const ROOT_TESTS = ['recurrence', 'actionability', 'specificity', 'evidence', 'depth'] as const;
/** The five tests of a root (facilitation.md). */
export type RootTest = (typeof ROOT_TESTS)[number];

export type Confidence = 'high' | 'medium' | 'low';

/** The five tests of one root with their reasons, and the confidence that follows: computed, never typed. */
export interface RootAssessment {
  readonly rung: RungId;
  readonly tests: readonly { readonly test: RootTest; readonly holds: boolean; readonly reason: string }[];
  readonly confidence: Confidence;
  /** Half a sentence: why not higher, or what it rests on. */
  readonly confidenceReason: string;
}
