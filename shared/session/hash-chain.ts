import { canonicalJson } from './canonical-json.ts';
import type { EventBody, SessionEvent } from './events.ts';
import type { Sha256 } from './sha256.ts';

/** What the chain holds of an event: its body only by its hash, so that a body erased on request leaves it valid. */
export interface ChainLink {
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  readonly role: string;
  readonly kind: string;
  readonly v: number;
  readonly bodyHash: string;
}

/** `prev` of a session's first event. */
export const GENESIS = '0'.repeat(64);

/** Hash of a body's canonical JSON, hex. */
export function hashBody(body: EventBody, sha256: Sha256): string {
  return sha256(canonicalJson(body));
}

/** The link that an event adds to the chain. */
export function linkOf(event: SessionEvent, sha256: Sha256): ChainLink {
  const { session, seq, at, role, v, body } = event;
  return { session, seq, at, role, kind: body.kind, v, bodyHash: event.bodyHash ?? hashBody(body, sha256) };
}

/** hash = sha256(prev | session | seq | at | role | kind | v | sha256(body)), parts joined by a line feed, hex. */
export function hashLink(prev: string, link: ChainLink, sha256: Sha256): string {
  const { session, seq, at, role, kind, v, bodyHash } = link;
  return sha256([prev, session, seq, at, role, kind, v, bodyHash].join('\n'));
}

/** Hash of the last event, or GENESIS for none: the report's `head_hash`. */
export function headHash(events: readonly SessionEvent[], sha256: Sha256): string {
  return events.reduce((prev, event) => hashLink(prev, linkOf(event, sha256), sha256), GENESIS);
}
