import type { TimeRange } from '../../incident/time-range.ts';
import type { Intervention, PreventionModel } from '../analysis-result.ts';
import { loadAtOnsets } from '../load-at-onsets.ts';
import type { Segmentation } from '../segmentation.ts';
import { largest } from '../statistics/sums.ts';
import { figure, perMinute, perMinutePair } from '../wording.ts';
import { allWindows } from './explained-windows.ts';
import type { PreventionInput } from './prevention-input.ts';
import { replaySubsets } from './replay-subsets.ts';

/** What would have prevented the windows of a load over a threshold. Null without a threshold or requests. */
export function preventionOfTraffic({ segmentation }: PreventionInput): PreventionModel | null {
  const threshold = loadAtOnsets(segmentation);
  const requests = segmentation.load;
  if (threshold === null || !requests) return null;
  const peak = largest(requests.filter((n) => n !== null));
  const factor = Math.ceil(((1.25 * peak) / threshold) * 4) / 4;
  const at = perMinute(threshold, segmentation.binMs);
  const interventions: Intervention[] = [
    {
      id: 'limit:capacity',
      verb: 'limit',
      target: 'traffic',
      action: `Make room for ${figure(factor)} times the load at which it began to fail (${at})`,
    },
    {
      id: 'cap:traffic',
      verb: 'cap',
      target: 'traffic',
      action: `Admit no more than ${at}; turn the rest away early, or let it wait`,
    },
  ];
  const overload = (growth: number): TimeRange[] => joined(segmentation, (n) => n * growth >= threshold);
  const outcomes = replaySubsets(
    interventions,
    (growth) => (growth === 1 ? allWindows(segmentation) : overload(growth)),
    [],
    (chosen, growth) => {
      const verbs = new Set(chosen.map((one) => one.verb));
      const grown = growth === 1 ? 'Today' : `With ${growth} times the load`;
      const room = verbs.has('limit') ? factor * threshold : threshold;
      const [top, limit] = perMinutePair(peak * growth, room, segmentation.binMs);
      if (verbs.has('cap'))
        return {
          holds: true,
          why: `${grown} nothing above ${at} is let in; what is turned away is not served.`,
        };
      if (verbs.has('limit') && peak * growth < room)
        return { holds: true, why: `${grown} the peak is ${top}, below ${limit}.` };
      return { holds: false, why: `${grown} the peak is ${top}, above ${limit}.` };
    },
  );
  return { culprit: 'traffic', gauge: null, limit: null, sizeSubject: 'traffic', interventions, outcomes };
}

/** Stretches of bins whose requests satisfy the condition. */
function joined(s: Segmentation, over: (requests: number) => boolean): TimeRange[] {
  const ranges: { from: number; to: number }[] = [];
  s.load?.forEach((n, i) => {
    if (n === null || !over(n)) return;
    const from = s.from + i * s.binMs;
    const last = ranges.at(-1);
    if (last && from <= last.to + s.binMs) last.to = from + s.binMs;
    else ranges.push({ from, to: from + s.binMs });
  });
  return ranges;
}
