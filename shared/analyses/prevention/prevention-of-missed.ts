import type { Stream } from '../../incident/stream.ts';
import type { Intervention, PreventionModel } from '../analysis-result.ts';
import type { DataOf } from '../finding.ts';
import { lostInWords } from '../wording.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** It fails where runs are missing: each of them made up for, before what it keeps fresh or empties runs out. */
export function preventionOfMissed(
  { segmentation }: PreventionInput,
  stream: Stream,
  trigger: DataOf<'trigger'>,
): PreventionModel {
  const windows = segmentation.episodes.map((e) => ({
    from: e.from,
    to: e.to ?? segmentation.from + segmentation.rate.length * segmentation.binMs,
  }));
  // The engine counts what the missing runs explain; which ones they are is told by their number alone.
  const all = trigger.windowsExplained >= windows.length;
  const lost = trigger.lost ?? 'absent';
  const interventions: Intervention[] = [
    {
      id: `restore:${stream.id}`,
      verb: 'restore',
      target: stream.id,
      action: `Start ${stream.id} again when a run that is due ${lostInWords(lost, 'does not')}, and alert when ${lost === 'absent' ? 'it is still missing' : 'that does not either'}`,
    },
  ];
  const outcomes = replaySubsets(
    interventions,
    (growth) => (growth === 1 ? windows : null),
    [],
    (chosen) =>
      chosen.length > 0 && all
        ? {
            holds: true,
            why: `Every run of ${stream.id} ${lost === 'absent' ? 'takes place' : 'does its work'}.`,
          }
        : {
            holds: false,
            why: `Runs of ${stream.id} that ${lostInWords(lost, 'do not', 'their')} bring it back.`,
          },
  );
  return { culprit: stream.id, gauge: null, limit: null, sizeSubject: null, interventions, outcomes };
}
