import type { Stream } from '../../incident/stream.ts';
import type { Intervention, PreventionModel } from '../analysis-result.ts';
import { triggerOf } from '../verdict.ts';
import { allWindows, explainedWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** Deployments, configuration, flags, vendors: what came in can be taken back, or be kept from reaching everything. */
export function preventionOfEvents(
  { segmentation, causal }: PreventionInput,
  stream: Stream,
): PreventionModel {
  const lags = triggerOf(causal, stream.id)?.lagMs ?? [0, 0];
  const outer = stream.kind === 'vendor' || stream.kind === 'dependency';
  const windows = explainedWindows(segmentation, stream, lags);
  const interventions: Intervention[] = [
    outer
      ? {
          id: `separate:${stream.id}`,
          verb: 'separate',
          target: stream.id,
          action: `Keep failures of ${stream.id} from reaching the callers: a short time limit and a way to answer without it`,
        }
      : {
          id: `restore:${stream.id}`,
          verb: 'restore',
          target: stream.id,
          action: `Take back what ${stream.id} brought in, then bring it in to a small part first`,
        },
  ];
  const lasting = windows.inside.length === 0;
  const outcomes = replaySubsets(
    interventions,
    (growth) => (growth === 1 ? (lasting ? allWindows(segmentation) : windows.inside) : null),
    lasting ? [] : windows.outside,
    (chosen) =>
      chosen.length > 0
        ? {
            holds: true,
            why: outer
              ? `Failures of ${stream.id} stay where they are.`
              : `Without ${stream.id} it is as it was before.`,
          }
        : { holds: false, why: `Each ${stream.kind} event of ${stream.id} brings it back.` },
  );
  return { culprit: stream.id, gauge: null, limit: null, sizeSubject: null, interventions, outcomes };
}
