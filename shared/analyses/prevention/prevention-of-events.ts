import type { Stream } from '../../incident/stream.ts';
import type { Intervention, PreventionModel } from '../analysis-result.ts';
import { triggerOf } from '../verdict.ts';
import { eventOf, withArticle } from '../wording.ts';
import { allWindows, explainedWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** Deployments, configuration, flags, vendors: each event brings a failure, and can be made to do less harm. */
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
          action: harmlessly(stream),
        },
  ];
  const one = eventOf(stream.kind, stream.id);
  const lasting = windows.inside.length === 0;
  const outcomes = replaySubsets(
    interventions,
    (growth) => (growth === 1 ? (lasting ? allWindows(segmentation) : windows.inside) : null),
    lasting ? [] : windows.outside,
    (chosen) =>
      chosen.length > 0
        ? {
            holds: true,
            why: outer ? `Failures of ${stream.id} stay where they are.` : harmlessBy(stream),
          }
        : { holds: false, why: `Each ${one} brings it back.` },
  );
  return { culprit: stream.id, gauge: null, limit: null, sizeSubject: null, interventions, outcomes };
}

/** Why that would do. */
function harmlessBy({ kind }: Stream): string {
  return kind === 'autoscale' || kind === 'restart'
    ? 'Nothing in progress is cut off.'
    : 'What does harm shows in the small part, and goes no further.';
}

/** What it takes that an event of the stream does no harm. */
function harmlessly({ kind, id }: Stream): string {
  switch (kind) {
    case 'deploy':
      return `Bring each ${eventOf(kind, id)} to a small part first, and go on only while that part stays healthy`;
    case 'config':
    case 'flag':
    case 'data':
      return `Leave ${id} as it was, and try each ${eventOf(kind, id)} on a small part first`;
    case 'certificate':
      return `Let the old and the new certificate be valid side by side (${id}), and change a small part first`;
    case 'autoscale':
    case 'restart':
      return `Let work in progress end before each event “${id}”, and keep what remains large enough for the load`;
    default:
      return `Keep ${withArticle(eventOf(kind, id))} away from the hours of load, and try it on a small part first`;
  }
}
