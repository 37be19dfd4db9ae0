import type { Incident } from '../incident/incident.ts';
import { DAY_MS, MINUTE_MS } from '../incident/time-range.ts';
import type { ClockAnchor, Finding } from './finding.ts';
import { type AnchoredIntervals, anchoredIntervals } from './rhythm-anchors.ts';
import { latticeFit, regularityP, variation } from './rhythm-null.ts';
import type { Segmentation } from './segmentation.ts';
import { median } from './statistics/quantile.ts';
import { clockChanges, isTight, type WallClockFit, wallClockFit, wallClockWords } from './wall-clock.ts';
import { duration, durationList, durationRange } from './wording.ts';

/** Lives that tokens, leases and caches usually have, minutes. */
const ROUND_LIVES_MIN = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 10080];
/** Below four intervals a rhythm cannot be told. */
const FEWEST_INTERVALS = 4;

interface Tested {
  readonly intervals: AnchoredIntervals;
  readonly wall: WallClockFit | null;
  /** Before the correction for the number of anchors. */
  readonly p: number;
}

/** Is there a rhythm, and from which anchor? The most regular anchor first, the onsets themselves always among them. */
export function periodicity(incident: Incident, s: Segmentation, readyTimes: readonly number[]): Finding[] {
  if (s.episodes.length < 2) return [];
  const tested = testedAnchors(incident, s, readyTimes);
  const onset = tested.find((t) => t.intervals.anchor === 'last-onset');
  const likeliest = tested.toSorted(
    (a, b) => a.p - b.p || PREFERENCE[a.intervals.anchor] - PREFERENCE[b.intervals.anchor],
  )[0];
  if (!likeliest) return [];
  const wall = tested.find((t) => t.wall !== null && t.p * tested.length <= 0.05);
  // "At 18:20 on weekdays" says more than "a multiple of 24 h".
  const first = wall && variation(likeliest.intervals.intervalsMs) > LOOSEST_CLOCK ? wall : likeliest;
  const told = judged(first.intervals.intervalsMs.length, Math.min(1, first.p * tested.length), first);
  // Where no anchor shows a rhythm, one sentence from the onsets says so; beside a time of day it would say the same again.
  const onsets =
    onset && judged(onset.intervals.intervalsMs.length, Math.min(1, onset.p * tested.length), onset);
  const shown =
    first === onset || !onset || (first.wall && told === 'yes') || (told === 'suggestive' && onsets !== 'yes')
      ? [first]
      : told === 'no' || told === 'unknown'
        ? [onset]
        : [first, onset];
  return shown.map((t) => finding(incident, s, t, tested.length));
}

/** Among equally regular anchors the one that needs least to be assumed. */
const PREFERENCE: Readonly<Record<ClockAnchor, number>> = {
  'last-onset': 0,
  'last-recovery': 1,
  'last-ready': 2,
  'last-run-end': 3,
  'last-run-start': 4,
  'wall-clock': 5,
};

function testedAnchors(incident: Incident, s: Segmentation, readyTimes: readonly number[]): Tested[] {
  const tested: Tested[] = anchoredIntervals(incident, s, readyTimes).map((intervals) => ({
    intervals,
    wall: null,
    p:
      intervals.intervalsMs.length < 3
        ? 1
        : regularityP(intervals.intervalsMs, intervals.deadMs, 7, intervals.withinMs),
  }));
  const onsets = s.episodes.map((e) => e.from);
  const dead = s.episodes.map((e) => (e.to ?? e.from) - e.from);
  const from = onsets[0] ?? 0;
  const to = onsets.at(-1) ?? from;
  const zones = new Set([incident.zone, ...incident.sources.map((source) => source.zone)]);
  const local = [...zones].filter((zone) => clockChanges(from, to, zone)).sort();
  // Where no clock changes, a rhythm in UTC is one in the zone of the session, and is told in that.
  const steady = clockChanges(from, to, incident.zone) ? 'UTC' : incident.zone;
  const fits = [steady, ...local.filter((zone) => zone !== steady)].flatMap(
    (zone) => wallClockFit(onsets, dead, s.binMs, zone) ?? [],
  );
  // Of several zones only the one that it keeps to best is told: in the others it moves with their clocks.
  const wall = fits.reduce<WallClockFit | null>(
    (best, fit) => (best && best.concentration >= fit.concentration ? best : fit),
    null,
  );
  if (wall && isTight(wall, s.binMs)) {
    const intervalsMs = onsets.slice(1).map((at, i) => at - (onsets[i] ?? at));
    tested.push({
      intervals: { anchor: 'wall-clock', stream: null, intervalsMs, deadMs: dead.slice(0, -1) },
      wall,
      p: Math.min(1, wall.p * fits.length),
    });
  }
  return tested;
}

function finding(incident: Incident, s: Segmentation, tested: Tested, tests: number): Finding {
  const { anchor, stream, intervalsMs } = tested.intervals;
  const n = intervalsMs.length;
  const p = n < 3 ? null : Math.min(1, tested.p * tests);
  const cv = n < 2 ? Number.NaN : tested.wall ? 1 - tested.wall.concentration : variation(intervalsMs);
  const medianMs = median(intervalsMs);
  const periodic = judged(n, p, tested);
  const roundMs = periodic === 'yes' || periodic === 'suggestive' ? roundLife(medianMs, s.binMs) : null;
  const sources = incident.streams.find((st) => st.id === stream)?.sources ?? [];
  return {
    key: `periodicity/${anchor}/${stream ?? ''}`,
    title:
      periodic === 'yes'
        ? 'The failures keep a rhythm'
        : periodic === 'no'
          ? 'No rhythm'
          : 'Rhythm not settled',
    statement: statement(tested, periodic, medianMs, cv, roundMs, p, s.binMs),
    measure: `n = ${n}`,
    verdict: periodic === 'yes' ? 'supported' : periodic === 'no' ? 'ruled-out' : 'undetermined',
    strength: p === null ? null : p <= 0.01 || p > 0.5 ? 'strong' : 'weak',
    cites: anchor === 'last-ready' ? incident.attempts.map((a) => a.id) : [],
    pins: [],
    computedFrom: [...new Set([...s.computedFrom, ...sources])],
    data: {
      kind: 'rhythm',
      anchor,
      stream,
      n,
      intervalsMs,
      medianMs,
      cv: Number.isNaN(cv) ? 0 : cv,
      p,
      periodic,
      roundMs,
    },
  };
}

/** What a clock of any kind keeps to: intervals that vary by a third, or lie that near to multiples of one. */
const LOOSEST_CLOCK = 1 / 3;

/** Intervals of any lengths lie within a third of multiples of something; those of a clock lie much nearer. */
const LOOSEST_LATTICE = 0.1;

function judged(n: number, p: number | null, tested: Tested): 'yes' | 'suggestive' | 'no' | 'unknown' {
  if (p === null) return 'unknown';
  if (n < FEWEST_INTERVALS) return p <= 0.05 ? 'suggestive' : 'unknown';
  if (p <= 0.05) return looseness(tested) <= LOOSEST_CLOCK ? 'yes' : 'suggestive';
  return p <= 0.2 ? 'suggestive' : 'no';
}

/** How far the intervals stray from one length, or from multiples of one; 0 where the wall clock was tested. */
function looseness({ wall, intervals }: Tested): number {
  if (wall) return 0;
  const lattice = latticeFit(intervals.intervalsMs);
  const near = lattice.stray <= LOOSEST_LATTICE ? lattice.misfit : Number.POSITIVE_INFINITY;
  return Math.min(variation(intervals.intervalsMs), near);
}

/** A usual life within 2 % (and half a bin) of the interval, ms. */
function roundLife(ms: number, binMs: number): number | null {
  const tolerance = Math.max(0.02 * ms, binMs / 2);
  if (tolerance > 0.05 * ms) return null;
  return ROUND_LIVES_MIN.map((m) => m * MINUTE_MS).find((life) => Math.abs(life - ms) <= tolerance) ?? null;
}

function anchorWords(anchor: ClockAnchor, stream: string | null): string {
  switch (anchor) {
    case 'last-onset':
      return 'after the last one began';
    case 'last-recovery':
      return 'after the last recovery';
    case 'last-ready':
      return 'after the last restart or recovery';
    case 'last-run-end':
      return `after a run of ${stream} ended`;
    case 'last-run-start':
      return `after a run of ${stream} started`;
    case 'wall-clock':
      return 'on the wall clock';
  }
}

function statement(
  tested: Tested,
  periodic: string,
  medianMs: number,
  cv: number,
  roundMs: number | null,
  p: number | null,
  binMs: number,
): string {
  const { anchor, stream, intervalsMs } = tested.intervals;
  const n = intervalsMs.length;
  if (periodic === 'unknown') {
    const from = anchor === 'wall-clock' ? anchorWords('last-onset', stream) : anchorWords(anchor, stream);
    const alike = n > 1 && new Set(intervalsMs.map(duration)).size === 1;
    const came = alike ? `${duration(medianMs)} ${from}, ${n} times` : `${durationList(intervalsMs)} ${from}`;
    return `The next failure came ${came}: ${n === 1 ? 'one interval is' : `${n} intervals are`} too few to tell a rhythm.`;
  }
  if (periodic === 'no') {
    return `The failures keep no rhythm: the next one came ${durationRange(Math.min(...intervalsMs), Math.max(...intervalsMs))} ${anchorWords(anchor, stream)} (n = ${n}), as chance would have it.`;
  }
  if (tested.wall) {
    const { periodMs } = tested.wall;
    const days = tested.wall.days && periodMs <= DAY_MS ? tested.wall.days.length / 7 : 1;
    const turns = Math.round((days * intervalsMs.reduce((a, b) => a + b, 0)) / periodMs) + 1;
    const each = n + 1 >= 0.8 * turns;
    const some = each ? `n = ${n + 1}` : `${n + 1} of ${turns} turns`;
    return `The failures start ${wallClockWords(tested.wall, each, binMs)} (${some})${periodic === 'yes' ? ', too regular for chance' : ', perhaps by chance'}.`;
  }
  const spread = cv * medianMs < 500 ? '' : `, give or take ${duration(cv * medianMs)}`;
  const chance = periodic === 'yes' ? 'too regular for chance' : 'perhaps by chance';
  const lattice = latticeFit(intervalsMs);
  if (cv > LOOSEST_CLOCK && lattice.misfit <= LOOSEST_CLOCK && lattice.stray <= LOOSEST_LATTICE) {
    const period = duration(roundLife(lattice.period, 0) ?? lattice.period);
    const measured = n <= 6 ? `${durationList(intervalsMs)}; ` : '';
    return `The next failure comes a multiple of about ${period} ${anchorWords(anchor, stream)} (${measured}n = ${n}), ${chance}.${periodic === 'yes' ? ` Something due every ${period} that does harm only at some of its turns would do that.` : ''}`;
  }
  if (p !== null && p <= 0.05 && periodic === 'suggestive' && n >= FEWEST_INTERVALS)
    return `The next failure comes ${duration(medianMs)} ${anchorWords(anchor, stream)}${spread} (n = ${n}): more evenly than chance, too loosely for a clock.`;
  const found = `The next failure comes ${duration(medianMs)} ${anchorWords(anchor, stream)}${spread} (n = ${n}), ${chance}.`;
  if (periodic !== 'yes') return found;
  const life =
    roundMs === null ? 'a lease' : `a lease, token or cache (they often live ${duration(roundMs)})`;
  return `${found} A timer can do that, so can ${life}, something that fills up, or a cool-down.`;
}
