import { useDesk } from '../../stores/desk-store.ts';
import { createFromChooser, createFromClipboard, importSessionFile } from '../actions.ts';
import { always, type DeskCommand, focus } from './desk-command.ts';

/** Past sessions and ways to start one. */
export const LIBRARY_COMMANDS: readonly DeskCommand[] = [
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
    id: 'paste-new',
    label: 'New session from the clipboard',
    group: 'Library',
    key: 'Ctrl+V',
    pages: ['library'],
    enabled: always,
    run: createFromClipboard,
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
