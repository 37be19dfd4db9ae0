import { streamOf } from '../../shared/analyses/candidate-id.ts';
import { type DataOf, isKind } from '../../shared/analyses/finding.ts';
import type { SessionState } from '../../shared/session/state.ts';

/** The verdict on the cause; null before the evidence is analysed. */
export function verdictOn({ findings }: Pick<SessionState, 'findings'>): DataOf<'cause'> | null {
  const cause = findings.find((finding) => !finding.withdrawn && isKind(finding, 'cause'));
  return cause && isKind(cause, 'cause') ? cause.data : null;
}

/** What the verdict names: a stream (of one event `<stream>#<n>`, its stream), a change on record, traffic, accumulation; null while undecided. */
export function decidedCause(state: Pick<SessionState, 'findings'>): string | null {
  const verdict = verdictOn(state);
  return verdict?.state === 'cause' ? streamOf(verdict.cause) : null;
}

/** The same for the room's charts, where nothing listed is a verdict, too: a lane of runs would be taken for the cause. */
export function roomCause(state: Pick<SessionState, 'findings'>): string | null {
  return verdictOn(state)?.state === 'none' ? 'none' : decidedCause(state);
}

/** How many lanes of runs the room needs: one, or one for each of two that cannot be told apart. */
export function lanesForRoom(state: Pick<SessionState, 'findings'>): number {
  const verdict = verdictOn(state);
  return verdict?.state === 'inseparable' && new Set(verdict.inseparable.flat()).size === 2 ? 2 : 1;
}
