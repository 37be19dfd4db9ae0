import type { Attempt, Incident } from '../../incident/incident.ts';
import type { LogTemplate } from '../../incident/logs.ts';
import type { RecordRef } from '../../incident/source.ts';
import { MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';
import { binomialTail } from '../statistics/normal-tail.ts';

/** A moment from which a process is back after somebody or something restarted it. */
export interface ReadyTime {
  /** When it went down, or the attempt was made, epoch ms. */
  readonly at: number;
  /** When the last instance was back, epoch ms. */
  readonly until: number;
  readonly origin: 'stated' | 'logs' | 'deploy';
  /** The attempt, or null for an earlier deployment. */
  readonly attempt: Attempt['id'] | null;
  /** The deployment stream, or null. */
  readonly stream: string | null;
  readonly ref: RecordRef | null;
}

/** No restart is still rolling after this long. */
const LONGEST_ROLL_MS = 20 * MINUTE_MS;
/** A rolling change has ended once this long has passed without another instance coming back. */
const SETTLED_MS = 4 * MINUTE_MS;
/** A deployment whose last state comes later than this was closed by hand, not by the process. */
const LONGEST_DEPLOY_MS = 45 * MINUTE_MS;

/**
 * When the process was back after each attempt: as stated, else from log templates whose lines gather right after the
 * attempts and are rare elsewhere. What the lines say is not read.
 */
export function readyTimes(
  incident: Incident,
  segmentation: Segmentation,
  attempts: readonly Attempt[],
): ReadyTime[] {
  const ready: ReadyTime[] = [];
  const searched = searchSpans(attempts, segmentation);
  const signs = incident.logs
    ? startUpTemplates(
        incident,
        searched.map((s) => s.range),
      )
    : [];
  for (const { attempt, at, range } of searched) {
    if (attempt.until !== null) {
      ready.push({
        at,
        until: attempt.until,
        origin: 'stated',
        attempt: attempt.id,
        stream: null,
        ref: attempt.ref,
      });
      continue;
    }
    const last = lastSign(signs, range);
    if (last !== null)
      ready.push({ at, until: last.at, origin: 'logs', attempt: attempt.id, stream: null, ref: last.ref });
  }
  return [...ready, ...deployments(incident)].sort((a, b) => a.at - b.at || a.until - b.until);
}

/** When the process was back after each attempt, epoch ms, ascending: what deployments and recorded restarts did is in their streams. */
export function backAfterAttempts(ready: readonly ReadyTime[]): number[] {
  return ready.filter(({ attempt }) => attempt !== null).map(({ until }) => until);
}

/** Log templates that a process writes when it comes up: they gather after the attempts and are rare elsewhere. */
export function startUpTemplates(incident: Incident, spans: readonly TimeRange[]): LogTemplate[] {
  const logs = incident.logs;
  if (!logs || spans.length === 0) return [];
  const covered = logs.coverage.reduce((sum, range) => sum + range.to - range.from, 0);
  const inSpans = spans.reduce((sum, range) => sum + range.to - range.from, 0);
  if (covered <= 0 || inSpans >= covered / 2) return [];
  const chance = inSpans / covered;
  return logs.templates.filter((template) => {
    if (template.times.length < template.count || template.count < 2 || template.count > 500) return false;
    const touched = spans.filter((span) =>
      template.times.some((at) => at >= span.from && at < span.to),
    ).length;
    const inside = template.times.filter((at) =>
      spans.some((span) => at >= span.from && at < span.to),
    ).length;
    if (inside < 0.75 * template.count) return false;
    // Lines of one start-up come together: a start-up counts once, however many lines it writes.
    const groups = clusters(template.times, MINUTE_MS / 2);
    const groupsInside = groups.filter((at) => spans.some((span) => at >= span.from && at < span.to)).length;
    if (touched < Math.min(2, spans.length)) return false;
    return binomialTail(groupsInside, groups.length, chance) < 0.01;
  });
}

/** First time of each group of times that lie closer together than `gapMs`. */
export function clusters(times: readonly number[], gapMs: number): number[] {
  const first: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    if (at - last > gapMs) first.push(at);
    last = at;
  }
  return first;
}

interface Searched {
  readonly attempt: Attempt;
  readonly at: number;
  readonly range: TimeRange;
}

/** After each attempt, up to the next attempt or the next onset. */
function searchSpans(attempts: readonly Attempt[], segmentation: Segmentation): Searched[] {
  const timed = attempts.flatMap((attempt) => (attempt.at === null ? [] : [{ attempt, at: attempt.at }]));
  timed.sort((a, b) => a.at - b.at);
  return timed.map(({ attempt, at }, n) => {
    const nextAttempt = timed[n + 1]?.at ?? Number.POSITIVE_INFINITY;
    const nextOnset = segmentation.episodes.find((e) => e.from > at)?.from ?? Number.POSITIVE_INFINITY;
    return { attempt, at, range: { from: at, to: Math.min(at + LONGEST_ROLL_MS, nextAttempt, nextOnset) } };
  });
}

/** The last sign of a start-up before things settle: instances follow each other closely, then nothing more. */
function lastSign(signs: readonly LogTemplate[], range: TimeRange): { at: number; ref: RecordRef } | null {
  const seen = signs
    .flatMap((template) => template.times.map((at) => ({ at, ref: template.ref })))
    .filter((sign) => sign.at >= range.from && sign.at < range.to)
    .sort((a, b) => a.at - b.at);
  let last = seen[0] ?? null;
  for (const sign of seen) {
    if (last && sign.at - last.at > SETTLED_MS) break;
    last = sign;
  }
  return last;
}

function deployments(incident: Incident): ReadyTime[] {
  const found: ReadyTime[] = [];
  for (const stream of incident.streams) {
    if (stream.kind !== 'deploy' && stream.kind !== 'restart') continue;
    for (const event of stream.events) {
      if (event.expected || event.end === null || event.end - event.start > LONGEST_DEPLOY_MS) continue;
      if (event.status === 'failed' || event.status === 'cancelled') continue;
      found.push({
        at: event.start,
        until: event.end,
        origin: 'deploy',
        attempt: null,
        stream: stream.id,
        ref: event.ref,
      });
    }
  }
  return found;
}
