import type { Incident } from '../incident/incident.ts';
import { tellsOfRun } from '../incident/logged-runs.ts';
import type { LogDigest, LogTemplate } from '../incident/logs.ts';
import { MINUTE_MS, overlapMs, type TimeRange } from '../incident/time-range.ts';
import { type Comparison, comparisonOf, firstIndexAt } from './contrast/inside-outside.ts';
import { firstWords } from './contrast/short-name.ts';
import type { Finding } from './finding.ts';
import { clusters } from './fixes/ready-times.ts';
import type { Segmentation } from './segmentation.ts';
import { binomialTail } from './statistics/normal-tail.ts';
import { median } from './statistics/quantile.ts';
import { textOrder } from './statistics/text-order.ts';
import { count, durationRange, figure, ofAll, whenAmong } from './wording.ts';

/** A template that belongs to the windows. Counts are lines. */
export interface TemplateContrast {
  readonly template: LogTemplate;
  readonly how: 'before' | 'novel' | 'burst' | 'only-inside';
  readonly inside: number;
  readonly outside: number;
  readonly windows: number;
  /** Of a line that comes before the windows: from its last one to the beginning of the first failing bin, ms; negative where it lies in that bin. */
  readonly leadMs: readonly [min: number, max: number] | null;
  /** Median over the windows of its place among the templates that appear after the onset; 1 = first. */
  readonly medianRank: number | null;
}

const MOST_SHOWN = 8;
/** A template that appears this short before the first onset may belong to it. */
const BEFORE_ONSET_MS = 10 * MINUTE_MS;
const LEAST_LINES = 5;
/** log2 of the ratio of cluster rates. */
const BURST = 2;

/**
 * Novel, bursting and only-inside templates (engine.md, section 6). Start-up lines after fixes are left out. Where the
 * windows are found in error lines (`counted`), such a line is the failure and comes before none.
 */
export function templateContrasts(
  logs: LogDigest,
  comparison: Comparison,
  startUp: ReadonlySet<string>,
  counted = false,
): TemplateContrast[] {
  const { windows, span } = comparison;
  const first = windows[0];
  if (!first) return [];
  const covered = logs.coverage.map((r) => ({
    from: Math.max(r.from, span.from),
    to: Math.min(r.to, span.to),
  }));
  const failingMs = sum(covered.flatMap((r) => windows.map((w) => overlapMs(r, w))));
  const healthyMs = sum(covered.map((r) => Math.max(0, r.to - r.from))) - failingMs;
  const before = sum(
    logs.coverage.map((r) => Math.max(0, Math.min(r.to, first.from - BEFORE_ONSET_MS) - r.from)),
  );
  if (failingMs <= 0 || healthyMs <= 0) return [];
  const chance = failingMs / (failingMs + healthyMs);
  const ranks = ranksInWindows(logs, windows);
  return logs.templates.flatMap((template): TemplateContrast[] => {
    if (startUp.has(template.id) || !saysSomething(template.text)) return [];
    if (tellsOfRun(template.sample, logs.runs ?? [])) return [];
    const lines = linesInside(template, logs, windows, span);
    const inside = lines.inside;
    const total = inside + lines.outside;
    const medianRank = ranks.get(template.id) ?? null;
    const failure = counted && (template.level === 'error' || template.level === 'fatal');
    const ahead = failure ? null : aheadOf(template, comparison);
    if (ahead) {
      const { windows: n, lines: near, leadMs } = ahead;
      const rest = template.times.length - near;
      return [{ template, how: 'before', inside: near, outside: rest, windows: n, leadMs, medianRank }];
    }
    const since = Math.max(MINUTE_MS, (logs.coverage.at(-1)?.to ?? span.to) - template.firstAt);
    // What comes with the failures comes later than they do: how often it shows in healthy times tells whether it is new.
    const rate = (windows.length > 1 ? lines.outside : template.count) / since;
    const novel =
      template.firstAt >= first.from - BEFORE_ONSET_MS &&
      before > 0 &&
      Math.exp(-rate * before) < 0.01 / logs.templates.length;
    const groups = groupsInside(template, windows, span);
    const moreInside = binomialTail(groups.inside, groups.inside + groups.outside, chance);
    const ratio = Math.log2((inside + 0.5) / failingMs / ((lines.outside + 0.5) / healthyMs));
    if (total < LEAST_LINES || inside === 0) return [];
    const limit = 0.01 / logs.templates.length;
    const significant =
      moreInside < limit || (ratio > BURST && raisedInside(template, logs, comparison) < limit);
    const only = inside >= 0.95 * total && lines.windows >= Math.min(2, windows.length) && significant;
    const burst = significant && ratio > BURST;
    // Novel alone is not enough: what began with a fix is new too. It has to favour the windows.
    if (!only && !burst && !(novel && ratio > 1)) return [];
    const how = only ? ('only-inside' as const) : novel ? ('novel' as const) : ('burst' as const);
    return [
      { template, how, inside, outside: lines.outside, windows: lines.windows, leadMs: null, medianRank },
    ];
  });
}

/** The clearest templates as findings, those that appear first in the windows on top. */
export function templateFindings(
  incident: Incident,
  segmentation: Segmentation,
  startUp: ReadonlySet<string>,
): Finding[] {
  const comparison = comparisonOf(segmentation);
  const logs = incident.logs;
  if (!comparison || !logs) return [];
  const order = { before: 0, 'only-inside': 1, novel: 2, burst: 3 } as const;
  return templateContrasts(logs, comparison, startUp, segmentation.series.includes('logs'))
    .sort(
      (a, b) =>
        order[a.how] - order[b.how] ||
        b.windows - a.windows ||
        (a.medianRank ?? 1e9) - (b.medianRank ?? 1e9) ||
        b.inside - a.inside ||
        a.template.firstAt - b.template.firstAt,
    )
    .slice(0, MOST_SHOWN)
    .map((found) => templateFinding(found, incident, segmentation));
}

function templateFinding(found: TemplateContrast, incident: Incident, segmentation: Segmentation): Finding {
  const { template, how, inside, outside, windows, leadMs } = found;
  const text = firstWords(asRead(template.text), 120);
  const n = segmentation.episodes.length;
  const where = `${count(inside, 'line')} in ${ofAll(windows, n, 'window')}`;
  const days = [segmentation.episodes[0], segmentation.episodes.at(-1)].flatMap((e) => e?.from ?? []);
  const least = outside === 0 ? 'none' : figure(outside);
  const detail =
    how === 'before' && leadMs
      ? `comes ${leadMs[0] < 0 || leadMs[1] < 1_000 ? 'as' : `${durationRange(...leadMs)} before`} ${ofAll(windows, n, 'window')} ${windows === 1 ? 'begins' : 'begin'}${outside === 0 ? ', and at no other time' : `, ${figure(outside)} at other times`}: what it tells of may start them`
      : how === 'only-inside'
        ? `appears ${outside > 0 ? 'almost ' : ''}only inside the ${n === 1 ? 'window' : 'windows'}: ${where}, ${least} outside`
        : how === 'novel'
          ? `is new since ${whenAmong(template.firstAt, days, incident.zone)}: ${where}, ${least} outside since then`
          : `comes in bursts inside the ${n === 1 ? 'window' : 'windows'}: ${where}, ${least} in all the time outside`;
  const from = template.service ? ` (${template.service})` : '';
  return {
    key: `templates/${template.service ?? ''}/${template.level ?? ''}/${template.text}`,
    title: `“${firstWords(asRead(template.text), 60)}”`,
    statement: `“${text}”${from} ${detail}.`,
    measure: `${windows} of ${n}`,
    verdict: 'supported',
    strength: windows >= 0.8 * n && windows >= 2 ? 'strong' : 'weak',
    cites: [],
    pins: [template.ref],
    computedFrom: [...new Set([...(incident.logs?.sources ?? []), ...segmentation.computedFrom])],
    data: {
      kind: 'template',
      template: template.id,
      text: template.text,
      how,
      inside,
      outside,
      medianRank: found.medianRank,
    },
  };
}

/** A template as a person reads it: what differs from line to line is left open. */
export const asRead = (text: string): string =>
  text.replaceAll('<*>', '…').replace(/…([\s/?=&,.:-]*…)+/g, '…');

/** A request of which only the method is left ("GET …") says nothing about the lines that it stands for. */
const BARE_REQUEST = /^[\W_]*(?:get|head|post|put|patch|delete|options)?[\W_]*(?:http)?[\W_]*$/i;
const saysSomething = (text: string): boolean => !BARE_REQUEST.test(text.replaceAll('<*>', ' '));

function linesInside(
  template: LogTemplate,
  logs: LogDigest,
  windows: readonly TimeRange[],
  span: TimeRange,
): { inside: number; outside: number; windows: number } {
  const touched = new Set<number>();
  let inside = 0;
  let outside = 0;
  for (const [bin, lines] of template.bins) {
    const from = logs.from + bin * logs.binMs;
    const range = { from, to: from + logs.binMs };
    if (overlapMs(range, span) === 0) continue;
    // A bin at the edge belongs to the window it touches: lines of a failure begin within the minute.
    const window = windows.findIndex((w) => overlapMs(w, range) > 0);
    if (window >= 0) {
      inside += lines;
      touched.add(window);
    } else outside += lines;
  }
  return { inside, outside, windows: touched.size };
}

/** A line this close before an onset may tell of what started it. */
const AHEAD_MS = 2 * MINUTE_MS;
const FEWEST_AHEAD = 4;

/** Lines that come shortly before most windows and hardly ever else: they tell of no failure, but of what precedes it. */
function aheadOf(
  { times }: LogTemplate,
  { windows, span, marginMs: binMs }: Comparison,
): { windows: number; lines: number; leadMs: readonly [number, number] } | null {
  if (windows.length < FEWEST_AHEAD) return null;
  const reach = Math.max(AHEAD_MS, 2 * binMs);
  // A window is known to begin somewhere in its first bin.
  const isNear = (t: number, from: number): boolean => t > from - reach && t < from + binMs;
  const leads = windows.flatMap((w) => {
    const at = times.findLast((t) => isNear(t, w.from));
    return at === undefined ? [] : [w.from - at];
  });
  const near = times.filter((t) => windows.some((w) => isNear(t, w.from))).length;
  if (leads.length < FEWEST_AHEAD || leads.length < 0.8 * windows.length || near < 0.8 * times.length)
    return null;
  const chance = ((reach + binMs) * windows.length) / Math.max(1, span.to - span.from);
  if (binomialTail(near, times.length, Math.min(1, chance)) > 1e-4) return null;
  return { windows: leads.length, lines: near, leadMs: [Math.min(...leads), Math.max(...leads)] };
}

/** Lines that follow each other within half a minute count once: bursts of one cause are one event. */
function groupsInside(
  template: LogTemplate,
  windows: readonly TimeRange[],
  span: TimeRange,
): { inside: number; outside: number } {
  const groups = clusters(template.times, MINUTE_MS / 2).filter((at) => at >= span.from && at < span.to);
  const inside = groups.filter((at) => windows.some((w) => at >= w.from - MINUTE_MS && at < w.to)).length;
  return { inside, outside: groups.length - inside };
}

/**
 * Chance that the stretches in which the template is far above its usual rate outside fall into the windows as often
 * as they do. A line that also strays in healthy times comes in as many bursts there as there are windows; what tells
 * is that it is dense in each window and in no other stretch of that length.
 */
function raisedInside(template: LogTemplate, logs: LogDigest, { windows, span }: Comparison): number {
  const stretch = median(windows.map((w) => w.to - w.from));
  const outside = gapsBetween(windows, span).flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / stretch) }, (_, i) => ({
      from: from + i * stretch,
      to: from + (i + 1) * stretch,
    })),
  );
  if (outside.length < windows.length) return 1;
  const calm = rates(template, logs, outside);
  const usual = median(calm) + LEAST_LINES / stretch;
  const raised = (of: readonly number[]): number => of.filter((rate) => rate > 2 ** BURST * usual).length;
  const inside = raised(rates(template, logs, windows));
  return binomialTail(inside, inside + raised(calm), windows.length / (windows.length + outside.length));
}

/** Lines a ms in each of these ranges, which are in time order and apart. */
function rates(template: LogTemplate, logs: LogDigest, ranges: readonly TimeRange[]): number[] {
  const lines = new Array<number>(ranges.length).fill(0);
  let first = 0;
  for (const [bin, n] of template.bins) {
    const from = logs.from + bin * logs.binMs;
    const to = from + logs.binMs;
    while (first < ranges.length && (ranges[first] as TimeRange).to <= from) first += 1;
    for (let i = first; i < ranges.length && (ranges[i] as TimeRange).from < to; i += 1) {
      lines[i] = (lines[i] as number) + (n * overlapMs(ranges[i] as TimeRange, { from, to })) / logs.binMs;
    }
  }
  return lines.map((n, i) => n / ((ranges[i] as TimeRange).to - (ranges[i] as TimeRange).from));
}

/** What lies between the windows inside the span. */
function gapsBetween(windows: readonly TimeRange[], span: TimeRange): TimeRange[] {
  const edges = [span.from, ...windows.flatMap((w) => [w.from, w.to]), span.to];
  return Array.from({ length: windows.length + 1 }, (_, i) => ({
    from: edges[2 * i] ?? span.from,
    to: edges[2 * i + 1] ?? span.to,
  }));
}

/** Which template shows first after each onset, by the median of its place. */
function ranksInWindows(logs: LogDigest, windows: readonly TimeRange[]): Map<string, number> {
  const places = new Map<string, number[]>();
  for (const window of windows) {
    const firsts = logs.templates
      .flatMap((template) => {
        const at = template.times[firstIndexAt(template.times, window.from - MINUTE_MS)];
        return at !== undefined && at < window.to ? [{ id: template.id, at }] : [];
      })
      .sort((a, b) => a.at - b.at || textOrder(a.id, b.id));
    firsts.forEach(({ id }, place) => {
      places.set(id, [...(places.get(id) ?? []), place + 1]);
    });
  }
  return new Map([...places].map(([id, list]) => [id, median(list)]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
