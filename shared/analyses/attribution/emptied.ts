import { MINUTE_MS } from '../../incident/time-range.ts';
import { between } from '../statistics/between.ts';
import type { RiskSet } from './risk.ts';
import type { TimedStream } from './timed-stream.ts';
import type { Weighed } from './weighed.ts';

/**
 * Largest share of recoveries at which runs of one stream start or end, beyond what their number makes likely, as far as
 * runs of it that are missing explain the onsets: one that never failed to run only relieves.
 */
export function emptiedByRuns(
  risk: RiskSet,
  streams: readonly TimedStream[],
  weighed: readonly Weighed[],
): number {
  const missing = new Map(weighed.map((w) => [w.id, w.trigger?.fit.missedShare ?? 0]));
  const recoveries = risk.onsets.flatMap((o) => (o.recovery === null ? [] : [o.recovery]));
  if (recoveries.length < 3) return 0;
  const reach = Math.max(2 * MINUTE_MS, 1.5 * risk.binMs);
  let most = 0;
  for (const ts of streams) {
    if (ts.stream.kind !== 'job' || ts.start.length > 500) continue;
    const hit = recoveries.filter(
      (t) =>
        ts.start.some((from) => Math.abs(t - from) <= reach) ||
        ts.end.some((to) => Math.abs(t - to) <= reach),
    );
    const byChance = Math.min(1, (ts.start.length * 4 * reach) / Math.max(1, risk.spanMs));
    const emptied = beyondChance(hit.length / recoveries.length, byChance);
    if (emptied >= 0.6) most = Math.max(most, emptied * (missing.get(ts.stream.id) ?? 0));
  }
  return most;
}

/** Share of the windows that ended as a restart or fix took effect, beyond what their number inside the windows makes likely. */
export function endedByRestart(risk: RiskSet, resets: readonly number[]): number {
  const ended = risk.onsets.flatMap((o) => (o.recovery === null ? [] : [{ from: o.at, to: o.recovery }]));
  if (ended.length === 0) return 0;
  const reach = Math.max(3 * MINUTE_MS, 2 * risk.binMs);
  const after = 1.5 * risk.binMs;
  let hit = 0;
  let inside = 0;
  let failing = 0;
  for (const { from, to } of ended) {
    if (resets.some((t) => t >= to - reach && t <= to + after)) hit++;
    for (const t of resets) if (t >= from && t <= to + after) inside++;
    failing += to - from + after;
  }
  const byChance = 1 - Math.exp((-inside * Math.min(reach + after, failing / ended.length)) / failing);
  return between(0, beyondChance(hit / ended.length, byChance), 1);
}

/** Of what chance does not explain, the share that was met. */
function beyondChance(share: number, byChance: number): number {
  return (share - byChance) / Math.max(0.05, 1 - byChance);
}
