import type { Series } from '../../incident/series.ts';
import { comparisonOf, splitByWindows } from '../contrast/inside-outside.ts';
import { measured } from '../contrast/measured.ts';
import { rankContrast, thrownRanges } from '../contrast/rank-contrast.ts';
import { median } from '../statistics/quantile.ts';
import { count, figure } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

const MOST_SERIES = 300;
const FEWEST_INSTANCES = 3;
/** Inside clearly above outside on one instance, and no more than chance on the others. */
const DIFFERENT = 0.9;
const ALIKE = 0.7;
/** What only another tenant of the machine takes: a name proposes, the figures of all instances decide. */
const TAKEN_BY_OTHERS = /steal|io_?wait|await|throttl/i;

/** What a machine gives to others while it makes this one wait. */
const GIVEN_TO_OTHERS = /steal|(?:cpu|prozessor)[ _.-]?(?:ready|readiness|bereitschaft)|co-?stop/i;
const PLAIN = 0.95;

/** A machine that serves others first: one instance alone is pressed, or what is measured as waiting rises in the windows. */
export const noisyNeighbour: SignatureTest = (input) => oneOfSeveral(input) ?? waitsForOthers(input);

/** One instance of several is pressed inside the windows while the others, which do the same work, are not. */
const oneOfSeveral: SignatureTest = ({ incident, segmentation: s }) => {
  const comparison = comparisonOf(s);
  if (!comparison || comparison.windows.length < 3) return null;
  const thrown = thrownRanges(comparison.windows, comparison.span, 100);
  for (const [field, family] of instanceFamilies(incident.series)) {
    const found = family.flatMap((series) => {
      const { at, values, window } = splitByWindows(series, comparison);
      const contrast = rankContrast(at, values, (i) => (window[i] ?? -1) >= 0, thrown);
      if (!contrast || contrast.inside < 6 || contrast.outside < 12) return [];
      const side = (inside: boolean): number =>
        median(values.filter((_, i) => (window[i] ?? -1) >= 0 === inside));
      return [{ series, auc: contrast.auc, p: contrast.p, inside: side(true), outside: side(false) }];
    });
    if (found.length < FEWEST_INSTANCES) continue;
    const pressed = found.filter((f) => f.auc >= DIFFERENT && f.p <= 0.01 / found.length + 0.005);
    const alike = found.filter((f) => f.auc <= ALIKE);
    const one = pressed[0];
    if (!one || pressed.length !== 1 || alike.length !== found.length - 1) continue;
    if (
      !sameWork(
        one.outside,
        alike.map((f) => f.outside),
        one.inside,
      )
    )
      continue;
    const others = TAKEN_BY_OTHERS.test(one.series.metric);
    const host = one.series.labels[field] ?? '';
    const unit = one.series.unit ? ` ${one.series.unit}` : '';
    return {
      name: 'noisy-neighbour',
      title: `${field} ${host} alone is pressed`,
      statement: `${withoutField(one.series, field)} of ${field} ${host} goes from ${figure(one.outside)} to ${figure(one.inside)}${unit} inside the windows, that of the other ${count(alike.length, field)} stays (n = ${count(comparison.windows.length, 'window')}): ${
        others
          ? 'something beside it on that machine takes what it needs.'
          : 'something on that one alone takes it.'
      }`,
      about: [field, host, one.series.id],
      n: comparison.windows.length,
      verdict: 'supported',
      strong: comparison.windows.length >= 4,
      answers: 'mechanism',
      answer: `${field} ${host} alone is pressed (${one.series.metric})`,
      bring: others ? `What else runs on the machine of ${host}.` : null,
      sources: [one.series.source],
    };
  }
  return null;
};

/** The time that a virtual machine waits for its processor is high in the windows: whatever ran there had it. */
const waitsForOthers: SignatureTest = ({ incident, segmentation: s }) => {
  const comparison = comparisonOf(s);
  if (!comparison || comparison.windows.length < 3) return null;
  const thrown = thrownRanges(comparison.windows, comparison.span, 100);
  const named = incident.series
    .filter(
      (one) => one.measures === 'gauge' && GIVEN_TO_OTHERS.test(one.metric) && !s.series.includes(one.id),
    )
    .slice(0, MOST_SERIES);
  for (const series of named) {
    const { at, values, window } = splitByWindows(series, comparison);
    const inside = (i: number): boolean => (window[i] ?? -1) >= 0;
    const contrast = rankContrast(at, values, inside, thrown);
    if (!contrast || contrast.inside < 6 || contrast.outside < 12) continue;
    if (contrast.auc < PLAIN || contrast.p > 0.01 / named.length + 0.005) continue;
    const usual = (within: boolean) =>
      measured(median(values.filter((_, i) => inside(i) === within)), series);
    return {
      name: 'noisy-neighbour',
      title: 'The machine serves others first',
      statement: `${series.id} goes from ${usual(false)} to ${usual(true)} inside the windows (n = ${count(comparison.windows.length, 'window')}): it waits for its processor while the machine under it serves something else.`,
      about: [series.id],
      n: comparison.windows.length,
      verdict: 'supported',
      strong: comparison.windows.length >= 4,
      answers: 'mechanism',
      answer: 'The machine under it serves others first',
      bring: 'What else runs on the machine under it, and when.',
      sources: [series.source],
    };
  }
  return null;
};

/** The metric with its other labels: "http_requests_total{status=5xx}". */
function withoutField({ metric, labels }: Series, field: string): string {
  const rest = Object.entries(labels).filter(([key]) => key !== field);
  return rest.length === 0
    ? metric
    : `${metric}{${rest
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(',')}}`;
}

/** Outside the windows they are pressed alike: clients of one pool, each with a share of its own, are no instances. */
function sameWork(own: number, others: readonly number[], pressed: number): boolean {
  const all = [own, ...others];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return high - low <= 0.05 * Math.abs(pressed - own) || (low > 0 && high <= 2 * low);
}

/** Gauges of one metric that differ in one label alone, by that label. */
function instanceFamilies(all: readonly Series[]): [field: string, family: Series[]][] {
  const families = new Map<string, { field: string; series: Series[] }>();
  for (const series of all.filter((one) => one.measures === 'gauge').slice(0, MOST_SERIES)) {
    for (const field of Object.keys(series.labels)) {
      const rest = Object.entries(series.labels)
        .filter(([key]) => key !== field)
        .map(([key, value]) => `${key}=${value}`)
        .sort();
      const key = `${series.metric}|${field}|${rest.join(',')}`;
      const family = families.get(key) ?? { field, series: [] };
      families.set(key, family);
      family.series.push(series);
    }
  }
  return [...families.values()]
    .filter((family) => family.series.length >= FEWEST_INSTANCES)
    .map((family) => [family.field, family.series]);
}
