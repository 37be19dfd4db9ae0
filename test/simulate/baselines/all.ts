import type { Baseline, View } from './baseline.ts';
import { granger } from './granger.ts';
import { jaccard } from './jaccard.ts';
import { lastChange } from './last-change.ts';
import { nearestEvent } from './nearest-event.ts';
import { bestLagPearson } from './pearson.ts';
import { THRESHOLDS } from './thresholds.ts';

export const BASELINES = {
  'last change': lastChange,
  'nearest event': nearestEvent,
  'best-lag Pearson': bestLagPearson,
  Jaccard: jaccard,
  Granger: granger,
} as const satisfies Record<string, Baseline>;
export type BaselineName = keyof typeof BASELINES;
export const BASELINE_NAMES = Object.keys(BASELINES) as readonly BaselineName[];

/** What each baseline says before and after its threshold (fitted with the combiner) turns weak guesses into `none`. */
export function baselineGuesses(
  view: View,
): Record<BaselineName, { readonly id: string; readonly raw: string; readonly score: number }> {
  const said = {} as Record<BaselineName, { id: string; raw: string; score: number }>;
  for (const name of BASELINE_NAMES) {
    const { id, score } = BASELINES[name](view);
    said[name] = { id: score >= THRESHOLDS[name] ? id : 'none', raw: id, score };
  }
  return said;
}
