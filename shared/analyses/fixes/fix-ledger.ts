import type { Attempt, Incident } from '../../incident/incident.ts';
import type { RecordRef } from '../../incident/source.ts';
import type { Stream, StreamEvent, StreamKind } from '../../incident/stream.ts';
import { SECOND_MS } from '../../incident/time-range.ts';
import type { ClockAnchor, Episode } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { median } from '../statistics/quantile.ts';
import { textOrder } from '../statistics/text-order.ts';
import { timedAttempts } from './attempt-times.ts';
import { type EndsWith, endsWith, eventAtEnd } from './ends-with.ts';
import {
  type EffectScore,
  type FixEffect,
  fixEffect,
  singleFixScore,
  varianceFloorOf,
} from './fix-effect.ts';
import {
  gapsOf,
  onEitherClock,
  slackAfter,
  slackOf,
  startedAfresh,
  undisturbed,
  unfixedGaps,
} from './fix-gaps.ts';
import { type ReadyTime, readyTimes } from './ready-times.ts';
import { requestClock } from './request-clock.ts';

/** A clock that was found: what starts its next run, and how long after a start the failure begins. Durations in ms. */
export interface KnownClock {
  readonly stream: string;
  readonly anchor: ClockAnchor;
  readonly delayMs: number;
  readonly spreadMs: number;
  /** From the start of a run to the onset. */
  readonly lagMs: readonly [min: number, max: number];
}

/** An onset this much later than the lag after a run belongs to another run. */
const HARMLESS_AFTER_MS = 3 * 60_000;

export type EndedWindow = 'ended' | 'already-over' | 'no' | 'unknown';

/** One line of the ledger: an attempt, or a recovery with no attempt. */
export interface FixRow {
  readonly attempt: Attempt | null;
  /** When the attempt was made, or when the failure stopped by itself; epoch ms. */
  readonly at: number;
  readonly until: number | null;
  readonly untilOrigin: ReadyTime['origin'] | null;
  readonly nextOnset: number | null;
  readonly reliefMs: number | null;
  readonly endedWindow: EndedWindow;
  /** It stopped in time, but no sooner than windows that nobody touched. */
  readonly endedAsUsual: boolean;
  readonly effect: FixEffect;
  readonly llr: number | null;
  readonly dueMs: readonly [number, number] | null;
  readonly refs: readonly RecordRef[];
  /** A change on record right before it stopped, where nobody noted a fix: the last of them. */
  readonly beside: Beside | null;
}

/** What came right before it stopped; `often`: of so many windows, so many stopped with an event of the stream. */
export interface Beside {
  readonly stream: Stream;
  readonly event: StreamEvent;
  readonly often?: { readonly k: number; readonly n: number };
}

export interface FixLedger {
  readonly rows: readonly FixRow[];
  readonly whole: EffectScore & { readonly mixed: boolean };
  readonly ready: readonly ReadyTime[];
}

/**
 * Reads every attempt as an experiment, and puts the recoveries that nobody caused into the same ledger. `culprit`: the
 * stream that starts the windows, if one does. `cause`: what was found to bring them.
 */
export function fixLedger(
  incident: Incident,
  segmentation: Segmentation,
  clock: KnownClock | null,
  culprit: string | null = null,
  cause: string | null = null,
): FixLedger {
  const { episodes, binMs } = segmentation;
  const usual = endsWith(incident.streams, episodes, binMs, (e) => slackOf(e, binMs), culprit);
  const attempts = timedAttempts(incident.attempts, episodes);
  const ready = readyTimes(incident, segmentation, attempts);
  const timed = attempts
    .flatMap((attempt) => (attempt.at === null ? [] : [{ ...attempt, at: attempt.at }]))
    .sort((a, b) => a.at - b.at);
  const gaps = gapsOf(timed, ready, episodes, binMs);
  const unfixed = unfixedGaps(timed, episodes);
  const floor = varianceFloorOf(
    binMs,
    timed.map((attempt) => attempt.at),
  );
  const endings = endingOdds(
    timed.map((attempt) =>
      endedBy(
        attempt.at,
        ready.find((r) => r.attempt === attempt.id)?.until ?? null,
        lastBefore(episodes, attempt.at + binMs),
        binMs,
      ),
    ),
  );
  const fresh = startedAfresh(incident);
  const alone = (from: number, to: number): boolean => !fresh.some((t) => t > from + binMs && t < to);
  const scored = (clock?: (at: number) => number): EffectScore => {
    const all = gapsOf(timed, ready, episodes, binMs, clock);
    const clear = all.filter(({ from, to }) => alone(from, to));
    const among = unfixedGaps(timed, episodes, clock);
    const whole = fixEffect(
      all.map(({ gap }) => gap),
      among,
      floor,
      endings,
    );
    if (clear.length === all.length) return whole;
    return undisturbed(
      whole,
      fixEffect(
        clear.map(({ gap }) => gap),
        unfixedGaps(timed, episodes, clock, alone),
        floor,
        endings,
      ),
    );
  };
  const byTime = scored();
  const requests = requestClock(segmentation);
  const whole = requests ? onEitherClock(byTime, scored(requests)) : byTime;
  const usualLengths = untouchedLengths(timed, episodes, binMs);

  const rows: FixRow[] = timed.map((attempt) => {
    const back = ready.find((r) => r.attempt === attempt.id) ?? null;
    const until = back?.until ?? null;
    const window = lastBefore(episodes, attempt.at + binMs);
    const ended = endedBy(attempt.at, until, window, binMs);
    const nextOnset = episodes.find((e) => e.from > Math.max(attempt.at, window?.from ?? 0))?.from ?? null;
    const reliefMs = nextOnset !== null && ended !== 'no' && window !== null ? nextOnset - attempt.at : null;
    const own = gaps.find((gap) => gap.attempt === attempt.id);
    const single = own
      ? singleFixScore(
          own.gap,
          gaps.filter((gap) => gap !== own).map((gap) => gap.gap),
          unfixed,
          floor,
        )
      : null;
    const byClock = clock && clockEffect(incident, clock, attempt.at, until, nextOnset);
    return {
      attempt,
      at: attempt.at,
      until,
      untilOrigin: back?.origin ?? null,
      nextOnset,
      reliefMs,
      endedWindow: ended,
      endedAsUsual: ended === 'ended' && asUsual(window, usualLengths, binMs),
      effect:
        ended === 'no'
          ? 'none'
          : own === undefined
            ? 'unclear'
            : (byClock ?? besideCause(effectOf(whole.effect, single), ended, cause)),
      llr: own === undefined ? null : (single ?? whole.llr),
      dueMs: clock ? due(incident, clock, attempt.at, until, nextOnset) : null,
      beside: null,
      refs: [attempt.ref, back?.origin === 'stated' ? null : (back?.ref ?? null)].filter(
        (ref) => ref !== null,
      ),
    };
  });
  rows.push(...untouched(incident, timed, episodes, binMs, clock, usual));
  rows.sort((a, b) => a.at - b.at);
  const effects = new Set(
    rows.flatMap((row) => (row.attempt && row.effect !== 'unclear' ? [row.effect] : [])),
  );
  const endedBySet = rows.flatMap((row) => (row.attempt ? [row.endedWindow] : []));
  const told = withFailuresThatWentOn(whole, endedBySet);
  return {
    rows,
    whole: {
      ...told,
      effect: endedBySet.includes('ended') ? besideCause(told.effect, 'ended', cause) : told.effect,
      mixed: effects.size > 1,
    },
    ready,
  };
}

/**
 * Log odds for a reset from how the windows ended. Measured on simulated incidents: after fixes without effect the
 * failure goes on in about half of the cases, after one that re-armed something in one of a hundred.
 */
const ENDED_ODDS = Math.log(0.99 / 0.55);
const WENT_ON_ODDS = Math.log(0.01 / 0.45);

function endingOdds(endings: readonly EndedWindow[]): number {
  const ended = endings.filter((ending) => ending === 'ended').length;
  const wentOn = endings.filter((ending) => ending === 'no').length;
  return ended * ENDED_ODDS + wentOn * WENT_ON_ODDS;
}

/** Too few gaps to compare, but the failure went on after the fixes. */
function withFailuresThatWentOn(whole: EffectScore, endings: readonly EndedWindow[]): EffectScore {
  const clear = endingOdds(endings) < WENT_ON_ODDS / 2;
  return whole.effect === 'unclear' && clear ? { ...whole, effect: 'none' } : whole;
}

function lastBefore(episodes: readonly Episode[], at: number): Episode | null {
  return episodes.filter((episode) => episode.from < at).at(-1) ?? null;
}

function endedBy(at: number, until: number | null, window: Episode | null, binMs: number): EndedWindow {
  if (!window) return 'unknown';
  if (window.to === null) return 'no';
  if (window.to + binMs / 2 <= at) return 'already-over';
  return window.to <= (until ?? at) + slackAfter(window, binMs, until) ? 'ended' : 'no';
}

/** Lengths of the windows in which nobody did anything, ms. */
function untouchedLengths(
  timed: readonly { readonly at: number }[],
  episodes: readonly Episode[],
  binMs: number,
): number[] {
  return episodes.flatMap((e) => {
    const to = e.to;
    return to === null || timed.some((a) => a.at >= e.from && a.at < to + binMs) ? [] : [to - e.from];
  });
}

function asUsual(window: Episode | null, lengths: readonly number[], binMs: number): boolean {
  if (!window || window.to === null || lengths.length < 2) return false;
  const own = window.to - window.from;
  return own >= Math.min(...lengths) - binMs && own <= Math.max(...lengths) + binMs;
}

function effectOf(whole: FixEffect, single: number | null): FixEffect {
  if (single === null || Math.abs(single) <= 1.5) return whole;
  return single > 0 ? (whole === 'none' ? 'unclear' : whole) : 'none';
}

/** What the gaps say, but where something fills up it is emptied when it stops, and who ended it may have emptied it. */
function besideCause(effect: FixEffect, ended: EndedWindow, cause: string | null): FixEffect {
  return cause === 'accumulation' && effect === 'none' && ended === 'ended' ? 'unclear' : effect;
}

/** How many of its spreads a clock must miss to have been moved. */
const KEPT_SPREADS = 3;
/** A clock whose spread is beyond this wanders. */
const WANDERS_MS = 60_000;

/** With the runs on record: did the next run follow the process being back, or the run before? */
function clockEffect(
  incident: Incident,
  clock: KnownClock,
  at: number,
  until: number | null,
  nextOnset: number | null,
): FixEffect | null {
  if (nextOnset === null) return null;
  const runs = incident.streams.find((stream) => stream.id === clock.stream)?.events ?? [];
  const next = runs.find((run) => run.start > at && run.start <= nextOnset);
  const before = runs.filter((run) => run.start <= at).at(-1);
  if (!next || !before) return null;
  const cancelled =
    before.end !== null && before.status === 'cancelled' && Math.abs(before.end - at) <= 90_000;
  const tolerance = Math.max(60_000, 3 * clock.spreadMs);
  const anchored = clock.anchor === 'last-run-start' ? before.start : (before.end ?? before.start);
  const fromRun = Math.abs(next.start - (anchored + clock.delayMs));
  const fromReady = Math.abs(next.start - ((until ?? at) + clock.delayMs));
  if (clock.anchor === 'wall-clock') return 'none';
  // A clock that wanders by more than the fix came late tells the two apart only where both are far from each other.
  if (clock.spreadMs > WANDERS_MS && Math.max(fromReady, fromRun) <= tolerance) return null;
  if (fromReady <= tolerance && fromReady < fromRun) return 'reset-clock';
  if (fromRun <= tolerance && fromRun <= fromReady) {
    if (!cancelled) return 'none';
    return clock.anchor === 'last-run-start' && keptItsTurn(runs, before, next, clock)
      ? 'none'
      : 'reset-clock';
  }
  return null;
}

/**
 * A run that was cut short moves the next one where that counts from the end. A clock that looks as if it counted from the
 * start may do so, too, where runs are of one length: what was cut tells, when it is more than the clock wanders.
 */
function keptItsTurn(
  runs: readonly StreamEvent[],
  cut: StreamEvent,
  next: StreamEvent,
  { delayMs, spreadMs }: KnownClock,
): boolean {
  const whole = runs.flatMap((run) =>
    run.end === null || run.status === 'cancelled' ? [] : [run.end - run.start],
  );
  if (whole.length === 0) return false;
  const missing = median(whole) - ((cut.end ?? cut.start) - cut.start);
  const late = next.start - (cut.start + delayMs);
  return missing > KEPT_SPREADS * Math.max(spreadMs, SECOND_MS) && Math.abs(late) < Math.abs(late + missing);
}

/** What the clock alone would give after `from`, ms: shortest and longest lag after the run that it starts. */
function due(
  incident: Incident,
  clock: KnownClock,
  from: number,
  until: number | null,
  nextOnset: number | null,
): readonly [number, number] | null {
  const runs = incident.streams.find((stream) => stream.id === clock.stream)?.events ?? [];
  const before = runs.filter((run) => run.start <= from).at(-1);
  if (!before || clock.anchor === 'wall-clock' || clock.anchor === 'last-onset') return null;
  // A clock that counts from the end says nothing after a run whose end nobody recorded.
  if (clock.anchor !== 'last-run-start' && before.end === null) return null;
  const ends = clock.anchor === 'last-run-start' ? before.start : (before.end ?? before.start);
  const candidates = [ends, until ?? ends].map((anchor) => anchor + clock.delayMs);
  const next = runs.find((run) => run.start > Math.max(from, before.start));
  // A run in between that did no harm: the next failure belongs to a later turn of the clock.
  if (next && nextOnset !== null && nextOnset > next.start + clock.lagMs[1] + HARMLESS_AFTER_MS) return null;
  // Whichever of the two the next run in the record followed; without one, the later: a restart stops what ran.
  const start = next
    ? candidates.reduce((best, c) => (Math.abs(c - next.start) < Math.abs(best - next.start) ? c : best))
    : Math.max(...candidates);
  const [early, late] = [start + clock.lagMs[0] - from, start + clock.lagMs[1] - from];
  // What was due before it stopped says nothing about when it comes back.
  return late < 0 ? null : [Math.max(0, early), late];
}

/** Kinds that somebody may have taken back, or brought in, to end it. */
const CHANGES: readonly StreamKind[] = ['deploy', 'config', 'flag', 'data', 'certificate'];

function changeBeside(incident: Incident, window: Episode, binMs: number): Beside | null {
  const slack = slackOf(window, binMs);
  const found = incident.streams
    .filter((stream) => CHANGES.includes(stream.kind))
    .flatMap((stream) => {
      const event = eventAtEnd(stream, window, binMs, slack);
      return event ? [{ stream, event }] : [];
    });
  return (
    found.toSorted((a, b) => a.event.start - b.event.start || textOrder(a.stream.id, b.stream.id)).at(-1) ??
    null
  );
}

function usualBeside(usual: EndsWith | null, window: Episode, binMs: number): Beside | null {
  const event = usual && eventAtEnd(usual.stream, window, binMs, slackOf(window, binMs));
  return event ? { stream: usual.stream, event, often: { k: usual.k, n: usual.n } } : null;
}

/** Recoveries in which nobody had a hand. */
function untouched(
  incident: Incident,
  timed: readonly { readonly at: number }[],
  episodes: readonly Episode[],
  binMs: number,
  clock: KnownClock | null,
  usual: EndsWith | null,
): FixRow[] {
  return episodes.flatMap((episode, i) => {
    const to = episode.to;
    if (to === null) return [];
    const nextOnset = episodes[i + 1]?.from ?? null;
    const until = nextOnset ?? Number.POSITIVE_INFINITY;
    const change = changeBeside(incident, episode, binMs);
    const beside = change ?? usualBeside(usual, episode, binMs);
    const tried = timed.filter((a) => a.at >= episode.from - binMs && a.at < until);
    // Where all that was tried had failed, a change on record may be what ended it.
    const failed = tried.every((a) => a.at < to - slackOf(episode, binMs));
    if (tried.length > 0 && (change === null || !failed)) return [];
    return [
      {
        attempt: null,
        at: to,
        until: null,
        untilOrigin: null,
        nextOnset,
        reliefMs: nextOnset === null ? null : nextOnset - to,
        endedWindow: 'unknown' as const,
        endedAsUsual: false,
        effect: 'unclear' as const,
        llr: null,
        dueMs: clock && nextOnset !== null ? due(incident, clock, to, null, nextOnset) : null,
        beside,
        refs: [],
      },
    ];
  });
}
