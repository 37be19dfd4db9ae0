import { isRecorded, isSingleChange } from '../candidate-id.ts';
import type { Candidate } from '../finding.ts';
import { eventNoun, eventOf } from '../wording.ts';

/** What would separate the likeliest rivals, given how many windows were seen: one sentence. */
export function experimentFor(
  candidates: readonly Candidate[],
  inseparable: readonly (readonly [string, string])[],
  windows: number,
): string {
  const alike = new Set(inseparable.flat());
  if (alike.size > 0) return separating(candidates.filter(({ id }) => alike.has(id)));
  const first = candidates[0];
  if (first?.kind === 'traffic')
    return 'Hold the load below the suspected limit for one usual interval and see whether it stays calm.';
  if (first?.kind === 'accumulation')
    return 'Restart once in the middle of a calm stretch and see whether the next window is late by as much.';
  const stream = candidates.find((c) => !['none', 'traffic', 'accumulation'].includes(c.kind));
  if (!stream) return 'Bring the run history of what is scheduled and the list of changes.';
  return windows < 2
    ? `${without(stream, '')} and see whether it stays away.`
    : `${without(stream, ' for one usual interval')} and see whether the next window still comes.`;
}

/** Of several that meet the same windows: the one that is easiest to hold back, a job before a change. */
function separating(alike: readonly Candidate[]): string {
  const [, second] = alike;
  const held = alike.find(({ kind }) => kind === 'job') ?? second;
  if (!held) return '';
  const moved = held.kind === 'job' ? ' (or shift its start)' : '';
  return `${without(held, ' for one cycle')}${moved} and see whether the next window still comes.`;
}

/** "Pause x for one cycle": how a candidate of this kind is kept from acting. */
function without({ id, kind, label }: Candidate, time: string): string {
  if (kind === 'pair') return `Keep ${id.split('&').join(' and ')} from running at once${time}`;
  // What others changed is not ours to take back.
  if (isRecorded(id)) return `${kind === 'vendor' ? 'Do without' : 'Take back'} ${label}`;
  if (isSingleChange(id)) return `Take back the ${eventNoun(kind)} ${label}`;
  switch (kind) {
    case 'deploy':
    case 'config':
    case 'data':
    case 'flag':
    case 'certificate':
      return `Hold back every ${eventOf(kind, id)}${time}`;
    case 'dependency':
    case 'vendor':
      return `Do without ${id}${time}`;
    case 'autoscale':
    case 'restart':
      return `Keep “${id}” from happening${time}`;
    default:
      return `Pause ${id}${time}`;
  }
}
