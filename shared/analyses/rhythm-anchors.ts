import type { Incident } from '../incident/incident.ts';
import type { Stream } from '../incident/stream.ts';
import { contains } from '../incident/time-range.ts';
import type { ClockAnchor, Episode } from './finding.ts';
import type { Segmentation } from './segmentation.ts';

/** Intervals from an anchor to each onset, with the part of each in which no onset could happen; all ms. */
export interface AnchoredIntervals {
  readonly anchor: ClockAnchor;
  readonly stream: string | null;
  readonly intervalsMs: readonly number[];
  readonly deadMs: readonly number[];
  /** Where chance alone would put each onset after its anchor, [from, to) ms; without it, anywhere (memoryless). */
  readonly withinMs?: readonly (readonly [from: number, to: number])[];
}

const MOST_STREAMS = 12;

/** Every anchor from which a re-armed clock could run: a fix or a long run destroys the rhythm of the onsets themselves. */
export function anchoredIntervals(
  incident: Incident,
  s: Segmentation,
  readyTimes: readonly number[],
): AnchoredIntervals[] {
  const { episodes } = s;
  // A calm of one bin would have been read as the same window going on: no interval is that short.
  const merged = s.binMs;
  const anchors: AnchoredIntervals[] = [
    between(s, 'last-onset', null, episodes, (k) => ({
      from: episodes[k - 1]?.from ?? null,
      dead: lengthOf(episodes[k - 1]) + merged,
    })),
    between(s, 'last-recovery', null, episodes, (k) => ({
      from: episodes[k - 1]?.to ?? null,
      dead: merged,
    })),
  ];
  const ready = readyTimes.toSorted((a, b) => a - b);
  const used = episodes.filter(
    (e, k) => k > 0 && lastBefore(ready, e.from, episodes[k - 1]?.from ?? 0) !== null,
  ).length;
  if (used >= 2) {
    anchors.push(
      between(s, 'last-ready', null, episodes, (k) => {
        const before = episodes[k - 1];
        const at = lastBefore(ready, episodes[k]?.from ?? 0, before?.from ?? 0);
        return { from: at === null ? (before?.to ?? null) : Math.max(at, before?.to ?? at), dead: 0 };
      }),
    );
  }
  const jobs = incident.streams.filter((stream) => stream.kind === 'job' && runsInWindows(stream, s));
  for (const job of jobs.slice(0, jobs.length <= MOST_STREAMS ? MOST_STREAMS : 0)) {
    const ends = job.events.flatMap((e) => (e.end === null ? [] : [e.end])).sort((a, b) => a - b);
    if (ends.length < episodes.length) continue;
    const after = between(s, 'last-run-end', job.id, episodes, (k) => ({
      from: lastBefore(ends, episodes[k]?.from ?? 0, episodes[k - 1]?.from ?? 0),
      dead: 0,
      within: runAround(job, episodes[k]?.from ?? 0, s.binMs),
    }));
    anchors.push(after);
  }
  return anchors.filter((a) => a.intervalsMs.length > 0);
}

function between(
  s: Segmentation,
  anchor: ClockAnchor,
  stream: string | null,
  episodes: readonly Episode[],
  startOf: (k: number) => { from: number | null; dead: number; within?: readonly [number, number] | null },
): AnchoredIntervals {
  const intervalsMs: number[] = [];
  const deadMs: number[] = [];
  const withinMs: (readonly [number, number])[] = [];
  for (let k = 1; k < episodes.length; k++) {
    const onset = episodes[k]?.from;
    const { from, dead, within } = startOf(k);
    if (onset === undefined || from === null || onset <= from) continue;
    // An onset may hide in a gap of the data: such an interval says nothing.
    if (!s.coverage.some((c) => contains(c, from) && onset <= c.to) && missingShare(s, from, onset) > 0.15)
      continue;
    intervalsMs.push(onset - from);
    deadMs.push(dead);
    if (within) withinMs.push([Math.max(0, within[0] - from), Math.max(1, within[1] - from)]);
  }
  return {
    anchor,
    stream,
    intervalsMs,
    deadMs,
    ...(withinMs.length > 0 && withinMs.length === intervalsMs.length ? { withinMs } : {}),
  };
}

/** The run in which an onset lies, or the pause between two: an onset that has nothing to do with it may lie anywhere in it. */
function runAround(job: Stream, onset: number, binMs: number): readonly [number, number] | null {
  const runs = job.events.filter((run) => run.end !== null);
  const inside = runs.findLast((run) => run.start <= onset + binMs && (run.end ?? 0) >= onset);
  if (inside) return [inside.start, inside.end ?? inside.start];
  const before = runs.findLast((run) => (run.end ?? 0) <= onset);
  const after = runs.find((run) => run.start > onset);
  return before && after ? [before.end ?? before.start, after.start] : null;
}

function missingShare(s: Segmentation, from: number, to: number): number {
  const known = s.coverage.reduce(
    (sum, c) => sum + Math.max(0, Math.min(c.to, to) - Math.max(c.from, from)),
    0,
  );
  return 1 - known / Math.max(1, to - from);
}

function lengthOf(episode: Episode | undefined): number {
  return episode?.to ? episode.to - episode.from : 0;
}

function lastBefore(sorted: readonly number[], at: number, after: number): number | null {
  let found: number | null = null;
  for (const t of sorted) {
    if (t >= at) break;
    if (t > after) found = t;
  }
  return found;
}

/** Only a stream that runs while it fails can time the failures by its ends: most onsets lie inside a run of it. */
function runsInWindows(stream: Stream, s: Segmentation): boolean {
  const inside = s.episodes.filter((e) =>
    stream.events.some((run) => run.end !== null && run.start <= e.from + s.binMs && run.end >= e.from),
  );
  return inside.length * 10 >= s.episodes.length * 7;
}
