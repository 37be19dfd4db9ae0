/** The four that come with the app, in the order of the switch; files that a user added follow. */
export const PERSONALITIES: readonly {
  readonly value: string;
  readonly label: string;
  readonly title: string;
}[] = [
  {
    value: 'investigator',
    label: 'Investigator',
    title: 'Challenges at once and asks what would prove the answer wrong',
  },
  { value: 'coach', label: 'Coach', title: 'Asks open questions and lets the team find it' },
  { value: 'facilitator', label: 'Facilitator', title: 'Works the group: dissent, quiet voices, turns' },
  { value: 'default', label: 'Default', title: 'Neutral' },
];
