import type { Stream } from '../../incident/stream.ts';
import { SECOND_MS } from '../../incident/time-range.ts';
import { madSd, median } from '../statistics/quantile.ts';
import type { KnownClock } from './fix-ledger.ts';

const LEAST_GAPS = 5;
/** Share of the gaps that must agree with the usual one. */
const AGREEING = 0.7;

interface Regular {
  readonly anchor: 'last-run-end' | 'last-run-start';
  readonly delayMs: number;
  readonly spreadMs: number;
  readonly agreeing: number;
}

/**
 * The clock that a run history shows by itself: starts at a fixed distance from the end, or from the start, of the
 * run before. Most gaps must agree; restarts and other disturbances may break some.
 */
export function runClock(stream: Stream, lagMs: readonly [number, number]): KnownClock | null {
  const runs = stream.events.filter((event) => !event.expected);
  const sinceStart: number[] = [];
  const both: { sinceEnd: number; sinceStart: number; length: number }[] = [];
  runs.forEach((run, i) => {
    const before = runs[i - 1];
    if (!before) return;
    sinceStart.push(run.start - before.start);
    if (before.end !== null && before.end > before.start && run.start > before.end) {
      both.push({
        sinceEnd: run.start - before.end,
        sinceStart: run.start - before.start,
        length: before.end - before.start,
      });
    }
  });
  const end = regular(
    'last-run-end',
    both.map((gap) => gap.sinceEnd),
  );
  const start = regular('last-run-start', sinceStart);
  const best = end && start ? told(end, start, both) : (end ?? start);
  if (!best) return null;
  const { anchor, delayMs, spreadMs } = best;
  return { stream: stream.id, anchor, delayMs, spreadMs, lagMs };
}

/** Runs of one length fit both; the runs of another length tell. Without such, the plain schedule is the simpler reading. */
function told(
  end: Regular,
  start: Regular,
  gaps: readonly { readonly sinceEnd: number; readonly sinceStart: number; readonly length: number }[],
): Regular {
  const usual = median(gaps.map((gap) => gap.length));
  const tolerance = Math.max(30 * SECOND_MS, 0.03 * start.delayMs);
  const odd = gaps.filter((gap) => Math.abs(gap.length - usual) > 2 * tolerance);
  const byEnd = odd.filter((gap) => Math.abs(gap.sinceEnd - end.delayMs) <= tolerance).length;
  const byStart = odd.filter((gap) => Math.abs(gap.sinceStart - start.delayMs) <= tolerance).length;
  return byEnd > byStart ? end : start;
}

function regular(anchor: Regular['anchor'], gaps: readonly number[]): Regular | null {
  if (gaps.length < LEAST_GAPS) return null;
  const delayMs = median(gaps);
  const tolerance = Math.max(30 * SECOND_MS, 0.03 * delayMs);
  const near = gaps.filter((gap) => Math.abs(gap - delayMs) <= tolerance);
  const agreeing = near.length / gaps.length;
  if (agreeing < AGREEING) return null;
  return { anchor, delayMs, spreadMs: madSd(near), agreeing };
}
