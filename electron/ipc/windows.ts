import { nativeTheme, screen } from 'electron';
import type { DisplayState, FacilitatorApi } from '../../shared/ipc/contract.ts';
import { externalDisplay, openScreenWindow } from '../windows/screen-window.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

function displays(desk: Desk): DisplayState {
  return {
    external: desk.facilitator !== null && externalDisplay(desk.facilitator) !== null,
    screenOpen: desk.screen !== null,
  };
}

/** Requests about windows and what is remembered of them. */
export function windowHandlers(
  desk: Desk,
  preload: string,
  icon: string,
): Handlers<FacilitatorApi, 'screen:toggle' | 'settings:set'> {
  const tell = () => desk.push('push:displays', displays(desk));
  screen.on('display-added', tell);
  screen.on('display-removed', tell);
  return {
    'screen:toggle': (open) => {
      if (open && !desk.screen && desk.facilitator) {
        const window = openScreenWindow(preload, icon, desk.facilitator);
        desk.screen = window;
        window.on('closed', () => {
          desk.screen = null;
          tell();
        });
      } else if (!open) desk.screen?.close();
      return { ...displays(desk), screenOpen: open && desk.facilitator !== null };
    },
    'settings:set': (part) => {
      const settings = desk.remember(part);
      nativeTheme.themeSource = settings.theme;
      return settings;
    },
  };
}
