import type { Incident } from '../../incident/incident.ts';
import { MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import type { FixLedger, KnownClock } from '../fixes/fix-ledger.ts';
import type { Segmentation } from '../segmentation.ts';
import type { RunLength } from './demand.ts';

/** What it takes to run the incident again with runs of another length. */
export interface ReplayInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly stream: string;
  readonly length: RunLength;
  readonly clock: KnownClock | null;
  readonly ledger: FixLedger;
  readonly lagMs: number;
}

/** Runs of the stream during the incident at `growth` times today's size, with the same restarts at the same times. */
export function replayedWindows(input: ReplayInput, growth: number): TimeRange[] {
  const { incident, segmentation, clock, ledger, length, lagMs } = input;
  const events = incident.streams.find((s) => s.id === input.stream)?.events.filter((e) => !e.expected) ?? [];
  const firstOnset = segmentation.episodes[0]?.from;
  if (firstOnset === undefined) return [];
  const first = events.filter((e) => e.start <= firstOnset + segmentation.binMs).at(-1);
  if (!first) return [];
  const until = segmentation.from + segmentation.rate.length * segmentation.binMs;
  const resets = ledger.rows
    .filter((row) => row.attempt !== null && row.effect === 'reset-clock')
    .map((row) => ({ at: row.at, ready: row.until ?? row.at }));
  const lengthMs = length.at(growth);
  const windows: TimeRange[] = [];
  let start = first.start;
  for (let n = 0; n < 500 && start < until; n += 1) {
    const reset = resets.find((r) => r.at >= start && r.at < start + lengthMs);
    const end = reset ? reset.at : start + lengthMs;
    if (end > start + lagMs) windows.push({ from: start + lagMs, to: Math.min(end, until) });
    start = nextStart(input, events, { start, end, ready: reset?.ready ?? null });
    // A restart while it waits arms the clock anew.
    const waiting = clock && resets.find((r) => r.at >= end && r.at < start && r !== reset);
    if (waiting && clock) start = waiting.ready + clock.delayMs;
  }
  return windows;
}

function nextStart(
  { clock }: ReplayInput,
  events: readonly { readonly start: number; readonly end: number | null }[],
  run: { readonly start: number; readonly end: number; readonly ready: number | null },
): number {
  if (clock && clock.anchor !== 'wall-clock') {
    const anchor = clock.anchor === 'last-run-start' ? run.start : run.end;
    return Math.max(anchor, run.ready ?? anchor) + clock.delayMs;
  }
  // On a fixed schedule the recorded starts stay; a run still under way swallows its turn.
  const next = events.find((e) => e.start > Math.max(run.start, run.end - MINUTE_MS));
  return next?.start ?? Number.POSITIVE_INFINITY;
}
