import type { Incident } from '../../incident/incident.ts';
import type { Stream } from '../../incident/stream.ts';
import { DAY_MS, MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import type { FixLedger, KnownClock } from '../fixes/fix-ledger.ts';
import { backAfterAttempts } from '../fixes/ready-times.ts';
import { madSd, median } from '../statistics/quantile.ts';
import { largest } from '../statistics/sums.ts';
import { keepsToWeekdays, onNextWeekday } from '../wall-clock.ts';

/** When a stream is due again. */
export interface NextRun {
  /** When the next run starts, epoch ms. */
  readonly starts: TimeRange;
  /** From one start to the next, as of late, ms. */
  readonly cycleMs: number;
}

/** Runs that count for the usual cycle: the last ones, before the day the schedule may have been another. */
const RECENT = 12;
/** Gaps that stray further than this share of the usual one are no cycle, and so few others make none. */
const LOOSEST = 0.25;
const MOSTLY = 0.75;

/** The next start of a stream: by its clock when one was found, else by how regularly it started of late. */
export function nextRun(
  incident: Incident,
  stream: Stream,
  clock: KnownClock | null,
  ledger: FixLedger,
): NextRun | null {
  const expected = stream.events.find((e) => e.expected && e.start >= incident.now);
  const runs = stream.events.filter((e) => !e.expected && e.start <= incident.now);
  const last = runs.at(-1);
  if (!last) {
    if (!expected) return null;
    const before = stream.events.findLast((e) => e.expected && e.start < expected.start);
    return {
      starts: { from: expected.start, to: expected.start },
      cycleMs: before ? expected.start - before.start : 0,
    };
  }
  const usualMs = usualLength(stream);
  if (clock && clock.stream === stream.id && clock.anchor !== 'wall-clock' && clock.anchor !== 'last-onset') {
    const ran = clock.anchor === 'last-run-start' ? last.start : (last.end ?? last.start + usualMs);
    // A restart after the last run re-armed the clock again, if restarts do that at all.
    const ready = clock.anchor === 'last-run-start' ? [] : backAfterAttempts(ledger.ready);
    const anchor = largest([
      ran,
      ...ready.filter((until) => until <= incident.now && restarted(ledger, until)),
    ]);
    const at = anchor + clock.delayMs;
    const spread = Math.max(clock.spreadMs, 1_000);
    return {
      starts: { from: at - spread, to: at + spread },
      cycleMs: clock.delayMs + (clock.anchor === 'last-run-start' ? 0 : usualMs),
    };
  }
  if (expected)
    return { starts: { from: expected.start, to: expected.start }, cycleMs: expected.start - last.start };
  const gaps = runs
    .slice(-RECENT - 1)
    .flatMap((run, i, list) => (i === 0 ? [] : [run.start - (list[i - 1]?.start ?? run.start)]));
  if (gaps.length < 3) return null;
  const cycleMs = median(gaps);
  const spread = Math.max(madSd(gaps), 1_000);
  if (spread > LOOSEST * cycleMs) return null;
  // Runs in groups have a usual gap, too: it says nothing about when the next group comes.
  const near = gaps.filter((gap) => Math.abs(gap - cycleMs) <= LOOSEST * cycleMs).length;
  if (near < MOSTLY * gaps.length) return null;
  const due = last.start + cycleMs;
  const weekdays =
    Math.abs(cycleMs - DAY_MS) <= LOOSEST * DAY_MS &&
    keepsToWeekdays(
      runs.map((run) => run.start),
      incident.zone,
    );
  const at = weekdays ? onNextWeekday(due, incident.zone) : due;
  return { starts: { from: at - spread, to: at + spread }, cycleMs };
}

function restarted(ledger: FixLedger, until: number): boolean {
  return ledger.rows.some((row) => row.until === until && row.effect === 'reset-clock');
}

/** Median length of the last whole runs, ms; a minute where none has an end. */
export function usualLength(stream: Stream): number {
  const lengths = stream.events
    .filter((e) => !e.expected && e.end !== null && e.status !== 'cancelled')
    .slice(-3)
    .map((e) => (e.end ?? e.start) - e.start);
  return lengths.length > 0 ? median(lengths) : MINUTE_MS;
}
