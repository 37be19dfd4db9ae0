import { MINUTE_MS } from '../../incident/time-range.ts';
import { isRecorded } from '../candidate-id.ts';
import type { AllEvidence } from './evidence.ts';
import type { Weighed } from './weighed.ts';

/** The likeliest candidate explains at least this share of the windows: then the rest are exceptions. */
const MOST = 0.6;
/** From this probability on it is a cause. */
const CAUSE = 0.5;
/** A status page and people tell of an outage minutes after it began. */
const LATE_MS = 15 * MINUTE_MS;
/** Chance below which an event at the onset is no accident. */
const CHANCE = 0.05;

/**
 * Of windows that the likeliest stream leaves while it explains most: other streams with an event around one, and changes on
 * record, too rare for that to be chance. Such a window may have a cause of its own.
 */
export function atLeftWindows(
  { candidates, risk }: AllEvidence,
  probabilities: readonly number[],
): Weighed[] {
  const best = Math.max(...probabilities);
  const top = candidates[probabilities.indexOf(best)];
  const counts = top?.trigger?.counts;
  if (!top || !counts || best < CAUSE || counts.explained < MOST * counts.windows) return [];
  const left = risk.onsets.filter((o) => o.seen).filter((_, j) => (counts.by[j] ?? -1) < 0);
  return candidates.filter((w) => {
    const spans = w.id === top.id ? null : spansOf(w, risk);
    return spans !== null && left.some(({ at }) => meets(spans, at, risk));
  });
}

/** From when to when something happened, ms since the first bin. */
type Spans = readonly (readonly [from: number, to: number])[];

/** The events of a stream, or the moment of a change on record; null for what has no time. */
function spansOf({ id, stepAt, untested, stream }: Weighed, risk: AllEvidence['risk']): Spans | null {
  if (stepAt !== null) return isRecorded(id) && untested !== 'day' ? [[stepAt, stepAt]] : null;
  return (
    stream?.events.map((e) => [e.start - risk.origin, (e.end ?? e.start) - risk.origin] as const) ?? null
  );
}

/** Does one of them begin around the onset, or last over it, where few enough would? */
function meets(spans: Spans, onset: number, risk: AllEvidence['risk']): boolean {
  const near = Math.max(LATE_MS, 2 * risk.binMs);
  let around = 0;
  let reached = 0;
  for (const [start, end] of spans) {
    if (start > risk.spanMs || end < 0) continue;
    reached += Math.min(risk.spanMs, end + near) - Math.max(0, start - near);
    if (start - near <= onset && onset <= end + near) around++;
  }
  return around > 0 && reached / risk.spanMs < CHANCE;
}
