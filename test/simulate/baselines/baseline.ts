import type { Segmentation } from '../../../shared/analyses/segmentation.ts';
import { CONSEQUENCE_KINDS, type Incident } from '../../../shared/incident/incident.ts';
import type { Stream } from '../../../shared/incident/stream.ts';

/** What every baseline sees: the same incident and the same failure windows as the engine. */
export interface View {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  /** Streams that are not consequences by their kind: more than most tools know. */
  readonly streams: readonly Stream[];
  /** Onsets, epoch ms. */
  readonly onsets: readonly number[];
}

/** The likeliest cause by one simple rule, and how strongly; below a threshold it is taken as `none`. */
export interface Guess {
  readonly id: string;
  readonly score: number;
}

/** A way to blame something that people and tools use. */
export type Baseline = (view: View) => Guess;

/** What a baseline sees of an incident. */
export function viewOf(incident: Incident, segmentation: Segmentation): View {
  return {
    incident,
    segmentation,
    streams: incident.streams.filter(({ kind }) => !CONSEQUENCE_KINDS.includes(kind)),
    onsets: segmentation.episodes.map(({ from }) => from),
  };
}

export const NOBODY: Guess = { id: 'none', score: 0 };

/** The guess with the highest score. */
export function best(guesses: Iterable<Guess>): Guess {
  let top = NOBODY;
  for (const guess of guesses) if (guess.score > top.score) top = guess;
  return top;
}

/** 1 in bins where the stream is active; an event without an end counts for `instantMs`. */
export function activity(
  stream: Stream,
  { from, binMs, rate }: Segmentation,
  instantMs: number,
): Float64Array {
  const active = new Float64Array(rate.length);
  for (const event of stream.events) {
    const first = Math.max(0, Math.floor((event.start - from) / binMs));
    const last = Math.min(
      rate.length - 1,
      Math.floor(((event.end ?? event.start + instantMs) - 1 - from) / binMs),
    );
    for (let i = first; i <= Math.max(first, last) && i < rate.length; i++) active[i] = 1;
  }
  return active;
}

/** Largest lag to try, bins: half of the usual distance of the onsets, at most an hour. */
export function mostLag({ segmentation, onsets }: View): number {
  const gaps = onsets
    .slice(1)
    .map((at, i) => at - (onsets[i] ?? at))
    .sort((a, b) => a - b);
  const half = (gaps[gaps.length >> 1] ?? 3_600_000) / 2;
  return Math.max(1, Math.min(120, Math.floor(Math.min(half, 3_600_000) / segmentation.binMs)));
}
