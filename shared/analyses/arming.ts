import type { Incident } from '../incident/incident.ts';
import type { Stream } from '../incident/stream.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../incident/time-range.ts';
import type { ClockAnchor, Finding } from './finding.ts';
import { regularityP } from './rhythm-null.ts';
import { madSd, median } from './statistics/quantile.ts';
import { keepsToWeekdays } from './wall-clock.ts';
import { count, duration, eventNoun } from './wording.ts';

const FEWEST_RUNS = 5;
const MOST_RUNS = 200;
/**
 * A more special anchor must leave this many fewer runs unexplained than a plainer one; one for restarts, for not every
 * fix restarts the process that holds the timer.
 */
const FEWER_ODD = 2;
/** The wall clock must be this much tighter than an anchor that leaves as many unexplained. */
const TIGHTER = 0.6;
/** So much tighter, an anchor explains what another one, which leaves as few unexplained, only follows. */
const MUCH_TIGHTER = 0.3;
/** A clock whose ticks stray further than this share of their delay is no clock. */
const LOOSEST = 0.25;

interface Fit {
  readonly anchor: ClockAnchor;
  readonly delays: readonly number[];
  readonly delayMs: number;
  readonly spreadMs: number;
  /** Runs that started at another delay. */
  readonly odd: number;
  readonly p: number | null;
}

/** What starts the runs of each stream: the wall clock, the last start, the last end, or the last time the process was ready. */
export function arming(
  incident: Incident,
  streamIds: readonly string[],
  readyTimes: readonly number[],
): Finding[] {
  return streamIds.flatMap((id) => {
    const stream = incident.streams.find((s) => s.id === id && s.kind === 'job');
    const fit = stream ? armingOf(stream, readyTimes) : null;
    return stream && fit ? [finding(stream, fit, incident.zone)] : [];
  });
}

function armingOf(stream: Stream, readyTimes: readonly number[]): Fit | null {
  const runs = stream.events.filter((e) => !e.expected).slice(-MOST_RUNS);
  if (runs.length < FEWEST_RUNS) return null;
  const ready = readyTimes.toSorted((a, b) => a - b);
  const starts: number[] = [];
  const ends: number[] = [];
  const rearmed: number[] = [];
  let restarts = 0;
  for (let k = 1; k < runs.length; k++) {
    const before = runs[k - 1];
    const run = runs[k];
    if (!before || !run) continue;
    starts.push(run.start - before.start);
    if (before.end === null || before.end > run.start) continue;
    ends.push(run.start - before.end);
    const back = ready.findLast((t) => t > before.start && t < run.start);
    if (back !== undefined) restarts++;
    rearmed.push(run.start - Math.max(before.end, back ?? before.end));
  }
  const fits = [
    fitOf('last-run-start', starts),
    fitOf('last-run-end', ends),
    restarts >= 2 ? fitOf('last-ready', rearmed) : null,
    wallClock(runs.map((r) => r.start)),
  ];
  let best: Fit | null = null;
  for (const fit of fits) {
    if (!fit) continue;
    if (
      !best ||
      fit.odd + (fit.anchor === 'last-ready' ? 1 : FEWER_ODD) <= best.odd ||
      (fit.anchor === 'wall-clock' && fit.spreadMs < TIGHTER * best.spreadMs) ||
      (fit.odd <= best.odd && fit.spreadMs < MUCH_TIGHTER * best.spreadMs)
    )
      best = fit;
  }
  if (!best || best.spreadMs > LOOSEST * best.delayMs) return null;
  const p = regularityP(
    best.delays.slice(-60),
    best.delays.slice(-60).map(() => 0),
    17,
  );
  return { ...best, p: Math.min(1, p * fits.length) };
}

function fitOf(anchor: ClockAnchor, delays: readonly number[]): Fit | null {
  if (delays.length < FEWEST_RUNS - 1) return null;
  return { anchor, delays, delayMs: median(delays), ...scatter(delays), p: null };
}

/** Runs off their delay by more than a twenty-fifth (or four usual deviations), and the standard deviation of the others. */
function scatter(delays: readonly number[]): { spreadMs: number; odd: number } {
  const centre = median(delays);
  const sd = madSd(delays);
  const near = delays.filter(
    (d) => Math.abs(d - centre) <= Math.max(0.04 * centre, 4 * Math.min(sd, 0.1 * centre)),
  );
  // Half a second of rounding keeps a perfect clock from a spread of zero.
  return {
    spreadMs: Math.max(500, sd, near.length < 0.7 * delays.length ? LOOSEST * 2 * centre : 0),
    odd: delays.length - near.length,
  };
}

/** Starts on the wall clock keep a phase of a round period even when a run is skipped. */
function wallClock(starts: readonly number[]): Fit | null {
  const gaps = starts.slice(1).map((t, i) => t - (starts[i] ?? t));
  const typical = median(gaps);
  const period = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 10080]
    .map((m) => m * MINUTE_MS)
    .find((p) => Math.abs(p - typical) < 0.02 * p);
  if (!period) return null;
  const first = starts[0] ?? 0;
  const phases = starts.map((t) => t - first - Math.round((t - first) / period) * period);
  const odd = phases.filter((x) => Math.abs(x) > 0.1 * period).length;
  return {
    anchor: 'wall-clock',
    delays: gaps,
    delayMs: period,
    spreadMs: Math.max(500, madSd(phases)),
    odd,
    p: null,
  };
}

function finding(stream: Stream, fit: Fit, zone: string): Finding {
  const { anchor, delayMs, spreadMs, p } = fit;
  const n = fit.delays.length;
  const starts = stream.events.flatMap((e) => (e.expected ? [] : [e.start]));
  const weekdays = keepsToWeekdays(starts, zone);
  const supported = p !== null && p <= 0.05;
  return {
    key: `arming/${stream.id}`,
    title: `${stream.id}: ${TITLES[anchor]}`,
    statement: `${stream.id} starts ${words(anchor, delayMs, weekdays)}, give or take ${duration(spreadMs)} (${count(n, eventNoun(stream.kind))})${supported ? '' : ', which may be chance'}.`,
    measure: `n = ${n}`,
    verdict: supported ? 'supported' : 'undetermined',
    strength: supported ? (n >= 8 ? 'strong' : 'weak') : null,
    cites: [],
    pins: stream.events.slice(-3).flatMap((e) => (e.ref ? [e.ref] : [])),
    computedFrom: stream.sources,
    data: { kind: 'arming', stream: stream.id, anchor, delayMs, spreadMs, n, p },
  };
}

const TITLES: Readonly<Record<ClockAnchor, string>> = {
  'last-onset': 'after each onset',
  'last-recovery': 'after each recovery',
  'last-run-end': 'timed from its last end',
  'last-run-start': 'timed from its last start',
  'last-ready': 'timed from its last end or restart',
  'wall-clock': 'on the wall clock',
};

function words(anchor: ClockAnchor, delayMs: number, weekdays: boolean): string {
  switch (anchor) {
    case 'last-run-end':
      return `${duration(delayMs)} after its last run ended`;
    case 'last-ready':
      return `${duration(delayMs)} after its last run ended or the process was ready again`;
    case 'wall-clock':
      return delayMs === DAY_MS
        ? `every ${weekdays ? 'weekday' : 'day'} at the same time`
        : `every ${delayMs >= HOUR_MS && delayMs % HOUR_MS === 0 ? `${delayMs / HOUR_MS} h` : duration(delayMs)} on the wall clock`;
    case 'last-onset':
    case 'last-recovery':
    case 'last-run-start':
      return `${duration(delayMs)} after it last started`;
  }
}
