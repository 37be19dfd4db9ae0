import { isKind } from '../../shared/analyses/finding.ts';
import type { SessionState } from '../../shared/session/state.ts';

/** What the verdict names: a stream (of one event `<stream>#<n>`, its stream), traffic, accumulation; null while undecided. */
export function decidedCause(state: Pick<SessionState, 'findings'>): string | null {
  const cause = state.findings.find((finding) => !finding.withdrawn && isKind(finding, 'cause'));
  if (!cause || !isKind(cause, 'cause') || cause.data.state !== 'cause') return null;
  return cause.data.cause.split('#')[0] ?? null;
}
