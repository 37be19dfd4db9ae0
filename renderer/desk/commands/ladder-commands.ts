import { BESIDE_LADDER } from '../../../shared/ladder/closing.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { isUsable, useModel } from '../../stores/model-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { acceptAnswer, ask, askPrompt, takeEvidence } from '../actions.ts';
import { takeSuggestion } from '../model-actions.ts';
import { canReword, rewordAnswer } from '../reword-answer.ts';
import { chosenRung, moveSelection } from '../rung-selection.ts';
import { asking, type DeskCommand, focus, going, WORK } from './desk-command.ts';

const openForm = (kind: NonNullable<ReturnType<typeof useDesk.getState>['asking']>) => () =>
  useDesk.getState().set({ asking: kind });

const prompts = [1, 2, 3].map(
  (n): DeskCommand => ({
    id: `prompt-${n}`,
    label: `Ask prompt ${n}`,
    group: 'Ladder',
    key: String(n),
    pages: WORK,
    enabled: (state) => asking(state) && useSession.getState().guidance?.prompts[n - 1] !== undefined,
    run: () => askPrompt(n - 1),
  }),
);

/** Question, answer, rungs. */
export const LADDER_COMMANDS: readonly DeskCommand[] = [
  {
    id: 'question',
    label: 'Edit the question',
    group: 'Ladder',
    key: 'Q',
    pages: WORK,
    enabled: asking,
    run: () => focus('question'),
  },
  {
    id: 'answer',
    label: 'Type the answer',
    group: 'Ladder',
    key: 'A',
    pages: ['work', 'presenter'],
    enabled: going,
    run: () => focus('answer'),
  },
  {
    id: 'evidence',
    label: 'Cite evidence',
    group: 'Ladder',
    key: 'E',
    pages: WORK,
    enabled: asking,
    run: () => useDesk.getState().set({ picker: true }),
  },
  {
    id: 'take',
    label: 'Take the finding that answers',
    group: 'Ladder',
    key: 'Y',
    pages: WORK,
    enabled: (state) => asking(state) && useSession.getState().guidance?.reply?.kind === 'answer',
    run: takeEvidence,
  },
  {
    id: 'suggestion',
    label: 'Take the model’s wording',
    group: 'Ladder',
    key: 'T',
    pages: WORK,
    enabled: (state) => asking(state) && isUsable(useModel.getState().status),
    run: takeSuggestion,
  },
  {
    id: 'reword',
    label: 'Reword the answer as the guard rail says',
    group: 'Ladder',
    key: 'R',
    pages: WORK,
    enabled: (state) => asking(state) && canReword(),
    run: rewordAnswer,
  },
  {
    id: 'accept',
    label: 'Accept rung',
    group: 'Ladder',
    key: 'Ctrl+Enter',
    pages: ['work', 'presenter'],
    enabled: asking,
    run: acceptAnswer,
  },
  ...prompts,
  {
    id: 'ask-next',
    label: 'Ask the playbook’s next question',
    group: 'Ladder',
    key: 'O',
    pages: WORK,
    enabled: (state) => going(state) && state?.current === null && state.result !== null,
    run: () => ask(null),
  },
  {
    id: 'own-question',
    label: 'Ask a question of your own',
    group: 'Ladder',
    key: 'W',
    pages: WORK,
    enabled: (state) => going(state) && state?.blind.phase !== 'writing',
    run: openForm('own-question'),
  },
  {
    id: 'branch',
    label: 'Add a rival answer',
    group: 'Ladder',
    key: 'B',
    pages: WORK,
    enabled: (state) => {
      const rung = chosenRung(state) ?? state?.rungs.find((one) => one.id === state.current);
      return going(state) && rung !== undefined && !BESIDE_LADDER.has(rung.move);
    },
    run: openForm('branch'),
  },
  {
    id: 'refute',
    label: 'Refute a rung',
    group: 'Ladder',
    key: 'X',
    pages: WORK,
    enabled: (state) =>
      going(state) &&
      (state?.rungs ?? []).some((rung) => rung.status === 'asserted' || rung.status === 'supported'),
    run: openForm('refute'),
  },
  {
    id: 'park',
    label: 'Park the question',
    group: 'Ladder',
    key: 'P',
    pages: WORK,
    enabled: asking,
    run: openForm('park'),
  },
  {
    id: 'reopen',
    label: 'Reopen the selected level',
    group: 'Ladder',
    key: 'U',
    pages: WORK,
    enabled: (state) =>
      going(state) && (state?.rungs ?? []).some((rung) => rung.answer !== null || rung.status === 'parked'),
    run: async () => {
      const { state, send } = useSession.getState();
      const rung = chosenRung(state) ?? state?.rungs.findLast((one) => one.status !== 'open');
      if (rung) await send({ kind: 'reopen', rung: rung.id });
    },
  },
  {
    id: 'edit-answer',
    label: 'Edit the selected answer',
    group: 'Ladder',
    key: 'Shift+A',
    pages: WORK,
    enabled: (state) => going(state) && isStanding(chosenRung(state)?.status),
    run: openForm('edit-answer'),
  },
  {
    id: 'root',
    label: 'Take the selected answer as a root, or withdraw it',
    group: 'Ladder',
    key: 'Shift+R',
    pages: WORK,
    enabled: (state) => going(state) && isStanding(chosenRung(state)?.status),
    run: async () => {
      const { state, send } = useSession.getState();
      const rung = chosenRung(state);
      if (rung?.root) await send({ kind: 'withdraw-root', rung: rung.id });
      else openForm('root')();
    },
  },
  {
    id: 'dissent',
    label: 'Note dissent that stays',
    group: 'Ladder',
    key: 'D',
    pages: WORK,
    enabled: going,
    run: openForm('dissent'),
  },
  {
    id: 'rung-up',
    label: 'Select the rung above',
    group: 'Ladder',
    key: 'Up',
    pages: WORK,
    enabled: (state) => (state?.rungs.length ?? 0) > 0,
    run: () => moveSelection(-1),
  },
  {
    id: 'rung-down',
    label: 'Select the rung below',
    group: 'Ladder',
    key: 'Down',
    pages: WORK,
    enabled: (state) => (state?.rungs.length ?? 0) > 0,
    run: () => moveSelection(1),
  },
];

function isStanding(status: string | undefined): boolean {
  return status === 'asserted' || status === 'supported';
}
