import type { Attempt, Incident } from '../../incident/incident.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import type { Episode } from '../finding.ts';
import type { EffectScore, FixedGap } from './fix-effect.ts';
import type { ReadyTime } from './ready-times.ts';

/** What was done may take a while to reach everything: seldom does a window end by chance in its last tenth. */
const LAST_SHARE = 0.1;
const LONGEST_SLACK_MS = 10 * MINUTE_MS;
const UNKNOWN_END_MS = 2 * MINUTE_MS;

/** A window that ends this soon after a fix took effect ended with it, ms. */
export function slackOf({ from, to }: Episode, binMs: number): number {
  const length = to === null ? 0 : to - from;
  return Math.max(2 * binMs, Math.min(LONGEST_SLACK_MS, LAST_SHARE * length));
}

/** The same after a fix that took effect at `until`: what was begun and nobody saw end (null) takes its time. */
export function slackAfter(window: Episode, binMs: number, until: number | null): number {
  return Math.max(slackOf(window, binMs), until === null ? UNKNOWN_END_MS : 0);
}

/** The gaps between windows after whose first a fix was made that may have stopped it; on `clock` instead of time, if given. */
export function gapsOf(
  timed: readonly { readonly id: Attempt['id']; readonly at: number }[],
  ready: readonly ReadyTime[],
  episodes: readonly Episode[],
  binMs: number,
  clock: (at: number) => number = (at) => at,
): {
  readonly attempt: Attempt['id'];
  readonly gap: FixedGap;
  readonly from: number;
  readonly to: number;
}[] {
  return episodes.flatMap((next, i) => {
    const previous = episodes[i - 1];
    if (!previous) return [];
    const last = timed.filter((a) => a.at > previous.from && a.at < next.from).at(-1);
    if (!last) return [];
    const known = ready.find((r) => r.attempt === last.id)?.until ?? null;
    const until = known ?? last.at;
    // A fix after which the same window went on restarted nothing that the window depends on.
    if (until >= next.from) return [];
    if (previous.to !== null && previous.to > until + slackAfter(previous, binMs, known)) return [];
    return [
      {
        attempt: last.id,
        from: until,
        to: next.from,
        gap: {
          sinceOnsetMs: clock(next.from) - clock(previous.from),
          sinceReadyMs: clock(next.from) - clock(until),
        },
      },
    ];
  });
}

/** The gaps, onset to onset, in which nobody did anything; those alone that count. */
export function unfixedGaps(
  timed: readonly { readonly at: number }[],
  episodes: readonly Episode[],
  clock: (at: number) => number = (at) => at,
  counts: (from: number, to: number) => boolean = () => true,
): number[] {
  return episodes.flatMap((next, i) => {
    const previous = episodes[i - 1];
    if (previous && !counts(previous.to ?? previous.from, next.from)) return [];
    if (!previous || timed.some((a) => a.at > previous.from && a.at < next.from)) return [];
    return [clock(next.from) - clock(previous.from)];
  });
}

/** When a process was started afresh by others than the team at work on it, epoch ms. */
export function startedAfresh(incident: Incident): number[] {
  return incident.streams
    .filter(({ kind }) => kind === 'deploy' || kind === 'restart')
    .flatMap(({ events }) => events.filter((e) => !e.expected).map((e) => e.start));
}

/** Where something was deployed between a fix and the next failure the gap tests two things: the others tell, if they can. */
export function undisturbed(all: EffectScore, clear: EffectScore): EffectScore {
  if (clear.effect !== 'unclear') return clear;
  const against = all.effect === 'none' ? 1 : -1;
  return (clear.llr ?? 0) * against > 0 ? { ...all, effect: 'unclear' } : all;
}

/** The second clock is a second chance to agree by accident: it has to be much the clearer of the two. */
const CLEARER = 2;

/** A reset on either clock is a reset; without effect only when the gaps since ready are regular on neither. */
export function onEitherClock(byTime: EffectScore, byRequests: EffectScore): EffectScore {
  const time = byTime.llr ?? 0;
  const requests = byRequests.llr ?? 0;
  if (byRequests.effect === 'reset-clock' && requests > Math.abs(time) + CLEARER) return byRequests;
  if (byTime.effect === 'none' && requests > 0) return { ...byTime, effect: 'unclear' };
  if (byTime.effect === 'reset-clock' && requests < 0) return { ...byTime, effect: 'unclear' };
  return byTime;
}
