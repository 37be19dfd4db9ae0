import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import type { Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { textOrder } from '../statistics/text-order.ts';
import { type CeilingTest, ceilingTest } from './at-ceiling.ts';
import { ceilingFinding, heldByFinding, roomLeftFinding } from './ceiling-findings.ts';
import { alikeFindings, differenceFindings } from './difference-findings.ts';
import { type Difference, differences } from './differences.ts';
import { dimensionFinding } from './dimension-finding.ts';
import { dimensionContrasts } from './dimensions.ts';
import type { FullGauge } from './full-gauge.ts';
import { limitedGauges } from './gauge-limits.ts';
import { followedStream, holderOf } from './held-by.ts';
import { type Comparison, comparisonOf } from './inside-outside.ts';

/** What differs inside the windows, as findings and as what later analyses build on. */
export interface Contrast {
  readonly findings: readonly Finding[];
  /** The clearest first: a stated limit before an own maximum. */
  readonly full: readonly FullGauge[];
  readonly differences: readonly Difference[];
  readonly comparison: Comparison | null;
}

const MOST_FULL = 4;
const MOST_WITH_ROOM = 8;

/** Compares every metric and every log field inside the windows with outside (engine.md, section 5). */
export function contrast(incident: Incident, segmentation: Segmentation): Contrast {
  const comparison = comparisonOf(segmentation);
  if (!comparison) return { findings: [], full: [], differences: [], comparison: null };
  const limited = limitedGauges(incident);
  // What a client holds is not measured against the limit that all clients share.
  const shares = new Set(limited.flatMap((gauge) => gauge.parts.map((part) => part.id)));
  const tests = limited
    .filter((gauge) => !shares.has(gauge.gauge.id))
    .map((gauge) => ceilingTest(gauge, comparison));
  const full = tests
    .filter(
      (test) => test.verdict === 'at-ceiling' && !isFailureSeries(incident, segmentation, test.gauge.gauge),
    )
    .sort(clearestFirst)
    .slice(0, MOST_FULL)
    .map((test) => fullGauge(test, incident, comparison));
  const roomy = tests
    .filter((test) => test.verdict === 'never-near')
    .sort((a, b) => b.closest / b.limit - a.closest / a.limit)
    .slice(0, MOST_WITH_ROOM);

  const all = differences(comparable(incident, segmentation), comparison, segmentation.binMs);
  const shownElsewhere = new Set(
    full.flatMap(({ test }) => [test.gauge.gauge.id, ...test.gauge.parts.map((part) => part.id)]),
  );
  const findings = [
    ...full.map((gauge) => ceilingFinding(gauge, incident, segmentation)),
    ...full.flatMap((gauge) => heldByFinding(gauge, segmentation) ?? []),
    ...differenceFindings(
      all.filter((d) => !shownElsewhere.has(d.series.id)),
      segmentation,
      comparison.windows.length,
    ),
    ...(incident.logs ? dimensionContrasts(incident.logs, comparison) : [])
      .slice(0, 4)
      .map((dimension) => dimensionFinding(dimension, incident, segmentation)),
    ...roomy.map((test) => roomLeftFinding(test, segmentation)),
    ...alikeFindings(
      all.filter((d) => !roomy.some((test) => test.gauge.gauge.metric === d.series.metric)),
      incident,
      segmentation,
    ),
  ];
  return { findings, full, differences: all, comparison };
}

function clearestFirst(a: CeilingTest, b: CeilingTest): number {
  const stated = Number(b.gauge.origin === 'stated') - Number(a.gauge.origin === 'stated');
  if (stated !== 0) return stated;
  const clear = b.insideShare - b.outsideShare - (a.insideShare - a.outsideShare);
  if (clear !== 0) return clear;
  return b.gauge.parts.length - a.gauge.parts.length || textOrder(a.gauge.gauge.id, b.gauge.gauge.id);
}

function fullGauge(test: CeilingTest, incident: Incident, comparison: Comparison): FullGauge {
  const { gauge, parts } = test.gauge;
  const holder = holderOf(gauge, parts, comparison, incident.series);
  return { test, holder, during: followedStream(holder?.part ?? gauge, incident, comparison) };
}

function isFailureSeries(incident: Incident, segmentation: Segmentation, series: Series): boolean {
  return segmentation.series.includes(series.id) || incident.roles.errors?.series === series.id;
}

/** All but the failure series, the requests (traffic is judged on its own) and the limits. */
function comparable(incident: Incident, segmentation: Segmentation): Series[] {
  const limits = new Set(
    incident.roles.limits.flatMap(({ limit }) => ('series' in limit ? [limit.series] : [])),
  );
  const metrics = new Set(
    incident.series
      .filter((s) => isFailureSeries(incident, segmentation, s) || s.id === incident.roles.requests?.series)
      .map((s) => s.metric),
  );
  return incident.series.filter((series) => !limits.has(series.id) && !metrics.has(series.metric));
}
