import { useSession } from '../stores/session-store.ts';

/** One choice of the switch. */
interface Voice {
  readonly value: string;
  readonly label: string;
  readonly title: string;
}

/** The four that come with the app, in the order of the switch: known before a session says which there are. */
export const PERSONALITIES: readonly Voice[] = [
  {
    value: 'investigator',
    label: 'Investigator',
    title: 'Challenges at once and asks what would prove the answer wrong',
  },
  { value: 'coach', label: 'Coach', title: 'Asks open questions and lets the team find it' },
  { value: 'facilitator', label: 'Facilitator', title: 'Works the group: dissent, quiet voices, turns' },
  { value: 'default', label: 'Default', title: 'Neutral' },
];

/** What can be switched to: the four, and the files that a user added. */
export function voicesOf(guidance: ReturnType<typeof useSession.getState>['guidance']): readonly Voice[] {
  const added = (guidance?.personalities ?? []).filter(
    (one) => !PERSONALITIES.some((known) => known.value === one.id),
  );
  return [
    ...PERSONALITIES,
    ...added.map(({ id, name, about }) => ({ value: id, label: name, title: about })),
  ];
}

/** The same in a view: it follows the session. */
export function useVoices(): readonly Voice[] {
  return voicesOf(useSession((store) => store.guidance));
}
