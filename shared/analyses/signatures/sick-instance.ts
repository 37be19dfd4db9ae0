import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import { failedByStatus, isWhole } from '../../incident/series-names.ts';
import type { SourceId } from '../../incident/source.ts';
import { familiesOf } from '../contrast/gauge-limits.ts';
import { comparisonOf, splitByWindows } from '../contrast/inside-outside.ts';
import { shortName } from '../contrast/short-name.ts';
import type { Segmentation } from '../segmentation.ts';
import { share } from '../wording.ts';
import { countsByField } from './by-host.ts';
import { namesStream } from './life.ts';
import type { Signature, SignatureTest } from './signature.ts';
import { closedWindows, meanOf } from './window-bins.ts';

const FEWEST_ERRORS = 30;
const STRONG_ERRORS = 60;
/** So many times the odds of the errors outside the windows. */
const MORE_THAN_OUTSIDE = 3;
/** Of the errors, at one of several that serve alike. */
const MOST_OF_ERRORS = 0.8;

interface Sick {
  readonly field: string;
  readonly value: string;
  readonly of: number;
  readonly share: number;
  readonly errors: number;
  readonly sources: readonly SourceId[];
}

/** One instance of several that serve alike has most of the errors. */
export const sickInstance: SignatureTest = (input) => {
  const { incident, segmentation: s } = input;
  const sick = inLogs(incident, s) ?? inSeries(incident, s);
  if (!sick) return plateau(input);
  return {
    name: 'one-sick-instance',
    title: `Most errors at ${sick.field} ${shortName(sick.value, 32)}`,
    statement: `${share(sick.share)} of the errors inside the windows are at ${sick.field} ${sick.value}, one of ${sick.of} (n = ${sick.errors.toLocaleString('en-US')}): look at that one before anything that all of them share.`,
    about: [sick.field, sick.value],
    n: sick.errors,
    verdict: 'supported',
    strong: sick.errors >= STRONG_ERRORS,
    answers: 'mechanism',
    answer: `${sick.field} ${sick.value} alone fails, one of ${sick.of}`,
    bring: null,
    sources: sick.sources,
  };
};

function inLogs(incident: Incident, s: Segmentation): Sick | null {
  const { logs } = incident;
  if (!logs) return null;
  for (const [field, values] of [...countsByField(logs, s)].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const serving = values.filter((v) => v.inside.lines > 0);
    const errors = serving.reduce((sum, v) => sum + v.inside.errors, 0);
    const lines = serving.reduce((sum, v) => sum + v.inside.lines, 0);
    const worst = serving.toSorted((a, b) => b.inside.errors - a.inside.errors)[0];
    if (!worst || serving.length < 3 || errors < FEWEST_ERRORS) continue;
    // A value at which nothing ever succeeds is an outcome (a status, an error code), not one that serves.
    const served = worst.inside.lines - worst.inside.errors + worst.outside.lines - worst.outside.errors;
    if (served === 0) continue;
    const ofErrors = worst.inside.errors / errors;
    // A value that sees most of the traffic sees most of the errors: only one that fails beyond its share is sick.
    const usual = (lines - errors) / serving.length;
    if (ofErrors < MOST_OF_ERRORS || worst.inside.lines - worst.inside.errors > 2 * usual) continue;
    return { field, value: worst.value, of: serving.length, share: ofErrors, errors, sources: logs.sources };
  }
  return null;
}

/** Errors counted by instance: the same metric with one label that takes several values. */
function inSeries(incident: Incident, s: Segmentation): Sick | null {
  const failing = s.series[0];
  const metric = incident.series.find((series) => series.id === failing)?.metric;
  const comparison = comparisonOf(s);
  const family = metric === undefined ? [] : (familiesOf(incident.series).get(metric) ?? []);
  if (!comparison || family.length < 2) return null;
  const counted = failedOf(family).filter((series) => series.measures === 'count' || isWhole(series));
  const keys = new Set(counted.flatMap((series) => Object.keys(series.labels)));
  for (const field of [...keys].sort()) {
    const byValue = new Map<string, { errors: number; outside: number; readonly source: SourceId }>();
    for (const series of counted) {
      const value = series.labels[field];
      if (value === undefined) continue;
      const split = splitByWindows(series, comparison);
      const sum = byValue.get(value) ?? { errors: 0, outside: 0, source: series.source };
      split.values.forEach((errors, i) => {
        if ((split.window[i] ?? -1) >= 0) sum.errors += errors;
        else sum.outside += errors;
      });
      byValue.set(value, sum);
    }
    const values = [...byValue].sort((a, b) => b[1].errors - a[1].errors);
    const errors = values.reduce((sum, [, v]) => sum + v.errors, 0);
    const worst = values[0];
    if (!worst || values.length < 2 || errors < FEWEST_ERRORS || worst[1].errors < MOST_OF_ERRORS * errors)
      continue;
    const outside = values.reduce((sum, [, v]) => sum + v.outside, 0);
    // What serves most of the traffic has most of the errors at any time, and says nothing of the windows.
    const odds = (part: number, all: number): number => (part + 1) / (all - part + 1);
    if (odds(worst[1].errors, errors) < MORE_THAN_OUTSIDE * odds(worst[1].outside, outside)) continue;
    return {
      field,
      value: worst[0],
      of: values.length,
      share: worst[1].errors / errors,
      errors: Math.round(errors),
      sources: [worst[1].source],
    };
  }
  return null;
}

/** Of a metric that is split by status, the series of what failed. */
function failedOf(family: readonly Series[]): readonly Series[] {
  return family.some((series) => failedByStatus(series) === true)
    ? family.filter((series) => failedByStatus(series) === true)
    : family;
}

/** Without figures by instance: the same fixed share of the requests fails in every window, as one of N would. */
function plateau({ segmentation: s, found, incident }: Parameters<SignatureTest>[0]): Signature | null {
  if (!s.requests || namesStream(found) || found.state === 'cause') return null;
  if (incident.logs && [...countsByField(incident.logs, s).values()].some((values) => values.length >= 3))
    return null;
  const windows = closedWindows(s).filter((w) => w.to - w.from >= 5);
  if (windows.length < 3) return null;
  let deviance = 0;
  let bins = 0;
  let errors = 0;
  let requests = 0;
  const levels = windows.map((w) => meanOf(s.rate, w.from + 1, w.to - 1) ?? 0);
  for (const w of windows)
    for (let i = w.from + 1; i < w.to - 1; i++) {
      errors += s.errors[i] ?? 0;
      requests += s.requests[i] ?? 0;
    }
  const level = errors / Math.max(1, requests);
  for (const w of windows)
    for (let i = w.from + 1; i < w.to - 1; i++) {
      const r = s.requests[i];
      const e = s.errors[i];
      if (!r || e === null || e === undefined) continue;
      deviance += (e - level * r) ** 2 / (level * (1 - level) * r + 1e-9);
      bins++;
    }
  const parts = Math.round(1 / level);
  if (bins < 15 || deviance > 1.5 * bins || parts < 2 || parts > 6) return null;
  if (Math.abs(level - 1 / parts) > 0.04 / parts || levels.some((l) => Math.abs(l - level) > 0.1 * level))
    return null;
  return {
    name: 'one-sick-instance',
    title: 'A fixed share fails',
    statement: `In each window the same ${share(level)} of the requests fail and the rest do not (n = ${windows.length}), as with one sick instance of ${parts}: the evidence does not say which instance served what.`,
    about: [],
    n: windows.length,
    verdict: 'undetermined',
    strong: false,
    answers: 'mechanism',
    answer: `One of ${parts} instances may fail alone`,
    bring: 'Errors and requests by instance, host or zone.',
    sources: [],
  };
}
