import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import type { Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { textOrder } from '../statistics/text-order.ts';
import { count, duration } from '../wording.ts';
import type { Difference } from './differences.ts';
import { isTime } from './gauge-limits.ts';
import { measured, withUnit } from './measured.ts';
import { shortName } from './short-name.ts';

const MOST_DIFFERENT = 6;
const MOST_ALIKE = 8;

/** The metrics that differ most inside the windows; the series of one metric that move alike are one finding. */
export function differenceFindings(
  all: readonly Difference[],
  segmentation: Segmentation,
  windows: number,
): Finding[] {
  const groups = new Map<string, Difference[]>();
  for (const d of all) {
    if (d.p >= 0.01 || Math.abs(d.contrast.auc - 0.5) <= 0.3) continue;
    const key = `${d.series.metric}/${d.contrast.auc > 0.5}`;
    groups.set(key, [...(groups.get(key) ?? []), d]);
  }
  return [...groups.values()]
    .map((group) => group.sort((a, b) => distance(b) - distance(a) || a.p - b.p || byId(a, b)))
    .sort((a, b) => distance(a[0]) - distance(b[0]))
    .reverse()
    .slice(0, MOST_DIFFERENT)
    .flatMap((group) => {
      const [first] = group;
      const siblings = all.filter((d) => d.series.metric === first?.series.metric).length;
      return first ? [differenceFinding(first, group.length, siblings, segmentation, windows)] : [];
    });
}

const distance = (d: Difference | undefined): number => (d ? Math.abs(d.contrast.auc - 0.5) : 0);

function differenceFinding(
  d: Difference,
  alike: number,
  siblings: number,
  segmentation: Segmentation,
  windows: number,
): Finding {
  const higher = d.medianInside > d.medianOutside || d.contrast.auc > 0.5;
  const when =
    d.leadMs === null
      ? ''
      : d.leadMs === 0
        ? ` It moves with the onset, to within ${duration(d.resolutionMs)}.`
        : d.leadMs > 0
          ? ` It moves ${duration(d.leadMs)} before the onset.`
          : ` It moves ${duration(-d.leadMs)} after the onset.`;
  const more =
    alike > 1
      ? ` So are ${alike < siblings ? `${alike} of the ${siblings}` : siblings === 2 ? 'both' : `all ${siblings}`} series of ${d.series.metric}.`
      : '';
  return {
    key: `contrast/difference/${d.series.id}`,
    title: `${shortName(d.series.id, 24)} ${higher ? 'higher' : 'lower'} inside`,
    statement: `${d.series.id} is ${higher ? 'higher' : 'lower'} inside the windows: usually ${withUnit(d.medianInside, d.series)} against ${measured(d.medianOutside, d.series)} outside, ${d.windowsSeen} of ${windows} windows seen.${when}${more}`,
    measure: `${measured(d.medianInside, d.series)} / ${measured(d.medianOutside, d.series)}`,
    verdict: 'supported',
    strength: d.p < 0.001 ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: [...new Set([d.series.source, ...segmentation.computedFrom])],
    data: {
      kind: 'difference',
      series: d.series.id,
      medianInside: d.medianInside,
      medianOutside: d.medianOutside,
      auc: d.contrast.auc,
      p: d.p,
      leadMs: d.leadMs,
      alike: false,
    },
  };
}

/**
 * Mechanisms contradicted because their gauge is the same inside and outside, with enough data to have seen a
 * difference. The series of one metric are read together: all alike, or nothing is said.
 */
export function alikeFindings(
  all: readonly Difference[],
  incident: Incident,
  segmentation: Segmentation,
): Finding[] {
  const byMetric = new Map<string, Difference[]>();
  for (const d of all) {
    if (d.series.measures !== 'gauge') continue;
    byMetric.set(d.series.metric, [...(byMetric.get(d.series.metric) ?? []), d]);
  }
  const asked = new Set([
    ...(incident.brief.teamHypothesis?.about ?? []),
    ...incident.statements.flatMap((statement) => statement.about),
  ]);
  const groups = [...byMetric.values()]
    .filter((group) => {
      const alike = group.filter((d) => d.alike).length;
      const differs = group.some((d) => d.p < 0.05);
      // What never moves, as a limit or a size that is set, could not have shown anything.
      if (group.every((d) => isConstant(d.series))) return false;
      return alike > 0 && alike >= 0.75 * group.length && !differs;
    })
    .map((group) => ({
      // The example is the series in the middle of what differs least, whatever its name.
      group: group.sort(
        (a, b) => a.contrast.auc - b.contrast.auc || a.medianInside - b.medianInside || byId(a, b),
      ),
      named: group.some((d) => asked.has(d.series.id) || asked.has(d.series.metric)),
    }))
    .sort(
      (a, b) =>
        Number(b.named) - Number(a.named) ||
        rank(a.group) - rank(b.group) ||
        smallestSd(a.group) - smallestSd(b.group) ||
        textOrder(a.group[0]?.series.metric ?? '', b.group[0]?.series.metric ?? ''),
    );
  return groups.slice(0, MOST_ALIKE).map(({ group }) => alikeFinding(group, segmentation));
}

function isConstant({ values }: Series): boolean {
  const first = values.find((value) => value !== null);
  return values.every((value) => value === null || value === first);
}

function alikeFinding(group: readonly Difference[], segmentation: Segmentation): Finding {
  const first = group[0] as Difference;
  const { metric } = first.series;
  const mechanism = mechanismOf(first.series);
  const name = group.length === 1 ? first.series.id : metric;
  const read = (value: number): string => measured(value, first.series);
  const full = (value: number): string => withUnit(value, first.series);
  const figures =
    group.length === 1
      ? `usually ${read(first.medianInside)} against ${full(first.medianOutside)}, nine values in ten below ${read(first.highInside)} against ${read(first.highOutside)}`
      : `the same on ${count(group.length, 'series', 'series')}, for instance ${read(first.medianInside)} against ${full(first.medianOutside)}`;
  return {
    key: `contrast/alike/${metric}`,
    title: `${shortName(name, 28)} ${mechanism}`,
    statement: `${name} ${mechanism}: no, it is alike inside and outside the windows, ${figures} (n = ${first.contrast.inside} and ${first.contrast.outside}).`,
    measure: `${read(first.medianInside)} / ${read(first.medianOutside)}`,
    verdict: 'ruled-out',
    strength: smallestSd(group) < 0.08 ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: [...new Set([...group.map((d) => d.series.source), ...segmentation.computedFrom])],
    data: {
      kind: 'rule-out',
      candidate: metric,
      candidateKind: 'gauge',
      mechanism,
      about: [...new Set([metric, ...group.map((d) => d.series.id)])].slice(0, 40),
    },
  };
}

/** What a rise of this gauge would mean, from its unit alone. */
function mechanismOf(series: Series): string {
  if (isTime(series.unit)) return 'slower';
  return series.unit !== null && /percent|^%$|core|load/i.test(series.unit) ? 'busier' : 'higher';
}

/** Durations first, then loads, then the rest: what a room suspects first. */
function rank(group: readonly Difference[]): number {
  const mechanism = group[0] ? mechanismOf(group[0].series) : 'higher';
  return mechanism === 'slower' ? 0 : mechanism === 'busier' ? 1 : 2;
}

const smallestSd = (group: readonly Difference[]): number => Math.min(...group.map((d) => d.contrast.nullSd));
const byId = (a: Difference, b: Difference): number => textOrder(a.series.id, b.series.id);
