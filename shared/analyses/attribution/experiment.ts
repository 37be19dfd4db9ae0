import { isRecorded, isSingleChange } from '../candidate-id.ts';
import type { Candidate } from '../finding.ts';
import { eventNoun, eventOf } from '../wording.ts';

/** To hold back what hardly anything speaks for tells nothing that an export would not. */
export const WORTH_A_TEST = 0.2;

/** What would separate the likeliest rivals, given how many windows were seen and whether it fails now: one sentence. */
export function experimentFor(
  candidates: readonly Candidate[],
  inseparable: readonly (readonly [string, string])[],
  windows: number,
  failing: boolean,
): string {
  const alike = new Set(inseparable.flat());
  if (alike.size > 0) return separating(candidates.filter(({ id }) => alike.has(id)));
  const first = candidates[0];
  if (first?.kind === 'traffic')
    return 'Hold the load below the suspected limit for one usual interval and see whether it stays calm.';
  if (first?.kind === 'accumulation')
    return 'Restart once in the middle of a calm stretch and see whether the next window is late by as much.';
  const stream = candidates.find((c) => !['none', 'traffic', 'accumulation'].includes(c.kind));
  if (!stream || (first?.kind === 'none' && stream.probability < WORTH_A_TEST))
    return 'Bring the run history of what is scheduled and the list of changes.';
  if (windows >= 2)
    return `${without(stream, ' for one usual interval')} and see whether the next window still comes.`;
  return failing ? `${ended(stream)} and see whether the failure ends.` : onceMore(stream);
}

/** It fails since then: how what began is ended. */
function ended({ id, kind, label }: Candidate): string {
  if (isSingleChange(id)) return without({ id, kind, label }, '');
  switch (kind) {
    case 'deploy':
    case 'config':
    case 'data':
    case 'flag':
      return `Take back the latest ${eventOf(kind, id)}`;
    case 'certificate':
      return `Put a valid certificate in place (${id})`;
    default:
      return without({ id, kind, label }, '');
  }
}

/** One window was seen, and it is over: that it stays away would show nothing, that it comes again would. */
function onceMore({ id, kind, label }: Candidate): string {
  const again = 'and see whether it fails again';
  if (kind === 'certificate')
    return `Look up in the logs of the failing service which certificate it refused, and when ${id} was replaced.`;
  if (kind === 'pair') return `Let ${id.split('&').join(' and ')} run at once under watch ${again}.`;
  if (kind === 'vendor' || kind === 'dependency') return `Watch the next ${eventOf(kind, id)} ${again}.`;
  if (isSingleChange(id)) return `Try ${changeOf({ id, kind, label })} on a small part once more ${again}.`;
  if (kind === 'deploy' || kind === 'config' || kind === 'data' || kind === 'flag')
    return `Try the latest ${eventOf(kind, id)} on a small part once more ${again}.`;
  return kind === 'job'
    ? `Run ${id} once more under watch ${again}.`
    : `Watch the next ${eventOf(kind, id)} ${again}.`;
}

/** "the deployment checkout 7.3.0 (11:26)"; a change on record has its whole name. */
function changeOf({ id, kind, label }: Pick<Candidate, 'id' | 'kind' | 'label'>): string {
  if (isRecorded(id)) return label;
  return label.startsWith(`${eventNoun(kind)} `) ? `the ${label}` : `the ${eventNoun(kind)} ${label}`;
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
function without({ id, kind, label }: Pick<Candidate, 'id' | 'kind' | 'label'>, time: string): string {
  if (kind === 'pair') return `Keep ${id.split('&').join(' and ')} from running at once${time}`;
  // What others changed is not ours to take back.
  if (isRecorded(id)) return `${kind === 'vendor' ? 'Do without' : 'Take back'} ${label}`;
  if (isSingleChange(id)) return `Take back ${changeOf({ id, kind, label })}`;
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
