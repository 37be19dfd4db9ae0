import type { PersonalityEntry } from '../../shared/ipc/contract.ts';
import { useSession } from '../stores/session-store.ts';

/** One choice of the switch. */
interface Voice {
  readonly value: string;
  readonly label: string;
  readonly title: string;
}

/** The four that come with the app, in the order of the switch: known before a session says which there are. */
const PERSONALITIES: readonly Voice[] = [
  {
    value: 'investigator',
    label: 'Investigator',
    title: 'Challenges at once and asks what would prove the answer wrong',
  },
  { value: 'coach', label: 'Coach', title: 'Asks open questions and lets the team find it' },
  { value: 'facilitator', label: 'Facilitator', title: 'Works the group: dissent, quiet voices, turns' },
  { value: 'default', label: 'Default', title: 'Neutral' },
];

/** The four, and those that a user added. */
export function withAdded(known: readonly PersonalityEntry[]): readonly Voice[] {
  const added = known.filter((one) => !PERSONALITIES.some(({ value }) => value === one.id));
  return [
    ...PERSONALITIES,
    ...added.map(({ id, name, about }) => ({ value: id, label: name, title: about })),
  ];
}

/** What the open session can be switched to. */
export function voicesOf(guidance: ReturnType<typeof useSession.getState>['guidance']): readonly Voice[] {
  return withAdded(guidance?.personalities ?? []);
}

/** The same in a view: it follows the session. */
export function useVoices(): readonly Voice[] {
  return voicesOf(useSession((store) => store.guidance));
}
