import { isRecorded, partsOf } from '../analyses/candidate-id.ts';
import type { Candidate } from '../analyses/finding.ts';
import { list } from '../analyses/wording.ts';
import { type Culprit, isMissed, labelOf } from './case.ts';

/** What kind of thing the cause is, as the engine lists it; null for what is no stream. */
export function kindOf(culprit: Culprit): Candidate['kind'] | null {
  if (culprit.kind !== 'stream') return null;
  return culprit.cause.data.candidates.find((candidate) => candidate.id === culprit.id)?.kind ?? null;
}

/** Kinds that others run: nobody in the room can pause them. */
export function isOutside(culprit: Culprit): boolean {
  const kind = kindOf(culprit);
  return kind === 'vendor' || kind === 'dependency';
}

/** What is paused skips a run that is due; what is taken back for a part of the requests shows at any time. */
export function isPausable(culprit: Culprit): boolean {
  const kind = kindOf(culprit);
  if (isMissed(culprit)) return false;
  return kind === 'job' || kind === 'pair';
}

/** The cheapest step that tells whether a stream is the cause: what can be done depends on what it is. */
export function trialOf(culprit: Culprit & { readonly kind: 'stream' }, label = labelOf(culprit)): string {
  if (isMissed(culprit)) return `Start ${culprit.id} by hand when a run is missing`;
  if (isRecorded(culprit.id) && !isOutside(culprit)) return `Take back ${label}, for a part of the requests`;
  switch (kindOf(culprit)) {
    case 'pair':
      return `Keep ${list(partsOf(culprit.id))} from running at the same time`;
    case 'vendor':
    case 'dependency':
      return `Answer a part of the requests without ${label}`;
    case 'deploy':
    case 'config':
    case 'data':
    case 'flag':
    case 'certificate':
      return `Take back what ${label} brought, for a part of the requests`;
    case 'autoscale':
    case 'restart':
      return `Keep “${label}” from happening for one usual interval`;
    case 'maintenance':
      return `Hold back ${label} for one cycle`;
    default:
      return `Pause ${label} for its next run`;
  }
}

/** What is seen when the trial is made and the cause is right. */
export function expectationOf(culprit: Culprit & { readonly kind: 'stream' }): string {
  if (isMissed(culprit)) return 'No failure follows where it was started in time; a failure then refutes it';
  const inPart = 'No failure in that part while the others fail; a failure there refutes it';
  if (isRecorded(culprit.id)) return inPart;
  switch (kindOf(culprit)) {
    case 'vendor':
    case 'dependency':
    case 'deploy':
    case 'config':
    case 'data':
    case 'flag':
    case 'certificate':
      return inPart;
    case 'pair':
      return 'No failure while they run apart; a failure then refutes it';
    default:
      return 'No failure while it is paused; a failure then refutes it';
  }
}
