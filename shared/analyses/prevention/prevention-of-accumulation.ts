import type { Intervention, PreventionModel } from '../analysis-result.ts';
import { isKind } from '../finding.ts';
import { duration } from '../wording.ts';
import { allWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** What would have prevented the windows of something that fills up. */
export function preventionOfAccumulation({ segmentation, causal }: PreventionInput): PreventionModel {
  const quota = causal.some(
    (f) => isKind(f, 'signature') && f.data.signature === 'quota' && f.verdict === 'supported',
  );
  const reliefs = segmentation.episodes.slice(1).flatMap((e, i) => {
    const before = segmentation.episodes[i]?.to ?? null;
    return before === null ? [] : [e.from - before];
  });
  const shortest = reliefs.length > 0 ? Math.min(...reliefs) : null;
  const interventions: Intervention[] = [
    {
      id: 'restore:accumulation',
      verb: 'restore',
      target: 'accumulation',
      action: quota
        ? 'Raise the quota, or spread what uses it over the time until it is given back'
        : 'Find what fills up, and release it as fast as it comes in',
    },
    // No restart gives a quota back.
    ...(shortest !== null && !quota
      ? [
          {
            id: 'move:restart',
            verb: 'move' as const,
            target: 'restart',
            action: `Until then, restart before it is full: every ${duration(0.75 * shortest)}`,
          },
        ]
      : []),
  ];
  const outcomes = replaySubsets(
    interventions,
    (growth) => (growth === 1 ? allWindows(segmentation) : null),
    [],
    (chosen) => {
      if (chosen.some((one) => one.verb === 'restore'))
        return { holds: true, why: 'What does not fill up does not run over.' };
      if (chosen.length > 0)
        return {
          holds: true,
          why: `The shortest time to fill was ${duration(shortest ?? 0)}; a restart comes sooner.`,
        };
      return { holds: false, why: 'It fills up again after every recovery.' };
    },
  );
  return { culprit: 'accumulation', gauge: null, limit: null, sizeSubject: null, interventions, outcomes };
}
