import type { SessionState } from '../../shared/session/state.ts';
import { facilitator } from '../stores/bridge.ts';
import { type Page, useDesk } from '../stores/desk-store.ts';
import { useSession } from '../stores/session-store.ts';
import {
  acceptAnswer,
  addEvidence,
  ask,
  copyReport,
  createFromChooser,
  exportSessionFile,
  importSessionFile,
  leaveSession,
  saveReport,
  showOnScreen,
  takeEvidence,
  toggleAction,
  toggleScreen,
  turnPersonality,
  undo,
} from './actions.ts';
import { sideLoadModel, switchModel, takeSuggestion } from './model-actions.ts';
import { PERSONALITIES } from './personalities.ts';

/** Something the facilitator can do: one entry of the palette, with its key. */
export interface DeskCommand {
  readonly id: string;
  readonly label: string;
  readonly group: 'Ladder' | 'Evidence' | 'Session' | 'Room' | 'Library';
  /** "A", "Ctrl+Enter", "Shift+V"; a single letter works outside text fields and, with Alt, inside them. */
  readonly key: string;
  readonly pages: readonly Page[];
  readonly enabled: (state: SessionState | null) => boolean;
  readonly run: () => void | Promise<void>;
}

const WORK: readonly Page[] = ['work'];
const SESSION: readonly Page[] = ['work', 'sources', 'finish', 'presenter'];
const always = () => true;
const asking = (state: SessionState | null) =>
  state !== null && state.current !== null && state.blind.phase !== 'writing';

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

const voices = PERSONALITIES.map((personality) => personality.value);

/** Every command of the facilitator's window; the palette, the keys and the buttons read this list. */
export const DESK_COMMANDS: readonly DeskCommand[] = [
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
    pages: WORK,
    enabled: always,
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
    id: 'accept',
    label: 'Accept rung',
    group: 'Ladder',
    key: 'Ctrl+Enter',
    pages: ['work', 'presenter'],
    enabled: asking,
    run: acceptAnswer,
  },
  {
    id: 'branch',
    label: 'Add a rival answer',
    group: 'Ladder',
    key: 'B',
    pages: WORK,
    enabled: asking,
    run: () => useDesk.getState().set({ asking: 'branch' }),
  },
  {
    id: 'refute',
    label: 'Refute a rung',
    group: 'Ladder',
    key: 'X',
    pages: WORK,
    enabled: (state) => (state?.rungs.length ?? 0) > 0,
    run: () => useDesk.getState().set({ asking: 'refute' }),
  },
  {
    id: 'park',
    label: 'Park the question',
    group: 'Ladder',
    key: 'P',
    pages: WORK,
    enabled: asking,
    run: () => useDesk.getState().set({ asking: 'park' }),
  },
  {
    id: 'reopen',
    label: 'Reopen the selected level',
    group: 'Ladder',
    key: 'U',
    pages: WORK,
    enabled: (state) => (state?.rungs ?? []).some((rung) => rung.answer !== null || rung.status === 'parked'),
    run: async () => {
      const { state, send } = useSession.getState();
      const rung =
        useDesk.getState().selectedRung ?? state?.rungs.findLast((one) => one.status !== 'open')?.id ?? null;
      const found = state?.rungs.find((one) => one.id === rung);
      if (found) await send({ kind: 'reopen', rung: found.id });
    },
  },
  {
    id: 'ask-next',
    label: 'Ask the playbook’s next question',
    group: 'Ladder',
    key: 'N',
    pages: WORK,
    enabled: (state) => state !== null && state.current === null && state.result !== null,
    run: () => ask(null),
  },
  {
    id: 'dissent',
    label: 'Note dissent that stays',
    group: 'Ladder',
    key: 'D',
    pages: WORK,
    enabled: (state) => state !== null,
    run: () => useDesk.getState().set({ asking: 'dissent' }),
  },
  {
    id: 'findings',
    label: 'Findings',
    group: 'Evidence',
    key: 'F',
    pages: WORK,
    enabled: always,
    run: () => useDesk.getState().set({ findingsOpen: !useDesk.getState().findingsOpen }),
  },
  {
    id: 'census',
    label: 'Change census',
    group: 'Evidence',
    key: 'C',
    pages: WORK,
    enabled: always,
    run: () => document.getElementById('census')?.scrollIntoView({ block: 'end' }),
  },
  {
    id: 'log',
    label: 'Log an attempt',
    group: 'Evidence',
    key: 'L',
    pages: WORK,
    enabled: (state) => state !== null,
    run: () => useDesk.getState().set({ asking: 'log-attempt' }),
  },
  {
    id: 'account',
    label: 'Read somebody’s account into entries',
    group: 'Evidence',
    key: 'N',
    pages: WORK,
    enabled: (state) => state !== null,
    run: () => {
      const open = !useDesk.getState().accountOpen;
      useDesk.getState().set({ accountOpen: open, modelOpen: false });
      if (open) requestAnimationFrame(() => focus('account'));
    },
  },
  {
    id: 'in-hand',
    label: 'Start or stop what is in hand',
    group: 'Evidence',
    key: 'G',
    pages: WORK,
    enabled: (state) =>
      state !== null && (state.inHand !== null || state.result?.prevention?.interventions[0] !== undefined),
    run: () => {
      const { state } = useSession.getState();
      return toggleAction(
        state?.result?.prevention?.interventions[0]?.action ?? null,
        'No failure in the next window.',
      );
    },
  },
  {
    id: 'sources',
    label: 'Sources',
    group: 'Evidence',
    key: 'S',
    pages: ['work', 'sources'],
    enabled: (state) => state !== null,
    run: () => useDesk.getState().show(useDesk.getState().page === 'sources' ? 'work' : 'sources'),
  },
  {
    id: 'add-files',
    label: 'Add files',
    group: 'Evidence',
    key: 'Ctrl+O',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: async () => addEvidence(await facilitator.invoke('evidence:choose', 'files')),
  },
  {
    id: 'voice',
    label: 'Next personality',
    group: 'Session',
    key: 'V',
    pages: ['work', 'presenter'],
    enabled: (state) => state !== null,
    run: () => turnPersonality(voices, 1),
  },
  {
    id: 'voice-back',
    label: 'Personality before',
    group: 'Session',
    key: 'Shift+V',
    pages: ['work', 'presenter'],
    enabled: (state) => state !== null,
    run: () => turnPersonality(voices, -1),
  },
  {
    id: 'blind',
    label: 'Blind round: collect hypotheses first',
    group: 'Session',
    key: 'H',
    pages: WORK,
    enabled: (state) =>
      state !== null && (state.blind.phase === 'not-held' || state.blind.phase === 'skipped'),
    run: async () => {
      await useSession.getState().send({ kind: 'start-blind-round', seconds: 90 });
    },
  },
  {
    id: 'model',
    label: 'Model panel',
    group: 'Session',
    key: 'M',
    pages: WORK,
    enabled: (state) => state !== null,
    run: () => useDesk.getState().set({ modelOpen: !useDesk.getState().modelOpen, accountOpen: false }),
  },
  {
    id: 'model-switch',
    label: 'Model off and on',
    group: 'Session',
    key: 'Alt+M',
    pages: SESSION,
    enabled: always,
    run: switchModel,
  },
  {
    id: 'side-load',
    label: 'Side-load a model file',
    group: 'Session',
    key: 'Ctrl+Shift+M',
    pages: WORK,
    enabled: (state) => state !== null,
    run: sideLoadModel,
  },
  {
    id: 'suggestion',
    label: 'Take the model’s wording',
    group: 'Ladder',
    key: 'T',
    pages: WORK,
    enabled: asking,
    run: takeSuggestion,
  },
  {
    id: 'undo',
    label: 'Undo',
    group: 'Session',
    key: 'Ctrl+Z',
    pages: SESSION,
    enabled: (state) => (state?.undoable ?? null) !== null,
    run: () => undo('undo'),
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'Session',
    key: 'Ctrl+Shift+Z',
    pages: SESSION,
    enabled: (state) => (state?.redoable ?? null) !== null,
    run: () => undo('redo'),
  },
  {
    id: 'erase',
    label: 'Erase words: a secret, or a name',
    group: 'Session',
    key: 'Ctrl+Shift+X',
    pages: WORK,
    enabled: (state) => state !== null,
    run: () => useDesk.getState().set({ asking: 'erase' }),
  },
  {
    id: 'live',
    label: 'Live on and off',
    group: 'Session',
    key: 'Ctrl+L',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: async () => {
      const { state, send } = useSession.getState();
      if (state) await send({ kind: 'switch-live', live: !state.live });
    },
  },
  {
    id: 'finish',
    label: 'Finish: report and tests of the roots',
    group: 'Session',
    key: 'Ctrl+E',
    pages: ['work', 'sources', 'finish'],
    enabled: (state) => state !== null,
    run: () => useDesk.getState().show(useDesk.getState().page === 'finish' ? 'work' : 'finish'),
  },
  {
    id: 'save',
    label: 'Save the report',
    group: 'Session',
    key: 'Ctrl+S',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: () => saveReport(useSession.getState().state?.brief.outputFormat ?? 'yaml'),
  },
  {
    id: 'copy',
    label: 'Copy the report',
    group: 'Session',
    key: 'Ctrl+Shift+C',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: () => copyReport(useSession.getState().state?.brief.outputFormat ?? 'yaml'),
  },
  {
    id: 'export',
    label: 'Copy this session to a file',
    group: 'Session',
    key: 'Ctrl+Shift+E',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: async () => {
      const id = useSession.getState().id;
      if (id !== null) await exportSessionFile(id);
    },
  },
  {
    id: 'library',
    label: 'Back to the library',
    group: 'Session',
    key: 'Ctrl+Shift+L',
    pages: SESSION,
    enabled: always,
    run: leaveSession,
  },
  {
    id: 'screen-ladder',
    label: 'Room sees the ladder',
    group: 'Room',
    key: 'Ctrl+1',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: () => showOnScreen('ladder'),
  },
  {
    id: 'screen-chart',
    label: 'Room sees the chart',
    group: 'Room',
    key: 'Ctrl+2',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: () => showOnScreen('chart'),
  },
  {
    id: 'screen-summary',
    label: 'Room sees the closing summary',
    group: 'Room',
    key: 'Ctrl+3',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: () => showOnScreen('summary'),
  },
  {
    id: 'screen-blank',
    label: 'Room sees nothing',
    group: 'Room',
    key: 'Ctrl+0',
    pages: SESSION,
    enabled: (state) => state !== null,
    run: () => showOnScreen('blank'),
  },
  {
    id: 'show',
    label: 'Open or close the projected screen',
    group: 'Room',
    key: 'Ctrl+P',
    pages: [...SESSION, 'library'],
    enabled: always,
    run: toggleScreen,
  },
  {
    id: 'presenter',
    label: 'Presenter view on this display',
    group: 'Room',
    key: 'F5',
    pages: ['work', 'presenter'],
    enabled: (state) => state !== null,
    run: () => useDesk.getState().show(useDesk.getState().page === 'presenter' ? 'work' : 'presenter'),
  },
  {
    id: 'search',
    label: 'Search past sessions',
    group: 'Library',
    key: '/',
    pages: ['library'],
    enabled: always,
    run: () => focus('library-search'),
  },
  {
    id: 'choose-files',
    label: 'New session from files',
    group: 'Library',
    key: 'Ctrl+O',
    pages: ['library'],
    enabled: always,
    run: () => createFromChooser('files'),
  },
  {
    id: 'choose-folder',
    label: 'New session from a folder',
    group: 'Library',
    key: 'Ctrl+Shift+O',
    pages: ['library'],
    enabled: always,
    run: () => createFromChooser('folder'),
  },
  {
    id: 'form',
    label: 'New session from a form',
    group: 'Library',
    key: 'Ctrl+N',
    pages: ['library'],
    enabled: always,
    run: () => useDesk.getState().set({ form: true }),
  },
  {
    id: 'session-file',
    label: 'Copy a session file in',
    group: 'Library',
    key: 'Ctrl+I',
    pages: ['library'],
    enabled: always,
    run: importSessionFile,
  },
];

/** Runs a command by id where it is enabled. */
export function runCommand(id: string): void {
  const command = DESK_COMMANDS.find((one) => one.id === id);
  if (command?.enabled(useSession.getState().state)) void command.run();
}
