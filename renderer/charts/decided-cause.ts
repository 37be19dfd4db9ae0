import { streamOf } from '../../shared/analyses/candidate-id.ts';
import { isKind } from '../../shared/analyses/finding.ts';
import type { SessionState } from '../../shared/session/state.ts';

/** What the verdict names: a stream (of one event `<stream>#<n>`, its stream), a change on record, traffic, accumulation; null while undecided. */
export function decidedCause(state: Pick<SessionState, 'findings'>): string | null {
  const cause = state.findings.find((finding) => !finding.withdrawn && isKind(finding, 'cause'));
  if (!cause || !isKind(cause, 'cause') || cause.data.state !== 'cause') return null;
  return streamOf(cause.data.cause);
}
