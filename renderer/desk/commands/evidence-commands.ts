import { facilitator } from '../../stores/bridge.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { addEvidence, pasteEvidence, toggleAction } from '../actions.ts';
import { suggestedAction } from '../suggested-action.ts';
import { type DeskCommand, focus, going, open, SESSION, WORK } from './desk-command.ts';

/** Findings, what was tried, what is in hand, files. */
export const EVIDENCE_COMMANDS: readonly DeskCommand[] = [
  {
    id: 'findings',
    label: 'Findings',
    group: 'Evidence',
    key: 'F',
    pages: WORK,
    enabled: open,
    run: () => {
      const { findingsShown, modelOpen, accountOpen, set } = useDesk.getState();
      set(
        modelOpen || accountOpen
          ? { modelOpen: false, accountOpen: false, findingsShown: true }
          : { findingsShown: !findingsShown },
      );
    },
  },
  {
    id: 'census',
    label: 'Change census',
    group: 'Evidence',
    key: 'C',
    pages: WORK,
    enabled: open,
    run: () => {
      useDesk.getState().set({ findingsShown: true, modelOpen: false, accountOpen: false });
      requestAnimationFrame(() => document.getElementById('census')?.scrollIntoView({ block: 'end' }));
    },
  },
  {
    id: 'log',
    label: 'Log an attempt',
    group: 'Evidence',
    key: 'L',
    pages: WORK,
    enabled: going,
    run: () => useDesk.getState().set({ asking: 'log-attempt' }),
  },
  {
    id: 'account',
    label: 'Read somebody’s account into entries',
    group: 'Evidence',
    key: 'N',
    pages: WORK,
    enabled: going,
    run: () => {
      const opens = !useDesk.getState().accountOpen;
      useDesk.getState().set({ accountOpen: opens, modelOpen: false });
      if (opens) requestAnimationFrame(() => focus('account'));
    },
  },
  {
    id: 'in-hand',
    label: 'Start or stop what is in hand',
    group: 'Evidence',
    key: 'G',
    pages: WORK,
    enabled: (state) => going(state) && state !== null && state.blind.phase !== 'writing',
    run: () => {
      const { state } = useSession.getState();
      return toggleAction(state === null ? null : suggestedAction(state));
    },
  },
  {
    id: 'check',
    label: 'Note a check and its result',
    group: 'Evidence',
    key: 'K',
    pages: WORK,
    enabled: going,
    run: () => useDesk.getState().set({ asking: 'check' }),
  },
  {
    id: 'sources',
    label: 'Sources',
    group: 'Evidence',
    key: 'S',
    pages: ['work', 'sources'],
    enabled: open,
    run: () => useDesk.getState().show(useDesk.getState().page === 'sources' ? 'work' : 'sources'),
  },
  {
    id: 'add-files',
    label: 'Add files',
    group: 'Evidence',
    key: 'Ctrl+O',
    pages: SESSION,
    enabled: going,
    run: async () => addEvidence(await facilitator.invoke('evidence:choose', 'files')),
  },
  {
    id: 'paste',
    label: 'Paste evidence from the clipboard',
    group: 'Evidence',
    key: 'Ctrl+V',
    pages: ['work', 'sources'],
    enabled: going,
    run: pasteEvidence,
  },
];
