import { useDesk } from '../../stores/desk-store.ts';
import { lookCloser, showOnScreen, toggleScreen } from '../actions.ts';
import { always, type DeskCommand, open, SESSION } from './desk-command.ts';

const hasWindows: DeskCommand['enabled'] = (state) => (state?.result?.timeline.windows.length ?? 0) > 0;

/** What the room sees. */
export const ROOM_COMMANDS: readonly DeskCommand[] = [
  {
    id: 'screen-ladder',
    label: 'Room sees the ladder',
    group: 'Room',
    key: 'Ctrl+1',
    pages: SESSION,
    enabled: open,
    run: () => showOnScreen('ladder'),
  },
  {
    id: 'screen-chart',
    label: 'Room sees the chart',
    group: 'Room',
    key: 'Ctrl+2',
    pages: SESSION,
    enabled: open,
    run: () => showOnScreen('chart'),
  },
  {
    id: 'screen-summary',
    label: 'Room sees the closing summary',
    group: 'Room',
    key: 'Ctrl+3',
    pages: SESSION,
    enabled: open,
    run: () => showOnScreen('summary'),
  },
  {
    id: 'screen-ideas',
    label: 'Room sees the ideas of the blind round',
    group: 'Room',
    key: 'Ctrl+4',
    pages: SESSION,
    enabled: (state) => state?.blind.phase === 'revealed',
    run: () => showOnScreen('ideas'),
  },
  {
    id: 'screen-blank',
    label: 'Room sees nothing',
    group: 'Room',
    key: 'Ctrl+0',
    pages: SESSION,
    enabled: open,
    run: () => showOnScreen('blank'),
  },
  {
    id: 'next-window',
    label: 'Look closer: next failure window',
    group: 'Room',
    key: 'Right',
    pages: ['work', 'presenter'],
    enabled: hasWindows,
    run: () => lookCloser(1),
  },
  {
    id: 'window-before',
    label: 'Look closer: failure window before',
    group: 'Room',
    key: 'Left',
    pages: ['work', 'presenter'],
    enabled: hasWindows,
    run: () => lookCloser(-1),
  },
  {
    id: 'all-windows',
    label: 'See all failure windows again',
    group: 'Room',
    key: 'Home',
    pages: ['work', 'presenter'],
    enabled: (state) => state !== null && state.closeUp !== null,
    run: () => lookCloser(null),
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
    enabled: open,
    run: () => useDesk.getState().show(useDesk.getState().page === 'presenter' ? 'work' : 'presenter'),
  },
];
