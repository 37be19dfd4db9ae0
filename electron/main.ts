import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, ipcMain, nativeTheme, protocol, session, utilityProcess } from 'electron';
import { AnalystHost } from './analyst/host.ts';
import { utilityAnalyst } from './analyst/utility-process.ts';
import { Desk } from './ipc/desk.ts';
import { eraseHandlers } from './ipc/erase.ts';
import { evidenceHandlers } from './ipc/evidence.ts';
import { libraryHandlers } from './ipc/library.ts';
import { modelHandlers, modelService } from './ipc/model.ts';
import { personalityHandlers } from './ipc/personalities.ts';
import { registerAll } from './ipc/register.ts';
import { reportHandlers } from './ipc/report.ts';
import { sessionHandlers } from './ipc/sessions.ts';
import { followDisplays, showScreen, windowHandlers } from './ipc/windows.ts';
import { openedPaths } from './opened-paths.ts';
import { commandLineWords, runPackaged } from './packaged-command-line.ts';
import { LibraryWriter } from './storage/library-writer.ts';
import { openOrRecover } from './storage/recover.ts';
import { SnapshotKeeper } from './storage/snapshots.ts';
import { declareAppScheme, serveApp } from './windows/app-protocol.ts';
import { refuseDebuggers } from './windows/debuggers.ts';
import { type Bounds, openFacilitatorWindow } from './windows/facilitator-window.ts';
import { lockContents, lockSession } from './windows/lockdown.ts';
import { askForRecovery } from './windows/recovery-dialog.ts';
import { Tokens } from './windows/tokens.ts';

// Start-up, in order, and nothing else.

const OUT = join(__dirname, '..');
const RESOURCES = join(OUT, '..', 'resources');
const PRELOAD = join(OUT, 'preload', 'preload.cjs');
const ICON = join(RESOURCES, 'icons', 'icon.png');

function start(): void {
  if (!refuseDebuggers(app, process.argv)) return;
  declareAppScheme(protocol);
  // Root cannot use Chromium's sandbox (containers, CI): the start script says so with this switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockContents(app);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(ready);
}

function ready(): void {
  const dataFolder = app.getPath('userData');
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'library.db');
  const library = openOrRecover(file, Date.now(), askForRecovery);
  if (!library.ok) {
    dialog.showErrorBox('Whyladder cannot start', `${library.error.message}\n${library.error.hint}`);
    app.exit(2);
    return;
  }
  if (library.value === null) {
    app.exit(0);
    return;
  }
  const { db, told } = library.value;
  const analyst = new AnalystHost(() => utilityAnalyst(utilityProcess, join(OUT, 'analyst', 'worker.cjs')));
  const desk = new Desk({
    library: new LibraryWriter(db),
    tokens: new Tokens(),
    analyst,
    dataFolder,
    samplesFolder: join(RESOURCES, 'samples'),
  });
  serveApp(session.defaultSession, join(OUT, 'renderer'));
  lockSession(session.defaultSession);

  const roleOf = (contents: Electron.WebContents) =>
    contents === desk.facilitator?.webContents
      ? 'facilitator'
      : contents === desk.screen?.webContents
        ? 'screen'
        : null;
  const openScreen = () => showScreen(desk, PRELOAD, ICON);
  const model = modelService(desk);
  registerAll(ipcMain, roleOf, {
    facilitator: {
      ...libraryHandlers(desk),
      ...personalityHandlers(desk),
      ...sessionHandlers(desk),
      ...eraseHandlers(desk, model),
      ...evidenceHandlers(desk),
      ...reportHandlers(desk),
      ...windowHandlers(desk, openScreen),
      ...modelHandlers(desk, model),
    },
    screen: { 'screen:events': (after) => desk.screenFeed(after) },
    both: { 'settings:get': () => desk.settings() },
    dropped: (paths) => desk.tokens.issue({ kind: 'paths', paths }),
  });

  const theme = () => {
    nativeTheme.themeSource = desk.settings().theme;
  };
  theme();
  desk.facilitator = openFacilitatorWindow(
    PRELOAD,
    ICON,
    desk.library.recall<Bounds | null>('facilitator-bounds', null),
  );
  desk.facilitator.on('close', () => {
    if (desk.facilitator && !desk.facilitator.isMaximized() && !desk.facilitator.isFullScreen())
      desk.library.remember('facilitator-bounds', desk.facilitator.getBounds());
  });
  desk.facilitator.on('closed', () => {
    desk.facilitator = null;
    app.quit();
  });
  followDisplays(desk, openScreen);
  analyst.warmUp();
  const snapshots = new SnapshotKeeper(db);
  snapshots.start();
  if (told !== '') dialog.showErrorBox('The library was replaced', told);

  const openPaths = (paths: readonly string[]) => {
    if (paths.length > 0) desk.push('push:open', { token: desk.tokens.issue({ kind: 'paths', paths }) });
  };
  // Behind the first paint: a model is a help, never something to wait for.
  desk.facilitator.webContents.once('did-finish-load', () => setTimeout(() => void model.start(), 300));
  desk.facilitator.webContents.once('did-finish-load', () =>
    openPaths(openedPaths(process.argv, process.cwd(), app.getAppPath())),
  );
  app.on('second-instance', (_event, words, folder) => {
    desk.facilitator?.show();
    openPaths(openedPaths(words, folder, app.getAppPath()));
  });
  app.on('will-quit', () => {
    model.stopNow();
    analyst.close();
    snapshots.stop();
    desk.library.close();
  });
}

const words = app.isPackaged ? commandLineWords(process.argv) : null;
if (words) void runPackaged(app, utilityProcess, words);
else if (app.requestSingleInstanceLock()) start();
else app.quit();
