import type { Intervention, PreventionModel } from '../analysis-result.ts';
import { streamOf } from '../candidate-id.ts';
import { changesOnRecord, TOLERANCE_MS } from '../changes/recorded.ts';
import type { Candidate } from '../finding.ts';
import { allWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** A single change: what was changed can be taken back, or, where others made it, be kept from reaching everything. */
export function preventionOfChange(
  { incident, segmentation }: PreventionInput,
  { id, label, kind }: Candidate,
): PreventionModel | null {
  const change = changesOnRecord(incident).find((one) => one.id === id);
  if (!change) return null;
  const outer = kind === 'vendor';
  const windows = allWindows(segmentation);
  const since = change.at - TOLERANCE_MS - segmentation.binMs;
  const intervention: Intervention = outer
    ? {
        id: `separate:${id}`,
        verb: 'separate',
        target: id,
        action: `Keep what ${label} brought from reaching the callers: a short time limit and a way to answer without it`,
      }
    : {
        id: `restore:${id}`,
        verb: 'restore',
        target: id,
        action: `Take back ${label}, then bring it in to a small part first`,
      };
  const outcomes = replaySubsets(
    [intervention],
    (growth) => (growth === 1 ? windows.filter(({ from }) => from >= since) : null),
    windows.filter(({ from }) => from < since),
    (chosen) =>
      chosen.length === 0
        ? { holds: false, why: `What ${label} changed stays as it is.` }
        : {
            holds: true,
            why: outer
              ? `What ${label} brought does not reach the callers.`
              : `Without ${label} it is as it was before.`,
          },
  );
  return {
    culprit: streamOf(id),
    gauge: null,
    limit: null,
    sizeSubject: null,
    interventions: [intervention],
    outcomes,
  };
}
