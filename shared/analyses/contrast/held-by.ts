import type { Incident } from '../../incident/incident.ts';
import type { Series } from '../../incident/series.ts';
import type { Stream } from '../../incident/stream.ts';
import type { TimeRange } from '../../incident/time-range.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { meanOf } from '../statistics/sums.ts';
import { type Comparison, splitByWindows } from './inside-outside.ts';
import { rankContrast, thrownRanges } from './rank-contrast.ts';

/** Who holds a gauge: the part that makes up most of its growth inside the windows. Shares from 0 to 1. */
export interface Holder {
  readonly part: Series;
  /** The value of the label that tells the parts apart. */
  readonly client: string;
  readonly shareInside: number;
  readonly shareOutside: number;
  /** Of the growth from outside to inside; above 1 when others shrink. */
  readonly growthShare: number;
  readonly why: 'more-callers' | 'longer-holding' | null;
}

/** The stream during whose runs a series is higher. */
export interface DuringRuns {
  readonly stream: string;
  /** P(a sample during a run is higher than one outside the runs). */
  readonly auc: number;
  readonly p: number;
}

/** The part that grows most when the gauge is full; null when no part accounts for half of the growth. */
export function holderOf(
  gauge: Series,
  parts: readonly Series[],
  comparison: Comparison,
  all: readonly Series[],
): Holder | null {
  const means = parts.flatMap((part) => {
    const level = insideOutsideMeans(part, comparison);
    return level ? [{ part, ...level }] : [];
  });
  const inside = means.reduce((sum, m) => sum + m.inside, 0);
  const outside = means.reduce((sum, m) => sum + m.outside, 0);
  const growth = inside - outside;
  const top = [...means].sort((a, b) => b.inside - b.outside - (a.inside - a.outside))[0];
  if (!top || growth <= 0 || top.inside - top.outside < 0.5 * growth) return null;
  const key = Object.keys(top.part.labels).find((label) => !(label in gauge.labels)) ?? '';
  const client = top.part.labels[key] ?? top.part.id;
  return {
    part: top.part,
    client,
    shareInside: inside > 0 ? top.inside / inside : 0,
    shareOutside: outside > 0 ? top.outside / outside : 0,
    growthShare: (top.inside - top.outside) / growth,
    why: whyMore(top.part, client, top.inside / Math.max(top.outside, 1e-9), comparison, all),
  };
}

/**
 * The stream whose runs a series follows in time, by ranks against runs thrown at random; Benjamini-Hochberg over the
 * streams. Null when none stands out, or two do equally well.
 */
export function followedStream(
  series: Series,
  incident: Incident,
  comparison: Comparison,
): DuringRuns | null {
  const tested: DuringRuns[] = [];
  for (const stream of incident.streams) {
    const runs = runsWithin(stream, comparison.span);
    if (runs.length < 3 || !meetsWindows(runs, comparison.windows)) continue;
    const split = splitByWindows(series, { span: comparison.span, windows: runs, marginMs: 0 });
    const contrast = rankContrast(
      split.at,
      split.values,
      (i) => (split.window[i] as number) >= 0,
      thrownRanges(runs, comparison.span, 120),
    );
    if (contrast)
      tested.push({ stream: stream.id, auc: contrast.auc, p: contrast.auc > 0.5 ? contrast.p : 1 });
  }
  const adjusted = benjaminiHochberg(tested.map((t) => t.p));
  const ranked = tested
    .map((t, i) => ({ ...t, p: adjusted[i] ?? 1 }))
    .sort((a, b) => b.auc - a.auc || a.p - b.p);
  const best = ranked[0];
  if (!best || best.auc < 0.8 || best.p > 0.05) return null;
  const second = ranked[1];
  return second && best.auc - second.auc < 0.03 ? null : best;
}

/** A run at the hour of the most requests fills nothing: it is to go on in most windows. */
function meetsWindows(runs: readonly TimeRange[], windows: readonly TimeRange[]): boolean {
  const met = windows.filter(({ from, to }) => runs.some((run) => run.from < to && run.to > from));
  return met.length >= 0.5 * windows.length;
}

/** Runs with an end that touch the span, joined where they overlap. */
export function runsWithin(stream: Stream, span: TimeRange): TimeRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const event of stream.events) {
    const end = event.end ?? (event.status === 'running' ? span.to : null);
    if (event.expected || end === null || end <= span.from || event.start >= span.to || end <= event.start)
      continue;
    const last = runs.at(-1);
    if (last && event.start <= last.to) last.to = Math.max(last.to, end);
    else runs.push({ from: event.start, to: end });
  }
  return runs;
}

function insideOutsideMeans(
  series: Series,
  comparison: Comparison,
): { inside: number; outside: number } | null {
  const split = splitByWindows(series, comparison);
  const inside: number[] = [];
  const outside: number[] = [];
  split.values.forEach((value, i) => {
    if ((split.window[i] as number) >= 0) inside.push(value);
    else outside.push(value);
  });
  if (inside.length === 0 || outside.length === 0) return null;
  return { inside: meanOf(inside), outside: meanOf(outside) };
}

/**
 * Little's law: in use = rate x holding time (Little, Operations Research 9, 1961). Where a rate of the same client is
 * on record: did it grow as much as what the client holds, or is each held longer?
 */
function whyMore(
  part: Series,
  client: string,
  growth: number,
  comparison: Comparison,
  all: readonly Series[],
): Holder['why'] {
  const rate = all.find(
    (series) =>
      series.measures === 'count' && series.id !== part.id && Object.values(series.labels).includes(client),
  );
  if (!rate) return null;
  const level = insideOutsideMeans(rate, comparison);
  if (!level || level.outside <= 0) return null;
  return level.inside / level.outside >= Math.sqrt(growth) ? 'more-callers' : 'longer-holding';
}
