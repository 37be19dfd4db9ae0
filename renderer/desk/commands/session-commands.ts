import { MAX_DEPTH, MIN_DEPTH } from '../../../shared/incident/incident-limits.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSession } from '../../stores/session-store.ts';
import {
  copyReport,
  exportSessionFile,
  leaveSession,
  revealCards,
  saveReport,
  skipBlindRound,
  turnPersonality,
  undo,
} from '../actions.ts';
import { sideLoadModel, switchModel } from '../model-actions.ts';
import { voicesOf } from '../personalities.ts';
import { always, type DeskCommand, going, open, SESSION, WORK, writing } from './desk-command.ts';

const voices = () => voicesOf(useSession.getState().guidance).map((voice) => voice.value);

const depth = (step: number) => async () => {
  const { state, send } = useSession.getState();
  if (state) await send({ kind: 'set-depth', maxDepth: state.maxDepth + step });
};

/** Voice, blind round, model, undo, report. */
export const SESSION_COMMANDS: readonly DeskCommand[] = [
  {
    id: 'voice',
    label: 'Next personality',
    group: 'Session',
    key: 'V',
    pages: ['work', 'presenter'],
    enabled: going,
    run: () => turnPersonality(voices(), 1),
  },
  {
    id: 'voice-back',
    label: 'Personality before',
    group: 'Session',
    key: 'Shift+V',
    pages: ['work', 'presenter'],
    enabled: going,
    run: () => turnPersonality(voices(), -1),
  },
  {
    id: 'problem',
    label: 'Edit the problem, its impact and context',
    group: 'Session',
    key: 'Shift+P',
    pages: WORK,
    enabled: going,
    run: () => useDesk.getState().set({ asking: 'problem' }),
  },
  {
    id: 'deeper',
    label: 'Allow one level more',
    group: 'Session',
    key: '+',
    pages: WORK,
    enabled: (state) => going(state) && (state?.maxDepth ?? MAX_DEPTH) < MAX_DEPTH,
    run: depth(1),
  },
  {
    id: 'shallower',
    label: 'Allow one level less',
    group: 'Session',
    key: '-',
    pages: WORK,
    enabled: (state) => going(state) && (state?.maxDepth ?? MIN_DEPTH) > MIN_DEPTH,
    run: depth(-1),
  },
  {
    id: 'blind',
    label: 'Blind round: collect hypotheses first',
    group: 'Session',
    key: 'H',
    pages: WORK,
    enabled: (state) =>
      going(state) && (state?.blind.phase === 'not-held' || state?.blind.phase === 'skipped'),
    run: async () => {
      await useSession.getState().send({ kind: 'start-blind-round', seconds: 90 });
    },
  },
  {
    id: 'peek',
    label: 'Peek at the cards',
    group: 'Session',
    key: 'Alt+H',
    pages: WORK,
    enabled: writing,
    run: () => useDesk.getState().set({ peek: !useDesk.getState().peek }),
  },
  {
    id: 'reveal',
    label: 'Reveal the cards to the room',
    group: 'Session',
    key: 'Ctrl+Enter',
    pages: WORK,
    enabled: (state) => writing(state) && state?.blind.phase === 'writing' && state.blind.cards.length > 0,
    run: revealCards,
  },
  {
    id: 'extend-blind',
    label: 'Add a minute to the blind round',
    group: 'Session',
    key: 'Shift+H',
    pages: WORK,
    enabled: writing,
    run: async () => {
      await useSession.getState().send({ kind: 'extend-blind-round', seconds: 60 });
    },
  },
  {
    id: 'skip-blind',
    label: 'Skip the blind round',
    group: 'Session',
    key: 'Esc',
    pages: WORK,
    enabled: writing,
    run: skipBlindRound,
  },
  {
    id: 'step',
    label: 'Note a next step',
    group: 'Session',
    key: 'Shift+N',
    pages: ['work', 'finish'],
    enabled: going,
    run: () => useDesk.getState().set({ asking: 'step' }),
  },
  {
    id: 'model',
    label: 'Model panel',
    group: 'Session',
    key: 'M',
    pages: WORK,
    enabled: open,
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
    enabled: open,
    run: sideLoadModel,
  },
  {
    id: 'undo',
    label: 'Undo',
    group: 'Session',
    key: 'Ctrl+Z',
    pages: SESSION,
    enabled: (state) => going(state) && (state?.undoable ?? null) !== null,
    run: () => undo('undo'),
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'Session',
    key: 'Ctrl+Shift+Z',
    pages: SESSION,
    enabled: (state) => going(state) && (state?.redoable ?? null) !== null,
    run: () => undo('redo'),
  },
  {
    id: 'erase',
    label: 'Erase words: a secret, or a name',
    group: 'Session',
    key: 'Ctrl+Shift+X',
    pages: WORK,
    enabled: open,
    run: () => useDesk.getState().set({ asking: 'erase' }),
  },
  {
    id: 'live',
    label: 'Live on and off',
    group: 'Session',
    key: 'Ctrl+L',
    pages: SESSION,
    enabled: open,
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
    enabled: open,
    run: () => useDesk.getState().show(useDesk.getState().page === 'finish' ? 'work' : 'finish'),
  },
  {
    id: 'save',
    label: 'Save the report',
    group: 'Session',
    key: 'Ctrl+S',
    pages: SESSION,
    enabled: open,
    run: () => saveReport(useSession.getState().state?.brief.outputFormat ?? 'yaml'),
  },
  {
    id: 'copy',
    label: 'Copy the report',
    group: 'Session',
    key: 'Ctrl+Shift+C',
    pages: SESSION,
    enabled: open,
    run: () => copyReport(useSession.getState().state?.brief.outputFormat ?? 'yaml'),
  },
  {
    id: 'export',
    label: 'Copy this session to a file',
    group: 'Session',
    key: 'Ctrl+Shift+E',
    pages: SESSION,
    enabled: open,
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
];
