import type { Incident } from '../incident/incident.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import type { ClockAnchor, Finding } from './finding.ts';
import type { FixLedger, KnownClock } from './fixes/fix-ledger.ts';
import { regularityP, variation } from './rhythm-null.ts';
import type { Segmentation } from './segmentation.ts';
import { median } from './statistics/quantile.ts';
import { largest, smallest } from './statistics/sums.ts';
import { durationRange, eventNoun, ofAll, sentence } from './wording.ts';

/** From what armed a run of the clock's stream to the onset that the run brought. */
interface Armed {
  readonly anchor: ClockAnchor;
  readonly at: number;
  readonly onset: number;
}

/**
 * The rhythm of the failures on the clock of the stream that causes them. Measured from onset to onset a re-armed
 * clock looks irregular: each fix moves it. Null where fewer than three onsets can be traced to what armed their run.
 */
export function rhythmOfClock(
  incident: Incident,
  segmentation: Segmentation,
  ledger: FixLedger,
  clock: KnownClock | null,
): Finding | null {
  if (!clock || clock.anchor === 'wall-clock' || clock.anchor === 'last-onset') return null;
  const armed = armedOnsets(incident, segmentation, ledger, clock);
  if (armed.length < 3) return null;
  const intervalsMs = armed.map(({ at, onset }) => onset - at);
  const n = intervalsMs.length;
  const rearmed = armed.some(({ anchor }) => anchor === 'last-ready');
  const anchor = rearmed ? 'last-ready' : clock.anchor;
  const p = regularityP(
    intervalsMs,
    intervalsMs.map(() => 0),
    11,
  );
  const periodic = p < 0.05 && n >= 4 ? 'yes' : p < 0.2 || n < 4 ? 'suggestive' : 'no';
  if (periodic === 'no') return null;
  const stream = incident.streams.find((s) => s.id === clock.stream);
  const noun = eventNoun(stream?.kind ?? 'job');
  const failures = sentence(ofAll(n, segmentation.episodes.length, 'failure'));
  const range = durationRange(smallest(intervalsMs), largest(intervalsMs));
  const came =
    clock.anchor === 'last-run-start'
      ? `came with the next ${noun} of ${clock.stream}, ${range} after the ${noun} before it started`
      : `came ${range} after a ${noun} of ${clock.stream} ended`;
  const ready = rearmed ? ', or after the process was ready again' : '';
  const moved = rearmed ? ' Every restart moves it, so from one failure to the next it looks irregular.' : '';
  return {
    key: 'rhythm/clock-of-cause',
    title: rearmed ? 'Failures follow a re-armed clock' : 'Failures follow a clock',
    statement: `${failures} ${came}${ready}.${moved}`,
    measure: `n = ${n}`,
    verdict: 'supported',
    strength: periodic === 'yes' ? 'strong' : 'weak',
    cites: ledger.rows.flatMap((row) =>
      row.attempt && armed.some((a) => a.at === row.until) ? [row.attempt.id] : [],
    ),
    pins: [],
    computedFrom: [...new Set([...segmentation.computedFrom, ...(stream?.sources ?? [])])],
    data: {
      kind: 'rhythm',
      anchor,
      stream: clock.stream,
      n,
      intervalsMs,
      medianMs: median(intervalsMs),
      cv: variation(intervalsMs),
      p,
      periodic,
      roundMs: null,
    },
  };
}

function armedOnsets(
  incident: Incident,
  segmentation: Segmentation,
  ledger: FixLedger,
  clock: KnownClock,
): Armed[] {
  const runs = (incident.streams.find((s) => s.id === clock.stream)?.events ?? []).filter((e) => !e.expected);
  const anchors = [
    ...runs.map((run) => ({
      anchor: clock.anchor,
      at: clock.anchor === 'last-run-start' ? run.start : (run.end ?? run.start),
    })),
    ...ledger.ready.map((ready) => ({ anchor: 'last-ready' as const, at: ready.until })),
  ];
  const tolerance = Math.max(MINUTE_MS, 3 * clock.spreadMs);
  return segmentation.episodes.flatMap((episode) => {
    const run = runs.filter((r) => r.start <= episode.from + segmentation.binMs).at(-1);
    if (!run || episode.from - run.start > clock.lagMs[1] + 2 * segmentation.binMs) return [];
    const from = anchors
      .filter((a) => Math.abs(a.at + clock.delayMs - run.start) <= tolerance)
      .sort(
        (a, b) => Math.abs(a.at + clock.delayMs - run.start) - Math.abs(b.at + clock.delayMs - run.start),
      )[0];
    return from ? [{ ...from, onset: episode.from }] : [];
  });
}
