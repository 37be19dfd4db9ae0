import { CONSEQUENCE_KINDS, type Incident } from '../incident/incident.ts';
import { mentions } from '../incident/mentions.ts';
import type { Series } from '../incident/series.ts';
import { type Stream, type StreamEvent, serviceOf } from '../incident/stream.ts';
import { HOUR_MS, MINUTE_MS, type TimeRange } from '../incident/time-range.ts';
import { partsOf } from './candidate-id.ts';
import { changesOnRecord, type OnRecord } from './changes/recorded.ts';
import type { FullGauge } from './contrast/full-gauge.ts';
import { firstIndexAt } from './contrast/inside-outside.ts';
import type { FixLedger, KnownClock } from './fixes/fix-ledger.ts';
import type { Segmentation } from './segmentation.ts';
import type { Bar, Point, Timeline } from './timeline.ts';
import { plainNoun } from './wording.ts';

/** What the chart needs beside the evidence. */
export interface TimelineInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly ledger: FixLedger;
  readonly full: FullGauge | null;
  /** The gauge that fills up, where that is the cause. */
  readonly filling: string | null;
  /** Likeliest first. */
  readonly suspects: readonly string[];
  readonly culprit: string | null;
  /** What the verdict names, also where it is no stream; null while it is open. */
  readonly cause: string | null;
  /** The likeliest candidate, also while the verdict is open, and those that come close behind it. */
  readonly likeliest: readonly string[];
  readonly nextWindow: TimeRange | null;
  readonly nextRun: TimeRange | null;
  readonly clock: KnownClock | null;
}

const MOST_RUN_LANES = 8;
const MOST_POINTS = 800;
const MOST_MARKS = 60;
/** The time from a rival of the likeliest change to the first window is drawn up to this many times that of the windows. */
const MOST_LEAD = 2;

/** The lanes of the chart, all on one time axis and none longer than a chart can show. */
export function buildTimeline(input: TimelineInput): Timeline {
  const { incident, segmentation, ledger, full, nextWindow, cause, likeliest } = input;
  const changes = changesOnRecord(incident);
  const at = (id: string): number[] => changes.flatMap((one) => (one.id === id ? [one.at] : []));
  const [first = '', ...others] = likeliest;
  const span = chartSpan(segmentation, nextWindow, at(first), others.flatMap(at));
  const filled = incident.series.find(({ id }) => id === input.filling);
  const requests = incident.series.find((s) => s.id === incident.roles.requests?.series) ?? null;
  return {
    span,
    now: incident.now,
    zone: incident.zone,
    windows: segmentation.episodes,
    nextWindow,
    runs: runLanes(input, span),
    timers: timers(input, span),
    fixes: ledger.rows.map((row) => ({
      attempt: row.attempt?.id ?? null,
      label: row.attempt?.action ?? 'No fix',
      at: row.at,
      readyAt: row.until,
      reliefTo: row.reliefMs === null ? null : row.nextOnset,
      reliefMs: row.reliefMs,
    })),
    traffic: traffic(requests, segmentation, span),
    errorRate: { series: segmentation.label, points: binPoints(segmentation.rate, segmentation, span) },
    gauge: full
      ? {
          series: full.test.gauge.gauge.id,
          limit: full.test.limit,
          points: seriesPoints(full.test.gauge.gauge, span),
        }
      : filled
        ? { series: filled.id, limit: null, points: seriesPoints(filled, span) }
        : null,
    marks: marks(incident, changes, new Set([...likeliest, cause]), span),
    intervals: segmentation.episodes.slice(1).flatMap((episode, i) => {
      const recovered = segmentation.episodes[i]?.to ?? null;
      if (recovered === null) return [];
      const fixed = ledger.rows.some((row) => row.attempt !== null && row.nextOnset === episode.from);
      return [{ from: recovered, ms: episode.from - recovered, fixed }];
    }),
  };
}

/**
 * The windows with some quiet around them, the likeliest change wherever it lies, and its rivals where they leave the
 * windows room; the whole series when there is none.
 */
function chartSpan(
  s: Segmentation,
  next: TimeRange | null,
  likeliest: readonly number[],
  rivals: readonly number[],
): TimeRange {
  const to = s.from + s.rate.length * s.binMs;
  const first = s.episodes[0];
  const last = s.episodes.at(-1);
  if (!first || !last) return { from: s.from, to };
  const lastEnd = last.to ?? to;
  const around = Math.max(15 * MINUTE_MS, Math.min(HOUR_MS, 0.08 * (lastEnd - first.from)));
  const until = Math.max(
    Math.min(to, lastEnd + 4 * around),
    (next?.to ?? 0) > to + 24 * HOUR_MS ? 0 : (next?.to ?? 0),
  );
  const lead = MOST_LEAD * Math.max(HOUR_MS, lastEnd - first.from);
  const near = rivals.filter((at) => first.from - at <= lead);
  const from = Math.min(first.from, ...likeliest, ...near);
  // A change that is named is on the chart, also where the series begins after it.
  return { from: from < s.from ? from - around : Math.max(s.from, from - around), to: until };
}

function runLanes(
  { incident, suspects, culprit, cause, nextRun }: TimelineInput,
  span: TimeRange,
): Timeline['runs'] {
  const order = new Map(suspects.map((id, i) => [id, i]));
  // Of two that do harm together both are drawn as the cause.
  const causes = cause?.includes('&') ? partsOf(cause) : [];
  return incident.streams
    .filter(
      (stream) =>
        stream.kind !== 'deploy' && stream.kind !== 'config' && !CONSEQUENCE_KINDS.includes(stream.kind),
    )
    .filter((stream) => stream.events.some((e) => inSpan(e, span)))
    .sort((a, b) => (order.get(a.id) ?? 1e9) - (order.get(b.id) ?? 1e9) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_RUN_LANES)
    .map((stream) => ({
      stream: stream.id,
      ...(stream.kind === 'job' ? {} : { of: `${plainNoun(stream.kind)}s` }),
      suspect: stream.id === culprit || causes.includes(stream.id),
      bars: [
        ...bars(stream, span),
        ...(stream.id === culprit && nextRun ? [expectedBar(stream, nextRun)] : []),
      ],
    }));
}

/** From what re-armed the clock (a run's end, or the process being back) to the run that it started. */
function timers({ incident, ledger, clock, nextRun }: TimelineInput, span: TimeRange): Timeline['timers'] {
  if (!clock || clock.anchor === 'wall-clock') return [];
  const runs = (incident.streams.find((s) => s.id === clock.stream)?.events ?? []).filter((e) => !e.expected);
  const anchors = [
    ...runs.map((run) => (clock.anchor === 'last-run-start' ? run.start : (run.end ?? run.start))),
    ...ledger.ready.map((ready) => ready.until),
  ].sort((a, b) => a - b);
  const starts = [
    ...runs.map((run) => ({ at: run.start, expected: false })),
    ...(nextRun ? [{ at: (nextRun.from + nextRun.to) / 2, expected: true }] : []),
  ];
  const tolerance = Math.max(MINUTE_MS, 3 * clock.spreadMs);
  return starts.flatMap(({ at, expected }) => {
    if (at < span.from || at > span.to) return [];
    const from = anchors.filter((anchor) => Math.abs(anchor + clock.delayMs - at) <= tolerance).at(-1);
    return from === undefined ? [] : [{ from, to: at, expected }];
  });
}

function inSpan(event: StreamEvent, span: TimeRange): boolean {
  return (event.end ?? event.start) >= span.from && event.start < span.to;
}

function bars(stream: Stream, span: TimeRange): Bar[] {
  return stream.events
    .filter((e) => inSpan(e, span))
    .slice(-400)
    .map((e) => ({
      from: e.start,
      to: e.end ?? (e.status === 'running' ? null : e.start),
      label: e.title,
      expected: e.expected,
      status: e.expected ? 'expected' : e.status === 'cancelled' ? 'cancelled' : 'ran',
    }));
}

function expectedBar(stream: Stream, nextRun: TimeRange): Bar {
  return { from: nextRun.from, to: nextRun.to, label: stream.id, expected: true, status: 'expected' };
}

function traffic(requests: Series | null, s: Segmentation, span: TimeRange): Timeline['traffic'] {
  if (s.load) {
    const perMinute = s.load.map((n) => (n === null ? null : (n * MINUTE_MS) / s.binMs));
    return { series: requests?.id ?? s.label, unit: 'a minute', points: binPoints(perMinute, s, span) };
  }
  if (!requests) return null;
  const scale = requests.measures === 'count' ? MINUTE_MS / requests.intervalMs : 1;
  const points = seriesPoints(requests, span).map(
    ([at, value]) => [at, value === null ? null : value * scale] as const,
  );
  return {
    series: requests.id,
    unit: requests.measures === 'count' ? 'a minute' : (requests.unit ?? ''),
    points,
  };
}

function binPoints(values: readonly (number | null)[], s: Segmentation, span: TimeRange): Point[] {
  const first = Math.max(0, Math.floor((span.from - s.from) / s.binMs));
  const last = Math.min(values.length, Math.ceil((span.to - s.from) / s.binMs));
  return thinned(
    values.slice(first, last).map((value, i) => [s.from + (first + i) * s.binMs, value] as const),
  );
}

function seriesPoints(series: Series, span: TimeRange): Point[] {
  const first = firstIndexAt(series.times, span.from);
  const last = firstIndexAt(series.times, span.to);
  return thinned(
    series.times.slice(first, last).map((at, i) => [at, series.values[first + i] ?? null] as const),
  );
}

/** Keeps the highest point of each stretch: a peak must not vanish because the chart is narrow. */
function thinned(points: readonly Point[]): Point[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  if (step <= 1) return [...points];
  const kept: Point[] = [];
  for (let i = 0; i < points.length; i += step) {
    const stretch = points.slice(i, i + step);
    kept.push(stretch.reduce((best, point) => ((point[1] ?? -1) > (best[1] ?? -1) ? point : best)));
  }
  return kept;
}

/** "cart: 6.1": what changed, with the stream where that does not name it. */
function calledWith({ id, kind }: Stream, what: string): string {
  const said = id === `${plainNoun(kind)}s` || mentions(what, serviceOf(id));
  return said ? what : `${serviceOf(id)}: ${what}`;
}

function marks(
  incident: Incident,
  changes: readonly OnRecord[],
  likeliest: ReadonlySet<string | null>,
  span: TimeRange,
): Timeline['marks'] {
  return (
    changes
      // What is known by its day alone has no place on the axis.
      .filter((change) => change.at >= span.from && change.at < span.to && change.atIs !== 'day')
      .filter(({ id }, i, all) => i >= all.length - MOST_MARKS || likeliest.has(id))
      .map((change) => {
        const stream = incident.streams.find((s) => change.id.startsWith(`${s.id}#`));
        const kind =
          stream?.kind === 'deploy'
            ? 'deploy'
            : stream?.kind === 'config'
              ? 'config'
              : stream
                ? 'other'
                : 'change';
        return {
          id: change.id,
          at: change.at,
          label: stream ? calledWith(stream, change.what) : change.what,
          stream: stream?.id ?? change.id,
          kind,
        } as const;
      })
  );
}
