import { BrowserWindow, screen } from 'electron';
import { pageUrl } from './app-protocol.ts';
import { lockedPreferences } from './lockdown.ts';

/** Where a window stood, DIP. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function onSomeDisplay(bounds: Bounds): boolean {
  return screen
    .getAllDisplays()
    .some(
      ({ workArea }) =>
        bounds.x < workArea.x + workArea.width &&
        bounds.x + bounds.width > workArea.x &&
        bounds.y >= workArea.y &&
        bounds.y < workArea.y + workArea.height,
    );
}

/** Opens the facilitator's window where it was last, if that place still exists; shown once it has something to show. */
export function openFacilitatorWindow(
  preload: string,
  icon: string,
  remembered: Bounds | null,
): BrowserWindow {
  const place = remembered && onSomeDisplay(remembered) ? remembered : null;
  const window = new BrowserWindow({
    width: place?.width ?? 1440,
    height: place?.height ?? 900,
    ...(place ? { x: place.x, y: place.y } : {}),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Whyladder',
    icon,
    autoHideMenuBar: true,
    webPreferences: lockedPreferences(preload, 'facilitator'),
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageUrl('facilitator'));
  return window;
}
