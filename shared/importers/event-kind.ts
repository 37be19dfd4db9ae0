import type { StreamKind } from '../incident/stream.ts';

const KINDS: readonly (readonly [RegExp, StreamKind])[] = [
  [/deploy|release|rollout/i, 'deploy'],
  [/feature.?flag|toggle/i, 'flag'],
  [/config/i, 'config'],
  [/autoscal|scal(?:ed|ing)/i, 'autoscale'],
  [/maintenance|downtime/i, 'maintenance'],
];

/** The kind of an event by what it says of itself in its type, source, tags and title; null when that names none. */
export function eventKindIn(says: string): StreamKind | null {
  return KINDS.find(([pattern]) => pattern.test(says))?.[1] ?? null;
}

/** The stream of such events: "cart deployments", "config events". */
export function streamOfKind(kind: StreamKind, service: string | null): string {
  return `${service === null ? '' : `${service} `}${kind === 'deploy' ? 'deployments' : `${kind} events`}`;
}
