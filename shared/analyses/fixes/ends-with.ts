import type { Stream, StreamEvent, StreamKind } from '../../incident/stream.ts';
import type { Episode } from '../finding.ts';
import { binomialTail } from '../statistics/normal-tail.ts';

/** A stream whose events come right before the failure stops, window after window. */
export interface EndsWith {
  readonly stream: Stream;
  /** Windows that stopped with one of its events, and windows that stopped at all. */
  readonly k: number;
  readonly n: number;
}

const LEAST_WINDOWS = 3;
const LEAST_SHARE = 0.8;
/** So unlikely by chance, over all streams that are looked at. */
const LEVEL = 0.001;

/** What may empty or restart something, whoever set it off; alerts, tickets and outages end nothing. */
const ENDS: readonly StreamKind[] = ['job', 'restart', 'maintenance', 'autoscale'];

/**
 * The stream with whose events nearly all windows stop, though such an event covers little of the time in which it
 * fails; null where there is none. `slack`: how soon after an event a window still stops with it, ms. With a `culprit`
 * (a stream that starts the windows) jobs are left out: what runs after it comes when it is over anyway.
 */
export function endsWith(
  streams: readonly Stream[],
  episodes: readonly Episode[],
  binMs: number,
  slack: (episode: Episode) => number,
  culprit: string | null,
): EndsWith | null {
  const closed = episodes.filter((e) => e.to !== null && e.to - e.from > 2 * binMs);
  const looked = streams.filter(
    ({ id, kind }) => ENDS.includes(kind) && id !== culprit && (culprit === null || kind !== 'job'),
  );
  if (closed.length < LEAST_WINDOWS) return null;
  let best: (EndsWith & { readonly p: number }) | null = null;
  for (const stream of looked) {
    const n = closed.length;
    const k = closed.filter((e) => eventAtEnd(stream, e, binMs, slack(e)) !== null).length;
    if (k < LEAST_SHARE * n) continue;
    const p = binomialTail(k, n, coveredShare(stream, closed, slack));
    if (p * looked.length < LEVEL && (!best || p < best.p)) best = { stream, k, n, p };
  }
  return best && { stream: best.stream, k: best.k, n: best.n };
}

/** The stream's last event that lies within `slack` ms before the window stopped; null where none does. */
export function eventAtEnd(
  stream: Stream,
  { from, to }: Episode,
  binMs: number,
  slack: number,
): StreamEvent | null {
  if (to === null) return null;
  const first = Math.max(from + 2 * binMs, to - slack);
  return (
    stream.events.filter((e) => !e.expected && e.start >= first && e.start <= to + binMs / 2).at(-1) ?? null
  );
}

/** Share of the failing time that lies within the slack after an event. */
function coveredShare(
  stream: Stream,
  episodes: readonly Episode[],
  slack: (episode: Episode) => number,
): number {
  let covered = 0;
  let all = 0;
  for (const episode of episodes) {
    const { from } = episode;
    const to = episode.to ?? from;
    const length = slack(episode);
    all += to - from;
    let within = 0;
    let until = from;
    for (const { start } of stream.events) {
      const [a, b] = [Math.max(until, start), Math.min(to, start + length)];
      if (b > a) {
        within += b - a;
        until = b;
      }
    }
    // An event may be noted in the very bin after the end, and covers nothing then.
    covered += Math.max(within, Math.min(length, to - from));
  }
  return Math.min(1, covered / all);
}
