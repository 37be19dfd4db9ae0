import type { Incident } from '../../incident/incident.ts';
import type { SourceId } from '../../incident/source.ts';
import type { Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { count } from '../wording.ts';
import type { CeilingTest } from './at-ceiling.ts';
import type { FullGauge } from './full-gauge.ts';
import { measured } from './measured.ts';
import { shortName } from './short-name.ts';

/** "x is at its limit of 128 in 5 of 5 windows; outside it reaches 44 at most." */
export function ceilingFinding(full: FullGauge, incident: Incident, segmentation: Segmentation): Finding {
  const { test, during } = full;
  const { gauge, limitSeries, origin } = test.gauge;
  const limit = measured(test.limit, gauge);
  const where =
    test.windowsAtCeiling === test.windowsSeen && test.windowsSeen === segmentation.episodes.length
      ? inAll(test.windowsSeen)
      : test.windowsSeen < 0.8 * segmentation.episodes.length
        ? `in ${test.windowsAtCeiling} of the ${test.windowsSeen} failure windows that are long enough to tell`
        : `in ${test.windowsAtCeiling} of ${segmentation.episodes.length} failure windows`;
  const outside =
    test.outsideShare === 0
      ? `outside them it reaches ${measured(test.outsideMax, gauge)} at most`
      : `outside them in ${share100(test.outsideShare)} of 100 samples`;
  const own = origin === 'own-maximum' ? ` No limit is on record: ${limit} is where it is cut off.` : '';
  const fills = during ? ` It fills during the runs of ${during.stream}.` : '';
  const limitSource = incident.series.find((series) => series.id === limitSeries)?.source;
  return {
    key: `contrast/ceiling/${gauge.id}`,
    title: `${shortName(gauge.id, 26)} full at ${limit}`,
    statement: `${gauge.id} is at its limit of ${limit} ${where}; ${outside}.${fills}${own}`,
    measure: `${test.windowsAtCeiling} of ${segmentation.episodes.length}`,
    verdict: 'supported',
    strength: origin === 'stated' ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: sourcesOf(gauge.source, segmentation, limitSource),
    data: {
      kind: 'at-ceiling',
      gauge: gauge.id,
      limit: test.limit,
      limitSeries,
      insideShare: test.insideShare,
      outsideShare: test.outsideShare,
      insideMax: test.insideMax,
      outsideMax: test.outsideMax,
      windowsAtCeiling: test.windowsAtCeiling,
      windows: segmentation.episodes.length,
      during: during?.stream ?? null,
    },
  };
}

/** "Of x, client y holds most when it is full." Null when no client accounts for the growth. */
export function heldByFinding(full: FullGauge, segmentation: Segmentation): Finding | null {
  const { test, holder, during } = full;
  if (!holder) return null;
  const { gauge, parts } = test.gauge;
  const sure = holder.growthShare >= 0.8 && during !== null;
  const link = during ? `, and it rises while ${during.stream} runs` : '';
  const why =
    holder.why === 'more-callers'
      ? ' It calls more often; each use is no longer than before.'
      : holder.why === 'longer-holding'
        ? ' It does not call more often; each use is held longer.'
        : '';
  return {
    key: `contrast/held-by/${gauge.id}`,
    title: `${shortName(holder.client, 26)} holds it`,
    statement: `Of ${gauge.id}, ${holder.client} holds ${hundredths(holder.shareInside)} of 100 inside the windows and ${hundredths(holder.shareOutside)} of 100 outside, the largest growth of ${count(parts.length, 'client')}${link}.${why}`,
    measure: sure ? 'strong' : 'weak',
    verdict: 'supported',
    strength: sure ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: sourcesOf(holder.part.source, segmentation),
    data: {
      kind: 'held-by',
      gauge: gauge.id,
      client: holder.client,
      clientSeries: holder.part.id,
      stream: during?.stream ?? null,
      shareInside: holder.shareInside,
      shareOutside: holder.shareOutside,
      why: holder.why,
    },
  };
}

/** "x exhausted: at most 38 of the 50 then allowed." */
export function roomLeftFinding(test: CeilingTest, segmentation: Segmentation): Finding {
  const { gauge, limitSeries } = test.gauge;
  const closest = measured(test.closest, gauge);
  const limit = measured(test.limit, gauge);
  return {
    key: `contrast/exhausted/${gauge.id}`,
    title: `${shortName(gauge.id, 28)} exhausted`,
    statement: `${gauge.id} exhausted: no, at most ${closest} of the ${limit} then allowed in any failing minute (${count(test.windowsSeen, 'window')} seen).`,
    measure: `${closest} of ${limit}`,
    verdict: 'ruled-out',
    strength: 'strong',
    cites: [],
    pins: [],
    computedFrom: sourcesOf(gauge.source, segmentation),
    data: {
      kind: 'rule-out',
      candidate: gauge.id,
      candidateKind: 'gauge',
      mechanism: 'exhausted',
      about: [gauge.id, ...(limitSeries ? [limitSeries] : [])],
    },
  };
}

const inAll = (windows: number): string =>
  windows === 1
    ? 'in the failure window'
    : windows === 2
      ? 'in both failure windows'
      : `in all ${windows} failure windows`;

const hundredths = (share: number): string => String(Math.round(100 * share));

function share100(share: number): string {
  return share < 0.01 ? 'less than 1' : hundredths(share);
}

function sourcesOf(source: SourceId, segmentation: Segmentation, limit?: SourceId): SourceId[] {
  return [...new Set([source, ...(limit ? [limit] : []), ...segmentation.computedFrom])];
}
