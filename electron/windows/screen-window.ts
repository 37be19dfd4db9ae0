import { BrowserWindow, type Display, screen } from 'electron';
import { pageUrl } from './app-protocol.ts';
import { lockedPreferences } from './lockdown.ts';

/** The display that the facilitator's window is not on: the projector; null with a single or mirrored display. */
export function externalDisplay(facilitator: BrowserWindow): Display | null {
  const own = screen.getDisplayMatching(facilitator.getBounds());
  return screen.getAllDisplays().find((display) => display.id !== own.id) ?? null;
}

/** Opens the projected screen: full screen on the projector, else a window of its own that can be moved there. */
export function openScreenWindow(preload: string, icon: string, facilitator: BrowserWindow): BrowserWindow {
  const projector = externalDisplay(facilitator);
  const area = projector?.bounds ?? {
    ...screen.getDisplayMatching(facilitator.getBounds()).workArea,
    width: 1280,
    height: 720,
  };
  const window = new BrowserWindow({
    x: area.x,
    y: area.y,
    width: area.width,
    height: area.height,
    fullscreen: projector !== null,
    show: false,
    title: 'Whyladder: screen',
    icon,
    autoHideMenuBar: true,
    webPreferences: { ...lockedPreferences(preload, 'screen'), backgroundThrottling: false },
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.showInactive());
  void window.loadURL(pageUrl('screen'));
  return window;
}
