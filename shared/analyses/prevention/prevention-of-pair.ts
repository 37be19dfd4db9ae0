import type { Intervention, PreventionModel } from '../analysis-result.ts';
import { list } from '../wording.ts';
import { allWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** Two streams that fail only together: what keeps them apart prevents the windows. */
export function preventionOfPair({ segmentation }: PreventionInput, pair: string): PreventionModel {
  const names = list(pair.split('&'));
  const apart: Intervention = {
    id: `separate:${pair}`,
    verb: 'separate',
    target: pair,
    action: `Let ${names} wait for each other, so that they never run at the same time`,
  };
  return {
    culprit: pair,
    gauge: null,
    limit: null,
    sizeSubject: null,
    interventions: [apart],
    outcomes: replaySubsets(
      [apart],
      (growth) => (growth === 1 ? allWindows(segmentation) : null),
      [],
      (chosen) =>
        chosen.length > 0
          ? { holds: true, why: `Apart, ${names} start no failure.` }
          : { holds: false, why: `It fails whenever ${names} run at the same time.` },
    ),
  };
}
