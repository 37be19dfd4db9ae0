import type { Incident } from '../../incident/incident.ts';
import type { Stream } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';

/** Id under which the team's own fixes stand among the candidates. */
export const ATTEMPTS = 'attempts';
const LEAST_ATTEMPTS = 3;

/**
 * The team's fixes as a stream: a restart with cold caches or a larger pool may bring the next window itself. Its events
 * are the moments at which the process was back. Null where there are too few, or where a listed stream records them.
 */
export function attemptsStream(incident: Incident): Stream | null {
  const times = incident.attempts
    .flatMap(({ at, until }) => (until !== null ? [until] : at !== null ? [at] : []))
    .sort((a, b) => a - b);
  if (times.length < LEAST_ATTEMPTS) return null;
  const listed = incident.streams.some(
    ({ id, events }) =>
      id === ATTEMPTS ||
      times.filter((t) => events.some((e) => Math.abs((e.end ?? e.start) - t) <= 2 * MINUTE_MS)).length * 2 >
        times.length,
  );
  if (listed) return null;
  return {
    id: ATTEMPTS,
    kind: 'restart',
    events: times.map((start) => ({
      start,
      end: null,
      title: ATTEMPTS,
      status: null,
      size: null,
      about: [],
      expected: false,
      ref: null,
    })),
    coverage: [],
    sizeUnit: null,
    sources: [],
  };
}
