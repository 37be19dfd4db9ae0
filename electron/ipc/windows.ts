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

/** Opens the projected screen unless it is open already. */
export function showScreen(desk: Desk, preload: string, icon: string): void {
  if (desk.screen || !desk.facilitator) return;
  const window = openScreenWindow(preload, icon, desk.facilitator);
  desk.screen = window;
  window.on('closed', () => {
    desk.screen = null;
    desk.push('push:displays', displays(desk));
  });
  desk.push('push:displays', displays(desk));
}

/** A projector that is there at the start, or is plugged in later, shows the screen without being asked. */
export function followDisplays(desk: Desk, openScreen: () => void): void {
  const look = () => {
    if (displays(desk).external) openScreen();
    desk.push('push:displays', displays(desk));
  };
  desk.facilitator?.webContents.once('did-finish-load', look);
  screen.on('display-added', look);
  screen.on('display-removed', () => desk.push('push:displays', displays(desk)));
}

/** Requests about windows and what is remembered of them. */
export function windowHandlers(
  desk: Desk,
  openScreen: () => void,
): Handlers<FacilitatorApi, 'screen:toggle' | 'settings:set'> {
  return {
    'screen:toggle': (open) => {
      if (open) openScreen();
      else desk.screen?.close();
      return { ...displays(desk), screenOpen: open && desk.facilitator !== null };
    },
    'settings:set': (part) => {
      const settings = desk.remember(part);
      nativeTheme.themeSource = settings.theme;
      return settings;
    },
  };
}
