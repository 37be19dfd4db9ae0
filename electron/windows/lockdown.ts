import type { App, Session, WebPreferences } from 'electron';
import { APP_SCHEME } from './app-protocol.ts';

/** What every window gets; `role` reaches the preload as an argument. */
export function lockedPreferences(preload: string, role: 'facilitator' | 'screen'): WebPreferences {
  return {
    preload,
    additionalArguments: [`--whyladder-role=${role}`],
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
  };
}

/** Requests that were cancelled because they left the app: zero in a whole session. */
export interface CancelledRequests {
  count: number;
}

/** Permissions, downloads and every address but the bundle's own are denied for a session. */
export function lockSession(session: Session): CancelledRequests {
  const cancelled: CancelledRequests = { count: 0 };
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write' || permission === 'clipboard-read',
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const inside =
      details.url.startsWith(`${APP_SCHEME}:`) ||
      details.url.startsWith('devtools:') ||
      details.url.startsWith('data:image/') ||
      details.url.startsWith('blob:app:');
    if (!inside) cancelled.count += 1;
    decide({ cancel: !inside });
  });
  session.on('will-download', (event) => event.preventDefault());
  return cancelled;
}

/** A page that crashes again within this time is not loaded a third time, ms. */
const RELOAD_PAUSE_MS = 5_000;

/** No window leaves its page, opens another, or hosts a webview, whoever made it. */
export function lockContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    let lastReloadAt = 0;
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // A window holds no truth of its own: after a crash it loads again and asks main where it was.
    contents.on('render-process-gone', (_gone, { reason }) => {
      const soon = Date.now() - lastReloadAt < RELOAD_PAUSE_MS;
      lastReloadAt = Date.now();
      if (reason !== 'clean-exit' && reason !== 'killed' && !soon) contents.reload();
    });
  });
}
