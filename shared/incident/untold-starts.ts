import type { Attempt } from './incident.ts';
import type { LogDigest } from './logs.ts';
import { mentions } from './mentions.ts';
import type { EventRecord, FileImport } from './records.ts';
import { serviceOf } from './stream.ts';
import { MINUTE_MS } from './time-range.ts';

/** What an orchestrator, systemd or the team record of a restart, and the line of the service itself, lie this close together. */
const BESIDE_MS = 2 * MINUTE_MS;
/** A rollout without an end is over by then. */
const ROLLOUT_MS = 10 * MINUTE_MS;

/** True when a recorded restart or deployment is why this service came up. */
function tells(record: EventRecord, start: EventRecord): boolean {
  const service = start.about[0];
  const end = Math.max(record.end ?? record.start, record.start);
  if (record.kind === 'restart') {
    if (start.start < record.start - BESIDE_MS || start.start > end + BESIDE_MS) return false;
    return (
      service === undefined ||
      [record.stream, record.title, ...record.about].some((text) => mentions(text, service))
    );
  }
  if (record.kind !== 'deploy') return false;
  if (start.start < record.start - BESIDE_MS || start.start > end + ROLLOUT_MS) return false;
  return service === undefined || serviceOf(record.stream) === service || record.about.includes(service);
}

/**
 * The restarts that services' own logs tell of, less those that stand in other records already: as a restart, as a
 * deployment, or as what the team did. Of a stream too few are left of, none is.
 */
export function untoldStarts(
  imports: readonly FileImport[],
  logs: LogDigest | null,
  attempts: readonly Attempt[],
): EventRecord[] {
  const starts = logs?.starts ?? [];
  if (starts.length === 0) return [];
  const recorded = [...imports.flatMap((file) => file.events), ...(logs?.runs ?? [])].filter(
    (one) => !one.expected && (one.kind === 'restart' || one.kind === 'deploy'),
  );
  const untold = starts.filter(
    (start) =>
      !recorded.some((record) => tells(record, start)) &&
      !attempts.some(
        ({ at, until }) => at !== null && start.start >= at && start.start <= (until ?? at) + BESIDE_MS,
      ),
  );
  const left = new Map<string, number>();
  for (const { stream } of untold) left.set(stream, (left.get(stream) ?? 0) + 1);
  return untold.filter(({ stream }) => (left.get(stream) ?? 0) > 1);
}
